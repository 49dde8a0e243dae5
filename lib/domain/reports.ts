import { mayBeAside } from "./aside-rows.ts";
import { type Month, monthNumber, type PlainDate } from "./dates.ts";
import { isValue } from "./field.ts";
import { type History, lifeOf, type RowHistory } from "./history.ts";
import { isReported } from "./investment.ts";
import { dayAt, endOfDay, type OfficeCalendar, reportDue } from "./office-calendar.ts";
import { operatesBefore, type ProjectFile } from "./project-file.ts";
import type { MonthlyReport } from "./registry.ts";
import type { RuleInForce, RuleRef } from "./rule.ts";
import { type ComputedDay, workingDaysBetween } from "./working-days.ts";

/** unseen: its workbook could not be read since the report was due, or its row was set aside, so nobody can say. */
export type ReportState = "in-time" | "late" | "missing" | "not-owed" | "not-due-yet" | "unseen";

export type ReportBecause =
  | "seen-in-time"
  | "dated-in-time"
  | "not-proven-late"
  | "seen-absent-after-due"
  | "dated-late"
  | "absent"
  | "not-due-yet"
  | "not-read"
  | "set-aside"
  | "not-on-list"
  | "in-operation"
  | "january-with-february";

/** One project's report of one month. 报送 = in-time ÷ (in-time + late + missing). */
export interface ReportVerdict {
  readonly workbook: string;
  /** Key of the report: project code / month. */
  readonly key: string;
  readonly project: string;
  /** The project's responsible unit, which answers for the report. */
  readonly unit: string;
  readonly month: Month;
  readonly state: ReportState;
  readonly because: ReportBecause;
  readonly due: PlainDate;
  /** 暂定: the due day lies in a year whose holidays are not announced. */
  readonly provisional: boolean;
  /** The day it came in, null while it is not in or nothing tells when it came. */
  readonly on: PlainDate | null;
  /** Working days after the due day: until it came in, or until the as-of day. 0 when in time. */
  readonly workingDaysLate: number;
  readonly rule: RuleRef;
}

export interface ReportRule {
  /** January may come with February's report; then it is no case. */
  readonly januaryWithFebruary: boolean;
  /** Working days late from which the unit's mark is yellow. */
  readonly yellowFrom: number;
  /** Months running with a late or missing report from which it is red. */
  readonly redFrom: number;
}

/** What the reports of one month are judged with. */
export interface ReportCase {
  readonly month: Month;
  readonly asOf: PlainDate;
  readonly due: ComputedDay;
  readonly calendar: OfficeCalendar;
  readonly history: History;
  /** The last day known of each workbook that could not be read; "" = never. */
  readonly seenUntil: ReadonlyMap<string, PlainDate>;
  readonly rule: RuleInForce<ReportRule>;
}

export const reportCase = (given: Omit<ReportCase, "due">): ReportCase => ({
  ...given,
  due: reportDue(given.calendar, given.month),
});

/** It was due, and it is known whether it came. */
export const isOwed = ({ state }: ReportVerdict): boolean =>
  state === "in-time" || state === "late" || state === "missing";

/** `onList`: the project is 在建 of the list in force in that month. Source: domain.md "Indicators", 报送. */
export function judgeReport(file: ProjectFile, onList: boolean, given: ReportCase): ReportVerdict {
  const { month, due, asOf, calendar, rule } = given;
  const report = file.reports(month);
  const verdict = (state: ReportState, because: ReportBecause, on: PlainDate | null = null): ReportVerdict => ({
    workbook: report?.workbook ?? file.project.workbook,
    key: report?.key ?? `${file.project.key}/${month}`,
    project: file.project.key,
    unit: file.project.responsibleUnit,
    month,
    state,
    because,
    due: due.day,
    provisional: due.provisional,
    on,
    workingDaysLate: state === "late" || state === "missing" ? workingDaysBetween(calendar, due.day, on ?? asOf) : 0,
    rule,
  });
  if (!onList) return verdict("not-owed", "not-on-list");
  if (operatesBefore(file, month)) return verdict("not-owed", "in-operation");
  const arrival = isReported(report) ? arrivalOf(given.history, report, due.day) : null;
  if (arrival !== null && !arrival.late) return verdict("in-time", arrival.because, arrival.on);
  if (monthNumber(month) === 1 && rule.value.januaryWithFebruary) return verdict("not-owed", "january-with-february");
  if (arrival !== null) return verdict("late", arrival.because, arrival.on);
  if (asOf <= due.day) return verdict("not-due-yet", "not-due-yet");
  if (mayBeAside(file.aside, month)) return verdict("unseen", "set-aside");
  const seen = given.seenUntil.get(file.project.workbook);
  return seen !== undefined && seen <= due.day ? verdict("unseen", "not-read") : verdict("missing", "absent");
}

interface Arrival {
  readonly late: boolean;
  readonly because: ReportBecause;
  readonly on: PlainDate | null;
}

/**
 * When a report that is in came in. Late only if a reading after the deadline saw it absent; with no reading between deadline and
 * first sight 填报日期 counts, and without one nothing proves it late. Source: domain.md "Indicators", 报送.
 */
function arrivalOf(history: History, report: MonthlyReport, due: PlainDate): Arrival {
  const { seen, absent } = firstSight(history, report);
  const deadline = endOfDay(due);
  const dated = isValue(report.reportedOn) ? report.reportedOn : null;
  if (absent !== null && absent > deadline)
    return { late: true, because: "seen-absent-after-due", on: between(dated, dayAt(absent), seen && dayAt(seen)) };
  if (seen !== null && seen <= deadline) return { late: false, because: "seen-in-time", on: dated ?? dayAt(seen) };
  if (dated === null) return { late: false, because: "not-proven-late", on: null };
  return { late: dated > due, because: dated > due ? "dated-late" : "dated-in-time", on: dated };
}

/** The typed day where the readings allow it, else the reading that first saw the report, else the last that did not. */
function between(dated: PlainDate | null, absent: PlainDate, seen: PlainDate | null): PlainDate {
  if (dated !== null && dated >= absent && (seen === null || dated <= seen)) return dated;
  return seen ?? absent;
}

interface Sight {
  /** Reading that first saw it filled; null: it is the present one, or nothing was remembered. */
  readonly seen: string | null;
  /** The reading just before. */
  readonly absent: string | null;
}

function firstSight(history: History, report: MonthlyReport): Sight {
  const life: RowHistory<MonthlyReport> = lifeOf(history, "monthlyReports", report.key);
  for (const version of life)
    if (isReported(version.row)) return { seen: version.firstSeen, absent: version.lastSeenAbsent };
  const readBefore = history.tabs.monthlyReports !== undefined;
  return { seen: null, absent: readBefore ? history.lastReading : null };
}
