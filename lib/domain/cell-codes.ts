import { dayOf, isSameDay, type Step } from "./cell-steps.ts";
import { daysBetween, type PlainDate } from "./dates.ts";
import { type Change, type ChangeCode, type ChangeValue, isFlagged } from "./honesty.ts";
import { dayAt } from "./office-calendar.ts";
import type { Watch } from "./watched-cells.ts";

/** What judging one step needs beside the step. */
export interface StepContext {
  readonly step: Step;
  /** Earlier changes of the same cell, oldest first. */
  readonly earlier: readonly Change[];
  /** An actual day seen more than so many days after the day it claims is 补录. */
  readonly backdatedAfter: number;
  /** A 督查 found that the milestone is not done: withdrawing it is what was asked for. */
  readonly disproved: boolean;
}

type Judge<K extends Watch["kind"]> = (context: StepContext, watch: Extract<Watch, { readonly kind: K }>) => ChangeCode;

const sameDay = ({ step }: StepContext): boolean => isSameDay(step);
const unless = (excused: boolean, code: ChangeCode): ChangeCode => (excused ? "changed" : code);

/** The change by which the cell left the value it now has again. */
export const leftBefore = ({ step, earlier }: Pick<StepContext, "step" | "earlier">): Change | undefined =>
  earlier.findLast(({ before }) => before !== null && before === step.after);

/** What stood before, looking past an emptied cell. */
const filledBefore = ({ step, earlier }: StepContext): ChangeValue =>
  step.before ?? earlier.findLast(({ after }) => after !== null)?.after ?? earlier[0]?.before ?? null;

/** a → b → a: nothing when b stood for a day only. */
const returned = (context: StepContext): ChangeCode => (sameDay(context) ? "restored" : "flipped");

const turned = ({ step }: StepContext): boolean =>
  dayOf(step.row, "reopenedOn") !== dayOf(step.rowBefore, "reopenedOn") || step.row.verification === "退回";

export const deedCode: Judge<"deed"> = (context, { planned }) => {
  const { step } = context;
  if (step.after === null) return unless(isWithdrawalAsked(context), "emptied");
  if (leftBefore(context) !== undefined) return returned(context);
  const last = filledBefore(context);
  if (last === null) return isLong(context) ? "backdated" : "filled";
  const due = planned === undefined ? null : dayOf(step.row, planned);
  const isLess = due !== null && String(last) > due && String(step.after) < String(last);
  return step.before === null ? typedAgain(context, isLess) : retyped(context, last, due, isLess);
};

/** A day after the one withdrawn: as a new claim, unless the cell was empty for a day only. */
function typedAgain(context: StepContext, isLess: boolean): ChangeCode {
  if (isLess) return "lateness-shortened";
  return isLong(context) && !turned(context) && !sameDay(context) ? "backdated" : "filled";
}

/** One day over another. Where no planned day tells what it changes, an earlier one is a claim of its own. */
function retyped(context: StepContext, last: ChangeValue, due: PlainDate | null, isLess: boolean): ChangeCode {
  const { step, earlier } = context;
  if (isLess && !sameDay(context)) return "lateness-shortened";
  const isOwnClaim = String(step.after) < String(last) && (due === null || sameDay(context));
  const isToldOf = earlier.some(({ code }) => code === "backdated");
  return isOwnClaim && !isToldOf && isLong(context) ? "backdated" : "changed";
}

const plainly = ({ before }: Step): ChangeCode => (before === null ? "filled" : "changed");

/** Counted from the first day on which it can have been typed: whoever typed it between two readings gets the benefit of the doubt. */
const isLong = ({ step, backdatedAfter }: StepContext): boolean =>
  daysBetween(String(step.after), dayAt(step.typedAfter)) > backdatedAfter;

/** A day to come that a finding asks to empty, a reopened or returned matter, a milestone found undone, a slip of the day. */
const isWithdrawalAsked = (context: StepContext): boolean => {
  const { step, disproved } = context;
  return disproved || sameDay(context) || turned(context) || String(step.before) > dayAt(step.typedAfter);
};

export const anchorCode: Judge<"anchor"> = (context) => {
  const { step } = context;
  if (step.after === null) return unless(sameDay(context) || turned(context), "emptied");
  return leftBefore(context) === undefined ? plainly(step) : returned(context);
};

export const cumulativeCode: Judge<"cumulative"> = (context) => {
  const { step } = context;
  if (step.after === null) return unless(sameDay(context), "emptied");
  const last = filledBefore(context);
  if (last !== null && step.after < last) return unless(sameDay(context), "fell");
  const left = leftBefore(context);
  if (left === undefined) return plainly(step);
  return left.code === "fell" ? "restored" : returned(context);
};

export const figureCode: Judge<"figure"> = (context, { sum }) => {
  const { step } = context;
  if (step.after === null) return unless(sameDay(context) || typeof step.row[sum] === "number", "emptied");
  return leftBefore(context) === undefined ? plainly(step) : returned(context);
};

/** 退回 that becomes empty waits for the next look; 通过 that goes, or turns without a new day, is asked about. */
export const rulingCode: Judge<"ruling"> = (context, { day }) => {
  const { step } = context;
  if (step.before === null) return "filled";
  const newDay = dayOf(step.row, day) !== null && dayOf(step.row, day) !== dayOf(step.rowBefore, day);
  const worked = dayOf(step.row, "resolvedOn") !== dayOf(step.rowBefore, "resolvedOn");
  const reopened = dayOf(step.row, "reopenedOn") !== dayOf(step.rowBefore, "reopenedOn");
  const rework = step.before === "退回" && (step.after === null || worked);
  return unless(newDay || reopened || rework || sameDay(context), "verdict-turned");
};

export const agreedCode: Judge<"agreed"> = (context) => {
  const { row, rowBefore } = context.step;
  const stays = row.decision === "同意" && rowBefore.decision === "同意";
  const newDay = dayOf(row, "decidedOn") !== dayOf(rowBefore, "decidedOn");
  return stays && !newDay ? unless(sameDay(context), "verdict-turned") : plainly(context.step);
};

export const plainCode: Judge<"plain"> = ({ step }) => plainly(step);

/** Whether a change that came back belongs to the matter of the change it undoes. */
export const undoes = (context: StepContext, code: ChangeCode): Change | undefined => {
  if (code !== "restored" && code !== "flipped") return undefined;
  const left = leftBefore(context);
  return left !== undefined && isFlagged(left) ? left : undefined;
};
