import type { RawCell, SystemColumns } from "../../ports/spreadsheet.ts";
import type { NewSheet } from "../../ports/workbook-file.ts";
import type { Request } from "./fields.ts";
import type { Grid } from "./grid.ts";
import { hostRequests } from "./host.ts";
import { lookupPlace } from "./lookup-place.ts";
import { pinRequests, pinsIn } from "./lookup-room.ts";

/** What `init` does about the lookup of one tab. */
export interface NewLookup {
  readonly sheet: string;
  readonly requests: readonly Request[];
  /** Asked for before: headers of ours that came with people's own file stand in columns that nothing marks yet. */
  readonly pins: readonly Request[];
  /** In the way. */
  readonly cell: string | null;
}

interface Tab {
  readonly sheet: NewSheet;
  readonly grid: Grid;
  /** It holds nothing yet. */
  readonly isNew: boolean;
}

interface Asked {
  /** Headers of the key's columns. */
  readonly key: readonly string[] | undefined;
  readonly repair: boolean;
  readonly newPin: () => number;
}

export function newLookup({ sheet, grid, isNew }: Tab, { key, repair, newPin }: Asked): NewLookup[] {
  const found = key === undefined || !grid.isGrid ? null : systemColumns(sheet, grid, key);
  if (found === null) return [];
  const columns = isNew ? { ...found, positions: rightOf(grid, found) } : found;
  const place = lookupPlace(grid, columns);
  if ("blocked" in place) return [{ sheet: grid.title, requests: [], pins: [], cell: place.cell }];
  const due = isNew || place.first || repair;
  const plan = { grid, columns, place, entries: new Map(), rowsChanged: 0 };
  const room = { left: place.column, width: columns.headers.length };
  const isLoose = due && !isNew && columns.positions.some((at) => at !== null) && pinsIn(grid.api).length === 0;
  const pins = isLoose ? pinRequests(grid, room, newPin) : [];
  return [{ sheet: grid.title, requests: due ? hostRequests(plan, newPin) : [], pins, cell: null }];
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
