import type { PlainDate } from "./dates.ts";
import { scheduleNetwork } from "./network-schedule.ts";
import { changedSteps, type PlanChange } from "./plan-change.ts";
import type { ScheduleStep, StepSchedule } from "./schedule.ts";
import { type Calendar, workingDaysBetween } from "./working-days.ts";

/** A network with its fixed finishes, and what may be changed in it. */
export interface Changeable {
  readonly steps: readonly ScheduleStep[];
  readonly calendar: Calendar;
  readonly asOf: PlainDate;
  readonly nameOf: (seq: number) => string;
  /** Fewest working days of a step, by its name; null = no law says, so nobody is asked to be quicker. */
  readonly minimumOf: (name: string) => number | null;
  /** Standard names of papers that may be applied for beside other steps. */
  readonly papers: ReadonlySet<string>;
  /** 0..1: so much of a work is to be done before the next begins beside it. */
  readonly share: number;
}

/** A step that must be finished by a day: a fixed finish, or an end that hangs on none and has the latest of them. */
export interface Deadline {
  readonly seq: number;
  readonly day: PlainDate;
}

/** The network with some changes, run. */
export interface Run {
  readonly steps: readonly ScheduleStep[];
  /** Working days by which the worst deadline is missed; 0 = all are met. */
  readonly missing: number;
  /** The worst deadline, the first of equals. */
  readonly worst: Deadline;
  readonly isCritical: (seq: number) => boolean;
  readonly stepOf: (seq: number) => StepSchedule | undefined;
}

/** Working days from the deadline to the earliest finish; negative or 0: met. */
export const overshoot = ({ calendar }: Changeable, { seq, day }: Deadline, run: Pick<Run, "stepOf">): number =>
  workingDaysBetween(calendar, day, run.stepOf(seq)!.earlyFinish);

/** null where nothing can be scheduled or no open step has a deadline. */
export function runWith(network: Changeable, changes: readonly PlanChange[]): Run | null {
  const steps = changedSteps(network.steps, changes);
  const { stepOf, critical } = scheduleNetwork(steps, network.calendar, network.asOf);
  const deadlines = deadlinesOf(steps, stepOf);
  const [first] = deadlines;
  if (first === undefined) return null;
  const over = (deadline: Deadline): number => overshoot(network, deadline, { stepOf });
  const worst = deadlines.reduce((a, b) => (over(b) > over(a) ? b : a), first);
  const open = new Set(critical);
  return { steps, missing: Math.max(over(worst), 0), worst, isCritical: (seq) => open.has(seq), stepOf };
}

/** Of the open steps, in the order of their numbers. */
export function deadlinesOf(
  steps: readonly ScheduleStep[],
  stepOf: (seq: number) => StepSchedule | undefined,
): readonly Deadline[] {
  const last = lastFixed(steps);
  if (last === null) return [];
  const open = steps.filter(({ seq, finished }) => finished === null && stepOf(seq) !== undefined);
  const held = new Set(open.flatMap(({ links }) => links.map(({ seq }) => seq)));
  return open
    .flatMap(({ seq, fixed }): readonly Deadline[] => {
      if (fixed !== null) return [{ seq, day: fixed }];
      return held.has(seq) || stepOf(seq)!.lateFinish === null ? [] : [{ seq, day: last.day }];
    })
    .toSorted((a, b) => a.seq - b.seq);
}

/** The latest fixed finish, done or open; null without any. */
export function lastFixed(steps: readonly ScheduleStep[]): Deadline | null {
  const fixed = steps.flatMap(({ seq, fixed: day }) => (day === null ? [] : [{ seq, day }]));
  return fixed.toSorted((a, b) => (a.day === b.day ? a.seq - b.seq : a.day < b.day ? -1 : 1)).at(-1) ?? null;
}
