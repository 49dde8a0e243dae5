import type { Month } from "./dates.ts";
import type { Light } from "./light.ts";
import { isOwed, type ReportRule, type ReportVerdict } from "./reports.ts";
import type { RuleInForce } from "./rule.ts";

/** The unit's mark for late reporting (never a project's): late 蓝, some working days 黄, months running 红. */
export interface UnitReportMark {
  readonly unit: string;
  readonly month: Month;
  readonly light: Light;
  readonly because: "in-time" | "late" | "late-for-days" | "late-again" | "none-owed";
  readonly owed: number;
  readonly inTime: number;
  /** Keys of the reports that were late, that are missing. */
  readonly late: readonly string[];
  readonly missing: readonly string[];
  /** Of the latest of them. */
  readonly workingDaysLate: number;
  /** Months running with a late or missing report, this one included. */
  readonly monthsRunning: number;
  readonly rule: RuleInForce<ReportRule>;
}

/**
 * Marks of all units for the last of `months` (ascending), whose reports are given by month. A month in which the unit owed nothing
 * neither breaks nor lengthens the run. Source: domain.md "Project lights", late reporting.
 */
export function unitMarks(
  months: readonly (readonly ReportVerdict[])[],
  month: Month,
  rule: RuleInForce<ReportRule>,
): readonly UnitReportMark[] {
  const byMonth = months.map((reports) => Map.groupBy(reports, (report) => report.unit));
  const units = new Set(months.flat().map((report) => report.unit));
  return [...units].map((unit) =>
    markOf(
      unit,
      byMonth.map((units) => units.get(unit) ?? []),
      month,
      rule,
    ),
  );
}

function markOf(
  unit: string,
  months: readonly (readonly ReportVerdict[])[],
  month: Month,
  rule: RuleInForce<ReportRule>,
): UnitReportMark {
  const reports = months.at(-1) ?? [];
  const late = reports.filter((report) => report.state === "late");
  const missing = reports.filter((report) => report.state === "missing");
  const owed = reports.filter(isOwed).length;
  const workingDaysLate = Math.max(0, ...[...late, ...missing].map((report) => report.workingDaysLate));
  const monthsRunning = owed === 0 ? 0 : runOf(months);
  return {
    unit,
    month,
    ...lightOf(owed, late.length + missing.length, workingDaysLate, monthsRunning, rule.value),
    owed,
    inTime: owed - late.length - missing.length,
    late: late.map((report) => report.key),
    missing: missing.map((report) => report.key),
    workingDaysLate,
    monthsRunning,
    rule,
  };
}

function lightOf(
  owed: number,
  behind: number,
  days: number,
  running: number,
  rule: ReportRule,
): { light: Light; because: UnitReportMark["because"] } {
  if (owed === 0) return { light: "none", because: "none-owed" };
  if (behind === 0) return { light: "green", because: "in-time" };
  if (running >= rule.redFrom) return { light: "red", because: "late-again" };
  return days >= rule.yellowFrom ? { light: "yellow", because: "late-for-days" } : { light: "blue", because: "late" };
}

function runOf(months: readonly (readonly ReportVerdict[])[]): number {
  let run = 0;
  for (const reports of months.toReversed()) {
    const owed = reports.filter(isOwed);
    if (owed.length === 0) continue;
    if (owed.every((report) => report.state === "in-time")) return run;
    run++;
  }
  return run;
}
