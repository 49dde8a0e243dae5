import { INDICATOR_NAMES, INDICATORS } from "../domain/indicator.ts";
import type { PlanBasis } from "../domain/planned-to-date.ts";
import type { GroupFacts, RankedUnit } from "../domain/ranking-block.ts";
import type { ScoreRules } from "../domain/score.ts";

const BASIS_WORDS: Readonly<Record<PlanBasis, string>> = { active: "有效月份", own: "月计划", even: "月均" };
export const basisWords = (basis: PlanBasis): string => BASIS_WORDS[basis];
export const groupWords = (group: string): string => (group === "" ? "不排名" : group.replaceAll("+", "、"));

export const takesNoPart = (row: RankedUnit): boolean =>
  row.notRanked === "group-not-ranked" || row.notRanked === "opted-out";

interface Noted {
  readonly ranked: readonly RankedUnit[];
  readonly groups: readonly GroupFacts[];
  /** null: nobody has a month. */
  readonly basis: PlanBasis | null;
  readonly rules: { readonly score: ScoreRules; readonly scheme: string };
}

const DEFAULT_SCHEME = "重点项目";

/** What holds for the whole table: 评分方案, 序时依据, weights, groups without a black list, who takes no part. */
export function blockNotes({ ranked, groups, basis, rules }: Noted): readonly string[] {
  const { weights } = rules.score;
  const absent = ranked.filter(takesNoPart).map((row) => row.unit);
  const sum = INDICATORS.reduce((all, code) => all + weights[code], 0);
  const asksForMoney = weights.investment > 0 || weights.funding > 0;
  return [
    ...(rules.scheme === DEFAULT_SCHEME ? [] : [`评分方案：${rules.scheme}（${weightWords(weights)}）。`]),
    ...(basis === null || !asksForMoney ? [] : [`序时依据：${basisWords(basis)}（各单位同一口径）。`]),
    ...(sum === 100 ? [] : [`各项权重合计 ${sum}，按满分 100 分折算。`]),
    ...groups
      .filter((group) => group.small && group.ranked > 0)
      .map((group) => `${groupWords(group.group)}组参与排名 ${group.ranked} 家，不设黑榜。`),
    ...(absent.length === 0 ? [] : [`不参与排名：${absent.join("、")}。`]),
  ];
}

const weightWords = (weights: ScoreRules["weights"]): string =>
  INDICATORS.filter((code) => weights[code] > 0)
    .map((code) => `${INDICATOR_NAMES[code]} ${weights[code]}`)
    .join("、");
