import type { MonthScore, MonthTaken, QuarterBlock, QuarterRow } from "../domain/assessment/quarter-block.ts";
import type { YearWeights } from "../domain/assessment/year.ts";
import type { YearBlock, YearRow } from "../domain/assessment/year-block.ts";
import { decimal, sum, toNumber } from "../domain/ratio.ts";
import { oneLine } from "./one-line.ts";
import type { Calculation, CalculationItem } from "./unit-explanation.ts";
import { NO_CASE, periodWords, scoreWords } from "./words.ts";

/** A unit's quarter from its block: each month with the result it comes from, and their mean. */
export const quarterCalculation = (block: QuarterBlock, row: QuarterRow): Calculation => ({
  ...head(block, row),
  items: monthItems(block, row),
  sum: [row.total === null ? NO_TOTAL : `总分 = ${mean(totalsOf(row.months))} = ${scoreWords(row.total)}${ROUNDED}`],
});

/** A unit's year: mean, June and December in the bracket, 观摩 beside it, all in one line to be typed. */
export const yearCalculation = (block: YearBlock, row: YearRow, weights: YearWeights): Calculation => ({
  ...head(block, row),
  items: [...monthItems(block, row), ...visitItems(block, row)],
  sum: [
    ...halfWords(row),
    row.total === null ? NO_TOTAL : `总分 = ${yearTerms(row, weights)} = ${scoreWords(row.total)}${ROUNDED}`,
  ],
});

const NO_TOTAL = `总分：${NO_CASE}（没有计入的月份）`;
const ROUNDED = "（只在最后四舍五入到 0.01 分）";

const head = ({ period }: { readonly period: string }, { unit, total }: QuarterRow | YearRow) => ({
  ...{ unit, period, total },
  lead: [],
  extras: [],
});

function monthItems({ months }: QuarterBlock | YearBlock, row: QuarterRow | YearRow): readonly CalculationItem[] {
  const taken = new Map(months.map((one) => [one.month, one]));
  return row.months.map((score) => ({
    ...{ code: score.month, name: periodWords(score.month), weight: "", formula: "", points: score.total, lines: [] },
    rate: `${monthWords(score)}（${sourceWords(taken.get(score.month))}）`,
  }));
}

function monthWords({ total, because }: MonthScore): string {
  if (total === null) return `${NO_CASE} 没有得分，不计入`;
  return because === "reports-missing" ? `应报未报，计 ${scoreWords(total)}` : scoreWords(total);
}

/** A unit checks a month against what was published, and finds its parts by `explain` of that month. */
const sourceWords = (taken: MonthTaken | undefined): string =>
  taken === undefined || taken.draft === "" ? "该月尚未发布，按现有数据" : `该月已发布，${oneLine(taken.draft, 30)}`;

function visitItems({ visits: published }: YearBlock, { visits }: YearRow): readonly CalculationItem[] {
  const taken = new Map(published.map((one) => [one.month, one]));
  return visits.map(({ visit, project, score }) => ({
    ...{
      code: `${visit}/${project}`,
      name: `${periodWords(visit)}观摩`,
      weight: "",
      formula: "",
      points: score,
      lines: [],
    },
    rate: `${oneLine(project, 30)} ${scoreWords(score)}（${oneLine(taken.get(visit)?.draft ?? "", 30)}）`,
  }));
}

/** June and December as they go in, or that their weight went to the others. */
const halfWords = ({ june, december }: YearRow): readonly string[] =>
  [june, december]
    .filter(({ total }) => total === null)
    .map(({ month }) => `${periodWords(month)}没有得分，其占比由月度部分的其余各项按比例分摊。`);

const plain = (hundredths: number): string => (hundredths / 100).toFixed(2);
const totalsOf = (scores: readonly { readonly total: number | null }[]): readonly number[] =>
  scores.flatMap(({ total }) => (total === null ? [] : [total]));

/** (88.35 + 0.00 + 91.20) ÷ 3 */
const mean = (totals: readonly number[]): string =>
  totals.length === 1 ? plain(totals[0]!) : `(${totals.map(plain).join(" + ")}) ÷ ${totals.length}`;

/** ((月均 × 10 + 六月 × 45 + 十二月 × 45) ÷ 100 × 90 + 观摩 × 10) ÷ 100; without 观摩 the bracket alone. */
function yearTerms({ months, june, december, visits }: YearRow, weights: YearWeights): string {
  const live = [
    { weight: weights.june, total: june.total },
    { weight: weights.december, total: december.total },
  ].filter(({ total }) => total !== null);
  const inside = [
    `${mean(totalsOf(months))} × ${weights.mean}`,
    ...live.map(({ weight, total }) => `${plain(total!)} × ${weight}`),
  ].join(" + ");
  const bracket = `(${inside}) ÷ ${added([weights.mean, ...live.map(({ weight }) => weight)])}`;
  if (visits.length === 0) return bracket;
  const seen = mean(visits.map(({ score }) => score));
  return `(${bracket} × ${weights.bracket} + ${seen} × ${weights.visits}) ÷ ${added([weights.bracket, weights.visits])}`;
}

const added = (figures: readonly number[]): number => toNumber(sum(figures.map(decimal)));
