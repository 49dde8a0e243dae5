import { epochDay, type PlainDate, yearOf } from "./dates.ts";
import type { ProjectSchedule, ScheduleStep, StepSchedule } from "./schedule.ts";
import { countAt, type DayTable, dayOfCount, dayTable, textOf } from "./schedule-calendar.ts";
import { type Network, networkOf, OPEN, UNFIXED } from "./schedule-network.ts";
import { backwardPass, forwardPass, holdBack, newPoints, type Points, startAllowed } from "./schedule-pass.ts";
import type { Calendar } from "./working-days.ts";

/** What follows from the steps alone. */
export type NetworkSchedule = Omit<ProjectSchedule, "project" | "finish" | "remarks">;

/**
 * Early and late days, floats and the critical chain of any steps on a day. A step without open successors that does not come after a fixed one must be
 * finished by the latest fixed day. Unknown predecessors hold nobody; a ring of open steps leaves all of them unscheduled. Source: issue 5, Network.
 */
export function scheduleNetwork(steps: readonly ScheduleStep[], calendar: Calendar, asOf: PlainDate): NetworkSchedule {
  if (steps.length === 0) return unscheduled("empty", []);
  const table = dayTable(calendar, epochDay(asOf));
  const { network, ring } = networkOf(steps, table, asOf);
  return network === null ? unscheduled("circular", ring) : scheduled(network, table);
}

const unscheduled = (state: "circular" | "empty", cycle: readonly number[]): NetworkSchedule => ({
  state,
  steps: [],
  stepOf: () => undefined,
  cycle,
  earliestFinish: null,
  float: null,
  critical: [],
});

/** All points of a network. */
export interface Passes {
  readonly early: Points;
  readonly late: Points;
  /** How far each could go without moving a successor. */
  readonly free: Points;
  readonly fixed: Int32Array;
}

export function passesOf(network: Network, table: DayTable): Passes {
  const { size, durations } = network;
  const [early, late, free] = [newPoints(size), newPoints(size), newPoints(size)];
  const fixed = finishesOf(network);
  forwardPass(network, table, durations, early);
  backwardPass(network, table, durations, fixed, late);
  free.start.fill(UNFIXED);
  free.finish.fill(UNFIXED);
  for (let step = 0; step < size; step++)
    if (network.actual[step] === OPEN) holdBack(network, table, step, early.start[step]!, early.finish[step]!, free);
  return { early, late, free, fixed };
}

/** Own fixed finishes, and the latest of them for loose ends that do not come after a fixed one. */
export function finishesOf({ size, fixed, actual, firstLink, from }: Network): Int32Array {
  const finishes = Int32Array.from(fixed);
  let last = OPEN;
  for (const day of fixed) if (day !== UNFIXED && day > last) last = day;
  if (last === OPEN) return finishes;
  const held = new Uint8Array(size);
  for (let step = 0; step < size; step++)
    if (actual[step] === OPEN)
      for (let link = firstLink[step]!; link < firstLink[step + 1]!; link++) held[from[link]!] = 1;
  const after = afterFixed({ size, fixed, firstLink, from });
  for (let step = 0; step < size; step++)
    if (held[step] === 0 && after[step] === 0 && fixed[step] === UNFIXED) finishes[step] = last;
  return finishes;
}

/** Steps that come after a fixed one, done steps in between included; there may be rings among those. */
function afterFixed({
  size,
  fixed,
  firstLink,
  from,
}: Pick<Network, "size" | "fixed" | "firstLink" | "from">): Uint8Array {
  const after = new Uint8Array(size);
  for (let changed = true; changed; ) {
    changed = false;
    for (let step = 0; step < size; step++) {
      if (after[step] === 1) continue;
      for (let link = firstLink[step]!; link < firstLink[step + 1]! && after[step] === 0; link++)
        if (after[from[link]!] === 1 || fixed[from[link]!] !== UNFIXED) after[step] = 1;
      if (after[step] === 1) changed = true;
    }
  }
  return after;
}

function scheduled(network: Network, table: DayTable): NetworkSchedule {
  const passes = passesOf(network, table);
  const floats = totalFloats(network, table, passes);
  const least = floats.reduce<number | null>(
    (low, float) => (float !== null && (low === null || float < low) ? float : low),
    null,
  );
  const provisional = provisionalYears(table);
  const inOrder = Array.from({ length: network.size }, (_, step) =>
    stepSchedule(step, network, table, passes, floats[step]!, least, provisional),
  );
  const steps = inOrder.toSorted((a, b) => a.seq - b.seq);
  const bySeq = new Map(steps.map((step) => [step.seq, step]));
  return {
    state: "scheduled",
    steps,
    stepOf: (seq) => bySeq.get(seq),
    cycle: [],
    earliestFinish: textOf(
      table,
      passes.early.finish.reduce((last, point) => Math.max(last, point)),
    ),
    float: least,
    critical: steps
      .filter(({ critical }) => critical)
      .toSorted(compareStarts)
      .map(({ seq }) => seq),
  };
}

const compareStarts = (a: StepSchedule, b: StepSchedule): number =>
  a.earlyStart === b.earlyStart
    ? a.earlyFinish === b.earlyFinish
      ? a.seq - b.seq
      : a.earlyFinish < b.earlyFinish
        ? -1
        : 1
    : a.earlyStart < b.earlyStart
      ? -1
      : 1;

/** Whether open, past its duration: today alone decides its finish. */
const isOverrun = (step: number, { durations }: Network, table: DayTable, { start, finish }: Points): boolean =>
  countAt(table, finish[step]!) > countAt(table, start[step]!) + durations[step]!;

/** Late finish − early finish = late start − early start, in working days; of a step past its duration only the finish can be asked. */
function totalFloats(network: Network, table: DayTable, { early, late }: Passes): readonly (number | null)[] {
  return Array.from({ length: network.size }, (_, step) => {
    if (network.actual[step] !== OPEN || late.start[step] === UNFIXED) return null;
    if (isOverrun(step, network, table, early) && late.finish[step] !== UNFIXED)
      return countAt(table, late.finish[step]!) - countAt(table, early.finish[step]!);
    return countAt(table, late.start[step]!) - countAt(table, early.start[step]!);
  });
}

function stepSchedule(
  step: number,
  network: Network,
  table: DayTable,
  passes: Passes,
  float: number | null,
  least: number | null,
  isProvisional: ProvisionalYears,
): StepSchedule {
  const { early, late, free } = passes;
  const done = network.actual[step] !== OPEN;
  const finish = early.finish[step]!;
  const bounded = !done && late.start[step] !== UNFIXED;
  const firstDay = (point: number): number =>
    network.durations[step] === 0 ? point : dayOfCount(table, countAt(table, point) + 1);
  const start = Math.min(firstDay(early.start[step]!), finish);
  const lateStart = bounded ? lateStartDay(step, network, table, late) : null;
  const lateFinish = bounded ? lateFinishDay(step, network, table, passes) : null;
  return {
    seq: network.seqs[step]!,
    done,
    earlyStart: textOf(table, start),
    earlyFinish: textOf(table, finish),
    lateStart: lateStart === null ? null : textOf(table, lateStart),
    lateFinish: lateFinish === null ? null : textOf(table, lateFinish),
    totalFloat: float,
    freeFloat: done ? null : freeFloat(step, table, early, free, float),
    critical: float !== null && float === least,
    driver: done ? null : driverOf(step, network, table, early),
    provisional: !done && isProvisional(start, finish, lateStart, lateFinish),
  };
}

/** Rolled back to a working day where there is nothing to work on. */
const lateStartDay = (step: number, { durations }: Network, table: DayTable, { start }: Points): number =>
  dayOfCount(table, countAt(table, start[step]!) + (durations[step] === 0 ? 0 : 1));

function lateFinishDay(step: number, network: Network, table: DayTable, { early, late }: Passes): number {
  const overrun = isOverrun(step, network, table, early) && late.finish[step] !== UNFIXED;
  const count = overrun
    ? countAt(table, late.finish[step]!)
    : countAt(table, late.start[step]!) + network.durations[step]!;
  return dayOfCount(table, count);
}

function freeFloat(step: number, table: DayTable, early: Points, free: Points, float: number | null): number | null {
  const slack = (limit: number, point: number): number =>
    limit === UNFIXED ? UNFIXED : countAt(table, limit) - countAt(table, point);
  const least = Math.min(slack(free.finish[step]!, early.finish[step]!), slack(free.start[step]!, early.start[step]!));
  if (least !== UNFIXED) return least;
  return float === null ? null : Math.max(float, 0);
}

/** The predecessor whose link alone puts the start where it is, the lowest number of equals. */
function driverOf(step: number, network: Network, table: DayTable, early: Points): number | null {
  if (isOverrun(step, network, table, early)) return null;
  const start = early.start[step]!;
  for (let link = network.firstLink[step]!; link < network.firstLink[step + 1]!; link++)
    if (startAllowed(network, table, early, link, network.durations[step]!) === start && start > network.begun[step]!)
      return network.seqs[network.from[link]!]!;
  return null;
}

type ProvisionalYears = (start: number, finish: number, lateStart: number | null, lateFinish: number | null) => boolean;

/** Whether a day from the first to the last of these lies in a year whose holidays are not announced. */
function provisionalYears(table: DayTable): ProvisionalYears {
  const announced = (first: number, last: number): boolean => {
    for (let year = yearOf(textOf(table, first)); year <= yearOf(textOf(table, last)); year++)
      if (!table.calendar.announced.has(year)) return false;
    return true;
  };
  return (start, finish, lateStart, lateFinish) =>
    !announced(start, finish) || (lateStart !== null && !announced(lateStart, lateFinish!));
}
