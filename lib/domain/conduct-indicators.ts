import type { AsideRows } from "./aside-rows.ts";
import { chainIndicators } from "./chain-rates.ts";
import { type Month, monthOf, type PlainDate, yearOf } from "./dates.ts";
import { isValue, UNREADABLE } from "./field.ts";
import type { IndicatorPart, IndicatorValue, JudgedMilestone } from "./indicator.ts";
import { type Case, cellsOf, counted, indicatorValue, leftOut } from "./indicator-sums.ts";
import { limitCells } from "./issue-limit.ts";
import type { IssueVerdict } from "./issue-loop.ts";
import type { CellRef } from "./light.ts";
import type { MilestoneVerdict } from "./milestone.ts";
import { isUnderConstruction, type ProjectFile } from "./project-file.ts";
import { refutedCells } from "./refuted-claims.ts";
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

/** Due this year by the period's end. Lateness that is not the unit's own counts as on time for it. */
function milestoneCase(verdict: MilestoneVerdict, end: PlainDate): Case {
  const { milestone, planned, exemption } = verdict;
  const restsOn = [...cellsOf(milestone, "milestones", "planned", "actual"), ...refutedCells(verdict.refuted)];
  if (milestone.planned === UNREADABLE && planned === null)
    return leftOut(verdict.key, "unreadable", restsOn.slice(0, 1));
  if (planned === null || planned > end || yearOf(planned) !== yearOf(end)) return null;
  if (exemption !== null) return leftOut(verdict.key, "exempt", cellsOf(exemption, "exemptions", "from", "to"));
  if (verdict.asidePredecessor !== null)
    return leftOut(verdict.key, "set-aside", cellsOf(milestone, "milestones", "predecessors"));
  if (verdict.ownDaysLate === null) return leftOut(verdict.key, "unreadable", restsOn);
  const because = milestoneReason(verdict, verdict.ownDaysLate);
  const part = counted(verdict.key, because !== "not-done" && because !== "late", because, restsOn);
  const judged = judgedBy(verdict, because);
  return judged === null ? part : { ...part, judged };
}

/** null: the two cells of its row say it all. */
function judgedBy(verdict: MilestoneVerdict, because: IndicatorPart["because"]): JudgedMilestone | null {
  const { planned, plannedNow, adjustment, exemptDays, push } = verdict;
  const isExcused = because === "done-own-part" || because === "waiting-for-predecessor";
  const root = isExcused && push !== null ? { key: push.rootKey, unit: push.rootUnit } : null;
  const other = planned === plannedNow ? null : planned;
  if (other === null && exemptDays === 0 && root === null) return null;
  return { planned: other, adjustment: other === null ? null : (adjustment?.code ?? null), exemptDays, root };
}

/** An open milestone due on the last day itself, waiting for nobody, was not done on or before its day. */
function milestoneReason(verdict: MilestoneVerdict, own: number): IndicatorPart["because"] {
  if (!verdict.done) return own < 0 || (own === 0 && verdict.push !== null) ? "waiting-for-predecessor" : "not-done";
  if (own > 0) return "late";
  return (verdict.daysLate ?? 0) > 0 ? "done-own-part" : "done";
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
  return counted(issue.key, because === "in-time", because, cell(...limitCells(limit), "resolvedOn", "verification"));
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
