import type { CellFormat, CellValue } from "./spreadsheet.ts";

/** A new workbook made by us: templates, attachments, correction slips. The same spec always gives the same bytes. */
export interface NewWorkbook {
  readonly title: string;
  readonly sheets: readonly NewSheet[];
}

export interface NewColumn {
  readonly header: string;
  readonly width: number;
  /** "number" shows a figure as typed (节点序号 3.1). */
  readonly format: CellFormat | "number";
  /** Comment shown on the header cell. */
  readonly note?: string;
  /** Drop-down of the column's data cells: a warning for `strict` false, a stop for true. */
  readonly choices?: {
    readonly values: readonly string[];
    readonly strict: boolean;
    /** The values are what stands in this column of this workbook; `values` is then not used. */
    readonly from?: { readonly sheet: string; readonly header: string };
  };
  /** Data cells take only figures of this range; of a column without choices. */
  readonly range?: { readonly min: number; readonly max: number };
  /** Grey header and fill: the program's column. */
  readonly system?: boolean;
  /** Conditional colours for light words. */
  readonly light?: boolean;
}

export interface NewSheet {
  readonly title: string;
  /** Text lines above the header row (each one row, first cell). */
  readonly preface?: readonly string[];
  readonly columns: readonly NewColumn[];
  readonly rows: readonly (readonly CellValue[])[];
  /** Cells that open a web page: 0-based places among the data rows and columns. Only https. */
  readonly links?: readonly { readonly row: number; readonly column: number; readonly url: string }[];
  readonly protect?: boolean;
  readonly hidden?: boolean;
  /** Columns that stay in view when the sheet is scrolled sideways. */
  readonly frozenColumns?: number;
  /** Validations, formats and conditional colours reach down to this row (default: 200 beyond the data). */
  readonly roomTo?: number;
}

export type WriteWorkbook = (workbook: NewWorkbook) => Promise<Uint8Array>;
