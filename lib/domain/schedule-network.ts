import { epochDay, type PlainDate } from "./dates.ts";
import type { PredecessorLink } from "./predecessors.ts";
import type { ScheduleStep } from "./schedule.ts";
import { type DayTable, EARLIEST, latestBefore, moved } from "./schedule-calendar.ts";
import { type Places, type Waits, workOrder } from "./schedule-order.ts";

/** An open step in `actual`. */
export const OPEN = -(2 ** 31);
/** The types of links as numbers; + CALENDAR where the lag is in calendar days. */
export const FS = 0;
export const SS = 1;
export const FF = 2;
export const SF = 3;
export const CALENDAR = 4;

/**
 * The steps of one project as numbers: every step after all that it waits for, so one sweep goes forward and one back. Links stand with the step that
 * waits. Made once and gone through as often as wanted, with other durations (see schedule-pass.ts).
 */
export interface Network {
  readonly size: number;
  /** 节点序号 by index. */
  readonly seqs: Float64Array;
  /** Working days. */
  readonly durations: Int32Array;
  /** The actual day as an epoch day, or OPEN. */
  readonly actual: Int32Array;
  /** A step that waits for no one begins at this point; of the others EARLIEST. */
  readonly begun: Int32Array;
  /** The finish fixed from outside as a point, or UNFIXED. */
  readonly fixed: Int32Array;
  /** Links of step i are those from firstLink[i] up to firstLink[i + 1]. Those of done steps are kept, and move nothing. */
  readonly firstLink: Int32Array;
  readonly from: Int32Array;
  readonly kinds: Uint8Array;
  readonly lags: Int32Array;
  /** The as-of day as a point. */
  readonly today: number;
}

export const UNFIXED = 2 ** 31 - 1;

export type NetworkOrRing =
  | { readonly network: Network; readonly ring: null }
  | { readonly network: null; readonly ring: readonly number[] };

const KINDS: Readonly<Record<PredecessorLink["type"], number>> = { FS, SS, FF, SF };

/** The network of the steps, in whatever order they and their links are written; or a ring, each of which goes before the next and the last before the first. */
export function networkOf(steps: readonly ScheduleStep[], table: DayTable, today: PlainDate): NetworkOrRing {
  const sorted = steps.toSorted((a, b) => a.seq - b.seq);
  const place = new Map(sorted.map(({ seq }, at) => [seq, at]));
  const waits = sorted.map(({ links }) => knownLinks(links, place));
  const sequence = workOrder(sorted, waits, place);
  if (sequence.ring !== null) return { network: null, ring: sequence.ring.map((at) => sorted[at]!.seq) };
  return { network: numbered(sequence.order, sorted, waits, place, table, epochDay(today)), ring: null };
}

/** Links to steps that are there, the lowest number first. */
function knownLinks(links: readonly PredecessorLink[], place: Places): readonly PredecessorLink[] {
  const known = links.every(({ seq }) => place.has(seq)) ? links : links.filter(({ seq }) => place.has(seq));
  return known.length < 2 ? known : known.toSorted(compareLinks);
}

const compareLinks = (a: PredecessorLink, b: PredecessorLink): number =>
  a.seq - b.seq || KINDS[a.type] - KINDS[b.type] || a.lag - b.lag || Number(a.calendarDays) - Number(b.calendarDays);

/** More working days than there are. */
const ENDLESS = 200_000;

function numbered(
  order: Int32Array,
  sorted: readonly ScheduleStep[],
  waits: Waits,
  place: Places,
  table: DayTable,
  today: number,
): Network {
  const index = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) index[order[i]!] = i;
  const network = emptyNetwork(
    order.length,
    waits.reduce((sum, own) => sum + own.length, 0),
    today,
  );
  let link = 0;
  for (let i = 0; i < order.length; i++) {
    const step = sorted[order[i]!]!;
    const own = waits[order[i]!]!;
    network.seqs[i] = step.seq;
    network.durations[i] = Math.min(step.duration, ENDLESS);
    network.actual[i] = step.finished === null ? OPEN : epochDay(step.finished);
    network.fixed[i] = step.fixed === null ? UNFIXED : epochDay(step.fixed);
    network.begun[i] = own.some(toStart) ? EARLIEST : beginning(step, table, today);
    for (const { seq, type, lag, calendarDays } of own) {
      network.from[link] = index[place.get(seq)!]!;
      network.kinds[link] = KINDS[type] + (calendarDays ? CALENDAR : 0);
      network.lags[link++] = lag;
    }
    network.firstLink[i + 1] = link;
  }
  return network;
}

const emptyNetwork = (size: number, links: number, today: number): Network => ({
  size,
  seqs: new Float64Array(size),
  durations: new Int32Array(size),
  actual: new Int32Array(size),
  begun: new Int32Array(size),
  fixed: new Int32Array(size),
  firstLink: new Int32Array(size + 1),
  from: new Int32Array(links),
  kinds: new Uint8Array(links),
  lags: new Int32Array(links),
  today,
});

const toStart = ({ type }: PredecessorLink): boolean => type === "FS" || type === "SS";

/** A step nobody holds back is taken to have begun in time for its planned day, and begins today at the latest. */
function beginning({ planned, duration }: ScheduleStep, table: DayTable, today: number): number {
  const yesterday = today - 1;
  if (planned === null) return yesterday;
  return Math.min(yesterday, duration === 0 ? yesterday : latestBefore(table, epochDay(planned), duration));
}

/** Where a done step began: its duration before its day. */
export const doneStart = (table: DayTable, actual: number, duration: number): number => moved(table, actual, -duration);
