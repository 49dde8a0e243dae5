import { addToMonth, lastDayOf, type Month, monthNumber, type PlainDate, yearOf } from "./dates.ts";
import { type History, lifeOf, type RowHistory, unquietLives } from "./history.ts";
import { lastMoves, moveMonth } from "./list-in-force.ts";
import { dayAt, endOfDay } from "./office-calendar.ts";
import type { Adjustment, Project } from "./registry.ts";

/** What became of a project in the quarter: it came under another 责任单位, came onto the list or left it. */
export type MoveKind = "moved" | "added" | "removed";

export interface ProjectMove {
  readonly project: string;
  readonly kind: MoveKind;
  /** The 责任单位 that lost it; null for "added". */
  readonly from: string | null;
  /** The 责任单位 that has it; null for "removed". */
  readonly to: string | null;
  /** 申请编号 of the agreed 调整; null: 责任单位 was typed over. */
  readonly adjustment: string | null;
  /** The first day of the month of effect, or the day the new 责任单位 was first seen. */
  readonly since: PlainDate;
}

export interface MovesInput {
  readonly period: Month;
  readonly projects: readonly Project[];
  readonly adjustments: readonly Adjustment[];
  readonly history: History;
  /** Codes on the list at the period's end. */
  readonly members: ReadonlySet<string>;
}

/** Moves from the quarter's first day to the period's end, as known; those that were undone are none. By project. Source: issue 6 (projects moved, added, removed). */
export const projectMoves = (input: MovesInput): readonly ProjectMove[] =>
  [...listMoves(input), ...unitMoves(input)].sort((a, b) => (order(a) < order(b) ? -1 : 1));

const order = ({ project, kind }: ProjectMove): string => `${project}|${kind}`;

const quarterStart = (period: Month): Month => addToMonth(period, -((monthNumber(period) - 1) % 3));

/** Agreed 调入 and 调出 that took effect in the quarter. */
function listMoves({ period, projects, adjustments, history }: MovesInput): readonly ProjectMove[] {
  const unitOf = new Map(projects.map(({ code, responsibleUnit }) => [code, responsibleUnit]));
  const lastUnit = (code: string): string | undefined =>
    unitOf.get(code) ??
    lifeOf<Project>(history, "projects", code).findLast(({ row }) => row !== null)?.row?.responsibleUnit;
  return [...lastMoves(adjustments, { month: period, planYear: yearOf(period) }).values()].flatMap(
    (row): readonly ProjectMove[] => {
      const unit = lastUnit(row.project);
      const month = moveMonth(row);
      if (unit === undefined || month < quarterStart(period)) return [];
      const [from, to] = row.type === "调入" ? [null, unit] : [unit, null];
      const kind = row.type === "调入" ? "added" : "removed";
      return [{ project: row.project, kind, from, to, adjustment: row.code, since: `${month}-01` }];
    },
  );
}

/** Projects on the list that another 责任单位 answers for than when the quarter began. */
function unitMoves({ period, projects, history, members }: MovesInput): readonly ProjectMove[] {
  const begin = endOfDay(lastDayOf(addToMonth(quarterStart(period), -1)));
  const present = new Map(projects.map((project) => [project.key, project]));
  const found: ProjectMove[] = [];
  for (const [key, life] of unquietLives(history, "projects")) {
    const now = present.get(key);
    const before = unitBefore(life as RowHistory<Project>, begin);
    if (now === undefined || before === null || before === now.responsibleUnit || !members.has(now.code)) continue;
    const since = seenSince(life as RowHistory<Project>, now.responsibleUnit);
    found.push({ project: now.code, kind: "moved", from: before, to: now.responsibleUnit, adjustment: null, since });
  }
  return found;
}

/** The 责任单位 when the quarter began; of a memory that begins later, the first one seen. null: the row came afterwards. */
function unitBefore(life: RowHistory<Project>, begin: string): string | null {
  const stood = life.findLast(({ firstSeen, row }) => firstSeen < begin && row !== null)?.row;
  if (stood) return stood.responsibleUnit;
  const first = life[0];
  return first?.lastSeenAbsent === null ? (first.row?.responsibleUnit ?? null) : null;
}

/** The day from which the present 责任单位 has stood there without a break. */
function seenSince(life: RowHistory<Project>, unit: string): PlainDate {
  const last = life.findLastIndex(({ row }) => row !== null && row.responsibleUnit !== unit);
  const first = life.slice(last + 1).find(({ row }) => row !== null);
  return dayAt((first ?? life.at(-1)!).firstSeen);
}
