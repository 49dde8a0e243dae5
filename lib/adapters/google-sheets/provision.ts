import type { RawCell, SystemColumns } from "../../ports/spreadsheet.ts";
import type { NewSheet } from "../../ports/workbook-file.ts";
import { type Book, bookOf, gridTitled } from "./book.ts";
import { openCalls } from "./calls.ts";
import { READ_FIELDS, type Request } from "./fields.ts";
import type { GoogleSheetOptions } from "./google-sheet.ts";
import type { Grid } from "./grid.ts";
import { hostRequests } from "./host.ts";
import { LOOKUP_TAB } from "./lookup-formula.ts";
import { lookupPlace } from "./lookup-place.ts";
import { newPins } from "./lookup-room.ts";
import { lookupTabRequests, planLookup } from "./lookup-tab.ts";
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

/** Makes what a spreadsheet lacks to be a registry, in one batch; what is there stays, so that it may be done again at any time. Throws PortError. */
export async function provisionGoogle(id: string, options: ProvisionOptions): Promise<Provisioned> {
  const calls = openCalls(id, options);
  const book = bookOf(await calls.read(READ_FIELDS), options.name, () => true);
  const { requests, ...result } = planProvision(book, options);
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
): Provisioned & { readonly requests: readonly Request[] } {
  const place = newPlaces(book.grids);
  const tabs = sheets.map((sheet): Tab => {
    const found = gridTitled(book.grids, sheet.title);
    const [sheetId, index] = place(found);
    const isNew = found === undefined || (found.isGrid && found.rows.length + found.formulas.length === 0);
    return { sheet, grid: isNew ? emptyGrid(sheet, sheetId) : found, index, stands: found !== undefined, isNew };
  });
  const fresh = tabs.filter(({ isNew }) => isNew);
  const newPin = newPins(book.grids);
  const lookups = tabs.flatMap((tab) => lookupOf(tab, keys, repair, newPin));
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

interface Lookup {
  readonly sheet: string;
  readonly requests: readonly Request[];
  readonly cell: string | null;
}

function lookupOf(
  { sheet, grid, isNew }: Tab,
  keys: ProvisionOptions["keys"],
  repair: boolean,
  newPin: () => number,
): Lookup[] {
  const key = keys.get(sheet.title);
  const found = key === undefined || !grid.isGrid ? null : systemColumns(sheet, grid, key);
  if (found === null) return [];
  const columns = isNew ? { ...found, positions: rightOf(grid, found) } : found;
  const place = lookupPlace(grid, columns);
  if ("blocked" in place) return [{ sheet: grid.title, requests: [], cell: place.cell }];
  const due = isNew || place.first || repair;
  const plan = { grid, columns, place, entries: new Map(), rowsChanged: 0 };
  return [{ sheet: grid.title, requests: due ? hostRequests(plan, newPin) : [], cell: null }];
}

/** A new tab was made with room for them. */
const rightOf = ({ rows }: Grid, { headers }: SystemColumns): number[] =>
  headers.map((_, at) => rows[0]!.cells.length + at);

/** null where the header row with all columns of the key is not found: such a tab is left alone. */
function systemColumns(sheet: NewSheet, grid: Grid, key: readonly string[]): SystemColumns | null {
  const row = grid.rows.find(
    ({ number, cells }) => number <= DEEPEST_HEADER && key.every((one) => indexOf(cells, one) >= 0),
  );
  if (row === undefined) return null;
  const headers = sheet.columns
    .filter(({ system }) => system)
    .map(({ header, width, format, light }) => ({
      ...{ title: header, width, light: light ?? false },
      format: format === "number" ? ("text" as const) : format,
    }));
  const positions = headers.map(({ title }) => indexOf(row.cells, title)).map((at) => (at < 0 ? null : at));
  return {
    ...{ sheet: grid.title, headerRow: row.number, headers, positions, rowKeys: new Map(), values: new Map() },
    keyColumns: key.map((one) => indexOf(row.cells, one)),
  };
}

const DEEPEST_HEADER = 5;

const indexOf = (cells: readonly RawCell[], header: string): number =>
  cells.findIndex((cell) => typeof cell === "string" && plain(cell) === plain(header));

/** As the registry compares headers, units and stars aside. */
const plain = (header: string): string =>
  header
    .normalize("NFKC")
    .replace(/[\s*]|\(.*\)$/g, "")
    .toLowerCase();
