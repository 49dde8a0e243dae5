import { lastDayOf, type PlainDate } from "../lib/domain/dates.ts";
import { lastEndedMonth } from "../lib/domain/office-calendar.ts";
import { UsageError } from "./exit.ts";

/** A month, a quarter or a year as plain days; one that is not over ends today. */
export interface ReviewPeriod {
  readonly period: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** 2026-05, 2026Q2 or 2026; left out: the last ended month. Throws UsageError. */
export function reviewPeriod(text: string | undefined, asOf: PlainDate): ReviewPeriod {
  const period = (text ?? lastEndedMonth(asOf)).normalize("NFKC").trim().toUpperCase();
  const span = spanOf(period);
  if (span === null)
    throw new UsageError(`“${period.slice(0, 50)}” 不是期间，请写成 2026-05、2026Q2 或 2026 这样的格式。`);
  const { from, to } = span;
  if (from > asOf) throw new UsageError(`${period} 还没有开始，截至日是 ${asOf}。`);
  return { period, from, to: to < asOf ? to : asOf };
}

function spanOf(period: string): { readonly from: PlainDate; readonly to: PlainDate } | null {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(period)) return { from: `${period}-01`, to: lastDayOf(period) };
  if (/^\d{4}$/.test(period)) return { from: `${period}-01-01`, to: `${period}-12-31` };
  const [, year, quarter] = /^(\d{4})Q([1-4])$/.exec(period) ?? [];
  if (year === undefined) return null;
  const month = (number: number): string => `${year}-${String(number).padStart(2, "0")}`;
  return { from: `${month(Number(quarter) * 3 - 2)}-01`, to: lastDayOf(month(Number(quarter) * 3)) };
}
