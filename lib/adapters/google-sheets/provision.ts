import type { RawCell } from "../../ports/spreadsheet.ts";
import type { NewSheet } from "../../ports/workbook-file.ts";
import { type Book, bookOf, gridTitled } from "./book.ts";
import { openCalls } from "./calls.ts";
import { READ_FIELDS, type Request } from "./fields.ts";
import type { GoogleSheetOptions } from "./google-sheet.ts";
import type { Grid } from "./grid.ts";
import { LOOKUP_TAB } from "./lookup-formula.ts";
import { newPins } from "./lookup-room.ts";
import { lookupTabRequests, planLookup } from "./lookup-tab.ts";
import { newLookup } from "./new-lookup.ts";
import { addTab, choiceRequests, fillTab, headerRowOf, sizeOf } from "./new-tab.ts";
import { newPlaces } from "./publication.ts";
import { send } from "./sending.ts";
import { lastStamp } from "./stamp.ts";

export interface ProvisionOptions extends GoogleSheetOptions {
  readonly sheets: readonly NewSheet[];
  /** Headers of the columns that make the key, by title, for tabs whose system columns are looked up. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  /** Lookups that are broken or were edited are put again where nothing is in their way. */
  readonly repair?: boolean;
}

export interface Provisioned {
  readonly created: readonly string[];
  /** Tabs that were there and hold something: left as they are, but for a missing lookup. */
  readonly kept: readonly string[];
  /** Tabs whose lookup was put. */
  readonly lookups: readonly string[];
  /** Lookups that could not be put, with the cell that is in the way. */
  readonly blocked: readonly { readonly sheet: string; readonly cell: string }[];
}

/**
 * Makes what a spreadsheet lacks to be a registry, in one batch; what is there stays, so that it may be done again at any time. Where headers of ours came
 * with people's own file one more goes before, which pins them (lookup-room.ts). Throws PortError.
 */
export async function provisionGoogle(id: string, options: ProvisionOptions): Promise<Provisioned> {
  const calls = openCalls(id, options);
  const read = async () => bookOf(await calls.read(READ_FIELDS), options.name, () => true);
  let book = await read();
  const loose = planProvision(book, options).pins;
  if (loose.length > 0) {
    await send(calls, book, loose, lastStamp(book.batches));
    book = await read();
  }
  const { requests, pins: _, ...result } = planProvision(book, options);
  if (requests.length > 0) await send(calls, book, requests, lastStamp(book.batches));
  return result;
}

interface Tab {
  readonly sheet: NewSheet;
  readonly grid: Grid;
  readonly index: number;
  readonly stands: boolean;
  /** It holds nothing yet. */
  readonly isNew: boolean;
}

export function planProvision(
  book: Book,
  { sheets, keys, repair = false }: Pick<ProvisionOptions, "sheets" | "keys" | "repair">,
): Provisioned & { readonly requests: readonly Request[]; readonly pins: readonly Request[] } {
  const place = newPlaces(book.grids);
  const tabs = sheets.map((sheet): Tab => {
    const found = gridTitled(book.grids, sheet.title);
    const [sheetId, index] = place(found);
    const isNew = found === undefined || (found.isGrid && found.rows.length + found.formulas.length === 0);
    return { sheet, grid: isNew ? emptyGrid(sheet, sheetId) : found, index, stands: found !== undefined, isNew };
  });
  const fresh = tabs.filter(({ isNew }) => isNew);
  const newPin = newPins(book.grids);
  const lookups = tabs.flatMap((tab) => newLookup(tab, { key: keys.get(tab.sheet.title), repair, newPin }));
  const put = lookups.filter(({ requests }) => requests.length > 0);
  const requests = [
    ...fresh.map(({ sheet, grid, index, stands }) => addTab(sheet, grid.sheetId, index, stands)),
    ...fresh.flatMap(({ sheet, grid }) => fillTab(sheet, grid.sheetId, keys.has(sheet.title))),
    ...fresh.flatMap(({ sheet, grid }) => choiceRequests(sheet, grid.sheetId, sheets)),
    ...(put.length > 0 ? lookupTab(book, place) : []),
    ...put.flatMap((one) => one.requests),
  ];
  return {
    requests,
    pins: lookups.flatMap(({ pins }) => pins),
    created: fresh.map(({ sheet }) => sheet.title),
    kept: tabs.filter(({ isNew }) => !isNew).map(({ sheet }) => sheet.title),
    lookups: put.map(({ sheet }) => sheet),
    blocked: lookups.flatMap(({ sheet, cell }) => (cell === null ? [] : [{ sheet, cell }])),
  };
}

const emptyGrid = (sheet: NewSheet, sheetId: number): Grid => {
  const { title } = sheet;
  const cells: RawCell[] = sheet.columns.filter(({ system }) => !system).map(({ header }) => header);
  const frame = { isGrid: true, hidden: false, frozenRows: headerRowOf(sheet), frozenColumns: 0, ...sizeOf(sheet) };
  const rows = [{ number: headerRowOf(sheet), cells }];
  return { sheetId, title, ...frame, rows, merges: [], formulas: [], locks: [], api: {} };
};

const lookupTab = ({ grids }: Book, place: ReturnType<typeof newPlaces>): Request[] =>
  gridTitled(grids, LOOKUP_TAB) === undefined
    ? lookupTabRequests(planLookup(undefined, new Map(), new Set(), new Set()), ...place(undefined))
    : [];
