import { yearOf } from "./dates.ts";
import type { StepSchedule } from "./schedule.ts";
import { countAt, type DayTable, dayOfCount, textOf } from "./schedule-calendar.ts";
import { finishesOf } from "./schedule-finishes.ts";
import { type Network, OPEN, UNFIXED } from "./schedule-network.ts";
import { backwardPass, forwardPass, holdBack, newPoints, type Points, startAsked } from "./schedule-pass.ts";

/** A network gone through. `free`: how late each could begin and finish without moving a successor. */
export interface Passed {
  readonly network: Network;
  readonly table: DayTable;
  readonly early: Points;
  readonly late: Points;
  readonly free: Points;
  /** The last of the finishes, from which late days are counted. */
  readonly end: number;
}

export function passed(network: Network, table: DayTable): Passed {
  const { size, durations, actual } = network;
  const [early, late, free] = [newPoints(size), newPoints(size), newPoints(size)];
  forwardPass(network, table, durations, early);
  const finishes = finishesOf(network);
  backwardPass(network, table, durations, finishes, late);
  free.start.fill(UNFIXED);
  free.finish.fill(UNFIXED);
  for (let step = 0; step < size; step++)
    if (actual[step] === OPEN) holdBack(network, table, step, early.start[step]!, early.finish[step]!, free);
  return { network, table, early, late, free, end: finishes.reduce(laterFixed, OPEN) };
}

const laterFixed = (last: number, finish: number): number => (finish !== UNFIXED && finish > last ? finish : last);

/** Every step in the order of the network, with the least total float of all. */
export function stepSchedules(given: Passed): {
  readonly steps: readonly StepSchedule[];
  readonly float: number | null;
} {
  const isProvisional = provisionalYears(given.table);
  const floats = Array.from({ length: given.network.size }, (_, step) => totalFloat(given, step));
  let least: number | null = null;
  for (const float of floats) if (float !== null && (least === null || float < least)) least = float;
  const steps = floats.map((float, step) =>
    stepSchedule(given, step, float, float !== null && float === least, isProvisional),
  );
  return { steps, float: least };
}

function stepSchedule(
  given: Passed,
  step: number,
  float: number | null,
  critical: boolean,
  isProvisional: ProvisionalYears,
): StepSchedule {
  const { network, table, early } = given;
  const done = network.actual[step] !== OPEN;
  const { start, finish } = earlyDays(given, step);
  const late = float === null ? null : lateDays(given, step);
  return {
    seq: network.seqs[step]!,
    done,
    earlyStart: textOf(table, start),
    earlyFinish: textOf(table, finish),
    lateStart: late && textOf(table, late.start),
    lateFinish: late && textOf(table, late.finish),
    totalFloat: float,
    freeFloat: done ? null : freeFloat(given, step, float),
    critical,
    driver: done ? null : driverOf(given, step),
    provisional:
      !done && (isProvisional(start, early.finish[step]!) || (late !== null && isProvisional(late.start, given.end))),
  };
}

interface Days {
  readonly start: number;
  readonly finish: number;
}

/** The first and the last day worked on; a step done on a rest day may have no other. */
function earlyDays({ network, table, early }: Passed, step: number): Days {
  const finish = early.finish[step]!;
  const first = network.durations[step] === 0 ? finish : dayOfCount(table, countAt(table, early.start[step]!) + 1);
  return { start: Math.min(first, finish), finish };
}

/** The same of the late points; an event is rolled back to a working day. */
function lateDays(given: Passed, step: number): Days {
  const { network, table, late } = given;
  const duration = network.durations[step]!;
  const begun = countAt(table, late.start[step]!);
  const finished = isFinishAlone(given, step) ? countAt(table, late.finish[step]!) : begun + duration;
  return { start: dayOfCount(table, duration === 0 ? begun : begun + 1), finish: dayOfCount(table, finished) };
}

/** Whether open, past its duration: today alone decides its finish. */
const isOverrun = ({ network, table, early }: Passed, step: number): boolean =>
  countAt(table, early.finish[step]!) > countAt(table, early.start[step]!) + network.durations[step]!;

/** Of a step past its duration only the finish can still be asked, where anything asks for it. */
const isFinishAlone = (given: Passed, step: number): boolean =>
  given.late.finish[step] !== UNFIXED && isOverrun(given, step);

/** Late finish − early finish in working days; but for steps past their duration the same as late start − early start. */
function totalFloat(given: Passed, step: number): number | null {
  const { network, table, early, late } = given;
  if (network.actual[step] !== OPEN || late.start[step] === UNFIXED) return null;
  return countAt(table, lateDays(given, step).finish) - countAt(table, early.finish[step]!);
}

/** What its open successors leave it; without any what the fixed finish leaves. */
function freeFloat({ table, early, free }: Passed, step: number, float: number | null): number | null {
  const slack = (limit: number, point: number): number =>
    limit === UNFIXED ? UNFIXED : countAt(table, limit) - countAt(table, point);
  const least = Math.min(slack(free.finish[step]!, early.finish[step]!), slack(free.start[step]!, early.start[step]!));
  if (least !== UNFIXED) return least;
  return float === null ? null : Math.max(float, 0);
}

/** The predecessor that puts the start where it is, the lowest number of equals. */
function driverOf(given: Passed, step: number): number | null {
  const { network, table, early } = given;
  const start = early.start[step]!;
  if (start <= network.begun[step]! || isOverrun(given, step)) return null;
  for (let link = network.firstLink[step]!; link < network.firstLink[step + 1]!; link++)
    if (startAsked(network, table, early, link, network.durations[step]!) === start)
      return network.seqs[network.from[link]!]!;
  return null;
}

type ProvisionalYears = (first: number, last: number) => boolean;

/** Whether a day from the first to the last lies in a year whose holidays are not announced. */
function provisionalYears(table: DayTable): ProvisionalYears {
  const { announced } = table.calendar;
  return (first, last) => {
    const end = yearOf(textOf(table, last));
    for (let year = yearOf(textOf(table, first)); year <= end; year++) if (!announced.has(year)) return true;
    return false;
  };
}
