import {
  adjustmentRows,
  appealRows,
  calendarRows,
  exemptionRows,
  letterRows,
  peopleRows,
  ruleRows,
  scoreAdjustmentRows,
  targetRows,
  unitIndicatorRows,
} from "./demo-admin.ts";
import { disclosureRows, inspectionRows, issueRows, observationRows, taskRows } from "./demo-matters.ts";
import { milestoneRows, templateRows } from "./demo-milestones.ts";
import { demoProjects, projectRows } from "./demo-projects.ts";
import { monthlyPlanRows, ownPlans, reportRows } from "./demo-reports.ts";
import { unitRows } from "./demo-units.ts";
import type { TemplateRows } from "./registry-sheets.ts";

/** 年初累计 of each project as last reported before September, when most were inspected. */
const reportedFigures = (rows: NonNullable<TemplateRows["monthlyReports"]>): ReadonlyMap<string, number> =>
  new Map(
    rows.flatMap(({ project, month, investedYtd }) =>
      typeof investedYtd === "number" && String(month) < "2026-09" ? [[String(project), investedYtd]] : [],
    ),
  );

/** Every row of the invented city of 澜江 before anybody made a mistake. */
export function cleanCity(): TemplateRows {
  const projects = demoProjects();
  const milestones = milestoneRows(projects);
  const plans = ownPlans(projects);
  const reports = reportRows(projects, plans);
  return {
    projects: projectRows(projects),
    milestones,
    monthlyPlans: monthlyPlanRows(plans),
    monthlyReports: reports,
    issues: issueRows(projects),
    tasks: taskRows(projects),
    inspections: inspectionRows(projects, reportedFigures(reports)),
    observations: observationRows(projects),
    disclosures: disclosureRows(milestones, projects),
    adjustments: adjustmentRows(projects, milestones),
    unitIndicators: unitIndicatorRows(),
    units: unitRows(),
    people: peopleRows(),
    scoreAdjustments: scoreAdjustmentRows(),
    targets: targetRows(),
    rules: ruleRows(),
    calendar: calendarRows(),
    milestoneTemplates: templateRows(),
    exemptions: exemptionRows(projects),
    letters: letterRows(projects),
    appeals: appealRows(),
  };
}
