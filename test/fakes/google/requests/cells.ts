import { checkMayEdit } from "../access.ts";
import { invalid } from "../errors.ts";
import { type Mask, overlay } from "../field-mask.ts";
import {
  type Area,
  areaOf,
  cellAt,
  checkCellLimit,
  checkInside,
  forEachCell,
  putCell,
  resize,
  rowCount,
  sheetOf,
} from "../grid.ts";
import { type Cell, EMPTY, type ExtendedValue, type GridRange, type Sheet, type Workbook } from "../model.ts";
import { lastRowWithData } from "../values.ts";
import type { Handler } from "./handler.ts";
import { updateMask } from "./masks.ts";

interface RowData {
  readonly values?: readonly Cell[];
}

interface Coordinate {
  readonly sheetId?: number;
  readonly rowIndex?: number;
  readonly columnIndex?: number;
}

const cellMask = (fields: string | undefined): Mask => {
  const mask = updateMask(fields, "CellData");
  for (const field of ["effectiveValue", "effectiveFormat", "formattedValue", "hyperlink"])
    if (mask.has(field)) throw invalid(`Field ${field} is read-only.`);
  return mask;
};

export const updateCells: Handler<{
  rows?: readonly RowData[];
  fields?: string;
  start?: Coordinate;
  range?: GridRange;
}> = (book, { rows = [], fields, start, range }, email) => {
  const mask = cellMask(fields);
  if (range !== undefined) fillRange(book, range, rows, mask, email);
  else if (start !== undefined) writeFrom(book, start, rows, mask, email);
  else throw invalid("Must specify either start or range.");
  return {};
};

function writeFrom(book: Workbook, start: Coordinate, rows: readonly RowData[], mask: Mask, email: string): void {
  const sheet = sheetOf(book, start.sheetId);
  const [top, left] = [start.rowIndex ?? 0, start.columnIndex ?? 0];
  const width = Math.max(0, ...rows.map(({ values = [] }) => values.length));
  if (rows.length === 0 || width === 0) return;
  checkInside(sheet, top, left);
  checkInside(sheet, top + rows.length - 1, left + width - 1);
  checkMayEdit(book, email, gridOf(sheet, { top, bottom: top + rows.length, left, right: left + width }));
  for (const [r, { values = [] }] of rows.entries())
    for (const [c, cell] of values.entries()) write(sheet, top + r, left + c, cell, mask);
}

/** Cells of the range that the data does not reach lose the masked fields. */
function fillRange(book: Workbook, range: GridRange, rows: readonly RowData[], mask: Mask, email: string): void {
  const area = areaOf(book, range);
  const sheet = sheetOf(book, range.sheetId);
  if (rows.length > area.bottom - area.top)
    throw invalid(`Attempting to write row: ${area.bottom}, beyond the last requested row of: ${area.bottom - 1}`);
  if (rows.some(({ values = [] }) => values.length > area.right - area.left))
    throw invalid(`Attempting to write column: ${area.right}, beyond the last requested column of: ${area.right - 1}`);
  checkMayEdit(book, email, gridOf(sheet, area));
  forEachCell(area, (row, column) => {
    write(sheet, row, column, rows[row - area.top]?.values?.[column - area.left] ?? EMPTY, mask);
  });
}

export const repeatCell: Handler<{ range?: GridRange; cell?: Cell; fields?: string }> = (
  book,
  { range, cell = EMPTY, fields },
  email,
) => {
  const mask = cellMask(fields);
  const area = areaOf(book, range);
  const sheet = sheetOf(book, range!.sheetId);
  checkMayEdit(book, email, gridOf(sheet, area));
  forEachCell(area, (row, column) => write(sheet, row, column, cell, mask));
  return {};
};

/** Below the last row that shows anything: what a formula spills counts, as at Google. */
export const appendCells: Handler<{ sheetId?: number; rows?: readonly RowData[]; fields?: string }> = (
  book,
  { sheetId, rows = [], fields },
  email,
) => {
  const sheet = sheetOf(book, sheetId);
  const top = lastRowWithData(book, sheet) + 1;
  if (top + rows.length > rowCount(sheet)) resize(sheet, "ROWS", top + rows.length);
  checkCellLimit(book);
  writeFrom(book, { sheetId: sheet.properties.sheetId, rowIndex: top }, rows, cellMask(fields), email);
  return {};
};

export const gridOf = (sheet: Sheet, area: Area): GridRange => ({
  sheetId: sheet.properties.sheetId,
  startRowIndex: area.top,
  endRowIndex: area.bottom,
  startColumnIndex: area.left,
  endColumnIndex: area.right,
});

function write(sheet: Sheet, row: number, column: number, cell: Cell, mask: Mask): void {
  checkValue(cell);
  const before = cellAt(sheet, row, column);
  if (before === EMPTY && cell === EMPTY) return;
  putCell(sheet, row, column, overlay(before, storable(cell), mask));
}

/** A mask of "*" lets through what only Google writes; it is ignored. */
function storable(cell: Cell): Cell {
  const { effectiveValue, effectiveFormat, formattedValue, hyperlink, ...kept } = cell as Record<string, unknown>;
  if (isNothing(kept.userEnteredValue as ExtendedValue | undefined)) delete kept.userEnteredValue;
  return kept as Cell;
}

/** An empty text empties the cell. */
const isNothing = (value: ExtendedValue | undefined): boolean =>
  value !== undefined && (Object.keys(value).length === 0 || value.stringValue === "");

function checkValue({ userEnteredValue: value }: Cell): void {
  if (value === undefined) return;
  if (value.errorValue !== undefined) throw invalid("Cannot set an error value.");
  if ((value.stringValue ?? value.formulaValue ?? "").length > 50_000)
    throw invalid("Your input contains more than the maximum of 50000 characters in a single cell.");
  if (value.formulaValue !== undefined && !value.formulaValue.startsWith("="))
    throw invalid(`Invalid formula: ${value.formulaValue}`);
}
