import { LIGHT_COLOURS } from "../xlsx/light-colours.ts";
import type { Request } from "./fields.ts";

/** "FF9C0006" as shares of one. */
const colour = (argb: string) => ({
  red: Number.parseInt(argb.slice(2, 4), 16) / 255,
  green: Number.parseInt(argb.slice(4, 6), 16) / 255,
  blue: Number.parseInt(argb.slice(6, 8), 16) / 255,
});

/** Colours for cells that hold a light word, in these columns from `firstRow` (1-based) on. */
export function lightRequests(sheetId: number, columns: readonly number[], firstRow: number): Request[] {
  if (columns.length === 0) return [];
  const ranges = columns.map((column) => columnRange(sheetId, column, firstRow));
  return LIGHT_COLOURS.map(([word, fill, font]) => ({
    addConditionalFormatRule: {
      rule: {
        ranges,
        booleanRule: {
          condition: { type: "TEXT_EQ", values: [{ userEnteredValue: word }] },
          format: { backgroundColor: colour(fill), textFormat: { foregroundColor: colour(font) } },
        },
      },
    },
  }));
}

export const columnRange = (sheetId: number, column: number, firstRow: number) => ({
  sheetId,
  startRowIndex: firstRow - 1,
  startColumnIndex: column,
  endColumnIndex: column + 1,
});
