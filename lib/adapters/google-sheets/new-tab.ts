import type { NewColumn, NewSheet } from "../../ports/workbook-file.ts";
import { columnName } from "../xlsx/address.ts";
import { cellData } from "./cell-data.ts";
import type { CellData, Request } from "./fields.ts";
import { lightRequests } from "./light-colours.ts";
import { formatRequest, headerStyle, protectRequest, textRequest, widthRequest } from "./tab-dress.ts";

/** Rows beyond the data for people to write in. */
const ROOM = 1000;

export const headerRowOf = ({ preface = [] }: NewSheet): number => preface.length + 1;

const rowCountOf = (sheet: NewSheet): number =>
  Math.max(sheet.roomTo ?? ROOM, headerRowOf(sheet) + sheet.rows.length + 1);

export const sizeOf = (sheet: NewSheet) => ({
  rowCount: rowCountOf(sheet),
  columnCount: Math.max(sheet.columns.length, 1),
});

/** A new tab, or one that stands and is empty, in its size. */
export function addTab(sheet: NewSheet, sheetId: number, index: number, stands: boolean): Request {
  const frozenColumnCount = Math.min(sheet.frozenColumns ?? 0, sizeOf(sheet).columnCount - 1);
  const gridProperties = { ...sizeOf(sheet), frozenRowCount: headerRowOf(sheet), frozenColumnCount };
  const fields = "gridProperties(rowCount,columnCount,frozenRowCount,frozenColumnCount)";
  if (stands) return { updateSheetProperties: { properties: { sheetId, gridProperties }, fields } };
  const { title, hidden = false } = sheet;
  return { addSheet: { properties: { sheetId, title, index, hidden, gridProperties } } };
}

/** Everything a new tab holds; `lookup`: its system columns are left to the formula. */
export function fillTab(sheet: NewSheet, sheetId: number, lookup: boolean): Request[] {
  const headerRow = headerRowOf(sheet);
  const own = sheet.columns.filter(({ system }) => !(lookup && system));
  const lines = [
    ...(sheet.preface ?? []).map((text) => ({ values: [cellData(text)] })),
    { values: own.map(headerCell) },
    ...sheet.rows.map((row) => ({ values: row.map(cellData) })),
  ];
  const start = { sheetId, rowIndex: 0, columnIndex: 0 };
  const lights = own.flatMap(({ light }, column) => (light ? [column] : []));
  return [
    ...own.map((column, at) => shape(sheetId, at, headerRow + 1, column)),
    { updateCells: { start, rows: lines, fields: "userEnteredValue,note" } },
    headerStyle(sheetId, headerRow, 0, own.length),
    ...own.map(({ width }, column) => widthRequest(sheetId, column, width)),
    ...lightRequests(sheetId, lights, headerRow + 1),
    ...(sheet.protect ? [protectRequest(sheetId)] : []),
  ];
}

const headerCell = ({ header, note }: NewColumn): CellData => ({
  ...cellData(header),
  ...(note === undefined ? {} : { note }),
});

/** What people type into a column of text stays as typed: 001, 2026-05. */
const shape = (sheetId: number, column: number, firstRow: number, { format, system }: NewColumn): Request =>
  format === "text" && !system
    ? textRequest(sheetId, column, firstRow)
    : formatRequest(sheetId, column, firstRow, format);

/** Drop-downs; they may name other tabs, so they come after all tabs stand. */
export function choiceRequests(sheet: NewSheet, sheetId: number, all: readonly NewSheet[]): Request[] {
  const startRowIndex = headerRowOf(sheet);
  return sheet.columns.flatMap(({ choices }, column) => {
    const condition = choices === undefined ? null : conditionOf(choices, all);
    if (choices === undefined || condition === null) return [];
    const range = { sheetId, startRowIndex, startColumnIndex: column, endColumnIndex: column + 1 };
    return [{ setDataValidation: { range, rule: { condition, strict: choices.strict, showCustomUi: true } } }];
  });
}

function conditionOf({ values, from }: NonNullable<NewColumn["choices"]>, all: readonly NewSheet[]) {
  if (from === undefined)
    return { type: "ONE_OF_LIST", values: values.map((userEnteredValue) => ({ userEnteredValue })) };
  const sheet = all.find(({ title }) => title === from.sheet);
  const column = sheet?.columns.findIndex(({ header }) => header === from.header) ?? -1;
  if (sheet === undefined || column < 0) return null;
  const letter = columnName(column);
  const area = `='${from.sheet.replaceAll("'", "''")}'!$${letter}$${headerRowOf(sheet) + 1}:$${letter}`;
  return { type: "ONE_OF_RANGE", values: [{ userEnteredValue: area }] };
}
