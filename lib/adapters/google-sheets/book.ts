import type { SheetSnapshot, Wanted, WorkbookSnapshot } from "../../ports/spreadsheet.ts";
import type { ApiSpreadsheet } from "./fields.ts";
import { type Grid, gridOf } from "./grid.ts";
import { LOOKUP_TAB } from "./lookup-formula.ts";
import { humanTab, revisionOf } from "./revision.ts";
import { type Basis, layoutOf } from "./sending.ts";
import { isStaging } from "./staging.ts";
import { batchesIn, lastSequence, lastStamp } from "./stamp.ts";
import { unshownColumns } from "./unshown.ts";

/** One reading: all tabs, those asked for among them, and what a batch would rest on. */
export interface Book extends Basis {
  readonly grids: readonly Grid[];
  readonly wanted: Wanted;
  readonly snapshot: WorkbookSnapshot;
}

/** Tabs that are means of ours: nobody reads them. */
export const isMeans = (title: string): boolean => title === LOOKUP_TAB || isStaging(title);

export function bookOf(api: ApiSpreadsheet, name: string, wanted: Wanted): Book {
  const grids = (api.sheets ?? []).map(gridOf);
  const batches = batchesIn(api.developerMetadata ?? undefined);
  const titles = grids.map(({ title }) => title).filter((title) => !isMeans(title));
  const readable = grids.filter(({ title, isGrid }) => isGrid && !isMeans(title));
  const asked = readable.filter(({ title }) => wanted(title) === true);
  const snapshot: WorkbookSnapshot = {
    name,
    revision: revisionOf(lastSequence(batches), titles, asked.map(humanTab)),
    titles,
    sheets: readable.flatMap((grid) => sheetOf(grid, wanted(grid.title), api.spreadsheetId ?? "")),
    stamp: lastStamp(batches),
    editors: editorsOf(grids),
    unshown: unshownColumns(grids),
  };
  return { name, batches, layout: layoutOf(api), grids, wanted, snapshot };
}

function sheetOf(grid: Grid, wanted: ReturnType<Wanted>, spreadsheetId: string): readonly SheetSnapshot[] {
  const { title, rows, merges, sheetId } = grid;
  const url = `https://docs.google.com/spreadsheets/d/${spreadsheetId}/edit#gid=${sheetId}`;
  if (typeof wanted === "boolean") return wanted ? [{ title, rows, merges, url }] : [];
  const texts = rows.map(({ number, cells }) => ({
    number,
    cells: cells.map((cell) => (typeof cell === "string" && wanted(cell) ? cell : null)),
  }));
  return [{ title, rows: texts.filter(({ cells }) => cells.some((cell) => cell !== null)), merges: [] }];
}

/** By title, for tabs that are protected as a whole; of several protections all must let a person in. */
function editorsOf(grids: readonly Grid[]): ReadonlyMap<string, readonly string[]> {
  const inAll = (locks: Grid["locks"]) => locks.reduce((a, b) => a.filter((user) => b.includes(user)));
  return new Map(grids.filter(({ locks }) => locks.length > 0).map(({ title, locks }) => [title, inAll(locks)]));
}

export const gridTitled = (grids: readonly Grid[], title: string): Grid | undefined =>
  grids.find((grid) => grid.title === title) ?? grids.find((grid) => grid.title.toLowerCase() === title.toLowerCase());
