import { addToMonth, type Instant, type Month, monthOf } from "./dates.ts";
import { type Field, isValue } from "./field.ts";
import type { RowHistory } from "./history.ts";
import { dayAt, lockInstant, type OfficeCalendar } from "./office-calendar.ts";

/** Answers the end of the first monthly lock at or after an instant. */
export type NextLock = (instant: Instant) => Instant;

/** The locks of an office, remembered: 200,000 rows were first seen at a handful of instants. */
export function monthlyLocks(calendar: OfficeCalendar): NextLock {
  const byMonth = new Map<Month, Instant>();
  const byInstant = new Map<Instant, Instant>();
  const lockOf = (month: Month): Instant => {
    const known = byMonth.get(month);
    if (known !== undefined) return known;
    const lock = lockInstant(calendar, month);
    byMonth.set(month, lock);
    return lock;
  };
  return (instant) => {
    const known = byInstant.get(instant);
    if (known !== undefined) return known;
    let month = addToMonth(monthOf(dayAt(instant)), -2);
    while (lockOf(month) < instant) month = addToMonth(month, 1);
    byInstant.set(instant, lockOf(month));
    return lockOf(month);
  };
}

/**
 * The row whose plan is frozen: as it stood at the first monthly lock after the plan was first seen in it. `present` when nothing is
 * frozen yet (never read before, or that lock is still to come). `planOf` picks the planned cell; a plan typed into an empty cell later is
 * first seen then. `notBefore`: locks before it freeze nothing (plans of a year). Source: domain.md "Milestone light", original planned day.
 */
export function frozenRow<T>(
  life: RowHistory<T>,
  present: T,
  knownAt: Instant,
  planOf: (row: T) => Field<unknown>,
  nextLock: NextLock,
  notBefore: Instant = "",
): T {
  const seen = firstSeen(life, planOf);
  if (seen === null) return present;
  const lock = nextLock(seen < notBefore ? notBefore : seen);
  if (lock >= knownAt) return present;
  return lastPlanned(life, planOf, lock) ?? present;
}

const isPlanned = <T>(row: T | null, planOf: (row: T) => Field<unknown>): row is T =>
  row !== null && isValue(planOf(row));

function firstSeen<T>(life: RowHistory<T>, planOf: (row: T) => Field<unknown>): Instant | null {
  for (const version of life) if (isPlanned(version.row, planOf)) return version.firstSeen;
  return null;
}

function lastPlanned<T>(life: RowHistory<T>, planOf: (row: T) => Field<unknown>, at: Instant): T | null {
  let found: T | null = null;
  for (const { firstSeen, row } of life) if (firstSeen <= at && isPlanned(row, planOf)) found = row;
  return found;
}
