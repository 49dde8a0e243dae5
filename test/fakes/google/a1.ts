import { invalid } from "./errors.ts";
import { columnLetters } from "./formula/letters.ts";
import { quoted, referenceOf } from "./formula/references.ts";
import { tokensOf } from "./formula/tokens.ts";
import { columnCount, rowCount, sheetOf } from "./grid.ts";
import type { GridRange, Sheet, Workbook } from "./model.ts";

const unparsable = (text: string): Error => invalid(`Unable to parse range: ${text}`);

const sheetTitled = (book: Workbook, title: string): Sheet | undefined =>
  book.sheets.find(({ properties }) => properties.title.toLowerCase() === title.toLowerCase());

const bare = (text: string): string => (text.startsWith("'") ? text.slice(1, -1).replaceAll("''", "'") : text);

/** "项目!A1:B2", "'系统-节点'", "A2:C" (first sheet) or a named range. */
export function rangeNamed(book: Workbook, text: string): GridRange {
  const whole = sheetTitled(book, bare(text));
  if (whole !== undefined) return { sheetId: whole.properties.sheetId };
  const named = book.namedRanges.find(({ name }) => name.toLowerCase() === text.toLowerCase());
  if (named?.range !== undefined) return named.range;
  return gridRange(book, text);
}

function gridRange(book: Workbook, text: string): GridRange {
  const at = text.lastIndexOf("!");
  const title = at < 0 ? null : bare(text.slice(0, at));
  const sheet = title === null ? book.sheets[0] : sheetTitled(book, title);
  if (sheet === undefined || !isReference(text.slice(at + 1))) throw unparsable(text);
  const { rows, columns } = referenceOf(text.slice(at + 1));
  return {
    sheetId: sheet.properties.sheetId,
    startRowIndex: rows.start,
    startColumnIndex: columns.start,
    ...(Number.isFinite(rows.end) && { endRowIndex: rows.end }),
    ...(Number.isFinite(columns.end) && { endColumnIndex: columns.end }),
  };
}

function isReference(text: string): boolean {
  try {
    const [token, ...rest] = tokensOf(text);
    return token?.kind === "reference" && rest.length === 0;
  } catch {
    return false;
  }
}

/** A range as the answers name it: cut to the grid. */
export function a1Of(book: Workbook, range: GridRange): string {
  const sheet = sheetOf(book, range.sheetId);
  const bottom = Math.min(range.endRowIndex ?? Infinity, rowCount(sheet));
  const right = Math.min(range.endColumnIndex ?? Infinity, columnCount(sheet));
  const first = cellName(range.startRowIndex ?? 0, range.startColumnIndex ?? 0);
  return `${titleIn(sheet)}!${first}:${cellName(bottom - 1, right - 1)}`;
}

const titleIn = ({ properties: { title } }: Sheet): string => (/^[A-Za-z]\w*$/.test(title) ? title : quoted(title));

export const cellName = (row: number, column: number): string => `${columnLetters(column)}${row + 1}`;
