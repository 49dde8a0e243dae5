import type { Step } from "../domain/confidence.ts";
import { INDICATOR_NAMES, type IndicatorCode, type IndicatorPart, type LeftOut } from "../domain/indicator.ts";
import type { NotRanked, RankedUnit } from "../domain/ranking-block.ts";
import type { ScoreRules } from "../domain/score.ts";
import { type UnitMonth, weighed } from "../domain/unit-month.ts";
import { footnoteWords } from "./ranking-footnotes.ts";
import { scoreWords } from "./words.ts";

/** 说明 of one unit: place and change, what was spread, taken off or not counted. Source: voice.md "One-sentence reasons". */
export function rankingNote(row: RankedUnit, month: UnitMonth, rules: ScoreRules): string {
  return [
    placeWords(row, rules),
    noCaseWords(row),
    falseWords(row),
    adjustmentWords(row.adjustment),
    ...footnotes(month),
    ...footnoteWords(month),
  ].join("");
}

function placeWords(row: RankedUnit, rules: ScoreRules): string {
  if (row.rank === null) return `不参与本期排名：${notRankedWords(row.notRanked, rules)}。`;
  const tied = row.tied ? "（并列）" : "";
  return `第 ${row.rank} 名${tied}，${scoreWords(row.total)}，${comparedWords(row)}${gapWords(row)}。`;
}

function comparedWords({ change, previousRank }: RankedUnit): string {
  if (change === null || previousRank === null) return "上期无名次";
  if (change === 0) return "与上期持平";
  return change > 0 ? `比上期升 ${change} 位` : `比上期降 ${-change} 位`;
}

const STEP_WORDS: Readonly<Record<Step, string>> = {
  milestone: "一个节点",
  start: "一个项目开工",
  "plan-point": " 1 个百分点年度计划",
};

/** How small the difference is, never what to reach. Source: voice.md; 统计法. */
function gapWords({ gapAbove, oneMore = [] }: RankedUnit): string {
  if (gapAbove === null) return "";
  const within = oneMore.filter(({ points }) => points >= gapAbove.points).map(({ step }) => STEP_WORDS[step]);
  return within.length === 0 ? "" : `；与第 ${gapAbove.rank} 名相差不足${anyOf(within)}`;
}

const anyOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join("、")}或${words.at(-1)}`;

function notRankedWords(because: NotRanked | null, rules: ScoreRules): string {
  if (because === "investment-no-case") return "投资完成率本期无对应项目";
  if (because === "live-weight-too-small") return `有对应项目的指标权重不足 ${rules.minLiveWeight} 分`;
  return because === "opted-out" ? "「单位」表注明不参与排名" : "所在组别不排名";
}

function noCaseWords({ items, rank }: RankedUnit): string {
  if (rank === null) return "";
  const names = items.filter((item) => item.points === null).map((item) => INDICATOR_NAMES[item.code]);
  return names.length === 0 ? "" : `${names.join("、")}本期无对应项目，其权重按比例分摊。`;
}

function falseWords({ items, falseDataPenalty }: RankedUnit): string {
  if (falseDataPenalty === 0) return "";
  const names = items.filter((item) => item.zeroedForFalseData).map((item) => INDICATOR_NAMES[item.code]);
  const zeroed = names.length === 0 ? "" : `${names.join("、")}该项 0 分，`;
  return `经督查认定虚报，${zeroed}另扣 ${scoreWords(-falseDataPenalty)}。`;
}

const adjustmentWords = (adjustment: number): string => {
  if (adjustment === 0) return "";
  return `${adjustment > 0 ? "加分" : "减分"} ${scoreWords(Math.abs(adjustment))}。`;
};

/** Projects whose figures were not of this month or not counted, each named once however many indicators they leave. */
function footnotes(month: UnitMonth): readonly string[] {
  const partsOf = (code: IndicatorCode) =>
    weighed(month)
      .filter((value) => value.code === code)
      .flatMap((value) => value.parts);
  const parts = partsOf("investment");
  const left = weighed(month).flatMap((value) => value.leftOut);
  const all = weighed(month).flatMap((value) => value.parts);
  const missing = [countOf(all, "count-missing"), countOf(all, "earlier-count-missing")] as const;
  const said: readonly (readonly [number, string])[] = [
    [countOf(parts, "last-reported"), "个项目当月未报，投资按最近一次所报累计计算"],
    [countOf(parts, "never-reported"), "个项目今年尚无月报，投资按 0 计"],
    [countOf(partsOf("funding"), "funds-blank"), "个项目最近一次月报的到位资金未填，资金按 0 计"],
    [countOf(all, "earlier-counts") + missing[1], "项单位指标本期未填，取今年最近一期所填"],
    [missing[0] + missing[1], "项单位指标未填，按 0 计"],
    [countOf(left, "unreadable"), "处数据无法读取，有关指标未计入"],
    [countOf(left, "not-read"), "份月报所在分表到期后没有读到，报送未计入"],
    [countOf(left, "set-aside"), "处因有关的行重复或无法读取，无法判定，未计入"],
    [countOf(left, "no-annual-plan"), "个项目没有年度计划，投资和资金未计入"],
  ];
  return said.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}。`);
}

const countOf = (entries: readonly (IndicatorPart | LeftOut)[], because: string): number =>
  new Set(entries.filter((entry) => entry.because === because).map((entry) => entry.subject)).size;
