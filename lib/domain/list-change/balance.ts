import { effectiveMonth, isAgreed } from "../adjustment.ts";
import type { Adjustment, Project } from "../registry.ts";
import { FIGURES, type Figure, isSame, minus, NO_SUMS, plus, sumsOf, totalOf } from "./list-sums.ts";
import type { ListSums } from "./notice-block.ts";
import { countsFrom } from "./row-checks.ts";
import type { Lists, RowMove } from "./row-moves.ts";

/** A figure of the list that is not what the rows make of the one before, in projects or 元. */
export interface OffFigure {
  readonly figure: Figure;
  readonly expected: number;
  readonly found: number;
}

/** Why a project's rows say something else than the list does. */
export type OffCause =
  | "not-on-the-list"
  | "already-on-the-list"
  | "no-row"
  | "still-reserve"
  | "put-off"
  | "unreadable"
  | "several-rows"
  | "old-value"
  | "other-row";

export interface OffProject {
  readonly project: string;
  readonly name: string;
  readonly rows: readonly Adjustment[];
  readonly because: OffCause;
  /** What its rows add to the list, and what the list shows; null: a row cannot be read. */
  readonly says: ListSums | null;
  readonly shows: ListSums;
}

export interface Balance {
  readonly off: readonly OffFigure[];
  readonly projects: readonly OffProject[];
}

interface BalanceSources {
  readonly typed: (code: string) => Project | undefined;
}

/** Before − out + in ± re-valued = after, in each figure and for each project: two mistakes that cancel out are two mistakes. */
export function balanceOf(moves: readonly RowMove[], lists: Lists, sources: BalanceSources): Balance {
  const byProject = Map.groupBy(moves, ({ rows }) => rows[0]!.project);
  const codes = new Set([...lists.before.keys(), ...lists.after.keys(), ...byProject.keys()]);
  const projects = [...codes].sort().flatMap((code) => offProject(code, byProject.get(code) ?? [], lists, sources));
  const said = moves.reduce((sums, move) => plus(sums, saidBy(move) ?? NO_SUMS), totalOf(lists.before.values()));
  const found = totalOf(lists.after.values());
  const off = FIGURES.filter((figure) => said[figure] !== found[figure]);
  return { off: off.map((figure) => ({ figure, expected: said[figure], found: found[figure] })), projects };
}

const negative = (sums: ListSums): ListSums => minus(NO_SUMS, sums);

/** What the rows of a move add to the list; null where one cannot be read. */
function saidBy({ kind, before, after, project, adds }: RowMove): ListSums | null {
  if (kind === "revalued")
    return adds === null
      ? null
      : { number: 0, totalInvestment: adds.totalInvestment, annualPlan: adds.annualPlan ?? 0 };
  const own = (kind === "in" ? after : before) ?? project;
  const sums = own === null ? { ...NO_SUMS, number: 1 } : sumsOf(own);
  return kind === "in" ? sums : negative(sums);
}

function offProject(
  code: string,
  moves: readonly RowMove[],
  { before, after }: Lists,
  sources: BalanceSources,
): readonly OffProject[] {
  const [was, is] = [before.get(code), after.get(code)];
  if (was === is && moves.length === 0) return [];
  const sums = (project: Project | undefined) => (project === undefined ? NO_SUMS : sumsOf(project));
  const shows = minus(sums(is), sums(was));
  const parts = moves.map(saidBy);
  const says = parts.includes(null) ? null : parts.reduce<ListSums>((all, part) => plus(all, part!), NO_SUMS);
  if (says !== null && isSame(says, shows) && !isOpposed(moves)) return [];
  const rows = moves.flatMap((move) => move.rows);
  const name = (is ?? was ?? sources.typed(code))?.name ?? "";
  return [{ project: code, name, rows, because: causeOf(moves, was, is, sources.typed(code)), says, shows }];
}

/** In and out again by one notice: the sums agree, and the annexes say the opposite of each other. */
const isOpposed = (moves: readonly RowMove[]): boolean =>
  moves.some(({ kind }) => kind === "in") && moves.some(({ kind }) => kind === "out");

function causeOf(
  moves: readonly RowMove[],
  was: Project | undefined,
  is: Project | undefined,
  typed: Project | undefined,
): OffCause {
  const [move] = moves;
  if (move === undefined) return "other-row";
  const rows = moves.flatMap((one) => one.rows);
  const types = rows.map(({ type }) => type);
  if (new Set(types).size < types.length || (types.includes("调入") && types.includes("调出"))) return "several-rows";
  if (move.kind === "in") return entryCause(was, is, typed);
  if (move.kind === "out") return was === undefined ? "not-on-the-list" : isPutOff(rows) ? "put-off" : "other-row";
  if (was === undefined) return "not-on-the-list";
  return move.adds === null ? "unreadable" : "old-value";
}

function entryCause(was: Project | undefined, is: Project | undefined, typed: Project | undefined): OffCause {
  if (was !== undefined) return "already-on-the-list";
  if (typed === undefined) return "no-row";
  return typed.annualClass === "储备" ? "still-reserve" : is === undefined ? "no-row" : "other-row";
}

const isPutOff = (rows: readonly Adjustment[]): boolean =>
  rows.some((row) => isAgreed(row) && countsFrom(row) !== effectiveMonth(row));
