import { type CellValue, isSheetDate, type NewRows, type RawRow } from "../../ports/spreadsheet.ts";
import { writable } from "../xlsx/cell-xml.ts";
import { lastHumanRow } from "./anchor.ts";
import { type Book, gridTitled, isMeans } from "./book.ts";
import { cellData } from "./cell-data.ts";
import type { Request } from "./fields.ts";
import type { Grid } from "./grid.ts";
import { Refusal } from "./refusal.ts";
import { humanTab, revisionOf } from "./revision.ts";
import { lastSequence } from "./stamp.ts";
import { formatRequest } from "./tab-dress.ts";
import { growRequest } from "./tab-rows.ts";

export interface AppendPlan {
  readonly requests: readonly Request[];
  /** Of the workbook once the rows stand in it. */
  readonly revision: string;
}

/**
 * New rows are put in as rows, never into rows that are there: whatever somebody typed meanwhile moves down and stays whole.
 */
export function planAppend(book: Book, rows: NewRows): AppendPlan {
  const grid = gridTitled(book.grids, rows.sheet);
  if (!grid?.isGrid) throw new Refusal("missing-sheet", rows.sheet);
  const last = lastHumanRow(grid, rows.headerRow);
  const cells = rows.rows.map((values) => placed(values, rows.positions));
  return {
    requests: [...roomFor(grid, rows, last), ...written(grid, cells, last)],
    revision: revisionWith(book, grid, cells, last),
  };
}

/** The values in their columns, nothing in between. */
function placed(values: readonly CellValue[], positions: readonly number[]): CellValue[] {
  const cells: CellValue[] = Array.from({ length: Math.max(-1, ...positions) + 1 }, () => null);
  for (const [at, column] of positions.entries()) cells[column] = writable(values[at] ?? null, false);
  return cells;
}

/** Rows of the grid's end are added, all others put in between; they look like the row above unless that is the header. */
function roomFor({ sheetId, rowCount, columnCount }: Grid, rows: NewRows, last: number): Request[] {
  const count = rows.rows.length;
  const range = { sheetId, dimension: "ROWS", startIndex: last, endIndex: last + count };
  const inheritFromBefore = last > rows.headerRow;
  return [
    ...growRequest(sheetId, "COLUMNS", Math.max(...rows.positions) + 1 - columnCount),
    ...(last >= rowCount ? growRequest(sheetId, "ROWS", count) : [{ insertDimension: { range, inheritFromBefore } }]),
  ];
}

function written({ sheetId }: Grid, cells: readonly CellValue[][], last: number): Request[] {
  const rows = cells.map((row) => ({ values: row.map(cellData) }));
  const start = { sheetId, rowIndex: last, columnIndex: 0 };
  return [
    { updateCells: { start, rows, fields: "userEnteredValue" } },
    ...cells.flatMap((row, at) => days(sheetId, row, last + at)),
  ];
}

/** A day is a figure until its cell says otherwise. */
const days = (sheetId: number, row: readonly CellValue[], index: number): Request[] =>
  row.flatMap((value, column) => {
    if (!isSheetDate(value)) return [];
    const { repeatCell } = formatRequest(sheetId, column, index + 1, "date");
    return [{ repeatCell: { ...repeatCell, range: { ...repeatCell!.range, endRowIndex: index + 1 } } }];
  });

function revisionWith(book: Book, grid: Grid, cells: readonly CellValue[][], last: number): string {
  const added: RawRow[] = cells.map((row, at) => ({ number: last + at + 1, cells: row }));
  const asked = book.grids.filter(({ title, isGrid }) => isGrid && !isMeans(title) && book.wanted(title));
  const tabs = asked.map((one) => {
    const { title, rows } = humanTab(one);
    return one === grid ? { title, rows: [...rows.filter(({ number }) => number <= last), ...added] } : { title, rows };
  });
  return revisionOf(lastSequence(book.batches) + 1, book.snapshot.titles, tabs);
}
