import type { PlainDate } from "./dates.ts";
import { isValue, valueOr } from "./field.ts";
import type { MilestoneVerdict } from "./milestone.ts";
import { scheduleNetwork } from "./network-schedule.ts";
import { parsePredecessors } from "./predecessors.ts";
import type { ProjectFile } from "./project-file.ts";
import type { Milestone } from "./registry.ts";
import type { ProjectSchedule, ScheduleStep } from "./schedule.ts";
import { scheduleRemarks } from "./schedule-remarks.ts";
import { fixedRows } from "./standard-steps.ts";
import type { Calendar } from "./working-days.ts";

/** A project, the verdicts on its milestones, and the working days of its place. */
export interface ScheduleCase {
  readonly file: ProjectFile;
  readonly verdicts: readonly MilestoneVerdict[];
  readonly calendar: Calendar;
  readonly asOf: PlainDate;
}

/**
 * The network of a project as it stands: done steps and planned days as judged (refuted claims are open, planned days those that count); predecessors
 * and durations as typed now, since this schedules what is ahead and judges nobody. Missing durations count 0. Days past a ring are not guessed.
 */
export function scheduleProject(given: ScheduleCase): ProjectSchedule {
  const { steps, finish } = stepsWithFinish(given);
  const network = scheduleNetwork(steps, given.calendar, given.asOf);
  const remarks = scheduleRemarks(given, steps, finish);
  return { ...network, project: given.file.project.code, finish, remarks };
}

/** The steps with their fixed finishes, as `scheduleNetwork` takes them. */
export function stepsWithFinish(given: ScheduleCase): {
  readonly steps: readonly ScheduleStep[];
  readonly finish: ProjectSchedule["finish"];
} {
  const steps = given.verdicts.map(stepOf);
  const finishes = fixedFinishes(given, steps);
  const bySeq = new Map(finishes.map((finish) => [finish.seq, finish.day]));
  const last = finishes.toSorted(byDay).at(-1) ?? null;
  return { steps: steps.map((step) => ({ ...step, fixed: bySeq.get(step.seq) ?? null })), finish: last };
}

const stepOf = ({ milestone, actual, planned }: MilestoneVerdict): ScheduleStep => ({
  seq: milestone.seq,
  duration: Math.max(valueOr(milestone.duration, 0), 0),
  links: parsePredecessors(valueOr(milestone.predecessors, "")).links,
  planned,
  finished: actual,
  fixed: null,
});

type Finish = NonNullable<ProjectSchedule["finish"]>;

/** The columns of 项目, and the names of milestones that stand for them. */
export const NAMED = [
  ["plannedFinish", "finish"],
  ["plannedOperation", "operation"],
] as const;

export const milestonesOf = (verdicts: readonly MilestoneVerdict[]): readonly Milestone[] =>
  verdicts.map(({ milestone }) => milestone);

const byDay = (a: Finish, b: Finish): number => (a.day === b.day ? a.seq - b.seq : a.day < b.day ? -1 : 1);

/** 计划竣工 and 计划投产 at the steps of those names; where none has such a name, the later of the days at the last step; without days its planned day. */
function fixedFinishes({ file, verdicts }: ScheduleCase, steps: readonly ScheduleStep[]): readonly Finish[] {
  const { project } = file;
  const named = NAMED.flatMap(([from, which]) => {
    const day = project[from];
    const rows = isValue(day) ? fixedRows(milestonesOf(verdicts), which) : [];
    return rows.map(({ seq }): Finish => ({ day: day as PlainDate, from, seq }));
  });
  if (named.length > 0) return named;
  const last = lastEnd(steps);
  if (last === null) return [];
  const days = NAMED.flatMap(([from]): readonly Finish[] => {
    const day = project[from];
    return isValue(day) ? [{ day, from, seq: last.seq }] : [];
  });
  if (days.length > 0) return days.toSorted(byDay).slice(-1);
  return last.planned === null ? [] : [{ day: last.planned, from: "planned", seq: last.seq }];
}

/** The end of the network with the latest planned day, the highest number of equals. */
function lastEnd(steps: readonly ScheduleStep[]): ScheduleStep | null {
  const held = new Set(
    steps.flatMap(({ seq, links }) => links.map((link) => link.seq).filter((other) => other !== seq)),
  );
  const ends = steps.filter(({ seq }) => !held.has(seq));
  const later = (a: ScheduleStep, b: ScheduleStep): number =>
    (a.planned ?? "") === (b.planned ?? "") ? a.seq - b.seq : (a.planned ?? "") < (b.planned ?? "") ? -1 : 1;
  return ends.toSorted(later).at(-1) ?? null;
}
