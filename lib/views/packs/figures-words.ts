import { INDICATOR_NAMES, type IndicatorValue, rateOf } from "../../domain/indicator.ts";
import type { ProgressDone } from "../../domain/progress.ts";
import { multiply, type Ratio, ratio, toNumber } from "../../domain/ratio.ts";
import type { SummaryRow } from "../../domain/summary.ts";
import { noteWords } from "../summary.ts";
import { fixed, NO_CASE, percentWords, periodWords, YUAN_PER_YI } from "../words.ts";
import type { MechanismPack, QuarterPack } from "./pack-facts.ts";
import { amount, count, type PackChapter, type PackTable, text } from "./paper.ts";

const FOUR: readonly (readonly [name: string, rate: keyof ProgressDone])[] = [
  ["项目开工率", "startRate"],
  ["资金到位率", "fundingRate"],
  ["框架内合同转化率", "contractRate"],
  ["开工项目建成投产率", "operationRate"],
];

/** 四率：项目开工率 95.9%、资金到位率 71.2%、框架内合同转化率 —、开工项目建成投产率 60.0%。 */
export function fourRates(rates: ProgressDone | null): string {
  const words = FOUR.map(([name, rate]) => {
    const value = rates?.[rate] as Ratio | null | undefined;
    return `${name} ${value == null ? NO_CASE : percentWords(value)}`;
  });
  return `四率：${words.join("、")}。`;
}

/** 三个一批：签约项目履约率 80.0%（8/10）… */
export const chainWords = (chain: readonly IndicatorValue[]): string =>
  `${chain.map((value) => `${INDICATOR_NAMES[value.code]} ${rateWords(value)}`).join("、")}。`;

function rateWords(value: IndicatorValue): string {
  const rate = rateOf(value);
  if (rate === null) return NO_CASE;
  return `${percentWords(rate)}（${toNumber(value.numerator)}/${toNumber(value.denominator)}）`;
}

/** As the table below it names its rows. */
const CURVE = "在建合计的序时为「目标」全市计划曲线，其余各行为所含项目的序时";

/** 六、主要指标 of the quarter: sums by category and of 超亿元, and the four rates. */
export function quarterFigures(pack: QuarterPack): PackChapter {
  const { month, rates, sums, notes } = pack;
  const own =
    month >= pack.quarter.from.slice(0, 7)
      ? ""
      : `${periodWords(pack.quarter.period)}尚无月份结束，以下为${periodWords(month)}底数据。`;
  return {
    title: "主要指标",
    paragraphs: [
      `${own}截至${periodWords(month)}底，${fourRates(rates)}`,
      ...[...noteWords({ ...notes, cityCurve: false }), ...(notes.cityCurve ? [CURVE] : [])].map((note) => `${note}。`),
    ],
    sections: [],
    tables: [sumsTable(sums)],
  };
}

export const mechanismFigures = ({ chain, rates, month }: MechanismPack): readonly string[] => [
  ...(rates === null ? [] : [`截至${periodWords(month)}底，${fourRates(rates)}`]),
  ...(chain.length === 0 ? [] : [chainSentence(chain, month)]),
];

const chainSentence = (chain: readonly IndicatorValue[], month: string): string =>
  chain.every((value) => rateOf(value) === null)
    ? `截至${periodWords(month)}，「单位指标」中没有签约、履约、开工、投产、达效的数据。`
    : `截至${periodWords(month)}，按「单位指标」合计：${chainWords(chain)}`;

const inYi = (money: number): string => fixed(ratio(money, YUAN_PER_YI), 1);
const shareOf = (part: number | null, whole: number): string =>
  part === null || whole === 0 ? NO_CASE : percentWords(ratio(part, whole));

const bare = (percent: string): string => percent.replace("%", "");

function sumsTable(rows: readonly SummaryRow[]): PackTable {
  const shown = rows.flatMap((row) => {
    const name = nameOf(row, rows);
    return name === null ? [] : [{ name, row }];
  });
  return {
    title: "在建项目投资完成情况（亿元）",
    head: ["序号", "类别", "个数", "总投资", "年度计划", "完成", "完成率/序时(%)"],
    rows: shown.map(({ name, row }, index) => [
      ...[String(index + 1), name, String(row.projects)],
      ...[inYi(row.totalInvestment), inYi(row.annualPlan), inYi(row.done)],
      `${bare(shareOf(row.done, row.annualPlan))}/${bare(shareOf(row.planned, row.plannedOf))}`,
    ]),
    columns: [
      ...[text("类别", 16), count("个数"), amount("总投资(亿元)"), amount("年度计划(亿元)"), amount("完成(亿元)")],
      ...[text("完成率", 12), text("序时进度", 12)],
    ],
    cells: shown.map(({ name, row }) => [
      ...[name, row.projects, exactYi(row.totalInvestment), exactYi(row.annualPlan), exactYi(row.done)],
      ...[shareOf(row.done, row.annualPlan), shareOf(row.planned, row.plannedOf)],
    ]),
  };
}

const exactYi = (money: number): number => toNumber(multiply(ratio(money, YUAN_PER_YI), ratio(1)));

/** 合计, the categories, and of 超亿元 the sum and its categories that hold any; null: not told here. */
function nameOf({ dimension, group, projects }: SummaryRow, rows: readonly SummaryRow[]): string | null {
  if (dimension === "under-construction") return "在建合计";
  if (dimension === "large-plan") return group.kind === "band" && group.from !== null ? "超亿元项目" : null;
  if (dimension !== "category" && dimension !== "large-by-category") return null;
  const name = group.kind === "named" ? group.name : "其他";
  if (dimension === "category") return name;
  const any = rows.some((row) => row.dimension === "large-by-category" && row.projects > 0);
  return any && projects > 0 ? `超亿元·${name}` : null;
}
