import { addDays, addMonths, epochDay, fromEpochDay, type PlainDate, weekday, yearOf } from "./dates.ts";

/**
 * Working days of a place. `special` holds every day that differs from the plain week (rest on a weekday, work on a weekend);
 * years not in `announced` are 暂定: only weekends and statutory days rest there. Built by lib/rules from the State Council's notices.
 */
export interface Calendar {
  readonly special: ReadonlyMap<PlainDate, "rest" | "work">;
  readonly announced: ReadonlySet<number>;
}

/** A computed day; `provisional` (暂定) when it or any day counted lies in a year whose notice is not known. */
export interface ComputedDay {
  readonly day: PlainDate;
  readonly provisional: boolean;
}

export const isWorkday = (calendar: Calendar, day: PlainDate): boolean => {
  const special = calendar.special.get(day);
  return special === undefined ? weekday(day) <= 5 : special === "work";
};

/** `from` and `to` in ascending order, both included. */
export const isProvisional = (calendar: Calendar, from: PlainDate, to: PlainDate): boolean => {
  for (let year = yearOf(from); year <= yearOf(to); year++) if (!calendar.announced.has(year)) return true;
  return false;
};

/** The day itself if it is a working day, else the next one. Source: 民法典 203. */
export function rollForward(calendar: Calendar, day: PlainDate): ComputedDay {
  let rolled = day;
  while (!isWorkday(calendar, rolled)) rolled = addDays(rolled, 1);
  return { day: rolled, provisional: isProvisional(calendar, day, rolled) };
}

/**
 * The n-th working day after `start`, which is not counted (民法典 201); before it when `n` is negative; 0 is the day itself.
 * A handful of steps whatever `n` is.
 */
export function addWorkingDays(calendar: Calendar, start: PlainDate, n: number): ComputedDay {
  if (n === 0) return { day: start, provisional: isProvisional(calendar, start, start) };
  if (n > 0) {
    const day = fromEpochDay(nthAfter(tallyOf(calendar), epochDay(start), n));
    return { day, provisional: isProvisional(calendar, addDays(start, 1), day) };
  }
  const day = fromEpochDay(nthBefore(tallyOf(calendar), epochDay(start), -n));
  return { day, provisional: isProvisional(calendar, day, addDays(start, -1)) };
}

/** A period of calendar days: start not counted, an end on a rest day runs to the next working day. Source: 民法典 201, 203. */
export const addPeriodDays = (calendar: Calendar, start: PlainDate, days: number): ComputedDay =>
  rollForward(calendar, addDays(start, days));

/** A period of months: same day number, else the month's last day, then rolled. Source: 民法典 202, 203. */
export const addPeriodMonths = (calendar: Calendar, start: PlainDate, months: number): ComputedDay =>
  rollForward(calendar, addMonths(start, months));

/** Working days after `from` up to and including `to`; negative when `to` is earlier. */
export function workingDaysBetween(calendar: Calendar, from: PlainDate, to: PlainDate): number {
  const tally = tallyOf(calendar);
  return workdaysUpTo(tally, epochDay(to)) - workdaysUpTo(tally, epochDay(from));
}

/** The special days in ascending order with the running sum of what they add to (work) or take from (rest) the plain week. */
interface Tally {
  readonly days: readonly number[];
  readonly sums: readonly number[];
}

/** Calendars are values, so the tally of one is made once. */
const tallies = new WeakMap<Calendar, Tally>();

function tallyOf(calendar: Calendar): Tally {
  const known = tallies.get(calendar);
  if (known !== undefined) return known;
  const tally = makeTally(calendar);
  tallies.set(calendar, tally);
  return tally;
}

function makeTally(calendar: Calendar): Tally {
  const sorted = [...calendar.special].sort(([a], [b]) => (a < b ? -1 : 1));
  const days = sorted.map(([day]) => epochDay(day));
  let sum = 0;
  const sums = sorted.map(([day, type]) => {
    sum += (type === "work" ? 1 : 0) - (weekday(day) <= 5 ? 1 : 0);
    return sum;
  });
  return { days, sums };
}

/** Working days from the Monday before 1970 up to and including the day: plain weeks, then the special days among them. */
function workdaysUpTo(tally: Tally, epoch: number): number {
  const sinceMonday = epoch + 3;
  const week = Math.floor(sinceMonday / 7);
  const plain = week * 5 + Math.min(sinceMonday - week * 7 + 1, 5);
  const specials = countUpTo(tally.days, epoch);
  return specials === 0 ? plain : plain + tally.sums[specials - 1]!;
}

/** How many of the ascending numbers are ≤ `limit`. */
function countUpTo(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A day holds at most one working day, so stepping by what is still missing never passes the day looked for. */
function nthAfter(tally: Tally, start: number, n: number): number {
  const wanted = workdaysUpTo(tally, start) + n;
  let day = start;
  for (let missing = n; missing > 0; missing = wanted - workdaysUpTo(tally, day)) day += missing;
  return day;
}

function nthBefore(tally: Tally, start: number, n: number): number {
  const wanted = workdaysUpTo(tally, start - 1) - n;
  let day = start - 1;
  for (let missing = n; missing > 0; missing = workdaysUpTo(tally, day) - wanted) day -= missing;
  return day + 1;
}
