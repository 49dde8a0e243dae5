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
 * their own lateness; open ones that are late of their own with the days they are late by now, the least it can become. Open ones that only wait
 * for others tell nothing yet; so do exempt ones and those whose lateness nobody can attribute.
 */
export function latenessRecords(verdicts: readonly MilestoneVerdict[], fewestCases: number): RecordOf {
  const counts = countsByUnit(verdicts);
  const all = new Map<number, number>();
  for (const own of counts.values()) for (const [days, n] of own) all.set(days, (all.get(days) ?? 0) + n);
  const total = sum(all);
  if (total < fewestCases) return () => NO_RECORD;
  const days = Int32Array.from(all.keys()).sort();
  const known = new Map<string, LatenessRecord>();
  return (unit) => {
    const found = known.get(unit) ?? recordOf(days, counts.get(unit) ?? NONE, all, fewestCases / total, fewestCases);
    known.set(unit, found);
    return found;
  };
}

type Counts = ReadonlyMap<number, number>;
const NONE: Counts = new Map();

function countsByUnit(verdicts: readonly MilestoneVerdict[]): ReadonlyMap<string, Counts> {
  const units = new Map<string, Map<number, number>>();
  for (const verdict of verdicts) {
    if (!isCase(verdict)) continue;
    const days = verdict.ownDaysLate!;
    const counts = units.get(verdict.ownUnit);
    if (counts === undefined) units.set(verdict.ownUnit, new Map([[days, 1]]));
    else counts.set(days, (counts.get(days) ?? 0) + 1);
  }
  return units;
}

function isCase({ planned, asOf, ownDaysLate, done, because, ownUnit }: MilestoneVerdict): boolean {
  if (ownDaysLate === null || planned === null || planned >= asOf || because === "exempt" || ownUnit === "")
    return false;
  return done || ownDaysLate > 0;
}

function recordOf(days: Int32Array, own: Counts, all: Counts, share: number, fewestCases: number): LatenessRecord {
  const cumulated = new Float64Array(days.length);
  let weight = 0;
  for (let index = 0; index < days.length; index++) {
    weight += (own.get(days[index]!) ?? 0) + share * all.get(days[index]!)!;
    cumulated[index] = weight;
  }
  const enough = sum(own) >= fewestCases;
  const named = enough ? own : all;
  const casesLate = sum(new Map([...named].filter(([late]) => late > 0)));
  return { days, cumulated, record: enough ? "unit" : "all", cases: sum(named), casesLate };
}

const sum = (counts: Counts): number => {
  let total = 0;
  for (const n of counts.values()) total += n;
  return total;
};

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
