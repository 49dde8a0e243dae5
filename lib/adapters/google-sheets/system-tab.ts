import {
  type CellValue,
  isSheetDate,
  type Publication,
  type RawCell,
  type SystemTab,
} from "../../ports/spreadsheet.ts";
import { ChangeLog } from "../xlsx/change-log.ts";
import { HEADER_ROW, STAMP_ROW, STAMP_SILENT, stampRow } from "../xlsx/stamp-row.ts";
import { cellAt } from "./anchor.ts";
import { fitted } from "./cell-data.ts";
import type { Request } from "./fields.ts";
import type { Grid } from "./grid.ts";
import { lightRequests } from "./light-colours.ts";
import { formatRequest, freezeRequest, headerStyle, protectRequest, widthRequest } from "./tab-dress.ts";
import { differingRows, rowRequests } from "./tab-rows.ts";

const FIRST_ROW = HEADER_ROW + 1;
/** Column of 截至日期 in the stamp. */
const STAMP_DAY = 1;

/** A tab of ours as it stands and as it is to be. */
export interface TabPlan {
  readonly tab: SystemTab;
  readonly grid: Grid | undefined;
  readonly wanted: readonly (readonly CellValue[])[];
  readonly rows: readonly number[];
  readonly log: ChangeLog;
}

export function planTab(grid: Grid | undefined, tab: SystemTab, publication: Publication, keep: boolean): TabPlan {
  const formats = tab.headers.map(({ format }) => format);
  const rows = tab.rows.map((row) => row.map((value, at) => fitted(value, formats[at]!)));
  const wanted = [stampRow(publication), tab.headers.map(({ title }) => title), ...rows];
  const log = new ChangeLog(keep);
  const silent = (row: number, column: number) => row === STAMP_ROW && STAMP_SILENT.has(column);
  return { tab, grid, wanted, log, rows: differingRows(grid, tab.title, wanted, log, silent) };
}

/** `sheetId` is that of the tab, or the one it is to get; `index` is the place of a new tab. */
export function tabRequests({ tab, grid, wanted, rows }: TabPlan, sheetId: number, index: number): Request[] {
  const size = { rowCount: Math.max(wanted.length, 20), columnCount: Math.max(tab.headers.length, 6) };
  const changed = [STAMP_ROW, ...rows.filter((row) => row !== STAMP_ROW)];
  const values = rowRequests(sheetId, grid ?? { ...size, rows: [] }, wanted, changed);
  if (grid === undefined) {
    const gridProperties = { ...size, frozenRowCount: HEADER_ROW };
    const added = { addSheet: { properties: { sheetId, title: tab.title, index, gridProperties } } };
    return [added, ...values, ...dress(tab, sheetId), protectRequest(sheetId)];
  }
  const colours = (grid.api.conditionalFormats ?? []).map(() => ({
    deleteConditionalFormatRule: { sheetId, index: 0 },
  }));
  return [
    ...values,
    ...(rows.includes(HEADER_ROW) ? [...colours, ...dress(tab, sheetId)] : []),
    ...(wanted.length > grid.rowCount || hasPlainDay(tab, grid, wanted) ? formats(tab, sheetId) : []),
    ...(isDay(cellAt(grid, STAMP_ROW, STAMP_DAY)) ? [] : [dayFormat(sheetId)]),
    ...(grid.frozenRows === HEADER_ROW ? [] : [freezeRequest(sheetId, HEADER_ROW)]),
    ...(grid.locks.length > 0 ? [] : [protectRequest(sheetId)]),
  ];
}

const dress = (tab: SystemTab, sheetId: number): Request[] => [
  headerStyle(sheetId, HEADER_ROW, 0, tab.headers.length),
  ...formats(tab, sheetId),
  ...tab.headers.map(({ width }, column) => widthRequest(sheetId, column, width)),
  dayFormat(sheetId),
  ...lightRequests(
    sheetId,
    tab.headers.flatMap(({ light }, column) => (light ? [column] : [])),
    FIRST_ROW,
  ),
];

/** Rows that the grid grew by have none of their own. */
const formats = ({ headers }: SystemTab, sheetId: number): Request[] =>
  headers.map(({ format }, column) => formatRequest(sheetId, column, FIRST_ROW, format));

/** A day that is seen as a figure: it stands in a row that came later. */
const hasPlainDay = ({ headers }: SystemTab, grid: Grid, wanted: TabPlan["wanted"]): boolean =>
  headers.some(
    ({ format }, column) =>
      format === "date" &&
      grid.rows.some(
        ({ number, cells }) => typeof cells[column] === "number" && isSheetDate(wanted[number - 1]?.[column] ?? null),
      ),
  );

const isDay = (cell: RawCell): boolean => isSheetDate(cell);

function dayFormat(sheetId: number): Request {
  const { repeatCell } = formatRequest(sheetId, STAMP_DAY, STAMP_ROW, "date");
  return { repeatCell: { ...repeatCell, range: { ...repeatCell!.range, endRowIndex: STAMP_ROW } } };
}
