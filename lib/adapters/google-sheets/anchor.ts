import { isSheetError, type RawCell } from "../../ports/spreadsheet.ts";
import type { Grid } from "./grid.ts";
import { isOurLookup, lookupWidth } from "./lookup-formula.ts";

/** Our lookup where it stands in a department tab, and the columns it fills. */
export interface Anchor {
  /** 1-based. */
  readonly row: number;
  /** 0-based. */
  readonly column: number;
  readonly width: number;
  readonly formula: string;
  /** It shows an error: something stands in its way, or somebody broke it. */
  readonly broken: boolean;
}

export function anchorOf(grid: Grid): Anchor | null {
  const found = grid.formulas.find(({ text }) => isOurLookup(text));
  if (found === undefined) return null;
  const { row, column, text } = found;
  return { row, column, width: lookupWidth(text), formula: text, broken: isError(cellAt(grid, row, column)) };
}

const isError = (cell: RawCell): boolean => typeof cell === "object" && cell !== null && isSheetError(cell);

/** Something stands there that a lookup would not overwrite. Nobody types an error: a broken lookup that fills its columns shows it everywhere. */
export const isTaken = (cell: RawCell | undefined): boolean => cell !== undefined && cell !== null && !isError(cell);

/** What stands in a cell; rows are looked up by their number, which is not their place. */
export function cellAt(grid: Grid, row: number, column: number): RawCell {
  return rowAt(grid, row)?.[column] ?? null;
}

export function rowAt({ rows }: Grid, number: number): readonly RawCell[] | undefined {
  let [low, high] = [0, rows.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = rows[middle]!;
    if (found.number === number) return found.cells;
    if (found.number < number) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** The row without what our lookup shows in it. */
export function humanCells(cells: readonly RawCell[], row: number, anchor: Anchor | null): readonly RawCell[] {
  if (anchor === null || row < anchor.row || cells.length <= anchor.column) return cells;
  const last = anchor.column + anchor.width;
  return cells.map((cell, column) => (column >= anchor.column && column < last ? null : cell));
}

/** The last row in which somebody wrote something; the header row at least. */
export function lastHumanRow(grid: Grid, headerRow: number): number {
  const anchor = anchorOf(grid);
  const holds = (cell: RawCell): boolean => cell !== null;
  const last = grid.rows.findLast(({ cells, number }) => humanCells(cells, number, anchor).some(holds));
  return Math.max(headerRow, last?.number ?? 0);
}
