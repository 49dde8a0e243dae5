import type { PlainDate } from "../dates.ts";
import { isValue, valueOr } from "../field.ts";
import { type ProjectFile, startedOn } from "../project-file.ts";
import type { Money } from "../registry.ts";
import { type ReadinessInput, readinessOf, type StartReadiness } from "../starts/readiness.ts";
import type { QuarterDays } from "./quarter-days.ts";
import { byKey } from "./unsolved.ts";

/** How far a project is from its start; it has a day for it. */
export interface NextStart extends StartReadiness {
  readonly planned: PlainDate;
}

export interface NextStarts {
  readonly quarter: QuarterDays;
  /** Planned to start in the quarter, earliest first. */
  readonly starts: readonly NextStart[];
  /** Of all of them; what is blank or cannot be read adds nothing and is counted in `withoutPlan`. */
  readonly totalInvestment: Money;
  readonly annualPlan: Money;
  readonly withoutPlan: number;
  /** Should have started by now and before the quarter, and have not. */
  readonly overdue: readonly NextStart[];
}

export interface StartsInput extends ReadinessInput {
  /** Projects on the list in force, with the plan that counts. */
  readonly files: readonly ProjectFile[];
  readonly quarter: QuarterDays;
}

/** What is to start in a quarter by 计划开工, and what else has not started in time. Source: domain.md M4, M14. */
export function nextStarts(input: StartsInput): NextStarts {
  const { files, quarter, asOf } = input;
  const planned = files.flatMap((file) => nextStart(file, input) ?? []).toSorted(earliestFirst);
  const starts = planned.filter((one) => one.planned >= quarter.from && one.planned <= quarter.to);
  const sum = (money: (start: NextStart) => Money): Money => starts.reduce((total, one) => total + money(one), 0);
  const overdue = planned.filter(
    ({ planned: day, file }) =>
      day < quarter.from && day < asOf && isUnstarted(file, asOf) && !input.isExempt(file.project.code),
  );
  return {
    quarter,
    starts,
    totalInvestment: sum(({ file }) => file.project.totalInvestment),
    annualPlan: sum(({ file }) => valueOr(file.project.annualPlan, 0)),
    withoutPlan: starts.filter(({ file }) => !isValue(file.project.annualPlan)).length,
    overdue,
  };
}

function isUnstarted(file: ProjectFile, asOf: PlainDate): boolean {
  const started = startedOn(file);
  return started === null || (isValue(started) && started > asOf);
}

const earliestFirst = (a: NextStart, b: NextStart): number =>
  a.planned < b.planned ? -1 : a.planned > b.planned ? 1 : byKey(a.file.project, b.file.project);

function nextStart(file: ProjectFile, input: StartsInput): NextStart | null {
  const { plannedStart } = file.project;
  if (!isValue(plannedStart) || plannedStart > input.quarter.to) return null;
  return { ...readinessOf(file, input), planned: plannedStart };
}
