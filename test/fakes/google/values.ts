import { calculated } from "./calculate.ts";
import { columnCount } from "./grid.ts";
import type { ExtendedValue, Sheet, Workbook } from "./model.ts";
import { placeOf, rowOfPlace } from "./place.ts";

/** What the cell shows, unformatted; undefined = blank. */
export function effectiveValue(book: Workbook, sheet: Sheet, row: number, column: number): ExtendedValue | undefined {
  const value = sheet.rows[row]?.[column]?.userEnteredValue;
  if (value !== undefined && value.formulaValue === undefined) return value;
  return calculated(book).get(sheet.properties.sheetId)?.get(placeOf(row, column));
}

/** How many rows hold a cell or a spilled value. */
export function usedRows(book: Workbook, sheet: Sheet): number {
  let rows = sheet.rows.length;
  for (const place of calculated(book).get(sheet.properties.sheetId)?.keys() ?? [])
    rows = Math.max(rows, rowOfPlace(place) + 1);
  return rows;
}

/** How many columns of a row hold a cell or a spilled value. */
export function usedColumns(book: Workbook, sheet: Sheet, row: number): number {
  const spilled = calculated(book).get(sheet.properties.sheetId);
  const typed = sheet.rows[row]?.length ?? 0;
  if (spilled === undefined) return typed;
  for (let column = columnCount(sheet) - 1; column >= typed; column--)
    if (spilled.has(placeOf(row, column))) return column + 1;
  return typed;
}

/** −1 when nothing shows. */
export function lastRowWithData(book: Workbook, sheet: Sheet): number {
  for (let row = usedRows(book, sheet) - 1; row >= 0; row--)
    for (let column = usedColumns(book, sheet, row) - 1; column >= 0; column--)
      if (effectiveValue(book, sheet, row, column) !== undefined) return row;
  return -1;
}
