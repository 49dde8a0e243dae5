import { addDays, type PlainDate } from "../../lib/domain/dates.ts";
import type { IssueVerdict } from "../../lib/domain/issue-loop.ts";
import type { RedProject } from "../../lib/domain/meeting-pack/red-months.ts";
import type { StuckChain } from "../../lib/domain/meeting-pack/stuck-chains.ts";
import type { UnsolvedIssue } from "../../lib/domain/meeting-pack/unsolved.ts";
import type { ProjectVerdict } from "../../lib/domain/project-lights.ts";
import { type Raising, raisingOf } from "../../lib/domain/raising.ts";
import type { Issue, IssueLevel } from "../../lib/domain/registry.ts";
import type { TaskVerdict } from "../../lib/domain/task.ts";
import { raisingRuleOn } from "../../lib/rules/raising-rules.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { CALENDAR } from "../jobs/owed-city.ts";
import { newIssue, newProject, newTask } from "./registry-rows.ts";

export const PACK_DAY: PlainDate = "2026-09-21";

/** A problem that has stood at its level for so many days, with as much of its verdict as packs look at. */
export function newUnsolved(
  key: string,
  level: IssueLevel | null,
  days: number,
  more: Partial<IssueVerdict> & { readonly issue?: Issue } = {},
): UnsolvedIssue {
  const from = addDays(PACK_DAY, -days);
  const issue: Issue = { ...newIssue(key), level, assignedOn: from, raisedOn: level === null ? null : from };
  const given = { issue, life: [], calendar: CALENDAR, asOf: PACK_DAY, group: "县区" as const, solveBy: null };
  const raising = raisingOf({ ...given, rule: raisingRuleOn(NO_OVERRIDES, PACK_DAY).value, waits: false });
  const verdict = {
    ...{ tab: "issues", workbook: "台账", key, title: issue.description, project: "", unit: "甲县", issue },
    ...{ state: "working", step: "solve", light: "none", workingDaysLate: 0, limit: null, asOf: PACK_DAY },
    ...more,
  } as IssueVerdict;
  return { verdict, raising };
}

export const proposedFor = (issue: UnsolvedIssue, proposed: Raising["proposed"]): UnsolvedIssue => ({
  ...issue,
  raising: { ...issue.raising, proposed },
});

export const newRed = (key: string, more: Partial<ProjectVerdict> = {}): RedProject => {
  const project = { ...newProject(key), responsibleUnit: "甲县" };
  const verdict = { key, workbook: "台账", project, light: "red", months: [], exemption: null, ...more };
  return { verdict: verdict as unknown as ProjectVerdict, months: ["2026-07", "2026-08"] };
};

export const newStuck = (project: string): StuckChain =>
  ({ project, float: -3, count: 1, root: { key: `${project}/10`, name: "基础", unit: "乙局", days: 3 } }) as StuckChain;

export const newTaskVerdict = (key: string, workingDaysLate: number): TaskVerdict => {
  const task = newTask(key, "2026-09-01");
  return {
    tab: "tasks",
    key,
    workbook: "台账",
    unit: task.leadUnit,
    task,
    state: "working",
    workingDaysLate,
  } as TaskVerdict;
};
