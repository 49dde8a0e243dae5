import type { PlainDate } from "../dates.ts";
import { isValue, valueOr } from "../field.ts";
import type { MilestoneVerdict } from "../milestone.ts";
import { type ProjectFile, startedOn } from "../project-file.ts";
import type { Money } from "../registry.ts";
import { STANDARD_STEPS, standardStepOf } from "../standard-steps.ts";
import type { QuarterDays } from "./quarter-days.ts";
import { byKey } from "./unsolved.ts";

/** How far a project is from its start, by the milestones before 开工. "unknown": it has none, or 实际开工 cannot be read. */
export type StartState = "started" | "ready" | "not-ready" | "unknown";

export interface NextStart {
  readonly file: ProjectFile;
  readonly planned: PlainDate;
  readonly state: StartState;
  /** Milestones before 开工, and those of them that are not done, in their order. */
  readonly before: number;
  readonly lacking: readonly MilestoneVerdict[];
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

export interface StartsInput {
  /** Projects on the list in force, with the plan that counts. */
  readonly files: readonly ProjectFile[];
  readonly milestonesOf: (project: string) => readonly MilestoneVerdict[];
  readonly isExempt: (project: string) => boolean;
  readonly quarter: QuarterDays;
  readonly asOf: PlainDate;
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

/** A start that stands there and cannot be read accuses nobody. */
function isUnstarted(file: ProjectFile, asOf: PlainDate): boolean {
  const started = startedOn(file);
  return started === null || (isValue(started) && started > asOf);
}

const earliestFirst = (a: NextStart, b: NextStart): number =>
  a.planned < b.planned ? -1 : a.planned > b.planned ? 1 : byKey(a.file.project, b.file.project);

function nextStart(file: ProjectFile, { milestonesOf, asOf }: StartsInput): NextStart | null {
  const { plannedStart, code } = file.project;
  if (!isValue(plannedStart)) return null;
  const before = beforeStart(milestonesOf(code));
  const lacking = before.filter(({ done }) => !done);
  return { file, planned: plannedStart, state: stateOf(file, before, lacking, asOf), before: before.length, lacking };
}

function stateOf(
  file: ProjectFile,
  before: readonly MilestoneVerdict[],
  lacking: readonly MilestoneVerdict[],
  asOf: PlainDate,
): StartState {
  const started = startedOn(file);
  if (isValue(started) && started <= asOf) return "started";
  if (before.length === 0 || (started !== null && !isValue(started))) return "unknown";
  return lacking.length === 0 ? "ready" : "not-ready";
}

const START = STANDARD_STEPS.indexOf("开工");

/** Numbered before the milestone 开工; where none has that name, those whose name is a step that comes before it. */
function beforeStart(verdicts: readonly MilestoneVerdict[]): readonly MilestoneVerdict[] {
  const inOrder = verdicts.toSorted((a, b) => a.seq - b.seq);
  const start = inOrder.find(({ milestone }) => standardStepOf(milestone.name) === "开工");
  if (start !== undefined) return inOrder.filter(({ seq }) => seq < start.seq);
  return inOrder.filter(({ milestone }) => {
    const step = standardStepOf(milestone.name);
    return step !== null && STANDARD_STEPS.indexOf(step) < START;
  });
}
