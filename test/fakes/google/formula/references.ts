import type { Interval, Mapping, Shift } from "../shift.ts";
import { columnLetters, columnNumber } from "./letters.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** A reference taken apart. Missing sides are open; `$` are kept for writing it again. */
export interface Reference {
  /** As written before the "!", unquoted; null = the formula's own sheet. */
  readonly sheet: string | null;
  readonly rows: Interval;
  readonly columns: Interval;
  /** One cell, not an area. */
  readonly single: boolean;
}

const PARTS = /^(?:(?<sheet>'(?:[^']|'')+'|[^!']+)!)?(?<first>[^:]+)(?::(?<last>.+))?$/u;
const CORNER = /^(\$?)([A-Za-z]*)(\$?)([0-9]*)$/;

interface Corner {
  readonly column: number | null;
  readonly row: number | null;
  readonly pinned: { readonly column: string; readonly row: string };
}

function corner(text: string): Corner {
  const [, first, letters, second, digits] = CORNER.exec(text)!;
  const pinned = letters === "" ? { column: "", row: first! } : { column: first!, row: second! };
  return {
    column: letters === "" ? null : columnNumber(letters!),
    row: digits === "" ? null : Number(digits) - 1,
    pinned,
  };
}

const unquoted = (sheet: string): string => (sheet.startsWith("'") ? sheet.slice(1, -1).replaceAll("''", "'") : sheet);

export const quoted = (title: string): string => `'${title.replaceAll("'", "''")}'`;

const parts = (text: string): { sheet?: string; first: string; last?: string } =>
  PARTS.exec(text)!.groups as { sheet?: string; first: string; last?: string };

const side = (first: number | null, last: number | null, single: boolean): Interval => ({
  start: first ?? 0,
  end: single ? first! + 1 : last === null ? Infinity : Math.max(last, first ?? 0) + 1,
});

/** "'系统-节点'!A2:A" → sheet, rows 1…∞, columns 0…1. */
export function referenceOf(text: string): Reference {
  const { sheet, first, last } = parts(text);
  const [from, to] = [corner(first), corner(last ?? first)];
  const single = last === undefined;
  return {
    sheet: sheet === undefined ? null : unquoted(sheet),
    rows: side(from.row, to.row, single && from.row !== null),
    columns: side(from.column, to.column, single && from.column !== null),
    single,
  };
}

const retold = (formula: string, retell: (token: Token) => string): string => {
  try {
    return tokensOf(formula).map(retell).join("");
  } catch {
    return formula;
  }
};

/** The same formula after rows or columns of the shift's sheet were inserted, deleted or moved. */
export function shiftedFormula(
  formula: string,
  home: number,
  shift: Shift,
  titles: ReadonlyMap<string, number>,
): string {
  return retold(formula, ({ kind, text }) => {
    if (kind !== "reference") return text;
    const { sheet } = referenceOf(text);
    const sheetId = sheet === null ? home : titles.get(sheet.toLowerCase());
    return sheetId === shift.sheetId ? mappedReference(text, shift) : text;
  });
}

function mappedReference(text: string, { dimension, map }: Shift): string {
  const by = (wanted: Shift["dimension"]): Mapping => (dimension === wanted ? map : (same) => same);
  return rewritten(text, by("ROWS"), by("COLUMNS"));
}

function rewritten(text: string, mapRows: Mapping, mapColumns: Mapping): string {
  const { sheet, first, last } = parts(text);
  const { rows, columns } = referenceOf(text);
  const [nextRows, nextColumns] = [open(rows, mapRows), open(columns, mapColumns)];
  const prefix = sheet === undefined ? "" : `${sheet}!`;
  if (nextRows === null || nextColumns === null) return `${prefix}#REF!`;
  const start = written(corner(first), nextRows.start, nextColumns.start);
  if (last === undefined) return prefix + start;
  return `${prefix}${start}:${written(corner(last), nextRows.end - 1, nextColumns.end - 1)}`;
}

/** A whole column or row stays whole. */
const open = (interval: Interval, map: Mapping): Interval | null =>
  interval.start === 0 && interval.end === Infinity ? interval : map(interval);

const written = ({ pinned, column, row }: Corner, nextRow: number, nextColumn: number): string =>
  `${column === null ? "" : pinned.column + columnLetters(nextColumn)}${row === null ? "" : pinned.row + (nextRow + 1)}`;

/** As after a copy: what is not pinned moves along. Used when a sort carries a formula to another row. */
export function copiedFormula(formula: string, rows: number, columns: number): string {
  return retold(formula, ({ kind, text }) => (kind === "reference" ? copied(text, rows, columns) : text));
}

function copied(text: string, rows: number, columns: number): string {
  const { sheet, first, last } = parts(text);
  const moved = (part: string): string | null => movedCorner(corner(part), rows, columns);
  const corners = last === undefined ? [moved(first)] : [moved(first), moved(last)];
  const prefix = sheet === undefined ? "" : `${sheet}!`;
  return corners.includes(null) ? `${prefix}#REF!` : prefix + corners.join(":");
}

function movedCorner({ column, row, pinned }: Corner, rows: number, columns: number): string | null {
  const nextRow = row === null ? null : row + (pinned.row === "$" ? 0 : rows);
  const nextColumn = column === null ? null : column + (pinned.column === "$" ? 0 : columns);
  if ((nextRow ?? 0) < 0 || (nextColumn ?? 0) < 0) return null;
  return written({ column, row, pinned }, nextRow ?? 0, nextColumn ?? 0);
}

/** A tab has a new name, or is gone (null). */
export function renamedSheet(formula: string, before: string, after: string | null): string {
  return retold(formula, ({ kind, text }) => {
    if (kind !== "reference" || referenceOf(text).sheet?.toLowerCase() !== before.toLowerCase()) return text;
    return after === null ? "#REF!" : quoted(after) + text.slice(text.lastIndexOf("!"));
  });
}
