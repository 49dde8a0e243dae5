import type { DayTable } from "./day-table.ts";
import { earliestEnd, NO_DAY, type OpenStep } from "./forecast-network.ts";
import { daysAt, weightBelow, wholeWeight } from "./lateness-record.ts";
import { seededKey } from "./seeded-key.ts";

/** How many samples, from what seed, on what day (a number since 1970) and in whose working days. */
export interface Sampling {
  readonly seed: string;
  readonly samples: number;
  readonly today: number;
  readonly table: DayTable;
}

/** What the samples say of one step. */
export interface SampledStep {
  /** 0..1; 1 when its day is over; null without a planned day. */
  readonly chanceLate: number | null;
  /** Ascending ends of all samples. */
  readonly ends: Int32Array;
}

/**
 * Monte Carlo over the open steps, predecessors first. In each sample a step ends `own` days after the later of its planned day and what its predecessors
 * allow, or `-own` days before its planned day where they allow it: the reckoning of own lateness turned round. `own` is drawn from its unit's
 * record; where the step could have ended before today and did not, from those cases alone that were still open so late.
 */
export function sampleEnds(network: readonly OpenStep[], sampling: Sampling): readonly SampledStep[] {
  const ends = network.map(() => new Int32Array(sampling.samples));
  return network.map((step, at) => {
    const chance = sampleStep(step, at, ends, sampling);
    return { chanceLate: step.planned === NO_DAY ? null : chance, ends: ends[at]! };
  });
}

/** Fills the ends of one step and gives its chance: of each sample the exact chance behind those predecessors, so a step behind none needs no luck. */
function sampleStep(open: OpenStep, at: number, ends: readonly Int32Array[], sampling: Sampling): number {
  const { planned, record } = open;
  const { samples, today, table } = sampling;
  const base = seededKey(sampling.seed, String(open.step.milestone.seq));
  const whole = wholeWeight(record);
  const onTime = weightBelow(record, 1);
  const free = (whole - onTime) / whole;
  const held = heldChance(open, today);
  const own = ends[at]!;
  let late = 0;
  for (let n = 0; n < samples; n++) {
    const allowed = allowedIn(open, ends, n, table);
    const from = Math.max(planned, allowed);
    let start = allowed >= today ? 0 : weightBelow(record, today - from);
    let since = from;
    if (start >= whole) {
      start = onTime >= whole ? 0 : onTime;
      since = today;
    }
    const days = daysAt(record, start + uniform(base, n) * (whole - start));
    own[n] = Math.max(days > 0 ? since + days : Math.max(planned + days, allowed), today);
    late += allowed > planned ? 1 : allowed >= today ? free : held;
  }
  if (planned < today) return 1;
  return open.behindOpen.length === 0 ? chanceBehindDone(open, today) : late / samples;
}

/** The chance of being late of a step that is not done although nothing held it; 0 where nothing like it was ever late. */
function heldChance({ planned, record }: OpenStep, today: number): number {
  const whole = wholeWeight(record);
  const early = weightBelow(record, today - planned);
  return early >= whole ? 0 : (whole - weightBelow(record, 1)) / (whole - early);
}

/** The chance of a step that waits for no open one: exact, without samples. */
export function chanceBehindDone(open: OpenStep, today: number): number {
  const { planned, behindDone, record } = open;
  if (behindDone > planned) return 1;
  const whole = wholeWeight(record);
  return behindDone >= today ? (whole - weightBelow(record, 1)) / whole : heldChance(open, today);
}

function allowedIn(
  { step, behindDone, behindOpen }: OpenStep,
  ends: readonly Int32Array[],
  n: number,
  table: DayTable,
): number {
  let allowed = behindDone;
  for (const { link, at, duration } of behindOpen) {
    const end = earliestEnd(link, ends[at]![n]!, duration, step.duration, table);
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
