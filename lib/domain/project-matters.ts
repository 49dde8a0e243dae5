import type { PlainDate } from "./dates.ts";
import { type History, unquietLives } from "./history.ts";
import type { Change } from "./honesty.ts";
import type { InspectionVerdict } from "./inspection.ts";
import type { Judgement } from "./judgement.ts";
import type { MilestoneVerdict } from "./milestone.ts";
import { dayAt } from "./office-calendar.ts";
import type { ProjectFile } from "./project-file.ts";
import type { ProjectVerdict } from "./project-lights.ts";
import type { ReviewQuestion } from "./review-questions.ts";

/** What is known of one project that may call for a look. */
export interface ProjectMatters {
  readonly file: ProjectFile;
  readonly verdict: ProjectVerdict | null;
  readonly milestones: readonly MilestoneVerdict[];
  readonly inspections: readonly InspectionVerdict[];
  readonly questions: readonly ReviewQuestion[];
  readonly changes: readonly Change[];
  /** Months whose report is missing. */
  readonly missing: readonly string[];
  /** The day a row of it last changed; null: nothing is remembered. */
  readonly touched: PlainDate | null;
}

/** Everything a judgement holds, by project: one pass over each list. */
export function mattersOf(judgement: Judgement, history: History): (file: ProjectFile) => ProjectMatters {
  const { asOf, projects, milestones, inspections, questions, reports } = judgement;
  const verdicts = new Map(projects.map((verdict) => [verdict.key, verdict]));
  const steps = Map.groupBy(milestones, ({ project }) => project);
  const looks = Map.groupBy(inspections, ({ inspection }) => inspection.project);
  const asked = Map.groupBy(questions, ({ project }) => project);
  const changed = Map.groupBy(judgement.changes(), ({ project }) => project);
  const missing = Map.groupBy(
    reports.filter(({ state }) => state === "missing"),
    ({ project }) => project,
  );
  const touched = lastTouched(history, asOf);
  return (file) => {
    const { code } = file.project;
    return {
      file,
      verdict: verdicts.get(code) ?? null,
      milestones: steps.get(code) ?? [],
      inspections: looks.get(code) ?? [],
      questions: asked.get(code) ?? [],
      changes: changed.get(code) ?? [],
      missing: (missing.get(code) ?? []).map(({ month }) => month),
      touched: touched(code),
    };
  };
}

/** The day a row of a project was last seen to have changed, the first reading where none ever did. */
function lastTouched(history: History, asOf: PlainDate): (project: string) => PlainDate | null {
  const first = history.firstReading === null ? null : dayAt(history.firstReading);
  const days = new Map<string, PlainDate>();
  for (const tab of ["projects", "milestones", "monthlyReports"])
    for (const [key, life] of unquietLives(history, tab)) {
      const project = tab === "projects" ? key : key.slice(0, key.lastIndexOf("/"));
      const day = life.map(({ firstSeen }) => dayAt(firstSeen)).findLast((seen) => seen <= asOf);
      if (day !== undefined && day > (days.get(project) ?? "")) days.set(project, day);
    }
  return (project) => days.get(project) ?? first;
}
