import { isValue } from "../field.ts";
import type { CheckedAdjustment } from "../list-change/row-checks.ts";
import { byKey } from "./unsolved.ts";

export type UndecidedAdjustment = CheckedAdjustment;

/** Rows of 调整 nobody has decided: those that lack nothing first, then the oldest. Source: domain.md M15. */
export const undecidedAdjustments = (checks: readonly CheckedAdjustment[]): readonly UndecidedAdjustment[] =>
  checks.filter(({ adjustment }) => !isValue(adjustment.decision)).toSorted(readyFirst);

function readyFirst(a: UndecidedAdjustment, b: UndecidedAdjustment): number {
  const lacks = Number(a.lacks.length > 0) - Number(b.lacks.length > 0);
  const days = a.adjustment.appliedOn < b.adjustment.appliedOn ? -1 : 1;
  return lacks || (a.adjustment.appliedOn === b.adjustment.appliedOn ? byKey(a.adjustment, b.adjustment) : days);
}
