import type { OfficeCalendar, OfficeDays } from "../domain/office-calendar.ts";
import type { CalendarRow } from "../domain/registry.ts";
import { calendarFor } from "./holidays.ts";
import { wholeNumberRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const since2025 = (value: number) => [
  { from: "2025-01-01", value, source: "重点项目办工作制度：每月5日报送，报送日后3个工作日锁定，再3个工作日通报" },
];

/** Day of the next month on which a month's report is due, before it rolls to a working day. */
const REPORT_DAY: RuleDef<number> = wholeNumberRule({ name: "月报报送日", entries: since2025(5) }, "日", 1, 28);

/** Working days from the due day to the lock. */
const LOCK_AFTER: RuleDef<number> = wholeNumberRule({ name: "月报锁定期限", entries: since2025(3) }, "个工作日", 0, 20);

/** Working days from the lock to the circular; objections run between them. */
const CIRCULAR_AFTER: RuleDef<number> = wholeNumberRule(
  { name: "通报发布期限", entries: since2025(3) },
  "个工作日",
  0,
  20,
);

export const DEADLINE_RULES: readonly RuleDef<number>[] = [REPORT_DAY, LOCK_AFTER, CIRCULAR_AFTER];

/** The working days of a place (null: 全市) with the office's own days of the month laid over them. */
export const officeCalendarFor = (
  book: Rulebook,
  rows: readonly CalendarRow[],
  scope: string | null,
): OfficeCalendar => ({
  ...calendarFor(rows, scope),
  officeDays: (day): OfficeDays => ({
    reportDay: ruleOn(book, REPORT_DAY, day).value,
    lockAfter: ruleOn(book, LOCK_AFTER, day).value,
    circularAfter: ruleOn(book, CIRCULAR_AFTER, day).value,
  }),
});
