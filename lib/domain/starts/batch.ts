import { addToMonth, lastDayOf, type Month, monthNumber, monthOf, type PlainDate } from "../dates.ts";
import { addPeriodDays, addWorkingDays, type Calendar, type ComputedDay, isWorkday } from "../working-days.ts";

/** When batches of 集中开工 are held and looked at again. Values and sources: lib/rules/start-rules.ts. */
export interface BatchRule {
  /** Months of the year, 1..12, ascending. */
  readonly months: readonly number[];
  /** Calendar days after the ceremony until its starts and its registrations are checked. */
  readonly startDays: number;
  readonly registrationDays: number;
  /** 入统 is owed from this 总投资 on, in 元. */
  readonly minimumTotal: number;
}

export const isBatch = ({ months }: Pick<BatchRule, "months">, month: Month): boolean =>
  months.includes(monthNumber(month));

/** The batch that is being made ready: of this month or the next one that has any. */
export const batchOf = (rule: Pick<BatchRule, "months">, asOf: PlainDate): Month => search(rule, monthOf(asOf), 1);

export const batchBefore = (rule: Pick<BatchRule, "months">, batch: Month): Month =>
  search(rule, addToMonth(batch, -1), -1);

/** At least one month is always set. */
function search(rule: Pick<BatchRule, "months">, from: Month, step: 1 | -1): Month {
  let month = from;
  while (!isBatch(rule, month)) month = addToMonth(month, step);
  return month;
}

/** The ceremony, where nobody named another day: the month's last working day. */
export function batchDay(calendar: Calendar, batch: Month): ComputedDay {
  const last = lastDayOf(batch);
  return isWorkday(calendar, last) ? addWorkingDays(calendar, last, 0) : addWorkingDays(calendar, last, -1);
}

/** The days on which a batch is looked at again: the ceremony's day is not counted, an end on a rest day runs on. Source: 民法典 201, 203. */
export const checkDays = (calendar: Calendar, rule: BatchRule, day: PlainDate): CheckDays => ({
  start: addPeriodDays(calendar, day, rule.startDays),
  registration: addPeriodDays(calendar, day, rule.registrationDays),
});

export interface CheckDays {
  readonly start: ComputedDay;
  readonly registration: ComputedDay;
}
