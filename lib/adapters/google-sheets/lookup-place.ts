import type { SystemColumns } from "../../ports/spreadsheet.ts";
import { cellName } from "../xlsx/address.ts";
import { type Anchor, anchorOf, cellAt, isTaken, lastHumanRow } from "./anchor.ts";
import type { Grid } from "./grid.ts";
import { lookupEnd, lookupFormula, sameFormula } from "./lookup-formula.ts";

/** Where the lookup of a department tab stands or is to stand; it is put only where nobody's cell is in its way. */
export type LookupPlace =
  | { readonly column: number; readonly put: string | null; readonly first: boolean }
  | { readonly blocked: "lookup-blocked" | "lookup-scattered"; readonly cell: string };

export function lookupPlace(grid: Grid, columns: SystemColumns): LookupPlace {
  const { headerRow, headers, keyColumns, positions } = columns;
  const titles = headers.map(({ title }) => title);
  const formula = (lastRow: number) => lookupFormula({ sheetId: grid.sheetId, headerRow, lastRow, keyColumns, titles });
  const anchor = anchorOf(grid);
  if (anchor !== null && anchor.row !== headerRow) return blockedAt(anchor.row, anchor.column);
  if (anchor !== null && !anchor.broken && isWhole(grid, anchor, formula))
    return { column: anchor.column, put: null, first: false };
  const column = anchor?.column ?? columnFor(grid, positions);
  if (column === null)
    return { blocked: "lookup-scattered", cell: cellName(positions.find((at) => at !== null)!, headerRow) };
  const inTheWay = firstInTheWay(grid, { row: headerRow, column, titles, anchor });
  if (inTheWay !== null) return blockedAt(inTheWay.row, inTheWay.column);
  return { column, put: formula(Math.max(grid.rowCount, headerRow + 1)), first: anchor === null };
}

const blockedAt = (row: number, column: number): LookupPlace => ({
  blocked: "lookup-blocked",
  cell: cellName(column, row),
});

/** Where our headers stand side by side, else right of everything; null when they are scattered. */
function columnFor(grid: Grid, positions: SystemColumns["positions"]): number | null {
  const first = positions[0] ?? null;
  if (positions.every((at) => at === null)) return Math.max(0, ...grid.rows.map(({ cells }) => cells.length));
  return first !== null && positions.every((at, i) => at === first + i) ? first : null;
}

/** Ours, and it looks at every row that holds something. */
function isWhole(grid: Grid, { formula, row }: Anchor, wanted: (lastRow: number) => string): boolean {
  const end = lookupEnd(formula);
  return end >= lastHumanRow(grid, row) && sameFormula(formula, wanted(end));
}

interface Place {
  readonly row: number;
  readonly column: number;
  readonly titles: readonly string[];
  readonly anchor: Anchor | null;
}

/** The first cell in the lookup's columns that holds something of its own. What an unbroken lookup shows is no such thing. */
function firstInTheWay(grid: Grid, place: Place): { row: number; column: number } | null {
  const { row: top, column: left, titles, anchor } = place;
  const from = anchor !== null && !anchor.broken ? left + Math.min(anchor.width, titles.length) : left;
  const isAnchor = (row: number, column: number) => anchor !== null && row === anchor.row && column === anchor.column;
  const isOurs = (row: number, column: number) =>
    isAnchor(row, column) || (row === top && cellAt(grid, row, column) === titles[column - left]);
  const inside = (row: number, column: number) => row >= top && column >= from && column < left + titles.length;
  const formula = grid.formulas.find(({ row, column }) => inside(row, column) && !isAnchor(row, column));
  if (formula !== undefined) return formula;
  for (const { number, cells } of grid.rows)
    for (let column = from; column < Math.min(cells.length, left + titles.length); column++)
      if (inside(number, column) && isTaken(cells[column]) && !isOurs(number, column)) return { row: number, column };
  return null;
}
