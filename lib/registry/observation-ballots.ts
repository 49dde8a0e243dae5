import type { RawCell, RawRow, SheetSnapshot, WorkbookSnapshot } from "../ports/spreadsheet.ts";
import { cellAddress } from "./address.ts";
import { readNumber } from "./cells/number.ts";
import { isProblem } from "./cells/problem.ts";
import { readId } from "./cells/text.ts";
import { cleanText, headerForm, isBlank } from "./clean.ts";

/** Which headers of a ballot mean what. `vote`: as asked for. */
export interface BallotHeaders {
  readonly markSheet: string;
  readonly mark: { readonly visit: string; readonly judge: string; readonly lot: string; readonly code: string };
  readonly project: readonly string[];
  readonly vote: readonly string[];
}

export interface BallotMark {
  readonly visit: string;
  readonly judge: string;
  readonly lot: string;
  readonly code: string;
}

/** A vote as typed, where it stands; "unreadable" for what is no vote within the bounds, "percent" for points typed as a share of a hundred. */
export interface TypedVote {
  /** "" where the row names no project. */
  readonly project: string;
  readonly vote: number | null | "unreadable" | "percent";
  /** 选票!E7 */
  readonly cell: string;
}

export interface VoteBounds {
  readonly whole: boolean;
  readonly min: number;
  readonly max: number;
}

const isMarkSheet = ({ title }: SheetSnapshot, { markSheet }: BallotHeaders): boolean =>
  headerForm(title) === headerForm(markSheet);

/** The mark on the ballot's own sheet; null: it carries none of ours. */
export function readMark({ sheets }: WorkbookSnapshot, headers: BallotHeaders): BallotMark | null {
  const rows = sheets.filter((sheet) => isMarkSheet(sheet, headers)).flatMap((sheet) => sheet.rows);
  const filled = rows.map(({ cells }) => cells.filter((cell) => !isBlank(cell)));
  const known = new Map(filled.map(([name, value]) => [textOf(name), textOf(value)]));
  const { visit, judge, lot, code } = headers.mark;
  const [v, j, l, c] = [visit, judge, lot, code].map((name) => known.get(name));
  return v && j && l && c ? { visit: v, judge: j, lot: l, code: c } : null;
}

/**
 * The votes as some hand saved them: sheets renamed, columns moved, rows sorted or added. null: no table of project and vote, or more than one. Values
 * are never repeated in what is said of a ballot.
 */
export function readVotes(
  { sheets }: WorkbookSnapshot,
  headers: BallotHeaders,
  bounds: VoteBounds,
): readonly TypedVote[] | null {
  const tables = sheets.filter((sheet) => !isMarkSheet(sheet, headers)).flatMap((sheet) => tableIn(sheet, headers));
  return tables.length === 1 ? votesIn(tables[0]!, bounds) : null;
}

function textOf(cell: RawCell | undefined): string {
  const text = cell === undefined ? null : readId(cell);
  return typeof text === "string" ? text : "";
}

const DEEPEST_HEADER = 20;

interface Table {
  readonly title: string;
  readonly rows: readonly RawRow[];
  readonly project: number;
  readonly vote: number;
}

function tableIn({ title, rows }: SheetSnapshot, { project, vote }: BallotHeaders): readonly Table[] {
  for (const [at, { number, cells }] of rows.entries()) {
    if (number > DEEPEST_HEADER) return [];
    const forms = cells.map((cell) => (typeof cell === "string" ? headerForm(cell) : ""));
    const [code, points] = [project, vote].map((names) => forms.findIndex((form) => names.includes(form)));
    if (code! >= 0 && points! >= 0) return [{ title, rows: rows.slice(at + 1), project: code!, vote: points! }];
  }
  return [];
}

/** Sums people add below their votes. */
const SUMS = new Set(["合计", "小计", "总计", "平均", "平均分"]);

function votesIn({ title, rows, project, vote }: Table, bounds: VoteBounds): readonly TypedVote[] {
  return rows.flatMap(({ number, cells }) => {
    const [code, typed] = [textOf(cells[project]), cells[vote] ?? null];
    if (SUMS.has(code) || (code === "" && isBlank(typed))) return [];
    const cell = `${cleanText(title)}!${cellAddress(number, vote)}`;
    return [{ project: code, vote: voteIn(typed, bounds), cell }];
  });
}

function voteIn(cell: RawCell, { whole, min, max }: VoteBounds): TypedVote["vote"] {
  if (isBlank(cell)) return null;
  if (!whole && isPercent(cell)) return "percent";
  const value = readNumber(cell, { whole, signed: false, max });
  return value === null || isProblem(value) || value < min ? "unreadable" : value;
}

/** 90% in a cell is stored as 0.9, which as points would be next to nothing; who means one point or less writes 分 after it. */
const isPercent = (cell: RawCell): boolean =>
  typeof cell === "number" ? cell > 0 && cell <= 1 : typeof cell === "string" && /[%％]\s*$/.test(cell);
