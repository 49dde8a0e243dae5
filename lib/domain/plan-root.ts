import type { MilestoneVerdict } from "./milestone.ts";
import type { StepSchedule } from "./schedule.ts";

/** Where the time of a finish goes: the open step it waits for now, and whose lateness stands behind that. */
export interface PlanRoot {
  /** The open steps from the one waited for to the finish, each driven by the one before. */
  readonly chain: readonly number[];
  /** The milestone at the root of the lateness, null when nothing on the way is late: then the time was too short from the beginning. */
  readonly late: {
    readonly key: string;
    readonly name: string;
    readonly unit: string;
    /** Calendar days that are its own; null when nobody can say. */
    readonly days: number | null;
  } | null;
}

/** Follows what drives the finish back to the step waited for now; its lateness, else that of the done step before it, is traced as verdicts trace it. */
export function planRoot(
  finish: number,
  stepOf: (seq: number) => StepSchedule | undefined,
  verdicts: readonly MilestoneVerdict[],
): PlanRoot {
  const chain: number[] = [];
  let seq: number | null = finish;
  for (; seq !== null && !stepOf(seq)!.done; seq = stepOf(seq)!.driver) chain.unshift(seq);
  const suspects = [chain[0], seq].map((one) => verdicts.find((verdict) => verdict.seq === one));
  const late = suspects.find((verdict) => verdict !== undefined && (verdict.daysLate ?? 0) > 0);
  return { chain, late: late === undefined ? null : lateRoot(late, verdicts) };
}

/** The milestone at the root of a late one's lateness: itself, or the one it was pushed by. */
export function lateRoot(
  verdict: MilestoneVerdict,
  verdicts: readonly MilestoneVerdict[],
): NonNullable<PlanRoot["late"]> {
  const { key, milestone, ownUnit, ownDaysLate, push } = verdict;
  if (push === null || (ownDaysLate !== null && ownDaysLate > 0))
    return { key, name: milestone.name, unit: ownUnit, days: ownDaysLate };
  const root = verdicts.find((one) => one.key === push.rootKey);
  return { key: push.rootKey, name: push.rootName, unit: push.rootUnit, days: root?.ownDaysLate ?? null };
}
