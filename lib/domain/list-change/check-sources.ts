import { addToMonth, type Instant, type Month, monthOf, type PlainDate } from "../dates.ts";
import { isValue, valueOr } from "../field.ts";
import { type History, lifeOf } from "../history.ts";
import type { ListInForce } from "../list-in-force.ts";
import { milestonePlans } from "../milestone-plan.ts";
import { endOfDay } from "../office-calendar.ts";
import type { NextLock } from "../original-plan.ts";
import type { ProjectVerdict } from "../project-lights.ts";
import { legitimateProjects } from "../project-plan.ts";
import type { Adjustment, Milestone, Money, Project, Registry, Row } from "../registry.ts";
import { yearList } from "./list-sums.ts";
import { missingPapers } from "./papers.ts";
import { type CheckedAdjustment, checkedAdjustments, countsFrom } from "./row-checks.ts";
import { isInWindow } from "./window.ts";

export interface CheckSources {
  readonly registry: Pick<Registry, "adjustments" | "milestones" | "projects">;
  readonly history: History;
  readonly asOf: PlainDate;
  readonly planYear: number;
  readonly nextLock: NextLock;
  /** Projects with the plan that counts, those that are gone and stay included. */
  readonly projects: readonly Project[];
  readonly verdicts: readonly ProjectVerdict[];
  readonly listOf: (month: Month) => ListInForce;
  /** Days of the window of the quarter that `day` lies in. */
  readonly windowDays: (day: PlainDate) => number;
  readonly readPlannedDay: (text: string) => PlainDate | null;
  readonly readMoney: (text: string) => Money | null;
}

/** The year's rows of 调整, and open ones of before, as they stood on the day, each held against what was known when it was applied for. Refused rows are none. */
export function checksOn(sources: CheckSources): readonly CheckedAdjustment[] {
  const { registry, asOf, planYear, windowDays, readPlannedDay, readMoney } = sources;
  const adjustments = registry.adjustments
    .filter(({ appliedOn }) => appliedOn <= asOf)
    .map((row) => asOfDay(row, asOf))
    .filter((row) => !isDecided(row) || countsFrom(row) >= `${planYear}-01`);
  if (adjustments.length === 0) return [];
  const projects = new Map(sources.projects.map((project) => [project.code, project]));
  const typed = new Map(registry.projects.map((project) => [project.code, project]));
  const milestones = Map.groupBy(registry.milestones, ({ project }) => project);
  const others = rowsBeside(adjustments);
  return checkedAdjustments({
    adjustments,
    projectOf: (code) => projects.get(code),
    isListed: listedBefore(sources),
    isReserve: (code) => typed.get(code)?.annualClass === "储备",
    heldAt: heldAt(sources, typed, others),
    plannedAt: plannedAt(sources, milestones, others),
    wasRed: redWhenAsked(sources),
    isInWindow: (day) => isInWindow(day, windowDays(day)),
    papersOf: (project) => missingPapers(project, milestones.get(project.code) ?? [], asOf),
    ...{ readDay: readPlannedDay, readMoney },
  });
}

/** What is decided later is not decided yet. */
const asOfDay = (row: Adjustment, asOf: PlainDate): Adjustment =>
  isValue(row.decidedOn) && row.decidedOn > asOf ? { ...row, decision: null, decidedOn: null } : row;

const isDecided = ({ decision }: Adjustment): boolean => isValue(decision);

function rowsBeside(adjustments: readonly Adjustment[]): (row: Adjustment) => readonly Adjustment[] {
  const byProject = Map.groupBy(adjustments, ({ project }) => project);
  return (row) => (byProject.get(row.project) ?? []).filter((other) => other !== row);
}

/** A decided row is asked about the month before it counts, an open one about now. 前期 are on the list, and may be called in to be built. */
function listedBefore({ listOf, asOf }: CheckSources): (row: Adjustment) => boolean {
  const lists = new Map<Month, ReadonlyMap<string, Project>>();
  const listAt = (month: Month) => {
    const list = lists.get(month) ?? yearList(listOf(month));
    lists.set(month, list);
    return list;
  };
  return (row) => {
    const found = listAt(isDecided(row) ? addToMonth(countsFrom(row), -1) : monthOf(asOf)).get(row.project);
    return found !== undefined && (row.type === "调出" || found.annualClass !== "前期");
  };
}

/** The row as it stood at the end of the day; null: a decided row from before the memory, which the sheet may have followed since. */
function versionAt<T extends Row>(history: History, tab: string, present: T, row: Adjustment): T | null {
  const end: Instant = endOfDay(row.appliedOn);
  const then = lifeOf<T>(history, tab, present.key).findLast(
    (version) => version.firstSeen <= end && version.row !== null,
  );
  return then?.row ?? (isDecided(row) ? null : present);
}

function heldAt(
  { history, nextLock, planYear, readPlannedDay, readMoney }: CheckSources,
  typed: ReadonlyMap<string, Project>,
  others: (row: Adjustment) => readonly Adjustment[],
): (row: Adjustment) => Project | null {
  return (row) => {
    const present = typed.get(row.project);
    const then = present === undefined ? null : versionAt(history, "projects", present, row);
    if (then === null) return null;
    const plan = { history, nextLock, planYear, readPlannedDay, readMoney };
    const day = { by: row.appliedOn, knownAt: endOfDay(row.appliedOn), adjustments: others(row) };
    return legitimateProjects({ ...plan, ...day })(then).project;
  };
}

function plannedAt(
  { history, nextLock, readPlannedDay }: CheckSources,
  milestones: ReadonlyMap<string, readonly Milestone[]>,
  others: (row: Adjustment) => readonly Adjustment[],
) {
  return (row: Adjustment) => {
    const seq = valueOr(row.seq, null);
    const present = milestones.get(row.project)?.find((one) => one.seq === seq);
    if (present === undefined) return undefined;
    const then = versionAt(history, "milestones", present, row);
    if (then === null) return "unknown";
    const day = { asOf: row.appliedOn, knownAt: endOfDay(row.appliedOn), adjustments: others(row) };
    return milestonePlans({ history, nextLock, readPlannedDay, ...day }).planOf(then).planned;
  };
}

/** Now, of an open row; of a decided one at the last locked month's end before it was applied for. */
function redWhenAsked({ verdicts }: CheckSources): (row: Adjustment) => boolean {
  const byCode = new Map(verdicts.map((verdict) => [verdict.key, verdict]));
  return (row) => {
    const verdict = byCode.get(row.project);
    if (verdict === undefined) return false;
    if (!isDecided(row)) return verdict.light === "red";
    return verdict.months.findLast(({ month }) => month < monthOf(row.appliedOn))?.light === "red";
  };
}
