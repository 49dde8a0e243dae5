import { compareAdjustments, effectiveMonth, isAgreed } from "./adjustment.ts";
import { addToMonth, type Instant, lastDayOf, type Month, monthNumber, monthOf, type PlainDate } from "./dates.ts";
import { valueOr } from "./field.ts";
import { lifeOf, type RowHistory, unquietLives } from "./history.ts";
import { endOfDay } from "./office-calendar.ts";
import { legitimateProjects, type ProjectPlanSources, type UnagreedChange } from "./project-plan.ts";
import type { Adjustment, Project, Registry } from "./registry.ts";

export interface ListInput extends Omit<ProjectPlanSources, "adjustments" | "by"> {
  readonly registry: Pick<Registry, "projects" | "adjustments">;
  /** The month at whose end the list is asked for. */
  readonly month: Month;
  /** The day by which changed plans must count; left out: the month's last. */
  readonly by?: PlainDate;
  /** Codes of projects whose row is there but was set aside: neither deleted nor on the list. */
  readonly setAside: ReadonlySet<string>;
}

/** The list in force at a month's end. Source: domain.md "How verdicts are made". */
export interface ListInForce {
  readonly members: ReadonlySet<string>;
  /** The members with the plan that counts; deleted ones as last known. In the registry's order, deleted ones last. */
  readonly projects: readonly Project[];
  /** Rows added later without an agreed 调入: lit, neither ranked nor summed. */
  readonly addedWithout: readonly string[];
  /** Rows deleted without an agreed 调出: they stay. */
  readonly deletedKept: readonly Project[];
  /** Taken off by an agreed 调出 in force. */
  readonly movedOut: readonly string[];
  /** Agreed 调出 that do not take effect in the first month of a later quarter. */
  readonly irregularRemovals: readonly Adjustment[];
  /** Agreed 调入 of projects that have no row. */
  readonly movedInMissing: readonly Adjustment[];
  readonly unagreed: readonly UnagreedChange[];
  readonly unreadable: readonly Adjustment[];
}

export function listInForce(input: ListInput): ListInForce {
  const { registry, month, setAside } = input;
  const moves = lastMoves(registry.adjustments, input);
  const present = new Set(registry.projects.map((project) => project.code));
  const onList = (project: Project): boolean => {
    const move = moves.get(project.code);
    return move === undefined ? isBase(project, input) : move.type === "调入";
  };
  const deletedKept = goneRows(input).filter(onList);
  const listed = [...registry.projects.filter(onList), ...deletedKept];
  const legitimate = listed.map(
    legitimateProjects({ ...input, adjustments: registry.adjustments, by: input.by ?? lastDayOf(month) }),
  );
  const others = registry.projects.filter((project) => !onList(project)).map((project) => project.code);
  return {
    members: new Set(listed.map((project) => project.code)),
    projects: legitimate.map(({ project }) => project),
    addedWithout: others.filter((code) => moves.get(code) === undefined),
    deletedKept,
    movedOut: others.filter((code) => moves.get(code) !== undefined),
    irregularRemovals: registry.adjustments.filter(
      (row) => isRemoval(row) && removalMonth(row) !== effectiveMonth(row),
    ),
    movedInMissing: [...moves.values()].filter(
      ({ type, project }) => type === "调入" && !present.has(project) && !setAside.has(project),
    ),
    unagreed: legitimate.flatMap(({ unagreed }) => unagreed),
    unreadable: legitimate.flatMap(({ unreadable }) => unreadable),
  };
}

const isRemoval = (row: Adjustment): boolean => row.type === "调出" && isAgreed(row);

/** The last agreed 调入 or 调出 of each project that took effect within the plan year, up to the month. */
export function lastMoves(
  adjustments: readonly Adjustment[],
  { month, planYear }: Pick<ListInput, "month" | "planYear">,
): ReadonlyMap<string, Adjustment> {
  const inForce = adjustments.filter((row) => {
    if (!isAgreed(row) || (row.type !== "调入" && row.type !== "调出")) return false;
    const from = moveMonth(row);
    return from >= `${planYear}-01` && from <= month;
  });
  const sorted = inForce.toSorted((a, b) =>
    moveMonth(a) === moveMonth(b) ? compareAdjustments(a, b) : moveMonth(a) < moveMonth(b) ? -1 : 1,
  );
  return new Map(sorted.map((row) => [row.project, row]));
}

/** The month an agreed 调入 or 调出 takes effect. */
export const moveMonth = (row: Adjustment): Month => (row.type === "调出" ? removalMonth(row) : effectiveMonth(row));

/**
 * 调出 takes effect in the first month of a quarter later than the one of its decision. Where 生效月份 says otherwise, it is put off to the
 * next such month and is a finding.
 */
export function removalMonth(row: Adjustment): Month {
  const decided = monthOf(valueOr(row.decidedOn, row.appliedOn));
  const earliest = addToMonth(quarterStart(decided), 3);
  const asked = effectiveMonth(row);
  const atQuarter = quarterStart(asked) === asked ? asked : addToMonth(quarterStart(asked), 3);
  return atQuarter > earliest ? atQuarter : earliest;
}

const quarterStart = (month: Month): Month => addToMonth(month, -((monthNumber(month) - 1) % 3));

/** Whether the row stood there at the first run of the plan year (before any run: today's rows are the list). */
function isBase(project: Project, { history, planYear }: ListInput): boolean {
  const life = lifeOf<Project>(history, "projects", project.key);
  if (life.length > 0) return baseRow(life, planYear) !== null;
  return history.lastReading === null || history.lastReading < yearStart(planYear);
}

const yearStart = (year: number): Instant => endOfDay(`${year - 1}-12-31`);

/** The row as read at the first run of the year: seen before the year, or new at a reading that directly followed one before the year. */
function baseRow(life: RowHistory<Project>, planYear: number): Project | null {
  const start = yearStart(planYear);
  const atFirstRun = ({ firstSeen, lastSeenAbsent }: RowHistory<Project>[number]): boolean =>
    firstSeen < start || lastSeenAbsent === null || lastSeenAbsent < start;
  return life.findLast(atFirstRun)?.row ?? null;
}

/** Projects whose row is gone, as last known. */
function goneRows({ registry, history, setAside }: ListInput): readonly Project[] {
  const present = new Set(registry.projects.map((project) => project.key));
  const gone: Project[] = [];
  for (const [key, life] of unquietLives(history, "projects")) {
    const versions = life as RowHistory<Project>;
    const last = present.has(key) ? undefined : versions.findLast((version) => version.row !== null)?.row;
    if (last && !setAside.has(last.code)) gone.push(last);
  }
  return gone;
}
