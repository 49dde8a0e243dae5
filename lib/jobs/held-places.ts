import type { HeldRow } from "../domain/publication/public-site.ts";
import { addressOf, type Places } from "../registry/places.ts";

export interface PlacedRow extends HeldRow {
  /** 「项目」C5; "" for what stands in no sheet. */
  readonly place: string;
}

/** Rows that are held back with their cells, for whoever is to look at them. */
export const placedRows = (places: Places, held: readonly HeldRow[]): readonly PlacedRow[] =>
  held.map((row) => ({ ...row, place: row.tab === "" ? "" : placeOf(places, row) }));

function placeOf(places: Places, { workbook, tab, key, column }: HeldRow): string {
  const field = column === "projectName" ? "project" : column;
  const found = addressOf(places, { workbook, tab, key, field });
  return found === null ? "" : `「${found.sheet}」${found.cell}`;
}
