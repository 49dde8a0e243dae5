import type { PlainDate } from "./dates.ts";
import type { ProjectSchedule, ScheduleRemark } from "./schedule.ts";

/** How much a project's fixed finish can still bear. */
export interface PlanMargin {
  /** Working days the critical chain can slip; negative: so many are missing. The least total float of its open steps. */
  readonly float: number;
  /** The first open step of the critical chain: what the finish waits for now. */
  readonly waits: number;
  readonly finish: NonNullable<ProjectSchedule["finish"]>;
  readonly earliest: PlainDate;
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

/** null where nothing is open, no finish is fixed, or the network is not whole: a figure from half a plan would be taken for the whole. */
export function planMargin(schedule: ProjectSchedule | null): PlanMargin | null {
  if (schedule === null || schedule.state !== "scheduled" || hollowSteps(schedule).length > 0) return null;
  const { float, critical, finish, stepOf } = schedule;
  const [waits] = critical;
  if (float === null || waits === undefined || finish === null || stepOf(finish.seq)?.done !== false) return null;
  return { float, waits, finish, earliest: stepOf(finish.seq)!.earlyFinish };
}
