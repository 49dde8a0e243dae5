import { lastDayOf, type Month, type PlainDate, yearOf } from "./dates.ts";
import { type Field, isValue, valueOr } from "./field.ts";
import { type PlanBasis, plannedToDate } from "./planned-to-date.ts";
import type { ProjectFile } from "./project-file.ts";
import { compare, decimal, divide, larger, ONE, type Ratio, ratio, subtract, ZERO } from "./ratio.ts";
import type { Money, Target } from "./registry.ts";

/** What was planned for a quarter or the year: increments, and shares of the whole. null = not laid down. */
export interface ProgressPlan {
  readonly investment: Money | null;
  readonly cumulativeShare: Ratio | null;
  readonly starts: number | null;
  readonly cumulativeStartShare: Ratio | null;
  readonly finishes: number | null;
}

/** 在建 with what is laid down for the city. */
export interface PlanCurveInput {
  /** Projects under construction. */
  readonly files: readonly ProjectFile[];
  readonly targets: readonly Target[];
  readonly basis: PlanBasis;
  readonly curveTolerancePercent: number;
}

export const QUARTERS = [1, 2, 3, 4] as const;

/** The last month of a quarter. */
export const quarterEnd = (year: number, quarter: number): Month => `${year}-${String(quarter * 3).padStart(2, "0")}`;

export const annualPlanOf = ({ files }: Pick<PlanCurveInput, "files">): Money =>
  files.reduce((sum, { project }) => sum + valueOr(project.annualPlan, 0), 0);

/** The increments laid down in 目标 for 全市; where 目标 says nothing at all, those that follow from the projects. */
function increments(
  input: PlanCurveInput,
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

/** The four quarters. */
export function quarterPlans(input: PlanCurveInput, year: number): readonly ProgressPlan[] {
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
  const difference = subtract(share, ONE);
  const tolerance = divide(decimal(tolerancePercent), ratio(100));
  return compare(larger(difference, subtract(ZERO, difference)), tolerance) <= 0;
}

/** The year as a whole: where the curve was reconciled, its plan is the annual plan. */
export function yearPlan(plans: readonly ProgressPlan[], input: PlanCurveInput): ProgressPlan {
  const total = (figure: "investment" | "starts" | "finishes"): number | null =>
    plans.some((plan) => plan[figure] === null) ? null : plans.reduce((sum, plan) => sum + plan[figure]!, 0);
  const last = plans.at(-1)!;
  const whole = last.cumulativeShare !== null && compare(last.cumulativeShare, ONE) === 0;
  return {
    investment: whole ? annualPlanOf(input) : total("investment"),
    cumulativeShare: last.cumulativeShare,
    starts: total("starts"),
    cumulativeStartShare: last.cumulativeStartShare,
    finishes: total("finishes"),
  };
}
