import { type Month, type PlainDate, yearOf } from "./dates.ts";
import { type Field, isValue } from "./field.ts";
import type { ReportsOf } from "./investment.ts";
import type { Milestone, MonthlyPlan, Project } from "./registry.ts";

/** Everything the registry says of one project, as known at one moment. */
export interface ProjectFile {
  readonly project: Project;
  readonly milestones: readonly Milestone[];
  /** The row of 月计划 of the year, null when there is none. */
  readonly own: MonthlyPlan | null;
  readonly reports: ReportsOf;
}

const STARTED = new Set(["开工", "实际开工"]);
const FINISHED = new Set(["竣工", "实际竣工"]);
const OPERATING = new Set(["投产", "实际投产"]);

/** 实际开工, 实际竣工, 实际投产: the project's own cell, left blank the milestone of that name. Source: registry.md 项目. */
export const startedOn = (file: ProjectFile): Field<PlainDate> => dayOf(file, file.project.actualStart, STARTED);
export const finishedOn = (file: ProjectFile): Field<PlainDate> => dayOf(file, file.project.actualFinish, FINISHED);
export const operatingOn = (file: ProjectFile): Field<PlainDate> =>
  dayOf(file, file.project.actualOperation, OPERATING);

function dayOf(file: ProjectFile, own: Field<PlainDate>, names: ReadonlySet<string>): Field<PlainDate> {
  if (own !== null) return own;
  for (const milestone of file.milestones)
    if (names.has(milestone.name) && isValue(milestone.actual)) return milestone.actual;
  return null;
}

/** 在建 = 新开工 + 续建 of the year's list, whatever has finished since. */
export const isUnderConstruction = (project: Pick<Project, "annualClass">): boolean =>
  project.annualClass === "新开工" || project.annualClass === "续建";

/** Whether the project was in operation before `month` began. */
export function operatesBefore(file: ProjectFile, month: Month): boolean {
  const day = operatingOn(file);
  return isValue(day) && day < `${month}-01`;
}

/** Whether a day lies in the year of another day or month. */
export const sameYear = (day: PlainDate, other: PlainDate | Month): boolean => yearOf(day) === yearOf(other);
