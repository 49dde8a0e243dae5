import type { PlainDate } from "./dates.ts";
import { isValue, valueOr } from "./field.ts";
import type { MilestoneVerdict } from "./milestone.ts";
import { scheduleNetwork } from "./network-schedule.ts";
import type { Predecessors } from "./predecessors.ts";
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
  /** One for all projects: the same few texts stand in very many rows. */
  readonly parse: (text: string) => Predecessors;
}

/**
 * The network of a project as it stands: done steps and planned days as judged (refuted claims are open, planned days those that count); predecessors
 * and durations as typed now, since this schedules what is ahead and judges nobody. Missing durations count 0. Days past a ring are not guessed.
 */
export function scheduleProject(given: ScheduleCase): ProjectSchedule {
  const named = namedRows(given.verdicts);
  const { steps, finish } = withFinishes(given, named);
  const network = scheduleNetwork(steps, given.calendar, given.asOf);
  const remarks = scheduleRemarks(given, named, steps, finish);
  return { ...network, project: given.file.project.code, finish, remarks };
}

/** The steps with their fixed finishes, as `scheduleNetwork` takes them; of the finishes the last. */
export interface FinishedSteps {
  readonly steps: readonly ScheduleStep[];
  readonly finish: ProjectSchedule["finish"];
}

export const stepsWithFinish = (given: ScheduleCase): FinishedSteps => withFinishes(given, namedRows(given.verdicts));

function withFinishes(given: ScheduleCase, named: readonly NamedRows[]): FinishedSteps {
  const steps = given.verdicts.map((verdict) => stepOf(verdict, given));
  const finishes = fixedFinishes(given, named, steps);
  const bySeq = new Map(finishes.map((finish) => [finish.seq, finish.day]));
  const last = finishes.toSorted(byDay).at(-1) ?? null;
  return { steps: steps.map((step) => ({ ...step, fixed: bySeq.get(step.seq) ?? null })), finish: last };
}

const stepOf = ({ milestone, actual, planned }: MilestoneVerdict, { parse }: ScheduleCase): ScheduleStep => ({
  seq: milestone.seq,
  duration: Math.max(valueOr(milestone.duration, 0), 0),
  links: parse(valueOr(milestone.predecessors, "")).links,
  planned,
  finished: actual,
  fixed: null,
});

type Finish = NonNullable<ProjectSchedule["finish"]>;

/** A column of 项目, and the milestones whose name stands for it. */
export interface NamedRows {
  readonly from: "plannedFinish" | "plannedOperation";
  readonly rows: readonly Milestone[];
}

function namedRows(verdicts: readonly MilestoneVerdict[]): readonly NamedRows[] {
  const milestones = verdicts.map(({ milestone }) => milestone);
  return [
    { from: "plannedFinish", rows: fixedRows(milestones, "finish") },
    { from: "plannedOperation", rows: fixedRows(milestones, "operation") },
  ];
}

const byDay = (a: Finish, b: Finish): number => (a.day === b.day ? a.seq - b.seq : a.day < b.day ? -1 : 1);

/**
 * 计划竣工 and 计划投产 at the steps of those names; where none has such a name, the later of the days at the last end, unless that is 投产 and only
 * 计划竣工 is known; without days its planned day.
 */
function fixedFinishes(
  { file }: ScheduleCase,
  named: readonly NamedRows[],
  steps: readonly ScheduleStep[],
): readonly Finish[] {
  const known = named.flatMap(({ from, rows }) => {
    const day = file.project[from];
    return isValue(day) ? [{ day, from, rows }] : [];
  });
  const atSteps = known.flatMap(({ day, from, rows }) => rows.map(({ seq }): Finish => ({ day, from, seq })));
  if (atSteps.length > 0) return atSteps;
  const last = lastEnd(steps);
  if (last === null) return [];
  const isOther = (from: NamedRows["from"]): boolean =>
    named.some((one) => one.from !== from && one.rows.some(({ seq }) => seq === last.seq));
  const days = known
    .filter(({ from }) => !isOther(from))
    .map(({ day, from }): Finish => ({ day, from, seq: last.seq }));
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
