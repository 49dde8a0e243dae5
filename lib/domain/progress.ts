import { addToMonth, lastDayOf, type Month, monthNumber, yearOf } from "./dates.ts";
import { isValue } from "./field.ts";
import { type IndicatorCode, rateOf } from "./indicator.ts";
import { investedToDate } from "./investment.ts";
import {
  annualPlanOf,
  type PlanCurveInput,
  type ProgressPlan,
  QUARTERS,
  quarterEnd,
  quarterPlans,
  yearPlan,
} from "./plan-curve.ts";
import { isUnderConstruction } from "./project-file.ts";
import { projectIndicators } from "./project-indicators.ts";
import { decimal, divide, type Ratio, ratio } from "./ratio.ts";
import type { Money, UnitIndicator } from "./registry.ts";

/** Files are those of projects on the list; only 在建 is looked at. */
export interface ProgressInput extends PlanCurveInput {
  /** The month judged: later quarters show their plan only. */
  readonly period: Month;
  readonly unitIndicators: readonly UnitIndicator[];
}

/** What was done by the period's end (or the judged month's, whichever is earlier). Rates are null when there is no case. */
export interface ProgressDone {
  readonly investment: Money;
  readonly share: Ratio | null;
  readonly startRate: Ratio | null;
  readonly fundingRate: Ratio | null;
  readonly contractRate: Ratio | null;
  readonly operationRate: Ratio | null;
}

export interface ProgressRow extends ProgressPlan {
  /** "2026Q1" … and "2026". */
  readonly period: string;
  /** null: the quarter has not begun. */
  readonly done: ProgressDone | null;
}

/** The plan curve with what was done, by quarter and for the year, over 在建. Source: domain.md "Summary" (M16), issue 2. */
export function progressRows(input: ProgressInput): readonly ProgressRow[] {
  const built = { ...input, files: input.files.filter((file) => isUnderConstruction(file.project)) };
  const year = yearOf(input.period);
  const plans = quarterPlans(built, year);
  const quarters = QUARTERS.map((quarter, index) => ({
    period: `${year}Q${quarter}`,
    ...plans[index]!,
    done: doneIn(built, quarter),
  }));
  const current = quarters.findLast((row) => row.done !== null)!;
  return [...quarters, { period: String(year), ...yearPlan(plans, built), done: current.done }];
}

function doneIn(input: ProgressInput, quarter: number): ProgressDone | null {
  const end = quarterEnd(yearOf(input.period), quarter);
  if (input.period < addToMonth(end, -2)) return null;
  const month = input.period < end ? input.period : end;
  const investment = input.files.reduce((sum, file) => sum + (investedToDate(file.reports, month).value ?? 0), 0);
  const plan = annualPlanOf(input);
  const rates = ratesAt(input, month);
  const counts = (indicator: string) => countOf(input.unitIndicators, indicator, month);
  return {
    investment,
    share: plan === 0 ? null : ratio(investment, plan),
    startRate: rates("starts"),
    fundingRate: rates("funding"),
    contractRate: rateOfCounts(counts("转化合同数"), counts("框架内合同数")),
    operationRate: rateOfCounts(counts("建成投产项目数"), counts("应建成投产项目数")) ?? rates("completions"),
  };
}

/** The city's own rates: nothing is left out for being exempt, these are facts and no score. */
function ratesAt(input: ProgressInput, month: Month): (code: IndicatorCode) => Ratio | null {
  const values = projectIndicators(input.files, {
    period: month,
    end: lastDayOf(month),
    basis: input.basis,
    registrationFloor: 0,
    registrationGraceMonths: 0,
    exemption: () => null,
  });
  return (code) => rateOf(values.find((value) => value.code === code)!);
}

/** What a row of 单位指标 counts, and the column that says so; null when neither can be read. */
export function countIn(row: UnitIndicator): { readonly value: number; readonly field: "actual" | "plan" } | null {
  if (isValue(row.actual)) return { value: row.actual, field: "actual" };
  return isValue(row.plan) ? { value: row.plan, field: "plan" } : null;
}

/** Of each unit the quarter's row of 单位指标, while it is not in the latest month's of that quarter. */
export function countedRows(rows: readonly UnitIndicator[], indicator: string, month: Month): readonly UnitIndicator[] {
  const quarter = `${month.slice(0, 4)}Q${Math.ceil(monthNumber(month) / 3)}`;
  const first = addToMonth(month, -((monthNumber(month) - 1) % 3));
  const fits = (period: string) => period === quarter || (period >= first && period <= month && !period.includes("Q"));
  const ofIndicator = rows.filter((row) => row.indicator === indicator && fits(row.period));
  return [...Map.groupBy(ofIndicator, (row) => row.unit).values()].map((ofUnit) => preferred(ofUnit, quarter));
}

/** null when no unit has one. */
function countOf(rows: readonly UnitIndicator[], indicator: string, month: Month): number | null {
  const counts = countedRows(rows, indicator, month).flatMap((row) => countIn(row)?.value ?? []);
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}

const preferred = (rows: readonly UnitIndicator[], quarter: string): UnitIndicator =>
  rows.find((row) => row.period === quarter) ?? rows.toSorted((a, b) => (a.period < b.period ? -1 : 1)).at(-1)!;

const rateOfCounts = (part: number | null, whole: number | null): Ratio | null =>
  part === null || whole === null || whole === 0 ? null : divide(decimal(part), decimal(whole));
