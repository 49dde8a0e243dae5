import {
  addDays,
  addMonths,
  dateOf,
  daysInMonth,
  isRealDay,
  monthNumber,
  monthOf,
  monthsBetween,
  type PlainDate,
  weekday,
  yearOf,
} from "../dates.ts";
import { addPeriodDays, addPeriodMonths, addWorkingDays, type Calendar, type ComputedDay } from "../working-days.ts";
import type { DueForm, DuePhrase, PeriodUnit, UnclearDue, YearWord } from "./due-form.ts";

/** The days a limit may start from, as read in the minutes; null = not to be told. */
export interface MinutesDays {
  readonly meeting: PlainDate | null;
  readonly issue: PlainDate | null;
}

/** How a day was read: typed as it is, the end of a period, a day of the week, or counted from `start` (which itself is not counted). */
export type DueRule =
  | { readonly rule: "day" | "end" | "weekday"; readonly yearAdded: boolean }
  | {
      readonly rule: "period";
      readonly unit: PeriodUnit;
      readonly n: number;
      readonly start: PlainDate;
      readonly from: "meeting" | "issue";
    };

export type NoDueBecause =
  | UnclearDue
  | "none"
  | "no-meeting-day"
  | "no-issue-day"
  | "other-start"
  | "year-unclear"
  | "before-meeting"
  | "several";

/** The day something is due, or why none can be read. `words` are those of the text. */
export type Due =
  | { readonly day: PlainDate; readonly words: string; readonly by: DueRule; readonly provisional: boolean }
  | { readonly day: null; readonly words: string; readonly because: NoDueBecause };

export const noDue = (because: NoDueBecause, words = ""): Due => ({ day: null, words, because });

/** The day a phrase means. Periods: 民法典 201–203, working days by the office's calendar; a day or a month's end that is named does not roll. */
export function dueDay({ form, words }: Pick<DuePhrase, "form" | "words">, days: MinutesDays, calendar: Calendar): Due {
  if (form.form === "unclear") return noDue(form.because, words);
  if (form.form === "period") return counted(form, words, days, calendar);
  if (form.form === "day" && typeof form.year === "number") return fixed(form.year, form, words, days, false);
  if (days.meeting === null) return noDue("no-meeting-day", words);
  const meeting = days.meeting;
  if (form.form === "day") return withoutYear(form, words, meeting, days);
  if (form.form === "weekday") return ofWeek(form, words, meeting);
  const month = form.form === "month" ? addMonths(firstOf(meeting), form.after) : quarterEnd(meeting, form.after);
  const day = form.form === "month" ? form.day : 0;
  return fixed(yearOf(month), { month: monthNumber(month), day }, words, days, false);
}

const firstOf = (day: PlainDate): PlainDate => `${day.slice(0, 7)}-01`;
const quarterEnd = (meeting: PlainDate, after: number): PlainDate =>
  addMonths(dateOf(yearOf(meeting), Math.ceil(monthNumber(meeting) / 3) * 3, 1), 3 * after);

type MonthDay = { readonly month: number; readonly day: number };

/** A named day; before the meeting it cannot be what is meant. */
function fixed(year: number, { month, day }: MonthDay, words: string, days: MinutesDays, yearAdded: boolean): Due {
  if (year < 1990 || year > 2099) return noDue("year-unclear", words);
  if (day !== 0 && !isRealDay(year, month, day)) return noDue("no-such-day", words);
  const due = dateOf(year, month, day === 0 ? daysInMonth(year, month) : day);
  if (days.meeting !== null && due < days.meeting) return noDue("before-meeting", words);
  return { day: due, words, by: { rule: day === 0 ? "end" : "day", yearAdded }, provisional: false };
}

/** The meeting's year; where that day is over, the next one, when it is at most six months away. Anything else is not to be told. */
const NEAR = 6;

function withoutYear(
  form: MonthDay & { readonly year: YearWord },
  words: string,
  meeting: PlainDate,
  days: MinutesDays,
): Due {
  const year = yearOf(meeting);
  if (form.year === "this") return fixed(year, form, words, days, false);
  if (form.year === "next") return fixed(year + 1, form, words, days, false);
  const own = fixed(year, form, words, days, false);
  if (own.day !== null || own.because !== "before-meeting") return own;
  const next = fixed(year + 1, form, words, days, true);
  return next.day !== null && monthsBetween(monthOf(meeting), monthOf(next.day)) <= NEAR
    ? next
    : noDue("year-unclear", words);
}

/** Weeks run from Monday to Sunday. A weekday without its week is the one of the meeting's week that is still to come. */
function ofWeek(form: Extract<DueForm, { form: "weekday" }>, words: string, meeting: PlainDate): Due {
  const day = addDays(meeting, form.weekday - weekday(meeting) + 7 * (form.after ?? 0));
  if (day < meeting) return noDue(form.after === null ? "year-unclear" : "before-meeting", words);
  return { day, words, by: { rule: "weekday", yearAdded: false }, provisional: false };
}

function counted(
  form: Extract<DueForm, { form: "period" }>,
  words: string,
  days: MinutesDays,
  calendar: Calendar,
): Due {
  const { from, unit, n } = form;
  if (from === "other") return noDue("other-start", words);
  const start = days[from];
  if (start === null) return noDue(from === "issue" ? "no-issue-day" : "no-meeting-day", words);
  const { day, provisional } = ENDS[unit](calendar, start, n);
  return { day, words, by: { rule: "period", unit, n, start, from }, provisional };
}

const ENDS: Readonly<Record<PeriodUnit, (calendar: Calendar, start: PlainDate, n: number) => ComputedDay>> = {
  "working-days": addWorkingDays,
  days: addPeriodDays,
  weeks: (calendar, start, n) => addPeriodDays(calendar, start, 7 * n),
  months: addPeriodMonths,
};
