import { firstDayOf, type Month, monthOf, type PlainDate } from "./dates.ts";
import { isValue, valueOr } from "./field.ts";
import type { Adjustment, AdjustmentType } from "./registry.ts";

/** Only an agreed row (审定 同意) changes anything. */
export const isAgreed = (adjustment: Adjustment): boolean => adjustment.decision === "同意";

/** 生效月份, else the month of the decision, else of the application. */
export const effectiveMonth = (adjustment: Adjustment): Month =>
  valueOr(adjustment.effectiveMonth, monthOf(valueOr(adjustment.decidedOn, adjustment.appliedOn)));

/** The day from which an agreed change holds: the first of 生效月份, else the day of the decision, else of the application. */
export const effectiveDay = (adjustment: Adjustment): PlainDate =>
  isValue(adjustment.effectiveMonth)
    ? firstDayOf(adjustment.effectiveMonth)
    : valueOr(adjustment.decidedOn, adjustment.appliedOn);

/** Later in effect, later decided, later applied for, higher 申请编号: the last one decides. */
export function compareAdjustments(a: Adjustment, b: Adjustment): number {
  const order = (x: Adjustment): string =>
    `${effectiveDay(x)}|${valueOr(x.decidedOn, x.appliedOn)}|${x.appliedOn}|${x.code}`;
  return order(a) < order(b) ? -1 : 1;
}

/** What an adjustment is about: the project, or one of its milestones. */
export const subjectOf = (adjustment: Adjustment): string =>
  isValue(adjustment.seq) ? `${adjustment.project}/${adjustment.seq}` : adjustment.project;

/** The agreed adjustment of each subject that holds on `day`: of each type the last one to take effect. */
export function agreedOn(
  adjustments: readonly Adjustment[],
  type: AdjustmentType,
  day: PlainDate,
): ReadonlyMap<string, Adjustment> {
  const holding = adjustments.filter((row) => row.type === type && isAgreed(row) && effectiveDay(row) <= day);
  return new Map(holding.toSorted(compareAdjustments).map((row) => [subjectOf(row), row]));
}
