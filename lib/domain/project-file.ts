import type { AsideRows } from "./aside-rows.ts";
import type { Month, PlainDate } from "./dates.ts";
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
  /** What of it stands in the sheet and could not be used. */
  readonly aside: AsideRows;
}

/** 实际开工, 实际竣工, 实际投产: the project's own cell, left blank the milestone of that name. Source: registry.md 项目. */
export const startedOn = (file: ProjectFile): Field<PlainDate> =>
  file.project.actualStart ?? namedDays(file.milestones).started;
export const finishedOn = (file: ProjectFile): Field<PlainDate> =>
  file.project.actualFinish ?? namedDays(file.milestones).finished;
export const operatingOn = (file: ProjectFile): Field<PlainDate> =>
  file.project.actualOperation ?? namedDays(file.milestones).operating;

const DATING = new Set(["开工", "竣工", "投产"].flatMap((name) => [name, `实际${name}`]));

/** Whether a milestone of this name may date its project. */
export const isProjectDate = (name: string): boolean => DATING.has(name);

interface NamedDays {
  readonly started: PlainDate | null;
  readonly finished: PlainDate | null;
  readonly operating: PlainDate | null;
}

/** Lists of milestones are values, asked for many months: looked through once. */
const known = new WeakMap<readonly Milestone[], NamedDays>();

function namedDays(milestones: readonly Milestone[]): NamedDays {
  const found = known.get(milestones);
  if (found !== undefined) return found;
  const dayOf = (name: string): PlainDate | null => {
    const named = milestones.find((row) => (row.name === name || row.name === `实际${name}`) && isValue(row.actual));
    return named === undefined ? null : (named.actual as PlainDate);
  };
  const days = { started: dayOf("开工"), finished: dayOf("竣工"), operating: dayOf("投产") };
  known.set(milestones, days);
  return days;
}

/** 在建 = 新开工 + 续建 of the year's list, whatever has finished since. */
export const isUnderConstruction = (project: Pick<Project, "annualClass">): boolean =>
  project.annualClass === "新开工" || project.annualClass === "续建";

/** Whether the project was in operation before `month` began. */
export function operatesBefore(file: ProjectFile, month: Month): boolean {
  const day = operatingOn(file);
  return isValue(day) && day < `${month}-01`;
}
