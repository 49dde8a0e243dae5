import { epochDay, type PlainDate } from "./dates.ts";
import type { ProjectSchedule, ScheduleStep, StepSchedule } from "./schedule.ts";
import { type DayTable, dayTable, textOf } from "./schedule-calendar.ts";
import { type Network, networkOf } from "./schedule-network.ts";
import { passed, stepSchedules } from "./schedule-steps.ts";
import type { Calendar } from "./working-days.ts";

/** What follows from the steps alone. */
export type NetworkSchedule = Omit<ProjectSchedule, "project" | "finish" | "remarks">;

/**
 * Early and late days, floats and the critical chain of any steps on a day. Loose ends that do not come after a fixed step must be finished by the latest
 * fixed day. Unknown predecessors hold nobody; a ring of open steps leaves all of them unscheduled. Source: issue 5, Network.
 */
export function scheduleNetwork(steps: readonly ScheduleStep[], calendar: Calendar, asOf: PlainDate): NetworkSchedule {
  if (steps.length === 0) return unscheduled("empty", []);
  const table = dayTable(calendar, epochDay(asOf));
  const { network, ring } = networkOf(steps, table, asOf);
  return network === null ? unscheduled("circular", ring) : scheduled(network, table);
}

const unscheduled = (state: "circular" | "empty", cycle: readonly number[]): NetworkSchedule => ({
  state,
  steps: [],
  stepOf: () => undefined,
  cycle,
  earliestFinish: null,
  float: null,
  critical: [],
});

function scheduled(network: Network, table: DayTable): NetworkSchedule {
  const given = passed(network, table);
  const { steps, float } = stepSchedules(given);
  const sorted = steps.toSorted((a, b) => a.seq - b.seq);
  let bySeq: ReadonlyMap<number, StepSchedule> | null = null;
  let last = given.early.finish[0]!;
  for (const point of given.early.finish) if (point > last) last = point;
  return {
    state: "scheduled",
    steps: sorted,
    stepOf: (seq) => {
      bySeq ??= new Map(sorted.map((step) => [step.seq, step]));
      return bySeq.get(seq);
    },
    cycle: [],
    earliestFinish: textOf(table, last),
    float,
    critical: criticalOf(sorted),
  };
}

/** From first to last by their early days. */
const criticalOf = (steps: readonly StepSchedule[]): readonly number[] =>
  steps
    .filter(({ critical }) => critical)
    .toSorted((a, b) => compare(a.earlyStart, b.earlyStart) || compare(a.earlyFinish, b.earlyFinish) || a.seq - b.seq)
    .map(({ seq }) => seq);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
