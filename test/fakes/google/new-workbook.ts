import { putRow } from "./grid.ts";
import { type Cell, EMPTY, newSheet, type Workbook } from "./model.ts";

/** A cell of a made-up tab: a date is its serial number in a date format. */
export type Written = null | string | number | boolean | { readonly date: number } | { readonly formula: string };

export interface NewTab {
  readonly title: string;
  readonly rows?: readonly (readonly Written[])[];
  readonly sheetId?: number;
  /** 1000 × 26 unless told. */
  readonly rowCount?: number;
  readonly columnCount?: number;
  readonly frozenRowCount?: number;
  readonly hidden?: boolean;
}

export interface NewWorkbook {
  readonly id: string;
  readonly title?: string;
  /** Asia/Shanghai unless told. */
  readonly timeZone?: string;
  readonly tabs: readonly NewTab[];
}

export const DATE_FORMAT = { type: "DATE", pattern: "yyyy-mm-dd" };

export function newWorkbook({ id, title = "项目台账", timeZone = "Asia/Shanghai", tabs }: NewWorkbook): Workbook {
  return {
    id,
    properties: { title, locale: "zh_CN", autoRecalc: "ON_CHANGE", timeZone },
    sheets: tabs.map(sheetOf),
    namedRanges: [],
    metadata: [],
    calculated: null,
    lastId: 1,
    shared: true,
  };
}

function sheetOf(tab: NewTab, index: number): Workbook["sheets"][number] {
  const { title, rows = [], sheetId = index, rowCount = 1000, columnCount = 26, frozenRowCount, hidden } = tab;
  const sheet = newSheet({
    sheetId,
    title,
    ...(hidden === true && { hidden }),
    gridProperties: { rowCount, columnCount, ...(frozenRowCount !== undefined && { frozenRowCount }) },
  });
  for (const [r, row] of rows.entries()) putRow(sheet, r, 0, row.map(cellOf));
  return sheet;
}

export function cellOf(written: Written): Cell {
  if (written === null) return EMPTY;
  if (typeof written === "string") return { userEnteredValue: { stringValue: written } };
  if (typeof written === "number") return { userEnteredValue: { numberValue: written } };
  if (typeof written === "boolean") return { userEnteredValue: { boolValue: written } };
  if ("formula" in written) return { userEnteredValue: { formulaValue: written.formula } };
  return { userEnteredValue: { numberValue: written.date }, userEnteredFormat: { numberFormat: DATE_FORMAT } };
}
