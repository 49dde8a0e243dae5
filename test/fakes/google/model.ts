export interface ErrorValue {
  readonly type: string;
  readonly message?: string;
}

export interface ExtendedValue {
  readonly stringValue?: string;
  readonly numberValue?: number;
  readonly boolValue?: boolean;
  readonly formulaValue?: string;
  readonly errorValue?: ErrorValue;
}

export interface NumberFormat {
  readonly type?: string;
  readonly pattern?: string;
}

export interface CellFormat {
  readonly numberFormat?: NumberFormat;
  readonly [other: string]: unknown;
}

/** What is kept of a cell. Never changed in place, so that a batch can be undone by keeping the old rows. */
export interface Cell {
  readonly userEnteredValue?: ExtendedValue;
  readonly userEnteredFormat?: CellFormat;
  readonly note?: string;
  readonly dataValidation?: object;
  readonly textFormatRuns?: readonly object[];
}

export const EMPTY: Cell = Object.freeze({});

/** Half-open, 0-based; a side left out is unbounded; a sheet left out is sheet 0. */
export interface GridRange {
  readonly sheetId?: number;
  readonly startRowIndex?: number;
  readonly endRowIndex?: number;
  readonly startColumnIndex?: number;
  readonly endColumnIndex?: number;
}

export type Dimension = "ROWS" | "COLUMNS";

export interface DimensionRange {
  readonly sheetId?: number;
  readonly dimension?: Dimension;
  readonly startIndex?: number;
  readonly endIndex?: number;
}

export interface SheetProperties {
  readonly sheetId: number;
  readonly title: string;
  readonly index?: number;
  readonly sheetType?: string;
  readonly hidden?: boolean;
  readonly gridProperties: {
    readonly rowCount: number;
    readonly columnCount: number;
    readonly frozenRowCount?: number;
    readonly frozenColumnCount?: number;
  };
  readonly [other: string]: unknown;
}

export interface ProtectedRange {
  readonly protectedRangeId: number;
  readonly range?: GridRange;
  readonly namedRangeId?: string;
  readonly description?: string;
  readonly warningOnly?: boolean;
  readonly unprotectedRanges?: readonly GridRange[];
  readonly editors?: { readonly users?: readonly string[]; readonly groups?: readonly string[] };
}

export interface NamedRange {
  readonly namedRangeId: string;
  readonly name: string;
  /** Missing once all its cells are deleted. */
  readonly range?: GridRange;
}

export interface ConditionalFormatRule {
  readonly ranges: readonly GridRange[];
  readonly booleanRule?: object;
  readonly gradientRule?: object;
}

export interface BasicFilter {
  readonly range: GridRange;
  readonly [other: string]: unknown;
}

export interface MetadataLocation {
  readonly locationType?: string;
  readonly spreadsheet?: boolean;
  readonly sheetId?: number;
  readonly dimensionRange?: DimensionRange;
}

export interface Metadata {
  readonly metadataId: number;
  readonly metadataKey: string;
  readonly metadataValue?: string;
  readonly visibility: string;
  readonly location: MetadataLocation;
}

export type DimensionProperties = Readonly<Record<string, unknown>>;

/** `rows` is ragged: rows and cells at the end may be missing. */
export interface Sheet {
  properties: SheetProperties;
  rows: Cell[][];
  rowProperties: DimensionProperties[];
  columnProperties: DimensionProperties[];
  merges: GridRange[];
  protectedRanges: ProtectedRange[];
  conditionalFormats: ConditionalFormatRule[];
  basicFilter: BasicFilter | null;
}

/** Values of formulas and what they spill, by sheet and cell. */
export type Calculated = ReadonlyMap<number, ReadonlyMap<number, ExtendedValue>>;

export interface Workbook {
  readonly id: string;
  properties: Readonly<Record<string, unknown>>;
  /** In order of the tabs. */
  sheets: Sheet[];
  namedRanges: NamedRange[];
  metadata: Metadata[];
  /** null = somebody changed something since. */
  calculated: Calculated | null;
  /** Ids given out so far. */
  lastId: number;
  /** Without it every caller is refused. */
  shared: boolean;
}

export const newSheet = (properties: SheetProperties): Sheet => ({
  properties,
  rows: [],
  rowProperties: [],
  columnProperties: [],
  merges: [],
  protectedRanges: [],
  conditionalFormats: [],
  basicFilter: null,
});

/** A copy that can be changed without touching the original; cells and small values are shared. */
export const copyOf = (book: Workbook): Workbook => ({
  ...book,
  sheets: book.sheets.map(copyOfSheet),
  namedRanges: [...book.namedRanges],
  metadata: [...book.metadata],
});

export const copyOfSheet = (sheet: Sheet): Sheet => ({
  ...sheet,
  rows: sheet.rows.map((row) => [...row]),
  rowProperties: [...sheet.rowProperties],
  columnProperties: [...sheet.columnProperties],
  merges: [...sheet.merges],
  protectedRanges: [...sheet.protectedRanges],
  conditionalFormats: [...sheet.conditionalFormats],
});

/** A number nobody has yet, the same in every test run. */
export function freshId(book: Workbook, taken: (id: number) => boolean): number {
  do book.lastId = (book.lastId * 48_271 + 11) % 2_147_483_647;
  while (taken(book.lastId));
  return book.lastId;
}
