import { daysBetween, type PlainDate } from "./dates.ts";
import type { PlanChange } from "./plan-change.ts";
import { type Candidates, overlapsOf, shorteningsOf } from "./recovery-candidates.ts";
import { type Changeable, type Deadline, deadlinesOf, lastFixed, type Run, runWith } from "./recovery-run.ts";
import { workingDaysBetween } from "./working-days.ts";

/** A change, and where the finish is with it and all before it. */
export interface RecoveryStep {
  readonly change: PlanChange;
  readonly finish: PlainDate;
  /** Working days won by this change; 0 where only a later one brings it to bear. */
  readonly gained: number;
}

/** A way to win days, every figure that of the network really changed. */
export interface RecoveryWay {
  readonly steps: readonly RecoveryStep[];
  /** The earliest finish of the step that misses its day by most. */
  readonly finish: PlainDate;
  readonly gained: number;
  /** Working days still missing; 0 = enough. */
  readonly missing: number;
}

/** A finish moved to the earliest day that can be met. */
export interface LaterFinish {
  readonly seq: number;
  readonly from: PlainDate;
  readonly day: PlainDate;
  readonly workingDays: number;
  readonly days: number;
}

export interface Recovery {
  /** The step that misses its day by most, and by how many working days, as things are. */
  readonly worst: Deadline;
  readonly missing: number;
  readonly finish: PlainDate;
  readonly parallel: RecoveryWay;
  readonly shortened: RecoveryWay;
  /** Both together, where neither is enough alone and both win something; else null. */
  readonly combined: RecoveryWay | null;
  /** In the order of 节点序号. */
  readonly later: readonly LaterFinish[];
}

/** The ways to meet the fixed finishes after all; null where they can be met, or nothing can be scheduled. Source: issue 5, Feasibility. */
export function recoveryOf(network: Changeable): Recovery | null {
  const now = runWith(network, []);
  if (now === null || now.missing === 0) return null;
  const [overlaps, shortenings] = [overlapsOf(network, now), shorteningsOf(network, now)];
  const parallel = wayOf(network, now, overlaps);
  const shortened = wayOf(network, now, shortenings);
  const isTogether = [parallel, shortened].every(({ missing, gained }) => missing > 0 && gained > 0);
  const both: Candidates = (run) => [...overlaps(run), ...shortenings(run)];
  return {
    worst: now.worst,
    missing: now.missing,
    finish: now.stepOf(now.worst.seq)!.earlyFinish,
    parallel,
    shortened,
    combined: isTogether ? wayOf(network, now, both) : null,
    later: laterFinishes(network, now),
  };
}

/** Changes on the critical chain one after another until all is met or none is left; then those that win nothing are taken back. */
function wayOf(network: Changeable, now: Run, candidates: Candidates): RecoveryWay {
  const made: PlanChange[] = [];
  for (let run = now; run.missing > 0; run = runWith(network, made)!) {
    const [next] = candidates(run);
    if (next === undefined) break;
    made.push(next);
  }
  return replayed(network, now, shorteningsFirst(needed(network, now.worst.seq, made)));
}

/** Those on which the lag of an overlap rests: so each figure on the way is that of the links as they are written in the end. */
function shorteningsFirst(changes: readonly PlanChange[]): readonly PlanChange[] {
  const lagged = new Set(changes.flatMap((one) => (one.kind === "overlap" ? [one.seq, one.before] : [])));
  const isFirst = ({ kind, seq }: PlanChange): boolean => kind === "shorten" && lagged.has(seq);
  return [...changes.filter(isFirst), ...changes.filter((one) => !isFirst(one))];
}

/** The last made is the first to be tried without. */
function needed(network: Changeable, worst: number, made: readonly PlanChange[]): readonly PlanChange[] {
  const finish = (run: Run): PlainDate => run.stepOf(worst)!.earlyFinish;
  let kept = made;
  let all = runWith(network, kept)!;
  for (const change of made.toReversed()) {
    const without = kept.filter((one) => one !== change);
    const less = runWith(network, without)!;
    if (less.missing > 0 && (less.missing > all.missing || finish(less) > finish(all))) continue;
    [kept, all] = [without, less];
  }
  return kept;
}

function replayed(network: Changeable, now: Run, changes: readonly PlanChange[]): RecoveryWay {
  const finish = (run: Run): PlainDate => run.stepOf(now.worst.seq)!.earlyFinish;
  const won = (before: Run, after: Run): number => workingDaysBetween(network.calendar, finish(after), finish(before));
  let before = now;
  const steps = changes.map((change, at) => {
    const after = runWith(network, changes.slice(0, at + 1))!;
    const step: RecoveryStep = { change, finish: finish(after), gained: won(before, after) };
    before = after;
    return step;
  });
  return { steps, finish: finish(before), gained: won(now, before), missing: before.missing };
}

/** Every fixed finish that is missed, moved to the earliest day; the latest of them also to the last of the ends that hang on none. */
function laterFinishes({ steps, calendar }: Changeable, { stepOf }: Run): readonly LaterFinish[] {
  const last = lastFixed(steps)!;
  const finishOf = (seq: number): PlainDate => stepOf(seq)!.earlyFinish;
  const days = new Map<number, Deadline & { readonly by: PlainDate }>();
  for (const { seq, day } of deadlinesOf(steps, stepOf)) {
    const own = steps.find((step) => step.seq === seq)!.fixed === null ? last : { seq, day };
    const known = days.get(own.seq)?.by ?? own.day;
    const by = finishOf(seq);
    days.set(own.seq, { ...own, by: by > known ? by : known });
  }
  return [...days.values()]
    .map(({ seq, day, by }) => ({
      ...{ seq, from: day, day: by, days: daysBetween(day, by) },
      workingDays: workingDaysBetween(calendar, day, by),
    }))
    .filter(({ workingDays }) => workingDays > 0)
    .toSorted((a, b) => a.seq - b.seq);
}
