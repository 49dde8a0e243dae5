import type { MilestoneVerdict } from "./milestone.ts";

/**
 * How late the past steps of a unit were, as weights on days of own lateness (negative: early). The unit's own cases count one each; beside them the record
 * of all units counts as `fewestCases` cases, so a short record leans on it and a long one hardly.
 */
export interface LatenessRecord {
  /** Ascending; shared by all records of a judgement. */
  readonly days: Int32Array;
  /** cumulated[i] = weight of days[0..i]. */
  readonly cumulated: Float64Array;
  /** The cases named in words: the unit's own, or those of all where it has too few. */
  readonly record: "unit" | "all" | "none";
  readonly cases: number;
  readonly casesLate: number;
}

export type RecordOf = (unit: string) => LatenessRecord;

/** Nothing is known: everything is done on its day. */
const NO_RECORD: LatenessRecord = {
  ...{ days: Int32Array.of(0), cumulated: Float64Array.of(1) },
  ...{ record: "none", cases: 0, casesLate: 0 },
};

/**
 * The records of all units as of the day, from the milestones whose planned day is over: the whole cohort, not only those that came early. Done ones count with
 * their own lateness. Open ones that are late of their own are late for certain, and how late is not known yet: they count as at least so late as they are by now
 * (Kaplan and Meier's estimate, 1958). Open ones that only wait for others tell nothing yet; so do exempt ones and those whose lateness nobody can attribute.
 */
export function latenessRecords(verdicts: readonly MilestoneVerdict[], fewestCases: number): RecordOf {
  const units = countsByUnit(verdicts);
  const all: Counts = { done: new Map(), open: new Map() };
  for (const { done, open } of units.values()) {
    addAll(all.done, done);
    addAll(all.open, open);
  }
  const total = sizeOf(all);
  if (total < fewestCases) return () => NO_RECORD;
  const days = Int32Array.from(new Set([...all.done.keys(), ...all.open.keys()])).sort();
  const known = new Map<string, LatenessRecord>();
  return (unit) => {
    const found = known.get(unit) ?? recordOf(days, units.get(unit) ?? NONE, all, fewestCases);
    known.set(unit, found);
    return found;
  };
}

/** How many cases by days of own lateness; the open ones by now. */
interface Counts {
  readonly done: Map<number, number>;
  readonly open: Map<number, number>;
}
const NONE: Counts = { done: new Map(), open: new Map() };

function countsByUnit(verdicts: readonly MilestoneVerdict[]): ReadonlyMap<string, Counts> {
  const units = new Map<string, Counts>();
  for (const verdict of verdicts) {
    if (!isCase(verdict)) continue;
    const counts = units.get(verdict.ownUnit) ?? { done: new Map(), open: new Map() };
    units.set(verdict.ownUnit, counts);
    add(verdict.done ? counts.done : counts.open, verdict.ownDaysLate!, 1);
  }
  return units;
}

function isCase({ planned, asOf, ownDaysLate, done, because, ownUnit }: MilestoneVerdict): boolean {
  if (ownDaysLate === null || planned === null || planned >= asOf) return false;
  return because !== "exempt" && ownUnit !== "" && (done || ownDaysLate > 0);
}

function recordOf(days: Int32Array, own: Counts, all: Counts, fewestCases: number): LatenessRecord {
  const share = fewestCases / sizeOf(all);
  const weigh = (name: keyof Counts) =>
    Float64Array.from(days, (day) => (own[name].get(day) ?? 0) + share * (all[name].get(day) ?? 0));
  const enough = sizeOf(own) >= fewestCases;
  const named = enough ? own : all;
  return {
    ...{ days, cumulated: cumulate(weigh("done"), weigh("open")), record: enough ? "unit" : "all" },
    ...{ cases: sizeOf(named), casesLate: lateIn(named.done) + lateIn(named.open) },
  };
}

/** What is open at some days is spread over the later days on which others ended; what nobody outlasted stays where it is. */
function cumulate(done: Float64Array, open: Float64Array): Float64Array {
  const whole = done.reduce((sum, weight, at) => sum + weight + open[at]!, 0);
  const cumulated = new Float64Array(done.length);
  let atRisk = whole;
  let left = whole;
  for (let at = 0; at < done.length; at++) {
    left -= (left * done[at]!) / atRisk;
    cumulated[at] = whole - left;
    atRisk = Math.max(atRisk - done[at]! - open[at]!, Number.MIN_VALUE);
  }
  cumulated[done.length - 1] = whole;
  return cumulated;
}

const add = (counts: Map<number, number>, days: number, n: number): void =>
  void counts.set(days, (counts.get(days) ?? 0) + n);
const addAll = (counts: Map<number, number>, more: ReadonlyMap<number, number>): void => {
  for (const [days, n] of more) add(counts, days, n);
};
const sum = (counts: Iterable<number>): number => [...counts].reduce((total, n) => total + n, 0);
const sizeOf = ({ done, open }: Counts): number => sum(done.values()) + sum(open.values());
const lateIn = (counts: ReadonlyMap<number, number>): number =>
  sum([...counts].filter(([days]) => days > 0).map(([, n]) => n));

/** Weight of the cases with fewer days than `days`. */
export function weightBelow({ days, cumulated }: LatenessRecord, limit: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : cumulated[low - 1]!;
}

export const wholeWeight = ({ cumulated }: LatenessRecord): number => cumulated[cumulated.length - 1]!;

/** The days at this place of the cumulated weight. */
export function daysAt({ days, cumulated }: LatenessRecord, place: number): number {
  let low = 0;
  let high = days.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulated[middle]! > place) high = middle;
    else low = middle + 1;
  }
  return days[low]!;
}
