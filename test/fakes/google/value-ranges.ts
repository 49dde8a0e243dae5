import { a1Of, rangeNamed } from "./a1.ts";
import { invalid } from "./errors.ts";
import { formatted } from "./formatted.ts";
import { type Area, cellAt, columnCount, rowCount, sheetOf, unbounded } from "./grid.ts";
import type { GridRange, Sheet, Workbook } from "./model.ts";
import { gridOf } from "./requests/cells.ts";
import { effectiveValue, usedColumns, usedRows } from "./values.ts";

export interface ValueRange {
  readonly range?: string;
  readonly majorDimension?: string;
  readonly values?: readonly (readonly unknown[])[];
}

/** The range cut to the grid. */
export const areaIn = (sheet: Sheet, range: GridRange): Area => {
  const area = unbounded(range, rowCount(sheet), columnCount(sheet));
  return { ...area, bottom: Math.min(area.bottom, rowCount(sheet)), right: Math.min(area.right, columnCount(sheet)) };
};

/** Values of a range, rows and cells at the end that show nothing left out. */
export function valuesOf(book: Workbook, text: string, render: string): ValueRange {
  const range = rangeNamed(book, text);
  const sheet = sheetOf(book, range.sheetId);
  const area = areaIn(sheet, range);
  if (area.top >= area.bottom || area.left >= area.right)
    throw invalid(
      `Range (${text}) exceeds grid limits. Max rows: ${rowCount(sheet)}, max columns: ${columnCount(sheet)}`,
    );
  const rows: unknown[][] = [];
  for (let row = area.top; row < Math.min(area.bottom, usedRows(book, sheet)); row++)
    rows.push(rowOf(book, sheet, row, area, render));
  const values = trimmed(rows, (row) => row.length === 0);
  return { range: a1Of(book, gridOf(sheet, area)), majorDimension: "ROWS", ...(values.length > 0 && { values }) };
}

function rowOf(book: Workbook, sheet: Sheet, row: number, { left, right }: Area, render: string): unknown[] {
  const end = Math.min(right, usedColumns(book, sheet, row));
  const cells = Array.from({ length: Math.max(0, end - left) }, (_, n) => rendered(book, sheet, row, left + n, render));
  return trimmed(cells, (cell) => cell === "");
}

function trimmed<T>(items: T[], isNothing: (item: T) => boolean): T[] {
  while (items.length > 0 && isNothing(items.at(-1)!)) items.pop();
  return items;
}

function rendered(book: Workbook, sheet: Sheet, row: number, column: number, render: string): unknown {
  const cell = cellAt(sheet, row, column);
  const value = effectiveValue(book, sheet, row, column);
  if (render === "FORMULA" && cell.userEnteredValue?.formulaValue !== undefined)
    return cell.userEnteredValue.formulaValue;
  if (value === undefined) return "";
  const plain = value.stringValue ?? value.numberValue ?? value.boolValue;
  return render === "FORMATTED_VALUE" || plain === undefined
    ? formatted(value, cell.userEnteredFormat?.numberFormat)
    : plain;
}
