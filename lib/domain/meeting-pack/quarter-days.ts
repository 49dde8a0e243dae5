import { addToMonth, lastDayOf, type Month, monthNumber, monthOf, type PlainDate } from "../dates.ts";
import { quarterOf } from "../office-calendar.ts";

/** "2026Q3" as plain days, both included. */
export interface QuarterDays {
  readonly period: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** null for what is no quarter. */
export function quarterDays(period: string): QuarterDays | null {
  const [, year, quarter] = /^(\d{4})Q([1-4])$/.exec(period) ?? [];
  if (year === undefined) return null;
  const last: Month = `${year}-${String(Number(quarter) * 3).padStart(2, "0")}`;
  return { period, from: `${addToMonth(last, -2)}-01`, to: lastDayOf(last) };
}

/** The quarter that ended last before the one `asOf` lies in. */
export function lastEndedQuarter(asOf: PlainDate): string {
  const month = monthOf(asOf);
  return quarterOf(addToMonth(month, -((monthNumber(month) - 1) % 3) - 1));
}

export const quarterAfter = ({ to }: QuarterDays): QuarterDays =>
  quarterDays(quarterOf(addToMonth(monthOf(to), 1))) as QuarterDays;
