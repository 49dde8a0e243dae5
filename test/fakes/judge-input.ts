import type { Month, PlainDate } from "../../lib/domain/dates.ts";
import { lastDayOf } from "../../lib/domain/dates.ts";
import { type History, NO_HISTORY } from "../../lib/domain/history.ts";
import type { JudgeInput } from "../../lib/domain/judge-input.ts";
import { endOfDay } from "../../lib/domain/office-calendar.ts";
import type { Registry, RuleRow } from "../../lib/domain/registry.ts";
import { ALL_RULES } from "../../lib/rules/all-rules.ts";
import { officeCalendarFor } from "../../lib/rules/deadlines.ts";
import { calendarFor } from "../../lib/rules/holidays.ts";
import { judgeRules } from "../../lib/rules/judge-rules.ts";
import { readRulebook } from "../../lib/rules/rulebook.ts";
import { EMPTY_REGISTRY } from "./registry-rows.ts";

/** A row of 规则 in force all year. */
export const newRule = (parameter: string, value: string): RuleRow => ({
  workbook: "台账",
  key: `${parameter}/2026-01-01`,
  parameter,
  value,
  from: "2026-01-01",
  basis: "试行〔2026〕1号",
  note: null,
});

const inputOf = (rows: Partial<Registry>, asOf: PlainDate, history: History): JudgeInput => {
  const registry = { ...EMPTY_REGISTRY, ...rows };
  const { book, problems } = readRulebook(registry.rules, ALL_RULES);
  if (problems.length > 0) throw new Error(`规则 ${problems[0]!.row.parameter}: ${problems[0]!.hint}`);
  return {
    registry,
    history,
    asOf,
    period: null,
    knownAt: endOfDay(asOf),
    calendar: officeCalendarFor(book, registry.calendar, null),
    calendarOf: (county) => calendarFor(registry.calendar, county),
    rules: judgeRules(book),
    reportsAsked: true,
    stale: [],
    planYear: 2026,
    setAside: new Set(),
    aside: new Map(),
    orphans: { milestones: [], monthlyReports: [], monthlyPlans: [] },
    asked: new Map(),
    told: new Map(),
    readPlannedDay: (text) => text,
    readMoney: Number,
  };
};

/** What `judge` takes for a day, judged in the evening of that day. */
export const dayInput = (asOf: PlainDate, rows: Partial<Registry>, history: History = NO_HISTORY): JudgeInput =>
  inputOf(rows, asOf, history);

/** What `judge` takes for an ended month, known as of `knownOn`. */
export const monthInput = (
  period: Month,
  knownOn: PlainDate,
  rows: Partial<Registry>,
  history: History = NO_HISTORY,
): JudgeInput => ({ ...inputOf(rows, lastDayOf(period), history), period, knownAt: endOfDay(knownOn) });
