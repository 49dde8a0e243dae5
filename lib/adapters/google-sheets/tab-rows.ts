import type { CellValue, RawCell } from "../../ports/spreadsheet.ts";
import type { ChangeLog } from "../xlsx/change-log.ts";
import { cellData, stands } from "./cell-data.ts";
import type { Request } from "./fields.ts";
import type { Grid } from "./grid.ts";

type Wanted = readonly (readonly CellValue[])[];

const NOTHING: readonly RawCell[] = [];

/** Numbers (1-based) of the rows of a tab of ours that differ from what it is to hold; each cell that differs is noted. */
export function differingRows(
  grid: Grid | undefined,
  title: string,
  wanted: Wanted,
  log: ChangeLog,
  isSilent: (row: number, column: number) => boolean = () => false,
): number[] {
  const standing = new Map(grid?.rows.map(({ number, cells }) => [number, cells]));
  const formulas = new Set(grid?.formulas.map(({ row }) => row));
  const last = Math.max(wanted.length, grid?.rows.at(-1)?.number ?? 0);
  const rows: number[] = [];
  for (let row = 1; row <= last; row++) {
    const before = standing.get(row) ?? NOTHING;
    const after = wanted[row - 1] ?? NOTHING;
    let differs = formulas.has(row);
    for (let column = 0; column < Math.max(before.length, after.length); column++) {
      const [old, value] = [before[column] ?? null, (after[column] ?? null) as CellValue];
      if (isSilent(row, column) || stands(old, value)) continue;
      log.add(title, column, row, old, value);
      differs = true;
    }
    if (differs) rows.push(row);
  }
  return rows;
}

/** Whole rows put in their place, neighbours together; the grid grows to hold them. */
export function rowRequests(
  sheetId: number,
  grid: Pick<Grid, "rowCount" | "columnCount" | "rows">,
  wanted: Wanted,
  rows: readonly number[],
): Request[] {
  const width = Math.max(0, ...wanted.map((row) => row.length), ...grid.rows.map(({ cells }) => cells.length));
  const last = rows.reduce((most, row) => Math.max(most, row), 0);
  const grown = [
    ...growRequest(sheetId, "ROWS", last - grid.rowCount),
    ...growRequest(sheetId, "COLUMNS", width - grid.columnCount),
  ];
  return [...grown, ...runsOf(rows).map((run) => updateRequest(sheetId, run, wanted, width))];
}

export const growRequest = (sheetId: number, dimension: "ROWS" | "COLUMNS", length: number): Request[] =>
  length <= 0 ? [] : [{ appendDimension: { sheetId, dimension, length } }];

interface Run {
  readonly first: number;
  last: number;
}

/** Ascending numbers as runs without gaps. */
function runsOf(rows: readonly number[]): Run[] {
  const runs: Run[] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    if (run !== undefined && run.last === row - 1) run.last = row;
    else runs.push({ first: row, last: row });
  }
  return runs;
}

function updateRequest(sheetId: number, { first, last }: Run, wanted: Wanted, width: number): Request {
  const rows = Array.from({ length: last - first + 1 }, (_, at) => {
    const row = wanted[first - 1 + at] ?? [];
    return { values: Array.from({ length: width }, (_, column) => cellData(row[column] ?? null)) };
  });
  const start = { sheetId, rowIndex: first - 1, columnIndex: 0 };
  return { updateCells: { start, rows, fields: "userEnteredValue" } };
}
