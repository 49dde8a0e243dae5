import type { PlainDate } from "./dates.ts";
import type { MilestoneVerdict } from "./milestone.ts";
import { rememberedParser } from "./predecessors.ts";
import type { ProjectFile } from "./project-file.ts";
import { type ScheduleCase, scheduleProject } from "./project-schedule.ts";
import type { ProjectSchedule } from "./schedule.ts";
import type { Calendar } from "./working-days.ts";

type CaseOf = (project: string) => ScheduleCase | null;

/** What the schedule of a project is made from, by its code; null for a code that no project has. Rows are gathered at the first question. */
export function scheduleCases(
  files: readonly ProjectFile[],
  milestones: readonly MilestoneVerdict[],
  calendarOf: (county: string) => Calendar,
  asOf: PlainDate,
): CaseOf {
  const calendars = new Map<string, Calendar>();
  const parse = rememberedParser();
  let sources: Sources | null = null;
  const calendarIn = (county: string): Calendar => {
    const calendar = calendars.get(county) ?? calendarOf(county);
    calendars.set(county, calendar);
    return calendar;
  };
  return (project) => {
    sources ??= sourcesOf(files, milestones);
    const file = sources.files.get(project);
    if (file === undefined) return null;
    const verdicts = sources.verdicts.get(project) ?? [];
    return { file, verdicts, calendar: calendarIn(file.project.county), asOf, parse };
  };
}

/** Schedules by project code, each made when first asked for and kept; null for a code that no project has. */
export function schedulesOf(caseOf: CaseOf): (project: string) => ProjectSchedule | null {
  const made = new Map<string, ProjectSchedule>();
  return (project) => {
    const known = made.get(project);
    if (known !== undefined) return known;
    const found = caseOf(project);
    if (found === null) return null;
    const schedule = scheduleProject(found);
    made.set(project, schedule);
    return schedule;
  };
}

interface Sources {
  readonly files: ReadonlyMap<string, ProjectFile>;
  readonly verdicts: ReadonlyMap<string, readonly MilestoneVerdict[]>;
}

const sourcesOf = (files: readonly ProjectFile[], milestones: readonly MilestoneVerdict[]): Sources => ({
  files: new Map(files.map((file) => [file.project.code, file])),
  verdicts: Map.groupBy(milestones, ({ project }) => project),
});
