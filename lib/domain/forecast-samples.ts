import { earliestEnd, NO_DAY, type OpenNetwork, type OpenStep } from "./forecast-network.ts";
import { daysAt, type LatenessRecord, weightBelow, wholeWeight } from "./lateness-record.ts";
import type { DayTable } from "./schedule-calendar.ts";
import { seededKey } from "./seeded-key.ts";

/** How many samples, from what seed, on what day (a number since 1970) and in whose working days. */
export interface Sampling {
  readonly seed: string;
  readonly samples: number;
  readonly today: number;
  readonly table: DayTable;
}

/** What the samples say, by the place of a step. Samples are drawn when asked for: of a step and what it waits for, never of the whole network. */
export interface Sampler {
  /** 0..1 by so many samples (left out: all of them); 1 when its day is over; null without a planned day. */
  readonly chanceLate: (at: number, samples?: number) => number | null;
  /** The days by which these shares of the samples end. */
  readonly endsBy: (at: number, shares: readonly number[]) => readonly number[];
  /** The share of the samples that end after a day. */
  readonly chanceAfter: (at: number, day: number) => number;
}

/**
 * Monte Carlo over the open steps. In each sample a step ends `own` days after the later of its planned day and what its predecessors allow, or `-own` days
 * before its planned day where they allow it: the reckoning of own lateness turned round. `own` is drawn from its unit's record; where the step
 * waits for none and has not ended, from those cases alone that were still open so late.
 */
export function sampler(network: OpenNetwork, sampling: Sampling): Sampler {
  const drawn = new Map<number, Int32Array>();
  const ends = (at: number, samples: number): Int32Array => {
    const known = drawn.get(at);
    if (known !== undefined && known.length >= samples) return known;
    const made = drawEnds(network.step(at), samples, ends, sampling);
    drawn.set(at, made);
    return made;
  };
  return {
    chanceLate: (at, samples = sampling.samples) => chanceOf(network.step(at), samples, ends, sampling),
    endsBy: (at, shares) => {
      const open = network.step(at);
      if (open.behindOpen.length === 0) return exactEnds(open, shares, sampling.today);
      const sorted = ends(at, sampling.samples).toSorted();
      return shares.map((share) => sorted[Math.ceil(share * sorted.length) - 1]!);
    },
    chanceAfter: (at, day) => {
      const all = ends(at, sampling.samples);
      return all.reduce((late, end) => late + (end > day ? 1 : 0), 0) / all.length;
    },
  };
}

type EndsOf = (at: number, samples: number) => Int32Array;

function drawEnds(open: OpenStep, samples: number, endsOf: EndsOf, { today, table, seed }: Sampling): Int32Array {
  const base = seededKey(seed, String(open.step.milestone.seq));
  const before = open.behindOpen.map(({ at }) => endsOf(at, samples));
  const ends = new Int32Array(samples);
  let outlook = outlookBehind(open, open.behindDone, today);
  for (let n = 0; n < samples; n++) {
    const allowed = allowedIn(open, before, n, table);
    if (allowed !== outlook.allowed) outlook = outlookBehind(open, allowed, today);
    ends[n] = endAt(open, outlook, uniform(base, n), today);
  }
  return ends;
}

/** What of a record counts when the predecessors allow a certain day: the weight from `start` on, reckoned from `since`. */
interface Outlook {
  readonly allowed: number;
  readonly start: number;
  readonly since: number;
}

/** Of a step behind an open one nobody expected that it be done: there all of the record counts. */
function outlookBehind({ planned, record, behindOpen }: OpenStep, allowed: number, today: number): Outlook {
  const since = Math.max(planned, allowed);
  const isHeld = allowed >= today || behindOpen.length > 0;
  const start = isHeld ? 0 : weightBelow(record, today - since);
  const whole = wholeWeight(record);
  if (start < whole) return { allowed, start, since };
  // Later than any case there is: from today on it is late anew.
  const onTime = weightBelow(record, 1);
  return { allowed, start: onTime >= whole ? 0 : onTime, since: today };
}

/** The end at a place of 0..1 in what counts of the record. */
function endAt(
  { planned, record }: OpenStep,
  { allowed, start, since }: Outlook,
  place: number,
  today: number,
): number {
  const days = daysAt(record, start + place * (wholeWeight(record) - start));
  return Math.max(days > 0 ? since + days : Math.max(planned + days, allowed), today);
}

/** A step that waits for no open one needs no samples. */
function exactEnds(open: OpenStep, shares: readonly number[], today: number): readonly number[] {
  const outlook = outlookBehind(open, open.behindDone, today);
  return shares.map((share) => endAt(open, outlook, share - 1e-9, today));
}

/** Of each sample of its predecessors the exact chance: a step behind none needs no luck. */
function chanceOf(open: OpenStep, samples: number, endsOf: EndsOf, { today, table }: Sampling): number | null {
  const { planned, record } = open;
  if (planned === NO_DAY) return null;
  if (planned < today) return 1;
  if (open.behindOpen.length === 0) return chanceBehindDone(open, today);
  const own = freeChance(record);
  const before = open.behindOpen.map(({ at }) => endsOf(at, samples));
  let late = 0;
  for (let n = 0; n < samples; n++) {
    late += allowedIn(open, before, n, table) > planned ? 1 : own;
  }
  return late / samples;
}

/** The chance of a step if no open one came later than it may: exact, without samples. */
export function chanceBehindDone(open: OpenStep, today: number): number {
  if (open.behindDone > open.planned) return 1;
  const isHeld = open.behindDone >= today || open.behindOpen.length > 0;
  return isHeld ? freeChance(open.record) : heldChance(open, today);
}

const freeChance = (record: LatenessRecord): number => {
  const whole = wholeWeight(record);
  return (whole - weightBelow(record, 1)) / whole;
};

/** The chance of being late of a step that is not done although nothing held it; 0 where nothing like it was ever late. */
function heldChance({ planned, record }: OpenStep, today: number): number {
  const whole = wholeWeight(record);
  const early = weightBelow(record, today - planned);
  return early >= whole ? 0 : (whole - weightBelow(record, 1)) / (whole - early);
}

function allowedIn(
  { step, behindDone, behindOpen }: OpenStep,
  before: readonly Int32Array[],
  n: number,
  table: DayTable,
): number {
  let allowed = behindDone;
  for (let which = 0; which < behindOpen.length; which++) {
    const { link, duration } = behindOpen[which]!;
    const end = earliestEnd(link, before[which]![n]!, duration, step.duration, table);
    if (end > allowed) allowed = end;
  }
  return allowed;
}

/** The n-th number in 0..1 of a step's own row: each follows from base and n alone (MurmurHash3 fmix32 over a Weyl sequence). */
function uniform(base: number, n: number): number {
  let hash = (base + Math.imul(n + 1, 0x9e3779b9)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296;
}
