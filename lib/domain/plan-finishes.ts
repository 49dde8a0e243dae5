import type { PlainDate } from "./dates.ts";
import { isValue } from "./field.ts";
import { type ScheduleCase, stepsWithFinish } from "./project-schedule.ts";
import type { ProjectSchedule } from "./schedule.ts";
import { workingDaysBetween } from "./working-days.ts";

/** A day the project is held to, and how the network stands to it. */
export interface PlanFinish {
  readonly seq: number;
  readonly from: "plannedFinish" | "plannedOperation" | "planned";
  readonly day: PlainDate;
  readonly earliest: PlainDate;
  /** Working days to spare; negative: so many are missing. */
  readonly spare: number;
  readonly done: boolean;
}

/** Every fixed finish of a project, in the order of its steps; [] where nothing is scheduled. */
export function planFinishes(given: ScheduleCase, { stepOf, finish }: ProjectSchedule): readonly PlanFinish[] {
  const { plannedFinish } = given.file.project;
  return stepsWithFinish(given)
    .steps.flatMap(({ seq, fixed }): readonly PlanFinish[] => {
      const days = stepOf(seq);
      if (fixed === null || days === undefined) return [];
      const other = isValue(plannedFinish) && plannedFinish === fixed ? "plannedFinish" : "plannedOperation";
      const from = finish?.seq === seq ? finish.from : other;
      const spare = workingDaysBetween(given.calendar, days.earlyFinish, fixed);
      return [{ seq, from, day: fixed, earliest: days.earlyFinish, spare, done: days.done }];
    })
    .toSorted((a, b) => a.seq - b.seq);
}

/** Of the open ones that with the least to spare, the first of equals; null when none is open. */
export function tightestFinish(finishes: readonly PlanFinish[]): PlanFinish | null {
  const open = finishes.filter(({ done }) => !done);
  return open.length === 0 ? null : open.reduce((a, b) => (b.spare < a.spare ? b : a));
}
