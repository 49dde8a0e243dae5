import { addDays, addToMonth, type Month, monthOf, type PlainDate } from "../dates.ts";
import { type QuarterDays, quarterDays } from "../meeting-pack/quarter-days.ts";
import { quarterOf } from "../office-calendar.ts";
import type { AdjustmentType } from "../registry.ts";

export interface DaySpan {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** The quarter a day lies in. */
export const quarterAt = (day: PlainDate): QuarterDays => quarterDays(quarterOf(monthOf(day))) as QuarterDays;

/** When changes of the list are applied for: the last `days` calendar days of the quarter. Source: domain.md "Calendar of the office". */
export const windowOf = ({ to }: QuarterDays, days: number): DaySpan => ({ from: addDays(to, 1 - days), to });

export function isInWindow(day: PlainDate, days: number): boolean {
  const { from, to } = windowOf(quarterAt(day), days);
  return day >= from && day <= to;
}

/** The first month of the next quarter: what is agreed to in a quarter's window counts from there. */
export const effectiveMonthOf = ({ to }: QuarterDays): Month => addToMonth(monthOf(to), 1);

/** What changes who is on the list, or its sums; days and milestones of a plan may be applied for at any time. */
export const changesTheList = (type: AdjustmentType): boolean =>
  type === "调入" || type === "调出" || type === "变更总投资" || type === "变更年度计划";
