import type { AsideRows } from "./aside-rows.ts";
import { chainIndicators } from "./chain-rates.ts";
import { type Month, monthOf, type PlainDate, yearOf } from "./dates.ts";
import { isValue, UNREADABLE } from "./field.ts";
import type { IndicatorValue } from "./indicator.ts";
import { type Case, cellsOf, counted, indicatorValue, leftOut } from "./indicator-sums.ts";
import { limitCells } from "./issue-limit.ts";
import type { IssueVerdict } from "./issue-loop.ts";
import type { CellRef } from "./light.ts";
import type { MilestoneVerdict } from "./milestone.ts";
import { milestoneCase } from "./milestone-case.ts";
import { isUnderConstruction, type ProjectFile } from "./project-file.ts";
import type { Inspection, Project, UnitIndicator } from "./registry.ts";
import type { ReportVerdict } from "./reports.ts";

export interface ConductTerms {
  readonly period: Month;
  readonly end: PlainDate;
  readonly exemption: (project: string) => readonly CellRef[] | null;
}

/** What one unit answers for, apart from its projects' figures. All of it belongs to projects on the list. */
export interface ConductCases {
  readonly unit: string;
  readonly files: readonly ProjectFile[];
  /** Verdicts as of the period's end on milestones this unit answers for. */
  readonly milestones: readonly MilestoneVerdict[];
  /** Verdicts as of the period's end on problems this unit answers for. */
  readonly issues: readonly IssueVerdict[];
  /** Those of the mechanism 服务企业, whether they belong to a project on the list or to none. */
  readonly services: readonly IssueVerdict[];
  readonly reports: readonly ReportVerdict[];
  readonly inspections: readonly Inspection[];
  readonly figures: readonly UnitIndicator[];
}

/** 节点按期率, 问题办结率, 报送, 督导, 服务保障 and the rates of 单位指标 of one unit. Source: domain.md "Indicators". */
export function conductIndicators(cases: ConductCases, terms: ConductTerms): readonly IndicatorValue[] {
  const { exemption } = terms;
  const built = cases.files.filter((file) => isUnderConstruction(file.project));
  const milestones = [
    ...cases.milestones.map((verdict) => unlessExempt(verdict.project, milestoneCase(verdict, terms.end), exemption)),
    ...built.map((file) => unlessExempt(file.project.code, lackingMilestones(file), exemption)),
  ];
  const issues = cases.issues.map((issue) => unlessExempt(issue.project, issueCase(issue, terms.end), exemption));
  const services = cases.services.map((issue) => unlessExempt(issue.project, issueCase(issue, terms.end), exemption));
  const reports = cases.reports.map((report) =>
    unlessExempt(report.project, reportCase(report, terms.period), exemption),
  );
  const inspections = cases.inspections.map((row) =>
    unlessExempt(row.project, inspectionCase(row, terms.period), exemption),
  );
  return [
    indicatorValue("milestones", milestones),
    indicatorValue("issues", issues),
    indicatorValue("reporting", reports),
    indicatorValue("inspection", inspections),
    indicatorValue("services", services),
    ...chainIndicators(cases.figures, terms.period),
  ];
}

function unlessExempt(project: string, found: Case, exemption: ConductTerms["exemption"]): Case {
  if (found === null) return null;
  const cells = exemption(project);
  return cells === null ? found : leftOut(found.subject, "exempt", cells);
}

/** None at all is one missed case; some that were set aside are named once, and nobody can say. */
function lackingMilestones({ project, milestones, aside }: ProjectFile): Case {
  if (aside.milestones.size > 0) return leftOut(project.code, "set-aside", cellsOfSteps(project, aside));
  if (milestones.length > 0) return null;
  return counted(project.code, false, "no-milestones", cellsOf(project, "projects", "code"));
}

const cellsOfSteps = ({ workbook, code }: Project, { milestones }: AsideRows): readonly CellRef[] =>
  [...milestones]
    .filter((seq) => seq !== null)
    .flatMap((seq) => cellsOf({ workbook, key: `${code}/${seq}` }, "milestones", "seq"));

/** Limit passed or closed by the period's end; what was closed before the year began is no longer a case. */
function issueCase({ issue, limit, assigned, closing }: IssueVerdict, end: PlainDate): Case {
  const cell = (...fields: readonly string[]) => cellsOf(issue, "issues", ...fields);
  if (limit === null) return assigned.unreadable ? leftOut(issue.key, "unreadable", cell("assignedOn")) : null;
  const solved = closing.closedOn === null ? null : closing.solvedOn;
  if (solved !== null && yearOf(solved) < yearOf(end)) return null;
  if (solved === null && limit.day > end) return null;
  if (solved === null && issue.resolvedOn === UNREADABLE) return leftOut(issue.key, "unreadable", cell("resolvedOn"));
  const because = solved === null ? "not-done" : solved <= limit.day ? "in-time" : "late";
  const restsOn = cell(...limitCells(limit), "resolvedOn", "verification");
  return { ...counted(issue.key, because === "in-time", because, restsOn), limit: limit.day };
}

/** The report of the month itself. */
function reportCase(report: ReportVerdict, period: Month): Case {
  if (report.month !== period) return null;
  if (report.state === "unseen") return unseenReport(report);
  const { state } = report;
  if (state === "not-owed" || state === "not-due-yet") return null;
  const restsOn = cellsOf(report, "monthlyReports", "investedYtd", "reportedOn");
  return counted(report.key, state === "in-time", state, restsOn);
}

const unseenReport = (report: ReportVerdict): Case =>
  report.because === "set-aside"
    ? leftOut(report.key, "set-aside", cellsOf(report, "monthlyReports", "month"))
    : leftOut(report.key, "not-read", []);

/** Scores of the month's inspections, each out of 100. */
function inspectionCase(row: Inspection, period: Month): Case {
  if (monthOf(row.date) !== period || row.score === null) return null;
  const restsOn = cellsOf(row, "inspections", "score");
  if (!isValue(row.score)) return leftOut(row.key, "unreadable", restsOn);
  return {
    subject: row.key,
    numerator: row.score,
    denominator: 100,
    due: 100,
    because: "score",
    months: null,
    restsOn,
  };
}
