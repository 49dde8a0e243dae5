import type { IndicatorCode, IndicatorPart, IndicatorValue, LeftOut } from "./indicator.ts";
import type { CellRef } from "./light.ts";
import { decimal, type Ratio, ratio, sum } from "./ratio.ts";
import type { Row } from "./registry.ts";

/** A case of an indicator: a part of its sums, something left out with a reason, or nothing to do with it (null). */
export type Case = IndicatorPart | LeftOut | null;

/** Sums first, then the ratio; never a mean of ratios. Source: domain.md "Indicators". */
export function indicatorValue(code: IndicatorCode, cases: readonly Case[]): IndicatorValue {
  const parts = cases.filter(isPart);
  const leftOut = cases.filter((entry) => entry !== null).filter((entry) => !isPart(entry));
  const total = (figure: "numerator" | "denominator" | "due") => exactSum(parts.map((part) => part[figure]));
  return { code, numerator: total("numerator"), denominator: total("denominator"), due: total("due"), parts, leftOut };
}

/** Whole figures, nearly always, are added without fractions: 200,000 milestones in some milliseconds. */
const exactSum = (figures: readonly number[]): Ratio =>
  figures.every(Number.isInteger)
    ? ratio(figures.reduce((total, figure) => total + BigInt(figure), 0n))
    : sum(figures.map(decimal));

const isPart = (entry: Case): entry is IndicatorPart => entry !== null && "numerator" in entry;

/** One of so many: counted in the denominator, and in the numerator when `done`. */
export const counted = (
  subject: string,
  done: boolean,
  because: IndicatorPart["because"],
  restsOn: readonly CellRef[],
): IndicatorPart => ({ subject, numerator: done ? 1 : 0, denominator: 1, due: 1, because, months: null, restsOn });

export const leftOut = (subject: string, because: LeftOut["because"], restsOn: readonly CellRef[]): LeftOut => ({
  subject,
  because,
  restsOn,
});

/** Cells of one row. */
export const cellsOf = (row: Row, tab: string, ...fields: readonly string[]): readonly CellRef[] =>
  fields.map((field) => ({ workbook: row.workbook, tab, key: row.key, field }));
