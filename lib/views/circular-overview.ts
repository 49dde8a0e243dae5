import { type Figure, type Part, type Sentence, sentence } from "../domain/circular/figure.ts";
import type { CityFigures, FourRates, LargeSums, Overview } from "../domain/circular/overview.ts";
import { type ChapterBody, type PaperTable, type Paragraph, paragraph } from "../domain/circular/paper.ts";
import type { ProjectSums } from "../domain/circular/project-sums.ts";
import { type Share, shareOf, type Traced } from "../domain/circular/traced.ts";
import { lastDayOf, monthNumber } from "../domain/dates.ts";
import { ratio, roundHalfUp, subtract } from "../domain/ratio.ts";
import { apartFigure, countFigure, exactShare, given, moneyFigure, shareFigure } from "./circular-figures.ts";
import { oneLine } from "./one-line.ts";
import { fixed, moneyWords, sharesApart, shortDayWords, YUAN_PER_WAN, YUAN_PER_YI } from "./words.ts";

/** Where the city has a curve of 目标, its plan is not the sum of the projects'. */
export const CURVE_WORDS = "全市计划进度为「目标」全市计划曲线，超亿元和各类别为所含项目的计划进度";

/** 一、总体情况. `since` names the end compared with (上月末), "" for none. */
export function overviewChapter(overview: Overview, since: string, notes: readonly string[]): ChapterBody {
  const { now, before, large } = overview;
  return {
    paragraphs: [paragraph("overview/list", listSentence(overview))],
    sections: [
      {
        title: "投资完成",
        paragraphs: [paragraph("overview/investment", investmentSentence(now, before, since))],
      },
      {
        title: "开工和四率",
        paragraphs: [paragraph("overview/rates", ...ratesSentences(now, before, since))],
      },
      ...(large === null ? [] : [{ title: "超亿元项目", paragraphs: [largeParagraph(large, now)] }]),
    ],
    tables: overview.categories.length === 0 ? [] : [categoryTable(overview)],
    notes: [
      ...notes.map((note, index) => paragraph(`overview/note-${index + 1}`, sentence(given(`注：${note}。`)))),
      ...beyondParagraphs(now),
    ],
  };
}

/** A curve of 目标 that was laid down for another list may come to more than the plan of this one: said, since nobody can plan more than all. */
function beyondParagraphs({ built: { planned } }: CityFigures): readonly Paragraph[] {
  if (planned === null || roundHalfUp(exactShare(planned), 3) <= 1000) return [];
  const [curve, list] = [moneyFigure(planned.part), moneyFigure(planned.whole)];
  const text = ["注：计划进度超过 100%，因全市计划曲线到期末为 ", curve, "，大于在册项目年度计划投资 ", list, "。"];
  return [paragraph("overview/beyond", sentence(...text))];
}

/** 截至9月30日，全市在建重点项目 148 个（新开工 73 个、续建 75 个），总投资 4,885.3 亿元，年度计划投资 1,127.4 亿元；前期项目 69 个。 */
function listSentence({ now, continuing, preliminary }: Overview): Sentence {
  const { built } = now;
  const more: readonly Part[] = preliminary.value === 0 ? [] : ["；另有前期项目 ", countFigure(preliminary), " 个"];
  return sentence(
    "截至",
    given(shortDayWords(lastDayOf(now.period))),
    "，全市在建重点项目 ",
    countFigure(built.projects),
    " 个（新开工 ",
    countFigure(now.starting),
    " 个、续建 ",
    countFigure(continuing),
    " 个），总投资 ",
    moneyFigure(built.totalInvestment),
    "，年度计划投资 ",
    moneyFigure(built.annualPlan),
    ...more,
    "。",
  );
}

/** 1—9月 */
const monthsWords = (period: string): string => (monthNumber(period) === 1 ? "1月" : `1—${monthNumber(period)}月`);

const doneShare = ({ done, annualPlan }: ProjectSums): Share | null => shareOf(done, annualPlan);

/** 1—9月累计完成投资 700.1 亿元，占年度计划的 62.1%，计划进度 65.0%，差 2.9 个百分点；比上月末增加 80.2 亿元，提高 7.1 个百分点。 */
function investmentSentence(now: CityFigures, before: CityFigures | null, since: string): Sentence {
  const { built } = now;
  const share = doneShare(built);
  return sentence(
    given(monthsWords(now.period)),
    "累计完成投资 ",
    moneyFigure(built.done),
    ...(share === null ? [] : progressParts(share, built.planned, "占年度计划的 ")),
    ...(before === null ? [] : sinceParts(now, before, since)),
    "。",
  );
}

/** What was done and what was planned, in as many decimals as are needed for what is read to be subtracted. */
function progressParts(share: Share, planned: Share | null, words: string): readonly Part[] {
  if (planned === null) return [`，${words}`, shareFigure(share)];
  const { decimals, apart } = sharesApart(exactShare(share), exactShare(planned));
  const ahead = subtract(exactShare(share), exactShare(planned)).n > 0n;
  const difference: readonly Part[] =
    Number(apart) === 0
      ? ["，与计划持平"]
      : [`，${ahead ? "超" : "差"} `, apartFigure(share, planned, decimals), " 个百分点"];
  return [`，${words}`, shareFigure(share, decimals), "，计划进度 ", shareFigure(planned, decimals), ...difference];
}

function sinceParts(now: CityFigures, before: CityFigures, since: string): readonly Part[] {
  const [share, was] = [doneShare(now.built), doneShare(before.built)];
  const more = now.built.done.value - before.built.done.value;
  const change: readonly Part[] =
    more === 0 ? ["持平"] : [`${more > 0 ? "增加" : "减少"} `, differenceFigure(now.built.done, before.built.done)];
  const points = share === null || was === null || more === 0 ? [] : ["，", ...changeParts(share, was)];
  return [`；比${since}`, ...change, ...points];
}

const differenceFigure = (now: Traced, before: Traced): Figure => {
  const [first, second] = now.value < before.value ? [before, now] : [now, before];
  const from = { do: "apart", first: { do: "sum", of: first.of }, second: { do: "sum", of: second.of } } as const;
  return { ...moneyFigure({ value: first.value - second.value, of: [] }), from };
};

/** 提高 1.2 个百分点 */
function changeParts(now: Share, before: Share): readonly Part[] {
  const figure = apartFigure(now, before);
  if (Number(figure.shown) === 0) return ["持平"];
  const up = subtract(exactShare(now), exactShare(before)).n > 0n;
  return [up ? "提高 " : "下降 ", figure, " 个百分点"];
}

const RATES: readonly (readonly [keyof FourRates, string])[] = [
  ["start", "项目开工率"],
  ["funding", "资金到位率"],
  ["contract", "框架内合同转化率"],
  ["operation", "开工项目建成投产率"],
];

function ratesSentences(now: CityFigures, before: CityFigures | null, since: string): readonly Sentence[] {
  const { starting, started, rates } = now;
  const start = rates.start;
  const planned: readonly Part[] =
    start === null
      ? []
      : ["；按计划应开工 ", countFigure(start.whole), " 个，其中已开工 ", countFigure(start.part), " 个"];
  const live = RATES.filter(([code]) => rates[code] !== null);
  const begun: readonly Sentence[] =
    starting.value === 0
      ? []
      : [sentence("新开工项目 ", countFigure(starting), " 个，已开工 ", countFigure(started), " 个", ...planned, "。")];
  if (live.length === 0) return [...begun, ...(begun.length === 0 ? [sentence("本期没有应开工项目。")] : [])];
  const words = live.flatMap(([code, name], index): readonly Part[] => [
    `${index === 0 ? "" : "，"}${name} `,
    shareFigure(rates[code]!),
    ...comparedParts(rates[code]!, before?.rates[code] ?? null, since),
  ]);
  return [...begun, sentence(...words, "。")];
}

const comparedParts = (now: Share, before: Share | null, since: string): readonly Part[] =>
  before === null || tabOf(now) !== tabOf(before) ? [] : [`（比${since}`, ...changeParts(now, before), "）"];

/** A rate of 单位指标 is not compared with one of 项目. */
function tabOf({ whole }: Share): string {
  const [first] = whole.of;
  return first !== undefined && "tab" in first ? first.tab : "";
}

/** 年度计划投资 1 亿元以上的项目 40 个，年度计划 800 亿元，占全部的 71.0%；… */
function largeParagraph({ limit, sums, red, yellow }: LargeSums, now: CityFigures): Paragraph {
  const share = doneShare(sums);
  const part = shareOf(sums.annualPlan, now.built.annualPlan);
  return paragraph(
    "overview/large",
    sentence(
      "年度计划投资 ",
      given(moneyWords(limit)),
      "以上的项目 ",
      countFigure(sums.projects),
      " 个，年度计划投资 ",
      moneyFigure(sums.annualPlan),
      ...(part === null ? [] : ["，占全部在建项目的 ", shareFigure(part)]),
      "；累计完成投资 ",
      moneyFigure(sums.done),
      ...(share === null ? [] : progressParts(share, sums.planned, "占其年度计划的 ")),
      "。期末预警为红的 ",
      countFigure(red),
      " 个、为黄的 ",
      countFigure(yellow),
      " 个。",
    ),
  );
}

/** Its unit of money stands in the name: 亿元, of a city that plans less than one 万元. */
function categoryTable({ categories, now }: Overview): PaperTable {
  const inYi = now.built.annualPlan.value >= YUAN_PER_YI;
  const rows = categories.map(({ name, sums }, index) => categoryRow(given(String(index + 1)), name, sums, inYi));
  return {
    id: "overview/categories",
    title: `分类别完成情况（单位：个、${inYi ? "亿元" : "万元"}）`,
    head: ["序号", "类别", "项目数", "年度计划", "累计完成", "完成率", "计划进度"],
    rows: [...rows, categoryRow("", "合计", now.built, inYi)],
  };
}

function categoryRow(ordinal: Part, name: string, sums: ProjectSums, inYi: boolean): PaperTable["rows"][number] {
  const share = doneShare(sums);
  const money = (sum: Traced): Figure => ({
    ...moneyFigure(sum),
    shown: inYi ? fixed(ratio(sum.value, YUAN_PER_YI), 1) : fixed(ratio(sum.value, YUAN_PER_WAN), 0),
    kind: inYi ? "yi" : "wan",
  });
  return [
    [ordinal],
    [given(oneLine(name, 20))],
    [countFigure(sums.projects)],
    [money(sums.annualPlan)],
    [money(sums.done)],
    [share === null ? "—" : shareFigure(share)],
    [sums.planned === null ? "—" : shareFigure(sums.planned)],
  ];
}
