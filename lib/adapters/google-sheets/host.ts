import type { CellValue, RawCell, RawRow, SystemColumns } from "../../ports/spreadsheet.ts";
import type { ChangeLog } from "../xlsx/change-log.ts";
import { cellAt } from "./anchor.ts";
import { fitted, stands } from "./cell-data.ts";
import type { Request } from "./fields.ts";
import { type Grid, keyCellAt } from "./grid.ts";
import { lightRequests } from "./light-colours.ts";
import { codedKey, UNMATCHED } from "./lookup-formula.ts";
import { type LookupPlace, lookupPlace } from "./lookup-place.ts";
import { roomRequests } from "./lookup-room.ts";
import { formatRequest, freezeRequest, headerStyle, warnRequest, widthRequest } from "./tab-dress.ts";

/** A department tab and what its lookup is to show. */
export interface HostPlan {
  readonly grid: Grid;
  readonly columns: SystemColumns;
  readonly place: LookupPlace;
  /** Coded key → values; null where two keys look the same to VLOOKUP, as those do that differ in capitals only: neither is shown. */
  readonly entries: ReadonlyMap<string, readonly CellValue[] | null>;
  readonly rowsChanged: number;
}

export function planHost(grid: Grid, columns: SystemColumns, log: ChangeLog): HostPlan {
  const place = lookupPlace(grid, columns);
  const entries = entriesOf(grid, columns);
  const rowsChanged = "blocked" in place ? 0 : noteChanges(grid, columns, place, entries, log);
  return { grid, columns, place, entries, rowsChanged };
}

const codeOf = (grid: Grid, { keyColumns }: SystemColumns, row: number): string | null =>
  codedKey(
    grid.sheetId,
    keyColumns.map((column) => keyCellAt(grid, row, column)),
  );

/** Every row that has a key: one of which nothing is to be said shows nothing, one that came later shows 未匹配. */
function entriesOf(grid: Grid, columns: SystemColumns): Map<string, readonly CellValue[] | null> {
  const entries = new Map<string, readonly CellValue[] | null>();
  const alike = new Map<string, { readonly code: string; readonly key: string | null }>();
  for (const { number } of grid.rows) {
    if (number <= columns.headerRow) continue;
    const code = codeOf(grid, columns, number);
    const key = columns.rowKeys.get(number) ?? null;
    if (code === null || isBorrowed(grid, columns, number, key)) continue;
    const first = alike.get(code.toLowerCase()) ?? { code, key };
    alike.set(code.toLowerCase(), first);
    const clear = first.code === code && first.key === key;
    entries.set(code, clear && entries.get(code) !== null ? valuesOf(columns, key) : null);
    if (!clear) entries.set(first.code, null);
  }
  return entries;
}

/** A key of which a part stands in another row (a merged cell) is nobody's in its own row: another row may look the same tomorrow. */
const isBorrowed = (grid: Grid, { keyColumns }: SystemColumns, row: number, key: string | null): boolean =>
  key !== null && keyColumns.some((column) => cellAt(grid, row, column) === null);

function valuesOf({ headers, values }: SystemColumns, key: string | null): readonly CellValue[] {
  const found = key === null ? undefined : values.get(key);
  return headers.map(({ format }, at) => fitted(found?.[at] ?? null, format));
}

/** What will be seen against what is seen now, cell by cell. */
function noteChanges(
  grid: Grid,
  columns: SystemColumns,
  { column: left, put }: { readonly column: number; readonly put: string | null },
  entries: HostPlan["entries"],
  log: ChangeLog,
): number {
  const { headerRow, headers } = columns;
  headers.forEach(({ title }, at) => {
    const before = cellAt(grid, headerRow, left + at);
    if (before !== title || (at === 0 && put !== null)) log.add(grid.title, left + at, headerRow, before, title);
  });
  let rowsChanged = 0;
  for (const row of grid.rows) {
    if (row.number <= headerRow) continue;
    const shown = shownAt(grid, columns, row, entries);
    const differing = headers.flatMap((_, at) => {
      const before: RawCell = row.cells[left + at] ?? null;
      return stands(before, shown(at)) ? [] : [{ at, before }];
    });
    for (const { at, before } of differing) log.add(grid.title, left + at, row.number, before, shown(at));
    if (differing.length > 0) rowsChanged++;
  }
  return rowsChanged;
}

function shownAt(
  grid: Grid,
  columns: SystemColumns,
  row: RawRow,
  entries: HostPlan["entries"],
): (at: number) => CellValue {
  if (columns.keyColumns.every((column) => (row.cells[column] ?? null) === null)) return () => null;
  const code = codeOf(grid, columns, row.number);
  const values = code === null ? null : entries.get(code);
  return values === null || values === undefined ? () => UNMATCHED : (at) => values[at] ?? null;
}

export function hostRequests({ grid, columns, place }: HostPlan, newPin: () => number): Request[] {
  if ("blocked" in place || place.put === null) return [];
  const { sheetId } = grid;
  const { headerRow, headers, positions } = columns;
  const isUnheaded = positions.every((at) => at === null);
  const cells = headers.map((_, at) => (at === 0 ? { userEnteredValue: { formulaValue: place.put } } : {}));
  const start = { sheetId, rowIndex: headerRow - 1, columnIndex: place.column };
  return [
    ...roomRequests(grid, { left: place.column, width: headers.length }, place.first && isUnheaded, newPin),
    { updateCells: { start, rows: [{ values: cells }], fields: "userEnteredValue" } },
    ...headers.map(({ format }, at) => formatRequest(sheetId, place.column + at, headerRow + 1, format)),
    ...(place.first ? dress(grid, columns, place.column) : []),
  ];
}

function dress(grid: Grid, { headerRow, headers }: SystemColumns, left: number): Request[] {
  const { sheetId } = grid;
  const lights = headers.flatMap(({ light }, at) => (light ? [left + at] : []));
  return [
    ...headers.map(({ width }, at) => widthRequest(sheetId, left + at, width)),
    headerStyle(sheetId, headerRow, left, headers.length),
    warnRequest(sheetId, headerRow, left, headers.length),
    ...lightRequests(sheetId, lights, headerRow + 1),
    ...(grid.frozenRows >= headerRow ? [] : [freezeRequest(sheetId, headerRow)]),
  ];
}
