import { type CellValue, isSheetDate, type RawCell } from "../../ports/spreadsheet.ts";
import { ChangeLog } from "../xlsx/change-log.ts";
import { serialOf } from "./cell-data.ts";
import type { Request } from "./fields.ts";
import type { Grid } from "./grid.ts";
import { LOOKUP_TAB, sheetOfCode } from "./lookup-formula.ts";
import { protectRequest } from "./tab-dress.ts";
import { differingRows, rowRequests } from "./tab-rows.ts";

/** Coded key → what is shown beside it. */
export type Entries = ReadonlyMap<string, readonly CellValue[]>;

export interface LookupPlan {
  readonly grid: Grid | undefined;
  readonly wanted: readonly (readonly CellValue[])[];
  readonly rows: readonly number[];
}

const NOTE = "键与系统列的对照，由系统填写，请勿改动";
const EMPTY: readonly CellValue[] = [];

/**
 * Keys keep their rows, so that only what changed is written. `told` are the tabs (by sheetId) whose entries these are; those of other tabs stay
 * while the tab stands.
 */
export function planLookup(
  grid: Grid | undefined,
  entries: Entries,
  told: ReadonlySet<string>,
  standing: ReadonlySet<string>,
): LookupPlan {
  const rest = new Map(entries);
  const wanted: (readonly CellValue[])[] = [[NOTE]];
  for (const { number, cells } of grid?.rows ?? []) {
    if (number === 1) continue;
    while (wanted.length < number - 1) wanted.push(EMPTY);
    wanted.push(keptRow(cells, rest, told, standing));
  }
  const free = wanted.flatMap((row, at) => (row.length === 0 ? [at] : []));
  for (const [code, values] of rest) wanted[free.shift() ?? wanted.length] = [code, ...values.map(plain)];
  return { grid, wanted, rows: differingRows(grid, LOOKUP_TAB, wanted, new ChangeLog(false)) };
}

function keptRow(
  cells: readonly RawCell[],
  rest: Map<string, readonly CellValue[]>,
  told: ReadonlySet<string>,
  standing: ReadonlySet<string>,
): readonly CellValue[] {
  const [code] = cells;
  if (typeof code !== "string") return EMPTY;
  const sheet = sheetOfCode(code);
  if (!told.has(sheet)) return standing.has(sheet) ? (cells as readonly CellValue[]) : EMPTY;
  const values = rest.get(code);
  if (values === undefined) return EMPTY;
  rest.delete(code);
  return [code, ...values.map(plain)];
}

/** Days as figures: the department tab says how they are shown. */
const plain = (value: CellValue): CellValue => (isSheetDate(value) ? serialOf(value.date) : value);

export function lookupTabRequests({ grid, wanted, rows }: LookupPlan, sheetId: number, index: number): Request[] {
  if (grid !== undefined) return rowRequests(sheetId, grid, wanted, rows);
  const size = { rowCount: Math.max(wanted.length, 20), columnCount: 8 };
  const properties = { sheetId, title: LOOKUP_TAB, index, hidden: true, gridProperties: size };
  const values = rowRequests(sheetId, { ...size, rows: [] }, wanted, rows);
  return [{ addSheet: { properties } }, ...values, protectRequest(sheetId)];
}
