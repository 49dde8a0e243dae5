import type { UnshownColumns } from "../../ports/spreadsheet.ts";
import { cellName } from "../xlsx/address.ts";
import { type Anchor, anchorOf, isTaken } from "./anchor.ts";
import type { Grid } from "./grid.ts";
import { LOOKUP_TAB, sheetOfCode } from "./lookup-formula.ts";

/** Lookups that show an error, and tabs that had one once: their keys are still in the tab of keys. */
export function unshownColumns(grids: readonly Grid[]): readonly UnshownColumns[] {
  const known = new Set(
    grids.find(({ title }) => title === LOOKUP_TAB)?.rows.map(({ cells }) => sheetOfCode(cells[0])),
  );
  return grids.flatMap((grid) => {
    const anchor = anchorOf(grid);
    const missing = anchor === null && known.has(String(grid.sheetId));
    if (anchor === null) return missing ? [{ sheet: grid.title, cell: "", inTheWay: "" }] : [];
    return anchor.broken
      ? [{ sheet: grid.title, cell: cellName(anchor.column, anchor.row), inTheWay: inTheWay(grid, anchor) }]
      : [];
  });
}

/** The first cell where the lookup would show something. */
function inTheWay({ rows }: Grid, { row, column, width }: Anchor): string {
  for (const { number, cells } of rows)
    for (let at = column; number >= row && at < Math.min(column + width, cells.length); at++)
      if (isTaken(cells[at]) && !(number === row && at === column)) return cellName(at, number);
  return "";
}
