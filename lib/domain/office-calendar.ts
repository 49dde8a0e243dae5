import {
  addDays,
  addToMonth,
  fromEpochDay,
  type Instant,
  type Month,
  monthNumber,
  monthOf,
  type PlainDate,
  weekday,
} from "./dates.ts";
import { addWorkingDays, type Calendar, type ComputedDay, isWorkday, rollForward } from "./working-days.ts";

/** When the office works: day of the following month on which reports are due, and working days from there to the lock and on to the circular. */
export interface OfficeDays {
  readonly reportDay: number;
  readonly lockAfter: number;
  readonly circularAfter: number;
}

/** The city's working days with the office's own dated days laid over them. Usable wherever a Calendar is. */
export interface OfficeCalendar extends Calendar {
  /** The days in force on a day; asked with the first day of the month in which the report is due. */
  readonly officeDays: (day: PlainDate) => OfficeDays;
}

/** The day by whose end the report of `month` is due: the 5th of the next month, rolled. Source: domain.md "Calendar of the office". */
export function reportDue(calendar: OfficeCalendar, month: Month): ComputedDay {
  const next = addToMonth(month, 1);
  const { reportDay } = calendar.officeDays(`${next}-01`);
  return rollForward(calendar, `${next}-${String(reportDay).padStart(2, "0")}`);
}

/** At its end the inputs of `month` freeze: three working days after the rolled due day. */
export const lockDay = (calendar: OfficeCalendar, month: Month): ComputedDay =>
  later(calendar, reportDue(calendar, month), officeDaysOf(calendar, month).lockAfter);

/** The day the circular may leave; objections run from the lock until here. */
export const circularDay = (calendar: OfficeCalendar, month: Month): ComputedDay =>
  later(calendar, lockDay(calendar, month), officeDaysOf(calendar, month).circularAfter);

const officeDaysOf = (calendar: OfficeCalendar, month: Month): OfficeDays =>
  calendar.officeDays(`${addToMonth(month, 1)}-01`);

function later(calendar: Calendar, start: ComputedDay, days: number): ComputedDay {
  const end = addWorkingDays(calendar, start.day, days);
  return { day: end.day, provisional: start.provisional || end.provisional };
}

/** China keeps UTC+8 all year, so the end of a day there is 16:00 UTC of the same day. */
export const endOfDay = (day: PlainDate): Instant => `${day}T16:00:00.000Z`;

/** The day in China at an instant. */
export const dayAt = (instant: Instant): PlainDate =>
  fromEpochDay(Math.floor((Date.parse(instant) / 3_600_000 + 8) / 24));

/** The inputs of `month` are those known at this instant. */
export const lockInstant = (calendar: OfficeCalendar, month: Month): Instant => endOfDay(lockDay(calendar, month).day);

/** The month before the one `asOf` lies in. */
export const lastEndedMonth = (asOf: PlainDate): Month => addToMonth(monthOf(asOf), -1);

/** The latest month whose report deadline has passed: its due day is before `asOf`. */
export const lastDueMonth = (calendar: OfficeCalendar, asOf: PlainDate): Month =>
  lastMonthWith(asOf, (month) => reportDue(calendar, month).day < asOf);

/** The latest month whose lock day is over. */
export const lastLockedMonth = (calendar: OfficeCalendar, asOf: PlainDate): Month =>
  lastMonthWith(asOf, (month) => lockDay(calendar, month).day < asOf);

function lastMonthWith(asOf: PlainDate, passed: (month: Month) => boolean): Month {
  let month = lastEndedMonth(asOf);
  while (!passed(month)) month = addToMonth(month, -1);
  return month;
}

/** The first working day of the week (Monday to Sunday) `asOf` lies in, null in a week without any. */
export function firstWorkdayOfWeek(calendar: Calendar, asOf: PlainDate): PlainDate | null {
  const monday = addDays(asOf, 1 - weekday(asOf));
  for (let day = monday; day <= addDays(monday, 6); day = addDays(day, 1)) if (isWorkday(calendar, day)) return day;
  return null;
}

/** "2026Q2" of 2026-05. */
export const quarterOf = (month: Month): string => `${month.slice(0, 4)}Q${Math.ceil(monthNumber(month) / 3)}`;
