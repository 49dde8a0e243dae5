import type { PlainDate } from "./dates.ts";
import type { Term } from "./issue-rule.ts";
import { addPeriodDays, addWorkingDays, type Calendar, type ComputedDay } from "./working-days.ts";

/** The day by whose end a term is over. Source: domain.md "Days". */
export const termEnd = (calendar: Calendar, start: PlainDate, { count, unit }: Term): ComputedDay =>
  unit === "working" ? addWorkingDays(calendar, start, count) : addPeriodDays(calendar, start, count);
