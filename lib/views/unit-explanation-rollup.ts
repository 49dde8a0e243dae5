import type { MonthScore, MonthTaken, QuarterBlock, QuarterRow } from "../domain/assessment/quarter-block.ts";
import type { YearBlock, YearRow } from "../domain/assessment/year-block.ts";
import { oneLine } from "./one-line.ts";
import type { Calculation, CalculationItem } from "./unit-explanation.ts";
import { NO_CASE, periodWords, scoreWords } from "./words.ts";

/** A unit's quarter or year from its block: each month with the draft it comes from, and how they make up the total. */
export function rollupCalculation(block: QuarterBlock | YearBlock, row: QuarterRow | YearRow): Calculation {
  const { period } = block;
  const taken = new Map(block.months.map((one) => [one.month, one]));
  const items = row.months.map((score) => monthItem(score, taken.get(score.month)));
  const common = { unit: row.unit, period, total: row.total, lead: [], extras: [] };
  return "june" in row
    ? { ...common, items: [...items, ...visitItems(row)], sum: yearSum(row) }
    : { ...common, items, sum: [quarterSum(row)] };
}

function monthItem({ month, total, because }: MonthScore, taken: MonthTaken | undefined): CalculationItem {
  const source =
    taken === undefined || taken.draft === "" ? "尚未发布，按现有数据" : `已发布（${oneLine(taken.draft, 30)}）`;
  return {
    ...{ code: month, name: periodWords(month), weight: "", points: total, lines: [] },
    rate: `${BECAUSE[because]}${total === null ? NO_CASE : scoreWords(total)}，${source}`,
    formula: "",
  };
}

const BECAUSE: Readonly<Record<MonthScore["because"], string>> = {
  scored: "",
  "reports-missing": "应报未报，计 ",
  "no-score": "没有得分，不计入：",
};

const visitItems = ({ visits }: YearRow): readonly CalculationItem[] =>
  visits.map(({ visit, project, score }) => ({
    ...{ code: `${visit}/${project}`, name: `观摩 ${periodWords(visit)}`, weight: "", points: score, lines: [] },
    rate: `${oneLine(project, 30)} ${scoreWords(score)}`,
    formula: "",
  }));

const plain = (hundredths: number): string => (hundredths / 100).toFixed(2);

/** What to type: (88.35 + 0.00 + 91.20) ÷ 3. */
function mean(scores: readonly (number | null)[]): string {
  const counted = scores.filter((score) => score !== null).map(plain);
  return counted.length === 1 ? counted[0]! : `(${counted.join(" + ")}) ÷ ${counted.length}`;
}

const quarterSum = ({ months, total }: QuarterRow): string =>
  total === null
    ? `总分：${NO_CASE}（没有计入的月份）`
    : `总分 = ${mean(months.map((one) => one.total))} = ${scoreWords(total)}`;

function yearSum({ total }: YearRow): readonly string[] {
  return [`总分：${total === null ? NO_CASE : scoreWords(total)}`];
}
