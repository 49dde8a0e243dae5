/** A calendar day, "2026-03-05". Plain days sort as strings; the place is Asia/Shanghai by convention, never computed here. */
export type PlainDate = string;
/** A calendar month, "2026-03". */
export type Month = string;
/** A moment, ISO 8601 in UTC with milliseconds ("2026-03-05T01:30:00.000Z"): sorts as a string. */
export type Instant = string;

const pad = (n: number): string => (n < 10 ? `0${n}` : `${n}`);

/** The number written in two digits at `at`; read by char code because 200,000 milestones are judged in one go. */
const twoDigits = (text: string, at: number): number => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528;

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
export function epochDay(date: PlainDate): number {
  const year = twoDigits(date, 0) * 100 + twoDigits(date, 2);
  const month = twoDigits(date, 5);
  const day = twoDigits(date, 8);
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

export function fromEpochDay(epoch: number): PlainDate {
  const z = epoch + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const day = doy - Math.floor((153 * mp + 2) / 5) + 1;
  const month = mp < 10 ? mp + 3 : mp - 9;
  return dateOf(yoe + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

/** The day as a string; the parts must be a real day (see `isRealDay`). */
export const dateOf = (year: number, month: number, day: number): PlainDate =>
  `${String(year).padStart(4, "0")}-${pad(month)}-${pad(day)}`;

export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

export const isRealDay = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);

export const yearOf = (day: PlainDate | Month): number => +day.slice(0, 4);
export const monthOf = (day: PlainDate): Month => day.slice(0, 7);
/** 1..12 of a day or a month. */
export const monthNumber = (day: PlainDate | Month): number => +day.slice(5, 7);
export const addDays = (day: PlainDate, days: number): PlainDate => fromEpochDay(epochDay(day) + days);
/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => epochDay(to) - epochDay(from);
/** 1 = Monday … 7 = Sunday. */
export const weekday = (day: PlainDate): number => ((((epochDay(day) + 3) % 7) + 7) % 7) + 1;

export const firstDayOf = (month: Month): PlainDate => `${month}-01`;
export const lastDayOf = (month: Month): PlainDate =>
  dateOf(yearOf(month), monthNumber(month), daysInMonth(yearOf(month), monthNumber(month)));

export function addToMonth(month: Month, months: number): Month {
  const index = yearOf(month) * 12 + monthNumber(month) - 1 + months;
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${pad((index % 12) + 1)}`;
}

/** The same day number `months` later, else the month's last day. Source: 民法典 202. */
export function addMonths(day: PlainDate, months: number): PlainDate {
  const month = addToMonth(monthOf(day), months);
  const last = lastDayOf(month);
  const wanted = `${month}-${day.slice(8)}`;
  return wanted < last ? wanted : last;
}

/** Whole months from month `from` to month `to`. */
export const monthsBetween = (from: Month, to: Month): number =>
  (yearOf(to) - yearOf(from)) * 12 + monthNumber(to) - monthNumber(from);
