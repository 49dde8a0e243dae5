import { type DayTable, earliestFor, latestBefore, moved, within } from "./schedule-calendar.ts";
import { CALENDAR, doneStart, FF, FS, type Network, OPEN, SF, SS, UNFIXED } from "./schedule-network.ts";

/** Points (epoch days, the end of the day) by index of the network. Made once, written by every pass. */
export interface Points {
  readonly start: Int32Array;
  readonly finish: Int32Array;
}

export const newPoints = (size: number): Points => ({ start: new Int32Array(size), finish: new Int32Array(size) });

/**
 * Early points: the least that meet all links. A step is worked without a break, so a link to its finish moves its start. Nothing that has not happened
 * yet lets a step begin before today, and no open step is finished before today; a step whose predecessors are done has begun when they were.
 * `durations` may be others than the network's; nothing is allocated, so it can be asked thousands of times a second.
 */
export function forwardPass(network: Network, table: DayTable, durations: Int32Array, early: Points): void {
  const { size, actual, begun, firstLink, today } = network;
  const { start, finish } = early;
  for (let step = 0; step < size; step++) {
    const duration = durations[step]!;
    const done = actual[step]!;
    if (done !== OPEN) {
      start[step] = doneStart(table, done, duration);
      finish[step] = done;
      continue;
    }
    let from = begun[step]!;
    const end = firstLink[step + 1]!;
    for (let link = firstLink[step]!; link < end; link++) {
      const allowed = startAllowed(network, table, early, link, duration);
      if (allowed > from) from = allowed;
    }
    const finished = moved(table, from, duration);
    start[step] = duration === 0 && from < today ? today : from;
    finish[step] = finished < today ? today : finished;
  }
}

/** The earliest start of a step of this duration as far as this link goes, and, where what it hangs on is still to come, as far as today does. */
function startAllowed(network: Network, table: DayTable, early: Points, link: number, duration: number): number {
  const point = startAsked(network, table, early, link, duration);
  const yesterday = network.today - 1;
  const type = network.kinds[link]! & 3;
  if (point >= yesterday || type === FF || type === SF) return point;
  const before = network.from[link]!;
  const happened = type === FS ? network.actual[before]! !== OPEN : early.start[before]! < yesterday;
  return happened ? point : yesterday;
}

/** The same by the link alone. */
export function startAsked(
  { from, kinds, lags }: Network,
  table: DayTable,
  { start, finish }: Points,
  link: number,
  duration: number,
): number {
  const kind = kinds[link]!;
  const lag = lags[link]!;
  const type = kind & 3;
  const anchor = type === FS || type === FF ? finish[from[link]!]! : start[from[link]!]!;
  const point = kind >= CALENDAR ? within(anchor + lag) : moved(table, anchor, lag);
  return type === FF || type === SF ? earliestFor(table, point, duration) : point;
}

/**
 * Late points: the greatest from which the forward pass still meets `fixed`; UNFIXED where nothing asks. The exact adjoint of the forward pass but for
 * today. `finish` is the point by which a step must be finished for others, `start` the one at which it must begin at the latest.
 * Done steps have none, and hold nobody.
 */
export function backwardPass(
  network: Network,
  table: DayTable,
  durations: Int32Array,
  fixed: Int32Array,
  late: Points,
): void {
  const { size, actual } = network;
  late.start.fill(UNFIXED);
  late.finish.set(fixed);
  for (let step = size - 1; step >= 0; step--) {
    if (actual[step] !== OPEN) {
      late.finish[step] = UNFIXED;
      continue;
    }
    const duration = durations[step]!;
    const by = late.finish[step]!;
    const begin = by === UNFIXED ? UNFIXED : latestBefore(table, by, duration);
    if (begin < late.start[step]!) late.start[step] = begin;
    const latest = late.start[step]!;
    if (latest !== UNFIXED) holdBack(network, table, step, latest, moved(table, latest, duration), late);
  }
}

/** What must be begun and finished before `step` may, at these points, lowers the points of those it waits for. */
export function holdBack(
  { actual, firstLink, from, kinds, lags }: Network,
  table: DayTable,
  step: number,
  start: number,
  finish: number,
  limits: Points,
): void {
  const end = firstLink[step + 1]!;
  for (let link = firstLink[step]!; link < end; link++) {
    const before = from[link]!;
    if (actual[before] !== OPEN) continue;
    const kind = kinds[link]!;
    const type = kind & 3;
    const lag = lags[link]!;
    const target = type === FS || type === SS ? start : finish;
    const limit = kind >= CALENDAR ? within(target - lag) : latestBefore(table, target, lag);
    const side = type === FS || type === FF ? limits.finish : limits.start;
    if (limit < side[before]!) side[before] = limit;
  }
}
