import { type AsideIndex, asideOf, NOTHING_ASIDE } from "./aside-rows.ts";
import type { Instant, PlainDate } from "./dates.ts";
import { type Field, UNREADABLE } from "./field.ts";
import { type History, type RowHistory, unquietLives, type Version } from "./history.ts";
import { investmentBook, isReported, type ReportsOf } from "./investment.ts";
import { isProjectDate, type ProjectFile } from "./project-file.ts";
import type { Milestone, MonthlyPlan, MonthlyReport, Project, Registry } from "./registry.ts";

/** The files of all projects as they stand, and as they were known at any instant; what is set aside is known of the present ones alone. */
export interface Archive {
  /** In the order of the registry. */
  readonly files: readonly ProjectFile[];
  /** A steady file as known then, but for its milestones, which are the present ones: ask `actualAt`. Costs little. */
  readonly steadyFileAt: (file: ProjectFile, at: Instant) => ProjectFile;
  /** The file as known then; null: the project was not there. */
  readonly fileAt: (file: ProjectFile, at: Instant) => ProjectFile | null;
  /** Whether project, plan and milestones have stood since the first reading, but for milestones that were done: the usual case. */
  readonly isSteady: (file: ProjectFile) => boolean;
  /** 实际完成 of a steady file's milestone as known then. */
  readonly actualAt: (milestone: Milestone, at: Instant) => Field<PlainDate>;
  /** Whether 实际完成 was ever another one. */
  readonly hasChanged: (milestone: Milestone) => boolean;
  /** Instants from `since` on, ascending, at which rows of the project were last seen as they no longer are. */
  readonly lastSights: (file: ProjectFile, since: Instant) => readonly Instant[];
}

export function archiveOf(registry: Registry, history: History, year: number, aside: AsideIndex): Archive {
  const files = filesOf(registry, year, aside);
  const changed = changedRows(history);
  const isSteady = (file: ProjectFile): boolean => (changed.get(file.project.key) ?? NONE).every((row) => row.onlyDone);
  const lifeAt = (milestone: Milestone) => unquietLives(history, "milestones").get(milestone.key) ?? NONE;
  const steadyFileAt = (file: ProjectFile, at: Instant): ProjectFile =>
    history.firstReading === null ? file : { ...file, reports: reportsAt(file, history, at), aside: NOTHING_ASIDE };
  const fileAt = (file: ProjectFile, at: Instant): ProjectFile | null => {
    const rows = changed.get(file.project.key);
    const steady = steadyFileAt(file, at);
    return rows === undefined ? steady : rebuilt(file, rows, history, at, steady.reports);
  };
  const mended = mendedReports(history);
  const lastSights = (file: ProjectFile, since: Instant): readonly Instant[] => {
    const rows = changed.get(file.project.key) ?? NONE;
    const reports = mended.get(file.project.key) ?? NONE;
    return rows.length + reports.length === 0 ? [] : sightsOf(rows, reports, history, since);
  };
  return {
    files,
    steadyFileAt,
    fileAt,
    isSteady,
    actualAt: (milestone, at) => rowAt<Milestone>(history, "milestones", milestone.key, at, milestone)?.actual ?? null,
    hasChanged: (milestone) => lifeAt(milestone).length > 1,
    lastSights,
  };
}

/** One pass over each tab. */
function filesOf(registry: Registry, year: number, aside: AsideIndex): readonly ProjectFile[] {
  const milestones = Map.groupBy(registry.milestones, (milestone) => milestone.project);
  const plans = new Map(registry.monthlyPlans.filter((plan) => plan.year === year).map((plan) => [plan.project, plan]));
  const reports = investmentBook(registry.monthlyReports);
  return registry.projects.map((project) => {
    const months = reports.get(project.code);
    return {
      project,
      milestones: milestones.get(project.code) ?? [],
      own: plans.get(project.code) ?? null,
      reports: (month) => months?.get(month) ?? null,
      aside: asideOf(aside, project.code),
    };
  });
}

const NONE: readonly never[] = [];

type Tab = "projects" | "monthlyPlans" | "milestones";
const TABS: readonly Tab[] = ["projects", "monthlyPlans", "milestones"];

interface ChangedRow {
  readonly tab: Tab;
  readonly key: string;
  /** A milestone in which nothing that counts ever changed but 实际完成. */
  readonly onlyDone: boolean;
}

/** Rows that were not there at the first reading, have changed since, or are gone, by project. */
function changedRows(history: History): ReadonlyMap<string, readonly ChangedRow[]> {
  const changed = new Map<string, ChangedRow[]>();
  for (const tab of TABS)
    for (const [key, life] of unquietLives(history, tab)) {
      if (life.length === 1 && life[0]!.lastSeenAbsent === null) continue;
      const code = tab === "projects" ? key : parentOf(key);
      const row = { tab, key, onlyDone: tab === "milestones" && isOnlyDone(life as RowHistory<Milestone>) };
      const rows = changed.get(code);
      if (rows === undefined) changed.set(code, [row]);
      else rows.push(row);
    }
  return changed;
}

/** There from its workbook's first reading on, with one readable planned day throughout, and not a milestone that dates its project. */
function isOnlyDone(life: RowHistory<Milestone>): boolean {
  const { row: first, lastSeenAbsent } = life[0]!;
  if (first === null || lastSeenAbsent !== null || isProjectDate(first.name)) return false;
  return life.every(
    ({ row }) =>
      row !== null &&
      row.name === first.name &&
      row.planned === first.planned &&
      row.planned !== UNREADABLE &&
      row.actual !== UNREADABLE,
  );
}

const parentOf = (key: string): string => key.slice(0, key.lastIndexOf("/"));

/**
 * A row as known then; before its workbook's first reading the oldest version (回填). The newest version is the present row itself, so a row
 * that never changed need not be held by its history.
 */
function rowAt<T>(history: History, tab: string, key: string, at: Instant, present: T | null): T | null {
  const life = unquietLives(history, tab).get(key) as RowHistory<T> | undefined;
  if (life === undefined || history.firstReading === null) return present;
  const first = life[0]!;
  const wasThere = first.firstSeen <= at || first.lastSeenAbsent === null;
  if (life.length === 1) return wasThere || at < history.firstReading ? present : null;
  if (at < first.firstSeen) return wasThere || at < history.firstReading ? first.row : null;
  return life.findLast((version) => version.firstSeen <= at)!.row;
}

const reportsAt =
  (file: ProjectFile, history: History, at: Instant): ReportsOf =>
  (month) => {
    const present = file.reports(month);
    return rowAt(history, "monthlyReports", present?.key ?? `${file.project.key}/${month}`, at, present);
  };

function rebuilt(
  file: ProjectFile,
  changed: readonly ChangedRow[],
  history: History,
  at: Instant,
  reports: ReportsOf,
): ProjectFile | null {
  const project = rowAt<Project>(history, "projects", file.project.key, at, file.project);
  if (project === null) return null;
  const gone = (tab: Tab, present: ReadonlySet<string>): readonly string[] =>
    changed.filter((row) => row.tab === tab && !present.has(row.key)).map((row) => row.key);
  const keys = new Set(file.milestones.map((milestone) => milestone.key));
  const milestones = [
    ...file.milestones.map((row) => rowAt<Milestone>(history, "milestones", row.key, at, row)),
    ...gone("milestones", keys).map((key) => rowAt<Milestone>(history, "milestones", key, at, null)),
  ].filter((row) => row !== null);
  const planKey = file.own?.key ?? gone("monthlyPlans", new Set())[0];
  const own = planKey === undefined ? null : rowAt<MonthlyPlan>(history, "monthlyPlans", planKey, at, file.own);
  return { project, milestones, own, reports, aside: NOTHING_ASIDE };
}

/** Versions that replaced a report which was in, by project. */
function mendedReports(history: History): ReadonlyMap<string, readonly Version<unknown>[]> {
  const mended = new Map<string, Version<unknown>[]>();
  for (const [key, life] of unquietLives(history, "monthlyReports")) {
    if (life.length === 1) continue;
    const versions = life.slice(1).filter((_, index) => isReported(life[index]!.row as MonthlyReport | null));
    mended.set(parentOf(key), [...(mended.get(parentOf(key)) ?? []), ...versions]);
  }
  return mended;
}

function sightsOf(
  changed: readonly ChangedRow[],
  reports: readonly Version<unknown>[],
  history: History,
  since: Instant,
): readonly Instant[] {
  const rows = changed.flatMap(({ tab, key }) => (unquietLives(history, tab).get(key) ?? []).slice(1));
  const sights = [...rows, ...reports].map((version) => version.lastSeenAbsent);
  return [...new Set(sights.filter((at) => at !== null).filter((at) => at >= since))].sort();
}
