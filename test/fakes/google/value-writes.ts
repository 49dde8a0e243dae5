import { a1Of, rangeNamed } from "./a1.ts";
import { checkMayEdit } from "./access.ts";
import { invalid } from "./errors.ts";
import {
  type Area,
  cellAt,
  checkCellLimit,
  checkInside,
  columnCount,
  contains,
  putCell,
  resize,
  rowCount,
  sheetOf,
} from "./grid.ts";
import { type Cell, copyOf, type ExtendedValue, type GridRange, type Sheet, type Workbook } from "./model.ts";
import { gridOf } from "./requests/cells.ts";
import { typedInto } from "./typed.ts";
import { areaIn } from "./value-ranges.ts";
import { effectiveValue, usedRows } from "./values.ts";

export interface Written {
  readonly book: Workbook;
  readonly range: string;
  readonly rows: number;
  readonly columns: number;
  readonly cells: number;
}

/** Values of one range put in; null leaves a cell as it is. */
export function writeValues(
  before: Workbook,
  text: string,
  values: readonly (readonly unknown[])[],
  option: string,
  email: string,
): Written {
  if (option !== "RAW" && option !== "USER_ENTERED") throw invalid("'valueInputOption' is required but not specified");
  const book = copyOf(before);
  book.calculated = null;
  const range = rangeNamed(book, text);
  const sheet = sheetOf(book, range.sheetId);
  const area = areaIn(sheet, range);
  const width = Math.max(0, ...values.map((row) => row.length));
  const place = { ...area, bottom: area.top + values.length, right: area.left + width };
  const open = { ...area, ...(isCell(range) && { bottom: Infinity, right: Infinity }) };
  if (!contains(open, place)) throw invalid(`Requested writing within range [${text}], but tried writing outside it`);
  if (values.length > 0 && width > 0) {
    checkInside(sheet, place.bottom - 1, place.right - 1);
    checkMayEdit(book, email, gridOf(sheet, place));
  }
  for (const [r, row] of values.entries())
    for (const [c, value] of row.entries())
      if (value !== null) putValue(sheet, area.top + r, area.left + c, value, option);
  const cells = values.flat().filter((value) => value !== null).length;
  return { book, range: a1Of(book, gridOf(sheet, place)), rows: values.length, columns: width, cells };
}

/** A single cell is a corner: what is written from it may reach as far as it likes. */
const isCell = ({ startRowIndex = 0, endRowIndex, startColumnIndex = 0, endColumnIndex }: GridRange): boolean =>
  endRowIndex === startRowIndex + 1 && endColumnIndex === startColumnIndex + 1;

function putValue(sheet: Sheet, row: number, column: number, value: unknown, option: string): void {
  const cell = cellAt(sheet, row, column);
  if (typeof value === "string" && option === "USER_ENTERED") putCell(sheet, row, column, typedInto(cell, value));
  else putCell(sheet, row, column, rawInto(cell, value));
}

const rawInto = ({ userEnteredValue, ...rest }: Cell, value: unknown): Cell =>
  value === "" ? rest : { ...rest, userEnteredValue: extended(value) };

function extended(value: unknown): ExtendedValue {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "number") return { numberValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  throw invalid(`Invalid values[0][0]: ${JSON.stringify(value)}`);
}

/** Below the table in the range, growing the grid where it must. */
export function appendValues(
  before: Workbook,
  text: string,
  values: readonly (readonly unknown[])[],
  option: string,
  email: string,
): Written {
  const book = copyOf(before);
  const range = rangeNamed(book, text);
  const sheet = sheetOf(book, range.sheetId);
  const top = lastRowIn(book, sheet, areaIn(sheet, range)) + 1;
  if (top + values.length > rowCount(sheet)) resize(sheet, "ROWS", top + values.length);
  checkCellLimit(book);
  const left = range.startColumnIndex ?? 0;
  const start = {
    sheetId: sheet.properties.sheetId,
    startRowIndex: top,
    endRowIndex: top + 1,
    startColumnIndex: left,
    endColumnIndex: left + 1,
  };
  return writeValues(book, a1Of(book, start).replace(/:.*$/, ""), values, option, email);
}

/** The last row of the range that shows anything, and whatever hangs on to it below. */
function lastRowIn(book: Workbook, sheet: Sheet, { top, bottom, left, right }: Area): number {
  const shows = (row: number, from: number, to: number): boolean =>
    Array.from({ length: to - from }, (_, n) => effectiveValue(book, sheet, row, from + n)).some(
      (value) => value !== undefined,
    );
  let last = Math.min(bottom, usedRows(book, sheet)) - 1;
  while (last >= top && !shows(last, left, right)) last--;
  if (last < top) return top - 1;
  while (shows(last + 1, 0, columnCount(sheet))) last++;
  return last;
}

/** Values only; formats and validations stay. */
export function clearValues(
  before: Workbook,
  text: string,
  email: string,
): { readonly book: Workbook; readonly range: string } {
  const book = copyOf(before);
  book.calculated = null;
  const range = rangeNamed(book, text);
  const sheet = sheetOf(book, range.sheetId);
  const area = areaIn(sheet, range);
  checkMayEdit(book, email, gridOf(sheet, area));
  for (let row = area.top; row < Math.min(area.bottom, sheet.rows.length); row++)
    for (let column = area.left; column < Math.min(area.right, sheet.rows[row]!.length); column++) {
      const { userEnteredValue, ...rest } = cellAt(sheet, row, column);
      putCell(sheet, row, column, rest);
    }
  return { book, range: a1Of(book, gridOf(sheet, area)) };
}
