import { type PlanFinish, planFinishes, tightestFinish } from "./plan-finishes.ts";
import type { ScheduleCase } from "./project-schedule.ts";
import type { ProjectSchedule, ScheduleRemark } from "./schedule.ts";

/** How much a project's fixed finish can still bear. */
export interface PlanMargin {
  /** Working days the critical chain can slip; negative: so many are missing. The least total float of its open steps. */
  readonly float: number;
  /** The first open step of the critical chain: what the finish waits for now. */
  readonly waits: number;
  /** The fixed finish with the least to spare. */
  readonly finish: PlanFinish;
}

/** Remarks that hollow a network out: with them its floats say more than is known. */
const HOLLOW: readonly ScheduleRemark["code"][] = [
  "duration-missing",
  "duration-unreadable",
  "orphan",
  "predecessor-unknown",
  "predecessor-unreadable",
];

/** Open steps that hollow the network out, by 节点序号; [] = it is whole. */
export const hollowSteps = ({ remarks, stepOf }: Pick<ProjectSchedule, "remarks" | "stepOf">): readonly number[] =>
  [...new Set(remarks.filter(({ code }) => HOLLOW.includes(code)).flatMap(({ seqs }) => seqs))]
    .filter((seq) => stepOf(seq)?.done !== true)
    .toSorted((a, b) => a - b);

/**
 * null where nothing is open, no finish is fixed, the network is not whole, or an end beside the finish is what is late: a figure from half a plan
 * would be taken for the whole.
 */
export function planMargin(given: ScheduleCase | null, schedule: ProjectSchedule | null): PlanMargin | null {
  if (given === null || schedule === null || schedule.state !== "scheduled") return null;
  const { float, critical } = schedule;
  const [waits] = critical;
  if (float === null || waits === undefined || hollowSteps(schedule).length > 0) return null;
  const finish = tightestFinish(planFinishes(given, schedule));
  return finish === null || (float < 0 && finish.spare >= 0) ? null : { float, waits, finish };
}
