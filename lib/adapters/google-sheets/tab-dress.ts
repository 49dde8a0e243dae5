import type { NewColumn } from "../../ports/workbook-file.ts";
import { NUMBER_FORMATS } from "./cell-data.ts";
import type { Request } from "./fields.ts";
import { columnRange } from "./light-colours.ts";

const PIXELS_A_CHARACTER = 8;
const HEADER_FILL = { red: 0.85, green: 0.88, blue: 0.92 };
const PROTECTED_NOTE = "系统填写，请勿改动";

/** Grey and bold, wrapped. */
export const headerStyle = (sheetId: number, row: number, column: number, width: number): Request => ({
  repeatCell: {
    range: {
      ...{ sheetId, startRowIndex: row - 1, endRowIndex: row },
      ...{ startColumnIndex: column, endColumnIndex: column + width },
    },
    cell: {
      userEnteredFormat: { backgroundColor: HEADER_FILL, textFormat: { bold: true }, wrapStrategy: "WRAP" },
    },
    fields: "userEnteredFormat(backgroundColor,textFormat.bold,wrapStrategy)",
  },
});

/** Figures and days of a column as they are to be shown, from `firstRow` (1-based) on. */
export function formatRequest(sheetId: number, column: number, firstRow: number, format: NewColumn["format"]): Request {
  const numberFormat = NUMBER_FORMATS[format];
  const cell = numberFormat === null ? {} : { userEnteredFormat: { numberFormat } };
  const range = columnRange(sheetId, column, firstRow);
  return { repeatCell: { range, cell, fields: "userEnteredFormat.numberFormat" } };
}

/** `width` in characters. */
export const widthRequest = (sheetId: number, column: number, width: number): Request => ({
  updateDimensionProperties: {
    range: { sheetId, dimension: "COLUMNS", startIndex: column, endIndex: column + 1 },
    properties: { pixelSize: Math.round(width * PIXELS_A_CHARACTER + 10) },
    fields: "pixelSize",
  },
});

export const protectRequest = (sheetId: number): Request => ({
  addProtectedRange: { protectedRange: { range: { sheetId }, description: PROTECTED_NOTE, warningOnly: false } },
});

export const freezeRequest = (sheetId: number, rows: number): Request => ({
  updateSheetProperties: {
    properties: { sheetId, gridProperties: { frozenRowCount: rows } },
    fields: "gridProperties.frozenRowCount",
  },
});

/** Only a warning: nobody could sort a tab with columns that are closed to them. */
export const warnRequest = (sheetId: number, headerRow: number, column: number, width: number): Request => ({
  addProtectedRange: {
    protectedRange: {
      range: { sheetId, startRowIndex: headerRow - 1, startColumnIndex: column, endColumnIndex: column + width },
      description: PROTECTED_NOTE,
      warningOnly: true,
    },
  },
});

/** What is typed stays as typed. */
export const textRequest = (sheetId: number, column: number, firstRow: number): Request => ({
  repeatCell: {
    range: columnRange(sheetId, column, firstRow),
    cell: { userEnteredFormat: { numberFormat: { type: "TEXT" } } },
    fields: "userEnteredFormat.numberFormat",
  },
});
