import { epochDay, fromEpochDay, type PlainDate } from "./dates.ts";
import { type Calendar, isWorkday } from "./working-days.ts";

/** Working days of a span of days as two arrays, for reckoning a hundred thousand times. Days are numbers since 1970; beyond the span its edge stands. */
export interface DayTable {
  readonly first: number;
  /** Working days from the first day up to and including the day. */
  readonly upTo: Int32Array;
  /** The n-th working day, from 1. */
  readonly nth: Int32Array;
}

const YEARS_BEFORE = 3;
const YEARS_AFTER = 8;

const tables = new WeakMap<Calendar, Map<number, DayTable>>();

/** The table around a day; one is made for each calendar and year. */
export function dayTable(calendar: Calendar, around: PlainDate): DayTable {
  const year = +around.slice(0, 4);
  const byYear = tables.get(calendar) ?? new Map<number, DayTable>();
  tables.set(calendar, byYear);
  const table = byYear.get(year) ?? makeTable(calendar, `${year - YEARS_BEFORE}-01-01`, YEARS_BEFORE + YEARS_AFTER);
  byYear.set(year, table);
  return table;
}

function makeTable(calendar: Calendar, from: PlainDate, years: number): DayTable {
  const first = epochDay(from);
  const length = Math.floor(years * 365.25);
  const upTo = new Int32Array(length);
  const nth = new Int32Array(length + 1);
  let count = 0;
  nth[0] = first - 1;
  for (let index = 0; index < length; index++) {
    if (isWorkday(calendar, fromEpochDay(first + index))) nth[++count] = first + index;
    upTo[index] = count;
  }
  return { first, upTo, nth: nth.slice(0, count + 1) };
}

/** `addWorkingDays` of working-days.ts: the n-th working day after `day`, before it when negative; 0 is the day itself. */
export function addWorking({ first, upTo, nth }: DayTable, day: number, n: number): number {
  if (n === 0) return day;
  const index = Math.min(Math.max(n > 0 ? day - first : day - 1 - first, 0), upTo.length - 1);
  const wanted = n > 0 ? upTo[index]! + n : upTo[index]! + n + 1;
  return nth[Math.min(Math.max(wanted, 0), nth.length - 1)]!;
}
