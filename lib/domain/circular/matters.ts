import type { PlainDate } from "../dates.ts";
import { type EscalationRule, escalationSteps, type LetterIndex, waitsForUnit } from "../escalation.ts";
import { isValue } from "../field.ts";
import type { IssueVerdict } from "../issue-loop.ts";
import { isUnderConstruction } from "../project-file.ts";
import type { ProjectVerdict } from "../project-lights.ts";
import type { ReportVerdict } from "../reports.ts";
import type { TaskVerdict } from "../task.ts";
import { isDue, isOverdue, REVIEWS, type Review } from "../task-review.ts";
import { operandsOf, type Traced } from "./traced.ts";

/** 应完成, 完成, 逾期 of the period's tasks, and their 讲评. Source: domain.md M8. */
export interface TaskFigures {
  readonly due: Traced;
  readonly done: Traced;
  readonly inTime: Traced;
  readonly late: Traced;
  readonly open: Traced;
  /** Open past their limit at the period's end, whenever they were due. */
  readonly overdue: Traced;
  readonly reviews: readonly { readonly review: Review; readonly count: Traced }[];
}

/** An item that is named: so long overdue that 逾期升级 calls for a circular or a talk. */
export interface NamedItem {
  readonly workbook: string;
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  readonly limit: PlainDate;
  readonly days: number;
}

/** A project red at the ends of so many months running, the period's last among them. */
export interface RedRunning {
  readonly workbook: string;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly months: number;
}

export interface Matters {
  readonly tasks: TaskFigures;
  /** The longest first. */
  readonly named: readonly NamedItem[];
  /** From so many working days on an item is named. */
  readonly namedFrom: number;
  readonly red: readonly RedRunning[];
  readonly redMonths: number;
  readonly overdueIssues: Traced;
  readonly missingReports: Traced;
}

export interface MattersInput {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly tasks: readonly TaskVerdict[];
  readonly issues: readonly IssueVerdict[];
  readonly reports: readonly ReportVerdict[];
  readonly month: string;
  /** On the list at the period's end. */
  readonly projects: readonly ProjectVerdict[];
  readonly escalation: EscalationRule;
  readonly letters: LetterIndex;
  readonly redMonths: number;
}

export function mattersOf(input: MattersInput): Matters {
  const { to, escalation, letters, redMonths } = input;
  const tasks = input.tasks.filter(({ task }) => task.sourceDate <= to);
  const named = tasks.filter((loop) => escalationSteps(loop, escalation, to, letters).includes("talk"));
  return {
    tasks: taskFigures(tasks, input),
    named: named.map(namedItem).sort((a, b) => b.days - a.days || (a.key < b.key ? -1 : 1)),
    namedFrom: escalation.from.talk,
    red: redRunning(input.projects, redMonths),
    redMonths,
    overdueIssues: countRows(input.issues.filter((loop) => waitsForUnit(loop) && loop.due! < to)),
    missingReports: missing(input),
  };
}

const countRows = (rows: readonly { readonly workbook: string; readonly tab: string; readonly key: string }[]) => ({
  value: rows.length,
  of: operandsOf(rows.map(({ workbook, tab, key }) => ({ workbook, tab, key, field: "" }))),
});

function taskFigures(tasks: readonly TaskVerdict[], { from, to }: MattersInput): TaskFigures {
  const due = tasks.filter((task) => isDue(task, from, to));
  const reviewed = (review: Review): readonly TaskVerdict[] =>
    tasks.filter(
      ({ task }) => task.review === review && isValue(task.reviewMonth) && isWithin(task.reviewMonth, from, to),
    );
  return {
    due: countRows(due),
    done: countRows(due.filter(({ inTime }) => inTime !== null)),
    inTime: countRows(due.filter(({ inTime }) => inTime === true)),
    late: countRows(due.filter(({ inTime }) => inTime === false)),
    open: countRows(due.filter(({ inTime }) => inTime === null)),
    overdue: countRows(tasks.filter((task) => isOverdue(task, to))),
    reviews: REVIEWS.map((review) => ({ review, count: countRows(reviewed(review)) })),
  };
}

const isWithin = (month: string, from: PlainDate, to: PlainDate): boolean =>
  from.slice(0, 7) <= month && month <= to.slice(0, 7);

const namedItem = ({ workbook, key, title, unit, limit, workingDaysLate }: TaskVerdict): NamedItem => ({
  workbook,
  key,
  title,
  unit,
  limit: limit.day,
  days: workingDaysLate,
});

/** `months` of a period's verdict end with the month before it. */
function redRunning(projects: readonly ProjectVerdict[], least: number): readonly RedRunning[] {
  return projects
    .filter(({ light, project }) => light === "red" && isUnderConstruction(project))
    .map(({ project, months }) => ({
      workbook: project.workbook,
      code: project.code,
      name: project.name,
      unit: project.responsibleUnit,
      months: months.length - months.findLastIndex(({ light }) => light !== "red"),
    }))
    .filter(({ months }) => months >= least)
    .sort((a, b) => b.months - a.months || (a.code < b.code ? -1 : 1));
}

function missing({ reports, month, projects }: MattersInput): Traced {
  const rows = new Map(projects.map(({ project }) => [project.code, project]));
  const owed = reports.filter((report) => report.month === month && report.state === "missing");
  return countRows(owed.flatMap(({ project }) => rows.get(project) ?? []).map((row) => ({ ...row, tab: "projects" })));
}
