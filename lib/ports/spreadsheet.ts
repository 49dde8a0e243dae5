import type { Instant, PlainDate } from "../domain/dates.ts";

/** A date cell (real date, 1900 or 1904 base already undone); a time of day is cut off. */
export interface SheetDate {
  readonly date: PlainDate;
}
/** An error cell ("#REF!"), or a formula that has no stored value ("#NOVALUE"). */
export interface SheetError {
  readonly error: string;
}
/** A cell as the workbook holds it; a formula cell is its stored value. Numbers with a percent format come as fractions. */
export type RawCell = null | string | number | boolean | SheetDate | SheetError;
/** What the program writes: never a formula, whatever the text begins with. */
export type CellValue = null | string | number | boolean | SheetDate;

export const isSheetDate = (cell: RawCell): cell is SheetDate =>
  typeof cell === "object" && cell !== null && "date" in cell;
export const isSheetError = (cell: RawCell): cell is SheetError =>
  typeof cell === "object" && cell !== null && "error" in cell;

/** `number` is 1-based as people see it; cells[0] is column A; trailing empty cells may be missing. */
export interface RawRow {
  readonly number: number;
  readonly cells: readonly RawCell[];
}

/** 1-based rows and 0-based columns, all inclusive. */
export interface Merge {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface SheetSnapshot {
  readonly title: string;
  /** Rows that hold something, ascending. */
  readonly rows: readonly RawRow[];
  readonly merges: readonly Merge[];
  /** Where a browser opens the tab; `&range=G52` after it opens a cell. Absent where the workbook is a file. */
  readonly url?: string;
}

/** Who wrote the verdicts that stand in the workbook: kept as document properties. */
export interface WorkbookStamp {
  readonly storeId: string;
  readonly run: number;
}

/** A tab in which our columns cannot be shown. Addresses are A1; "" where there is no such cell. */
export interface UnshownColumns {
  readonly sheet: string;
  /** Where they begin. */
  readonly cell: string;
  readonly inTheWay: string;
}

export interface WorkbookSnapshot {
  /** Name in 分表, or the address given as --registry. */
  readonly name: string;
  /** Changes whenever anybody saves the workbook. Opaque. */
  readonly revision: string;
  /** Every tab's title, also of those not asked for. */
  readonly titles: readonly string[];
  /** The tabs asked for, in workbook order; of those asked for in part only the cells that were wanted. */
  readonly sheets: readonly SheetSnapshot[];
  readonly stamp: WorkbookStamp | null;
  /** Accounts that may edit a tab which is a protected range as a whole, by title. Absent where a workbook cannot tell. */
  readonly editors?: ReadonlyMap<string, readonly string[]>;
  /** Absent where our columns are cells like all others. */
  readonly unshown?: readonly UnshownColumns[];
}

export type CellFormat = "text" | "date" | "int" | "decimal1" | "decimal2" | "percent1";

export interface SystemHeader {
  readonly title: string;
  readonly format: CellFormat;
  /** Width in characters. */
  readonly width: number;
  /** The column holds light words (红 黄 蓝 绿 灰 免) and is coloured by them. */
  readonly light: boolean;
}

/** A tab of ours, replaced whole: row 1 stamp, row 2 headers, then the rows. Created at the end when missing, protected. */
export interface SystemTab {
  readonly title: string;
  readonly headers: readonly SystemHeader[];
  readonly rows: readonly (readonly CellValue[])[];
  /** Written only when something else is (系统-通知, 系统-运行). */
  readonly ridesAlong: boolean;
}

/** Our columns inside a department tab. The port places values by key; a data row without a usable key is cleared. */
export interface SystemColumns {
  readonly sheet: string;
  /** 1-based. */
  readonly headerRow: number;
  readonly headers: readonly SystemHeader[];
  /** 0-based position of each header where it already stands, null where it must be added right of the table. */
  readonly positions: readonly (number | null)[];
  /** Data rows of the reading that `revision` names: row number → key, null = no usable key. Other rows are not ours to touch. */
  readonly rowKeys: ReadonlyMap<number, string | null>;
  /** 0-based columns whose cells make the key, in its order, as typed. */
  readonly keyColumns: readonly number[];
  readonly values: Pick<ReadonlyMap<string, readonly CellValue[]>, "get">;
}

export interface Publication {
  readonly asOf: PlainDate;
  readonly computedAt: Instant;
  readonly stamp: WorkbookStamp;
  readonly systemTabs: readonly SystemTab[];
  readonly columns: readonly SystemColumns[];
}

export interface CellChange {
  readonly sheet: string;
  /** A1 address. */
  readonly cell: string;
  readonly before: RawCell;
  readonly after: CellValue;
}

export interface PublishResult {
  /** Cells whose value differs from what stood there (stamp cells and ride-along tabs not counted). 0 = the file was not touched. */
  readonly cellsChanged: number;
  /** Rows written per system tab and department tab that changed. */
  readonly rowsPublished: Readonly<Record<string, number>>;
  /** Filled only by a preview. */
  readonly changes: readonly CellChange[];
  readonly revision: string;
}

export interface PublishOptions {
  /** Compute the changes and write nothing. */
  readonly preview?: boolean;
  /** Write the result to this file and leave the original alone. */
  readonly out?: string;
}

/** Whole new rows for a tab, below its last used row; `positions` are the 0-based columns of the values. */
export interface NewRows {
  readonly sheet: string;
  readonly headerRow: number;
  readonly positions: readonly number[];
  readonly rows: readonly (readonly CellValue[])[];
}

/** Of the tab with this title: everything, nothing, or only the text cells of which the answer says yes. */
export type Wanted = (title: string) => boolean | ((text: string) => boolean);

/**
 * The workbook. `basis` is the revision the plan was made from: somebody saved meanwhile → PortError "workbook-changed" (retryable).
 * Open elsewhere → "workbook-open" (retryable); what we refuse to handle → "workbook-unsupported" with facts.reason.
 */
export interface Spreadsheet {
  read(wanted: Wanted): Promise<WorkbookSnapshot>;
  publish(publication: Publication, basis: string, options?: PublishOptions): Promise<PublishResult>;
  append(rows: NewRows, basis: string): Promise<{ readonly revision: string }>;
}
