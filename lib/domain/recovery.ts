import { daysBetween, type PlainDate } from "./dates.ts";
import { scheduleNetwork } from "./network-schedule.ts";
import { isPlainOrder, mayOverlap } from "./overlap.ts";
import { changedSteps, type PlanChange } from "./plan-change.ts";
import type { ScheduleStep, StepSchedule } from "./schedule.ts";
import { type Calendar, isWorkday, workingDaysBetween } from "./working-days.ts";

/** The network of a project whose fixed finish cannot be met. */
export interface Overdrawn {
  readonly steps: readonly ScheduleStep[];
  readonly calendar: Calendar;
  readonly asOf: PlainDate;
  /** The step and the day the backward pass begins from. */
  readonly finish: { readonly seq: number; readonly day: PlainDate };
  readonly nameOf: (seq: number) => string;
  /** Fewest working days of a step, by its name; null = no law says, so nobody is asked to be quicker. */
  readonly minimumOf: (name: string) => number | null;
  /** Standard names of papers that may be applied for beside other steps. */
  readonly papers: ReadonlySet<string>;
}

/** A change, and where the finish is with it and all before it. */
export interface RecoveryStep {
  readonly change: PlanChange;
  readonly finish: PlainDate;
  /** Working days won by this change; 0 where only a later one brings it to bear. */
  readonly gained: number;
}

/** A way to win days, every figure of the network really changed. */
export interface RecoveryWay {
  readonly steps: readonly RecoveryStep[];
  readonly finish: PlainDate;
  readonly gained: number;
  /** Working days still missing; 0 = enough. */
  readonly missing: number;
}

export interface Recovery {
  /** Working days by which the fixed finish is missed as things are. */
  readonly missing: number;
  /** The earliest finish as things are. */
  readonly finish: PlainDate;
  readonly parallel: RecoveryWay;
  readonly shortened: RecoveryWay;
  /** Both together, where neither is enough alone and both win something; else null. */
  readonly combined: RecoveryWay | null;
  /** The finish moved to the earliest day that can be met: how much later, in working and in calendar days. */
  readonly later: { readonly day: PlainDate; readonly workingDays: number; readonly days: number };
}

type Candidates = (state: State) => readonly PlanChange[];

/** The ways to meet the finish after all; null where it can be met, or where the network cannot be scheduled. Source: issue 5, Feasibility. */
export function recoveryOf(network: Overdrawn): Recovery | null {
  const now = stateOf(network, []);
  if (now === null || now.missing === 0) return null;
  const [overlaps, shortenings] = [overlapsOf(network, now), shorteningsOf(network, now)];
  const parallel = wayOf(network, now, overlaps);
  const shortened = wayOf(network, now, shortenings);
  const both = parallel.missing > 0 && shortened.missing > 0 && parallel.gained > 0 && shortened.gained > 0;
  return {
    missing: now.missing,
    finish: now.finish,
    parallel,
    shortened,
    combined: both ? wayOf(network, now, (state) => [...overlaps(state), ...shortenings(state)]) : null,
    later: {
      day: now.finish,
      workingDays: now.missing,
      days: daysBetween(network.finish.day, now.finish),
    },
  };
}

/** A network with some changes, run. */
interface State {
  readonly steps: readonly ScheduleStep[];
  readonly finish: PlainDate;
  readonly missing: number;
  readonly isCritical: (seq: number) => boolean;
  readonly stepOf: (seq: number) => StepSchedule | undefined;
}

function stateOf({ steps, calendar, asOf, finish }: Overdrawn, changes: readonly PlanChange[]): State | null {
  const changed = changedSteps(steps, changes);
  const { stepOf, critical } = scheduleNetwork(changed, calendar, asOf);
  const end = stepOf(finish.seq);
  if (end === undefined || end.done) return null;
  const open = new Set(critical);
  return {
    steps: changed,
    finish: end.earlyFinish,
    missing: Math.max(workingDaysBetween(calendar, finish.day, end.earlyFinish), 0),
    isCritical: (seq) => open.has(seq),
    stepOf,
  };
}

/** Changes on the critical chain one after another until the finish is met or none is left; then those that win nothing are taken back. */
function wayOf(network: Overdrawn, now: State, candidates: Candidates): RecoveryWay {
  const made: PlanChange[] = [];
  const isMade = (change: PlanChange): boolean => made.some((one) => isSame(one, change));
  for (let state = now; state.missing > 0; state = stateOf(network, made)!) {
    const next = candidates(state).find((change) => !isMade(change));
    if (next === undefined) break;
    made.push(next);
  }
  return replayed(network, now, needed(network, made));
}

const isSame = (a: PlanChange, b: PlanChange): boolean =>
  a.kind === b.kind && a.seq === b.seq && (a.kind === "shorten" || (b.kind === "overlap" && a.before === b.before));

/** The last made is the first to be tried without. */
function needed(network: Overdrawn, made: readonly PlanChange[]): readonly PlanChange[] {
  let kept = made;
  for (const change of made.toReversed()) {
    const without = kept.filter((one) => one !== change);
    const [all, less] = [stateOf(network, kept)!, stateOf(network, without)!];
    if (less.missing === 0 || less.finish <= all.finish) kept = without;
  }
  return kept;
}

function replayed(network: Overdrawn, now: State, changes: readonly PlanChange[]): RecoveryWay {
  let before = now;
  const steps = changes.map((change, at) => {
    const after = stateOf(network, changes.slice(0, at + 1))!;
    const gained = workingDaysBetween(network.calendar, after.finish, before.finish);
    before = after;
    return { change, finish: after.finish, gained };
  });
  const gained = workingDaysBetween(network.calendar, before.finish, now.finish);
  return { steps, finish: before.finish, gained, missing: before.missing };
}

/** Plain orders between open critical steps that may run side by side, those with the most to win first. */
function overlapsOf(network: Overdrawn, now: State): Candidates {
  const { nameOf, papers } = network;
  const days = elapsedDays(network, now);
  return ({ steps, isCritical }) => {
    const durations = new Map(steps.map(({ seq, duration }) => [seq, duration]));
    const found = steps
      .filter(({ seq, duration }) => duration > 0 && isCritical(seq))
      .flatMap(({ seq, duration, links }) =>
        links
          .filter((link) => isPlainOrder(link) && isCritical(link.seq))
          .filter((link) => mayOverlap(nameOf(link.seq), nameOf(seq), papers))
          .map((link) => ({
            seq,
            before: link.seq,
            most: Math.min(duration, durations.get(link.seq)! - days(link.seq)),
          })),
      )
      .filter(({ most }) => most > 0);
    return found
      .toSorted((a, b) => b.most - a.most || a.seq - b.seq || a.before - b.before)
      .map(({ seq, before }) => ({ kind: "overlap", seq, before, elapsed: days(before) }));
  };
}

/** Open critical steps longer than the law asks, the longest first. A step under way keeps the days worked and today. */
function shorteningsOf(network: Overdrawn, now: State): Candidates {
  const days = elapsedDays(network, now);
  return ({ steps, isCritical }) =>
    steps
      .filter(({ seq }) => isCritical(seq))
      .flatMap(({ seq, duration }): readonly (PlanChange & { readonly kind: "shorten" })[] => {
        const least = network.minimumOf(network.nameOf(seq));
        const worked = days(seq);
        const to = least === null ? duration : Math.max(least, worked === 0 ? 0 : worked + 1);
        return to < duration ? [{ kind: "shorten", seq, from: duration, to }] : [];
      })
      .toSorted((a, b) => b.from - a.from || a.seq - b.seq);
}

/** Working days before today on which a step was worked on. */
const elapsedDays =
  ({ calendar, asOf }: Overdrawn, now: State) =>
  (seq: number): number => {
    const start = now.stepOf(seq)!.earlyStart;
    if (start >= asOf) return 0;
    return workingDaysBetween(calendar, start, asOf) + (isWorkday(calendar, asOf) ? 0 : 1);
  };
