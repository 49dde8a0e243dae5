import { type Month, monthNumber, type PlainDate, yearOf } from "../dates.ts";
import { quarterOf } from "../office-calendar.ts";

/** A month 2026-07, a quarter 2026Q3 or a year 2026. */
export type PeriodKind = "month" | "quarter" | "year";

/** null: no period at all. */
export function periodKind(period: string): PeriodKind | null {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(period)) return "month";
  if (/^\d{4}Q[1-4]$/.test(period)) return "quarter";
  return /^\d{4}$/.test(period) ? "year" : null;
}

/** The months of a period, in order. Throws RangeError for what is none. */
export function monthsIn(period: string): readonly Month[] {
  const kind = periodKind(period);
  if (kind === null) throw new RangeError(`${period} is no period`);
  if (kind === "month") return [period];
  const first = kind === "year" ? 1 : Number(period.slice(5)) * 3 - 2;
  const count = kind === "year" ? 12 : 3;
  return Array.from({ length: count }, (_, at) => monthIn(period, first + at));
}

const monthIn = (period: string, number: number): Month => `${period.slice(0, 4)}-${String(number).padStart(2, "0")}`;

export const firstMonthOf = (period: string): Month => monthsIn(period)[0]!;
export const lastMonthOf = (period: string): Month => monthsIn(period).at(-1)!;

/** The latest quarter whose last month is not after `month`. */
export function lastQuarterBy(month: Month): string {
  if (monthNumber(month) % 3 === 0) return quarterOf(month);
  const number = Math.floor(monthNumber(month) / 3);
  return number === 0 ? `${yearText(month, -1)}Q4` : `${yearText(month, 0)}Q${number}`;
}

/** The latest year whose December is not after `month`. */
export const lastYearBy = (month: Month): string => yearText(month, monthNumber(month) === 12 ? 0 : -1);

const yearText = (day: PlainDate | Month, more: number): string => String(yearOf(day) + more).padStart(4, "0");
