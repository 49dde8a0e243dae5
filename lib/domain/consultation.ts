import { lastMonthOf } from "./assessment/periods.ts";
import type { Instant, PlainDate } from "./dates.ts";
import { circularDay, type OfficeCalendar } from "./office-calendar.ts";
import { addWorkingDays } from "./working-days.ts";

/** A result that was let out for consultation: each unit its own figures, objections until that day. */
export interface Consulted {
  readonly draft: string;
  readonly period: string;
  readonly kind: string;
  /** Still waits for its confirmation. */
  readonly open: boolean;
  readonly at: Instant;
  readonly until: PlainDate;
  /** The block, as drafted. */
  readonly body: string;
}

/** Until when a result may be objected to: the circular day. Source: domain.md "Calendar of the office". */
export const objectionDay = (calendar: OfficeCalendar, period: string): PlainDate =>
  circularDay(calendar, lastMonthOf(period)).day;

/**
 * The last day for objections of a result let out on `today`: the circular day, or, where no day is left before it, as many working days later as lie
 * between lock and circular day: nobody is consulted for no time.
 */
export function consultedUntil(calendar: OfficeCalendar, period: string, today: PlainDate): PlainDate {
  const circular = objectionDay(calendar, period);
  if (today < circular) return circular;
  const { circularAfter } = calendar.officeDays(today);
  return addWorkingDays(calendar, today, Math.max(circularAfter, 1)).day;
}

/** Of all times a period was let out the latest last day; null: never. */
export function lastConsultation(consulted: readonly Consulted[], kind: string, period: string): PlainDate | null {
  const days = consulted.filter((one) => one.kind === kind && one.period === period).map(({ until }) => until);
  return days.length === 0 ? null : days.reduce((a, b) => (a > b ? a : b));
}
