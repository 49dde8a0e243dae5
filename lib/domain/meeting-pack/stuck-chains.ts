import type { MilestoneVerdict } from "../milestone.ts";
import { type PlanFinish, planFinishes, tightestFinish } from "../plan-finishes.ts";
import { lateRoot, type PlanRoot } from "../plan-root.ts";
import type { ScheduleCase } from "../project-schedule.ts";
import type { ProjectSchedule } from "../schedule.ts";

/** A project whose critical chain waits for a milestone that is overdue. */
export interface StuckChain {
  readonly project: string;
  /** The milestone of the chain that is overdue: the one with the least float, then the latest. */
  readonly overdue: MilestoneVerdict;
  /** Its total float in working days; negative: so many are missing. */
  readonly float: number;
  /** How many milestones of the chain are overdue. */
  readonly count: number;
  readonly finish: PlanFinish | null;
  /** Whose lateness stands behind it; without one the milestone's own unit. */
  readonly root: NonNullable<PlanRoot["late"]>;
}

export type ChainCase = readonly [given: ScheduleCase | null, schedule: ProjectSchedule | null];

/** Exempt milestones are nobody's lateness. */
const isOverdue = ({ done, daysLate, light }: MilestoneVerdict): boolean =>
  !done && daysLate !== null && daysLate > 0 && light !== "exempt";

/**
 * Projects whose critical chain has an overdue milestone that is red or makes the finish impossible. Networks are made only of projects with an overdue
 * milestone. Source: domain.md M4, M2.
 */
export function stuckChains(
  milestones: readonly MilestoneVerdict[],
  caseOf: (project: string) => ChainCase,
): readonly StuckChain[] {
  const late = new Set(milestones.filter(isOverdue).map(({ project }) => project));
  return [...late]
    .flatMap((project) => stuckChain(project, caseOf(project)) ?? [])
    .toSorted((a, b) => a.float - b.float || lateness(b) - lateness(a) || (a.project < b.project ? -1 : 1));
}

const lateness = ({ overdue }: StuckChain): number => overdue.daysLate!;

function stuckChain(project: string, [given, schedule]: ChainCase): StuckChain | null {
  if (given === null || schedule === null || schedule.state !== "scheduled") return null;
  const floatOf = ({ seq }: MilestoneVerdict): number => schedule.stepOf(seq)?.totalFloat ?? 0;
  const critical = new Set(schedule.critical);
  const stuck = given.verdicts
    .filter((verdict) => critical.has(verdict.seq) && isOverdue(verdict))
    .filter((verdict) => floatOf(verdict) < 0 || verdict.light === "red")
    .toSorted((a, b) => floatOf(a) - floatOf(b) || b.daysLate! - a.daysLate! || a.seq - b.seq);
  const [overdue] = stuck;
  if (overdue === undefined) return null;
  const finish = tightestFinish(planFinishes(given, schedule));
  return {
    project,
    overdue,
    float: floatOf(overdue),
    count: stuck.length,
    finish,
    root: lateRoot(overdue, given.verdicts),
  };
}
