import { addToMonth, lastDayOf, type Month, monthNumber, type PlainDate, yearOf } from "./dates.ts";
import { type Field, isValue, valueOr } from "./field.ts";
import { type IndicatorCode, rateOf } from "./indicator.ts";
import { investedToDate } from "./investment.ts";
import { type PlanBasis, plannedToDate } from "./planned-to-date.ts";
import { isUnderConstruction, type ProjectFile } from "./project-file.ts";
import { projectIndicators } from "./project-indicators.ts";
import { compare, decimal, divide, multiply, ONE, type Ratio, ratio } from "./ratio.ts";
import type { Money, Target, UnitIndicator } from "./registry.ts";

export interface ProgressInput {
  /** The month judged: later quarters show their plan only. */
  readonly period: Month;
  readonly files: readonly ProjectFile[];
  readonly targets: readonly Target[];
  readonly unitIndicators: readonly UnitIndicator[];
  readonly basis: PlanBasis;
  readonly curveTolerancePercent: number;
}

/** What was planned for a quarter or the year: increments, and shares of the whole. null = not laid down. */
export interface ProgressPlan {
  readonly investment: Money | null;
  readonly cumulativeShare: Ratio | null;
  readonly starts: number | null;
  readonly cumulativeStartShare: Ratio | null;
  readonly finishes: number | null;
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

const QUARTERS = [1, 2, 3, 4] as const;

/** The plan curve with what was done, by quarter and for the year, over 在建. Source: domain.md "Summary" (M16), issue 2. */
export function progressRows(input: ProgressInput): readonly ProgressRow[] {
  const built = { ...input, files: input.files.filter((file) => isUnderConstruction(file.project)) };
  const year = yearOf(input.period);
  const plans = plansOf(built, year);
  const quarters = QUARTERS.map((quarter, index) => ({
    period: `${year}Q${quarter}`,
    ...plans[index]!,
    done: doneIn(built, quarter),
  }));
  const current = quarters.findLast((row) => row.done !== null)!;
  return [...quarters, { period: String(year), ...yearPlan(plans, built), done: current.done }];
}

const quarterEnd = (year: number, quarter: number): Month => `${year}-${String(quarter * 3).padStart(2, "0")}`;

const annualPlanOf = ({ files }: ProgressInput): Money =>
  files.reduce((sum, { project }) => sum + valueOr(project.annualPlan, 0), 0);

/** The increments laid down in 目标 for 全市; where 目标 says nothing at all, those that follow from the projects. */
function increments(
  input: ProgressInput,
  year: number,
  given: (target: Target) => Field<number>,
  derived: (month: Month) => number,
): readonly (number | null)[] {
  const typed = QUARTERS.map((quarter) => {
    const target = input.targets.find((row) => row.scope === "全市" && row.period === `${year}Q${quarter}`);
    return target === undefined ? null : valueOr(given(target), null);
  });
  if (typed.some((value) => value !== null)) return typed;
  const upTo = QUARTERS.map((quarter) => derived(quarterEnd(year, quarter)));
  return upTo.map((value, index) => value - (upTo[index - 1] ?? 0));
}

function plansOf(input: ProgressInput, year: number): readonly ProgressPlan[] {
  const { files, basis } = input;
  const starting = files.filter((file) => file.project.annualClass === "新开工");
  const planned = (month: Month) =>
    files.reduce((sum, file) => sum + (plannedToDate(file, month, basis).amount ?? 0), 0);
  const investment = increments(input, year, (target) => target.plannedInvestment, planned);
  const starts = increments(
    input,
    year,
    (target) => target.plannedStarts,
    (month) => starting.filter(({ project }) => isBy(project.plannedStart, month)).length,
  );
  const finishes = increments(
    input,
    year,
    (target) => target.plannedFinishes,
    (month) =>
      files.filter(({ project }) => isInYearBy(project.plannedFinish ?? project.plannedOperation, month)).length,
  );
  const annualPlan = annualPlanOf(input);
  return QUARTERS.map((_, index) => ({
    investment: investment[index]!,
    cumulativeShare: reconciled(shareOf(investment, index, annualPlan), index, input.curveTolerancePercent),
    starts: starts[index]!,
    cumulativeStartShare: shareOf(starts, index, starting.length),
    finishes: finishes[index]!,
  }));
}

const isBy = (day: Field<PlainDate>, month: Month): boolean => isValue(day) && day <= lastDayOf(month);
const isInYearBy = (day: Field<PlainDate>, month: Month): boolean =>
  isBy(day, month) && isValue(day) && yearOf(day) === yearOf(month);

function shareOf(values: readonly (number | null)[], index: number, whole: number): Ratio | null {
  const upTo = values.slice(0, index + 1);
  if (whole === 0 || upTo.includes(null)) return null;
  return ratio(
    upTo.reduce<number>((sum, value) => sum + value!, 0),
    whole,
  );
}

/** Published curves are sums of rounded figures: a year that ends within the tolerance of the annual plan ends at exactly 100 %. */
function reconciled(share: Ratio | null, index: number, tolerancePercent: number): Ratio | null {
  if (share === null || index < QUARTERS.length - 1) return share;
  return isWithin(share, tolerancePercent) ? ONE : share;
}

function isWithin(share: Ratio, tolerancePercent: number): boolean {
  const tolerance = multiply(decimal(tolerancePercent), ratio(1, 100));
  const difference = { n: share.n - share.d, d: share.d };
  const magnitude = difference.n < 0n ? { n: -difference.n, d: difference.d } : difference;
  return compare(magnitude, tolerance) <= 0;
}

function yearPlan(plans: readonly ProgressPlan[], input: ProgressInput): ProgressPlan {
  const total = (figure: "investment" | "starts" | "finishes"): number | null =>
    plans.some((plan) => plan[figure] === null) ? null : plans.reduce((sum, plan) => sum + plan[figure]!, 0);
  const last = plans.at(-1)!;
  const reconciledPlan = last.cumulativeShare === ONE ? annualPlanOf(input) : total("investment");
  return {
    investment: reconciledPlan,
    cumulativeShare: last.cumulativeShare,
    starts: total("starts"),
    cumulativeStartShare: last.cumulativeStartShare,
    finishes: total("finishes"),
  };
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

/** Of each unit the quarter's row of 单位指标, while it is not in the latest month's of that quarter; null when no unit has one. */
function countOf(rows: readonly UnitIndicator[], indicator: string, month: Month): number | null {
  const quarter = `${month.slice(0, 4)}Q${Math.ceil(monthNumber(month) / 3)}`;
  const first = addToMonth(month, -((monthNumber(month) - 1) % 3));
  const fits = (period: string) => period === quarter || (period >= first && period <= month && !period.includes("Q"));
  const ofIndicator = rows.filter((row) => row.indicator === indicator && fits(row.period));
  const latest = [...Map.groupBy(ofIndicator, (row) => row.unit).values()].map((ofUnit) => preferred(ofUnit, quarter));
  const counts = latest
    .map((row) => valueOr(row.actual, null) ?? valueOr(row.plan, null))
    .filter((count) => count !== null);
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}

const preferred = (rows: readonly UnitIndicator[], quarter: string): UnitIndicator =>
  rows.find((row) => row.period === quarter) ?? rows.toSorted((a, b) => (a.period < b.period ? -1 : 1)).at(-1)!;

const rateOfCounts = (part: number | null, whole: number | null): Ratio | null =>
  part === null || whole === null || whole === 0 ? null : divide(decimal(part), decimal(whole));
