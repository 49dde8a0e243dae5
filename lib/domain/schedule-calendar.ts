import { epochDay, fromEpochDay, type PlainDate } from "./dates.ts";
import { type Calendar, workingDaysBetween } from "./working-days.ts";

/**
 * Working days of a calendar, counted once, so that a network is gone through by lookups. A *point* is the end of a day, as an epoch day; a *count* is the
 * number of working days up to a point. The table grows to whatever is asked, from 1900 to 2199: days beyond count as the nearest of these.
 */
export interface DayTable {
  readonly calendar: Calendar;
  first: number;
  /** By point − first. */
  counts: Int32Array;
  firstCount: number;
  /** The days of the working days, by count − firstCount. */
  days: Int32Array;
  /** By point − first; written when first asked. */
  texts: (PlainDate | undefined)[];
}

export const EARLIEST = epochDay("1900-01-01");
const LATEST = epochDay("2199-12-31");
const YEAR = 366;

const tables = new WeakMap<Calendar, DayTable>();

/** Calendars are values, so the table of one is made once. `around`: an epoch day near those that will be asked. */
export function dayTable(calendar: Calendar, around: number): DayTable {
  const known = tables.get(calendar);
  if (known !== undefined) return known;
  const table: DayTable = {
    calendar,
    first: 0,
    counts: new Int32Array(0),
    firstCount: 0,
    days: new Int32Array(0),
    texts: [],
  };
  fill(table, within(around - 2 * YEAR), within(around + 4 * YEAR));
  tables.set(calendar, table);
  return table;
}

export const within = (point: number): number => (point < EARLIEST ? EARLIEST : point > LATEST ? LATEST : point);

/** Counts are from one fixed day whatever part the table holds, so they outlive its growth. */
const COUNTED_FROM: PlainDate = "1899-12-31";

function fill(table: DayTable, first: number, last: number): void {
  const rests = new Uint8Array(last - first + 1);
  for (let at = 0, weekday = (((first + 3) % 7) + 7) % 7; at < rests.length; at++, weekday = (weekday + 1) % 7)
    rests[at] = weekday < 5 ? 0 : 1;
  for (const [day, type] of table.calendar.special) {
    const at = epochDay(day) - first;
    if (at >= 0 && at < rests.length) rests[at] = type === "work" ? 0 : 1;
  }
  const before = workingDaysBetween(table.calendar, COUNTED_FROM, fromEpochDay(first - 1));
  const counts = new Int32Array(rests.length);
  const days = new Int32Array(rests.length);
  let count = before;
  for (let at = 0; at < rests.length; at++) {
    if (rests[at] === 0) days[count++ - before] = first + at;
    counts[at] = count;
  }
  table.first = first;
  table.counts = counts;
  table.firstCount = before + 1;
  table.days = days.subarray(0, count - before);
  table.texts = [];
}

/** Twice as long on the side that is short. Answers whether there was anything to add. */
function grow(table: DayTable, later: boolean): boolean {
  const { first, counts } = table;
  const last = first + counts.length - 1;
  if (later ? last === LATEST : first === EARLIEST) return false;
  if (later) fill(table, first, within(last + counts.length));
  else fill(table, within(first - counts.length), last);
  return true;
}

/** Working days up to and including the point. */
export function countAt(table: DayTable, point: number): number {
  const at = point - table.first;
  return at >= 0 && at < table.counts.length ? table.counts[at]! : countBeyond(table, within(point));
}

function countBeyond(table: DayTable, point: number): number {
  while (point - table.first >= table.counts.length) if (!grow(table, true)) break;
  while (point < table.first) if (!grow(table, false)) break;
  return table.counts[point - table.first]!;
}

/** The day of the `count`-th working day. */
export function dayOfCount(table: DayTable, count: number): number {
  const at = count - table.firstCount;
  return at >= 0 && at < table.days.length ? table.days[at]! : dayBeyond(table, count);
}

function dayBeyond(table: DayTable, count: number): number {
  while (count - table.firstCount >= table.days.length) if (!grow(table, true)) return LATEST;
  while (count < table.firstCount) if (!grow(table, false)) return EARLIEST;
  return table.days[count - table.firstCount]!;
}

/** The point `n` working days on, as addWorkingDays counts: 0 is the point itself. */
export function moved(table: DayTable, point: number, n: number): number {
  if (n === 0) return point;
  return n > 0 ? dayOfCount(table, countAt(table, point) + n) : dayOfCount(table, countAt(table, point - 1) + n + 1);
}

/** The latest point from which `n` working days on is not after `limit`. */
export function latestBefore(table: DayTable, limit: number, n: number): number {
  if (n === 0) return limit;
  const count = countAt(table, limit);
  return n > 0 ? dayOfCount(table, count - n + 1) - 1 : dayOfCount(table, count - n);
}

/** The earliest point that counts from which `n` ≥ 0 working days on is not before `end`. */
export function earliestFor(table: DayTable, end: number, n: number): number {
  return n === 0 ? end : dayOfCount(table, countAt(table, end - 1) + 1 - n);
}

/** The point as a day; written once per day and calendar. */
export function textOf(table: DayTable, point: number): PlainDate {
  const at = point - table.first;
  if (at < 0 || at >= table.counts.length) return fromEpochDay(within(point));
  const known = table.texts[at];
  if (known !== undefined) return known;
  const text = fromEpochDay(point);
  table.texts[at] = text;
  return text;
}
