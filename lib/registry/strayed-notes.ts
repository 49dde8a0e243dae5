import type { Finding } from "../domain/finding.ts";
import { isSheetError, type WorkbookSnapshot } from "../ports/spreadsheet.ts";
import { EXPLANATION } from "./column.ts";
import { tabFinding } from "./note.ts";
import type { PlacedTab } from "./places.ts";
import { rowList } from "./read-tab.ts";
import type { Reading } from "./reading.ts";
import { tabOf } from "./tabs.ts";

/**
 * Rows beside which 系统说明 speaks of another key: somebody sorted or moved part of a table. The next run puts our columns right, which also
 * hides the trace, so only `check` asks. Source: design.md decision 1.
 */
export const strayedNotes = ({ places }: Pick<Reading, "places">, snapshots: readonly WorkbookSnapshot[]): Finding[] =>
  places.flatMap((place) => {
    const rows = strayedRows(place, snapshots);
    if (rows.length === 0) return [];
    return [tabFinding(place.workbook, place.tab, "note-strayed", { rows: rowList(rows), count: rows.length })];
  });

function strayedRows(place: PlacedTab, snapshots: readonly WorkbookSnapshot[]): readonly number[] {
  const at = place.layout.system[tabOf(place.tab).system.indexOf(EXPLANATION)] ?? null;
  const sheets = snapshots.find(({ name }) => name === place.workbook)?.sheets ?? [];
  const sheet = sheets.find(({ title }) => title === place.sheet);
  if (at === null || sheet === undefined) return [];
  const notes = new Map(sheet.rows.map(({ number, cells }) => [number, cells[at] ?? null]));
  return place.rowNumbers.filter((number, index) => {
    const note = notes.get(number) ?? null;
    if (note === null || isSheetError(note)) return false;
    return !String(note).startsWith(`${place.keys[index] ?? ""}：`);
  });
}
