import { lastMonthOf } from "../domain/assessment/periods.ts";
import { lastDayOf, type PlainDate, yearOf } from "../domain/dates.ts";
import { lastEndedMonth } from "../domain/office-calendar.ts";
import { readingRules } from "../rules/reading-rules.ts";
import type { JobInput } from "./job.ts";
import { RefusedDayError } from "./outside.ts";

interface Asked {
  readonly asOf: PlainDate;
  readonly period: string | null;
}

/** A month, quarter or year is judged when it is over, whoever asks, and be it only to look. Throws RefusedDayError. */
export function refuseOpenMonth({ asOf, period }: Asked): void {
  if (period === null) return;
  const [month, last] = [lastMonthOf(period), lastEndedMonth(asOf)];
  if (month > last) throw new RefusedDayError(lastDayOf(month), "month-not-over", lastDayOf(last));
}

/** A month asked for by name lies in the year of the list: by another year's plan nobody can be measured. Throws RefusedDayError. */
export function refuseOtherYear({ asOf, period }: Asked, { book }: Pick<JobInput, "book">): void {
  if (period === null) return;
  const end = lastDayOf(lastMonthOf(period));
  const planYear = readingRules(book, end).planYear ?? readingRules(book, asOf).planYear;
  if (planYear !== null && planYear !== yearOf(end))
    throw new RefusedDayError(end, "month-of-another-year", lastDayOf(`${planYear}-12`));
}
