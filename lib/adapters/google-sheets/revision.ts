import { createHash } from "node:crypto";
import type { RawRow } from "../../ports/spreadsheet.ts";
import { anchorOf, humanCells } from "./anchor.ts";
import type { Grid } from "./grid.ts";

/** What people wrote in one tab. */
export interface HumanTab {
  readonly title: string;
  readonly rows: readonly RawRow[];
}

/** What our lookup shows is left out: it changes with every publication. */
export function humanTab(grid: Grid): HumanTab {
  const anchor = anchorOf(grid);
  if (anchor === null) return grid;
  const rows = grid.rows.map(({ number, cells }) => ({ number, cells: humanCells(cells, number, anchor) }));
  return { title: grid.title, rows };
}

/** Stamp and content: a publication of ours changes the first, anybody else's typing the second. */
export function revisionOf(sequence: number, titles: readonly string[], tabs: readonly HumanTab[]): string {
  const digest = createHash("sha256").update(JSON.stringify(titles));
  for (const { title, rows } of tabs) {
    digest.update(JSON.stringify(title));
    for (const { number, cells } of rows) {
      const last = cells.findLastIndex((cell) => cell !== null);
      if (last >= 0) digest.update(`\n${number}${JSON.stringify(cells.slice(0, last + 1))}`);
    }
  }
  return `${sequence}:${digest.digest("hex").slice(0, 32)}`;
}
