import type { CellRef } from "../domain/light.ts";
import type { TabCode } from "../domain/registry.ts";
import type { WorkbookSnapshot } from "../ports/spreadsheet.ts";
import { cellAddress, columnIndex } from "./address.ts";
import { foundText } from "./cells/problem.ts";
import type { Layout } from "./layout.ts";
import { tabOf } from "./tabs.ts";

/** A tab as it lies in its workbook: which row holds which key. Totals and empty rows are in none. */
export interface PlacedTab {
  readonly workbook: string;
  readonly tab: TabCode;
  /** The sheet's title as it stands there. */
  readonly sheet: string;
  readonly layout: Layout;
  /** Row numbers of the data rows, ascending, with their keys; null = no usable key. */
  readonly rowNumbers: readonly number[];
  readonly keys: readonly (string | null)[];
}

export type Places = readonly PlacedTab[];

export const placeOf = (places: Places, workbook: string, tab: string): PlacedTab | null =>
  places.find((place) => place.workbook === workbook && place.tab === tab) ?? null;

const indices = new WeakMap<PlacedTab, ReadonlyMap<string, number>>();

/** Key → number of its first row. Made when first asked for: most runs never ask. */
function rowsByKey(place: PlacedTab): ReadonlyMap<string, number> {
  const known = indices.get(place);
  if (known !== undefined) return known;
  const made = new Map<string, number>();
  place.keys.forEach((key, index) => {
    if (key !== null && !made.has(key)) made.set(key, place.rowNumbers[index]!);
  });
  indices.set(place, made);
  return made;
}

export function rowOf(places: Places, workbook: string, tab: string, key: string): number | null {
  const place = placeOf(places, workbook, tab);
  return place === null ? null : (rowsByKey(place).get(key) ?? null);
}

export interface Address {
  readonly workbook: string;
  readonly sheet: string;
  /** A1. */
  readonly cell: string;
}

/** Where the cell stands; null when the row or the column is not in the sheet. A ref without a field is the key's cell. */
export function addressOf(places: Places, ref: CellRef): Address | null {
  const place = placeOf(places, ref.workbook, ref.tab);
  const row = place === null ? undefined : rowsByKey(place).get(ref.key);
  if (place === null || row === undefined) return null;
  const field = ref.field === "" ? tabOf(ref.tab).key[0]! : ref.field === "months" ? "m1" : ref.field;
  const index = place.layout.columns.find((bound) => bound.column.code === field)?.index ?? -1;
  return index < 0 ? null : { workbook: ref.workbook, sheet: place.sheet, cell: cellAddress(row, index) };
}

/** The header of a field as it is known to people, "" for a field of no column. */
export const headerOf = (tab: string, field: string): string =>
  tabOf(tab).columns.find((column) => column.code === field)?.header ?? "";

/** What stands in a cell, as people read it; "" for an empty one. */
export function cellTextAt(snapshot: WorkbookSnapshot, { sheet, cell }: Address): string {
  const [, letters = "", digits = ""] = /^([A-Z]+)(\d+)$/.exec(cell) ?? [];
  const rows = snapshot.sheets.find(({ title }) => title === sheet)?.rows ?? [];
  const row = rows.find(({ number }) => number === Number(digits));
  return foundText(row?.cells[columnIndex(letters)]);
}
