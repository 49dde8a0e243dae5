import { addDays, addMonths, type PlainDate, weekday, yearOf } from "./dates.ts";

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

const provisional = (calendar: Calendar, from: PlainDate, to: PlainDate): boolean => {
  for (let year = yearOf(from < to ? from : to); year <= yearOf(from < to ? to : from); year++)
    if (!calendar.announced.has(year)) return true;
  return false;
};

/** The day itself if it is a working day, else the next one. Source: 民法典 203. */
export function rollForward(calendar: Calendar, day: PlainDate): ComputedDay {
  let rolled = day;
  while (!isWorkday(calendar, rolled)) rolled = addDays(rolled, 1);
  return { day: rolled, provisional: provisional(calendar, day, rolled) };
}

/** The n-th working day after `start`, which is not counted (民法典 201); before it when `n` is negative; 0 is the day itself. */
export function addWorkingDays(calendar: Calendar, start: PlainDate, n: number): ComputedDay {
  const step = n < 0 ? -1 : 1;
  let day = start;
  for (let left = Math.abs(n); left > 0; ) {
    day = addDays(day, step);
    if (isWorkday(calendar, day)) left--;
  }
  return { day, provisional: provisional(calendar, start, day) };
}

/** A period of calendar days: start not counted, an end on a rest day runs to the next working day. Source: 民法典 201, 203. */
export const addPeriodDays = (calendar: Calendar, start: PlainDate, days: number): ComputedDay =>
  periodEnd(calendar, start, addDays(start, days));

/** A period of months: same day number, else the month's last day, then rolled. Source: 民法典 202, 203. */
export const addPeriodMonths = (calendar: Calendar, start: PlainDate, months: number): ComputedDay =>
  periodEnd(calendar, start, addMonths(start, months));

function periodEnd(calendar: Calendar, start: PlainDate, end: PlainDate): ComputedDay {
  const rolled = rollForward(calendar, end);
  return { day: rolled.day, provisional: provisional(calendar, start, rolled.day) };
}

/** Working days after `from` up to and including `to`; negative when `to` is earlier. */
export function workingDaysBetween(calendar: Calendar, from: PlainDate, to: PlainDate): number {
  const [first, last, sign] = from <= to ? [from, to, 1] : [to, from, -1];
  let count = 0;
  for (let day = first; day < last; ) {
    day = addDays(day, 1);
    if (isWorkday(calendar, day)) count++;
  }
  return count * sign;
}
