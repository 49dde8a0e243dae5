import { asSeenBy } from "./access.ts";
import { type Mask, within } from "./field-mask.ts";
import { formatted } from "./formatted.ts";
import { columnCount, rowCount, unbounded } from "./grid.ts";
import type { GridRange, Metadata, Sheet, SheetProperties, Workbook } from "./model.ts";
import { effectiveValue, usedColumns, usedRows } from "./values.ts";

/** A sheet's properties with its place among the tabs. */
export const propertiesOf = (book: Workbook, sheet: Sheet): SheetProperties => ({
  sheetType: "GRID",
  ...sheet.properties,
  index: book.sheets.indexOf(sheet),
});

export interface View {
  readonly email: string;
  /** null = everything. */
  readonly mask: Mask | null;
  readonly gridData: boolean;
  /** Empty = all sheets whole. */
  readonly ranges: readonly GridRange[];
}

/** The Spreadsheet resource as this caller asked for it; the mask is applied to the cells here and to the rest by `project`. */
export function spreadsheetOf(book: Workbook, view: View): object {
  const wanted = ({ properties: { sheetId } }: Sheet): boolean =>
    view.ranges.length === 0 || view.ranges.some((range) => (range.sheetId ?? 0) === sheetId);
  return withoutEmpty({
    spreadsheetId: book.id,
    spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${book.id}/edit`,
    properties: book.properties,
    sheets: book.sheets.filter(wanted).map((sheet) => resourceOf(book, sheet, view)),
    namedRanges: book.namedRanges.map(({ range, ...named }) => ({
      ...named,
      ...(range && { range: withoutZero(range) }),
    })),
    developerMetadata: book.metadata.filter(({ location }) => location.spreadsheet === true),
  });
}

/** Repeated fields without items are left out of answers. */
const withoutEmpty = (resource: Record<string, unknown>): object =>
  Object.fromEntries(Object.entries(resource).filter(([, value]) => !Array.isArray(value) || value.length > 0));

/** In ranges Google leaves out the id of sheet 0. */
const withoutZero = ({ sheetId, ...range }: GridRange): GridRange => (sheetId ? { sheetId, ...range } : range);

function resourceOf(book: Workbook, sheet: Sheet, view: View): object {
  const cells = dataMask(view);
  return withoutEmpty({
    properties: propertiesOf(book, sheet),
    ...(cells !== undefined && { data: dataOf(book, sheet, view.ranges, cells) }),
    merges: sheet.merges.map(withoutZero),
    protectedRanges: sheet.protectedRanges.map((entry) => ({
      ...asSeenBy(view.email, entry),
      range: withoutZero(entry.range!),
    })),
    conditionalFormats: sheet.conditionalFormats.map((rule) => ({ ...rule, ranges: rule.ranges.map(withoutZero) })),
    ...(sheet.basicFilter && { basicFilter: { ...sheet.basicFilter, range: withoutZero(sheet.basicFilter.range) } }),
    developerMetadata: book.metadata.filter(({ location }) => location.sheetId === sheet.properties.sheetId),
  });
}

/** The mask for sheets.data; undefined = no grid data. A mask decides alone. */
function dataMask({ mask, gridData }: View): Mask | null | undefined {
  return mask === null ? (gridData ? null : undefined) : within(within(mask, "sheets"), "data");
}

function dataOf(book: Workbook, sheet: Sheet, ranges: readonly GridRange[], mask: Mask | null): readonly object[] {
  const mine = ranges.filter((range) => (range.sheetId ?? 0) === sheet.properties.sheetId);
  return (mine.length === 0 ? [{}] : mine).map((range) => gridData(book, sheet, range, mask));
}

function gridData(book: Workbook, sheet: Sheet, range: GridRange, mask: Mask | null): object {
  const area = unbounded(range, rowCount(sheet), columnCount(sheet));
  const bottom = Math.min(area.bottom, usedRows(book, sheet));
  const cells = within(within(mask, "rowData"), "values");
  const rowData: object[] = [];
  if (cells !== undefined)
    for (let row = area.top; row < bottom; row++) rowData.push(rowOf(book, sheet, row, area, cells));
  return withoutEmpty({
    ...(area.top > 0 && { startRow: area.top }),
    ...(area.left > 0 && { startColumn: area.left }),
    rowData: trimmed(rowData),
    ...(within(mask, "rowMetadata") !== undefined && {
      rowMetadata: linesOf(book, sheet, "ROWS", area.top, area.bottom),
    }),
    ...(within(mask, "columnMetadata") !== undefined && {
      columnMetadata: linesOf(book, sheet, "COLUMNS", area.left, area.right),
    }),
  });
}

function trimmed(rows: object[]): readonly object[] {
  while (rows.length > 0 && Object.keys(rows.at(-1)!).length === 0) rows.pop();
  return rows;
}

function rowOf(
  book: Workbook,
  sheet: Sheet,
  row: number,
  { left, right }: { left: number; right: number },
  mask: Mask | null,
): object {
  const values: object[] = [];
  const end = Math.min(right, usedColumns(book, sheet, row));
  for (let column = left; column < end; column++) values.push(cellOf(book, sheet, row, column, mask));
  return withoutEmpty({ values });
}

function cellOf(book: Workbook, sheet: Sheet, row: number, column: number, mask: Mask | null): object {
  const kept = sheet.rows[row]?.[column];
  const value = effectiveValue(book, sheet, row, column);
  const cell: Record<string, unknown> = { ...kept };
  if (value !== undefined) cell.effectiveValue = value;
  if (kept?.userEnteredFormat !== undefined) cell.effectiveFormat = kept.userEnteredFormat;
  if (value !== undefined && within(mask, "formattedValue") !== undefined)
    cell.formattedValue = formatted(value, kept?.userEnteredFormat?.numberFormat);
  return cell;
}

const DEFAULT_SIZE = { ROWS: 21, COLUMNS: 100 };

function linesOf(
  book: Workbook,
  sheet: Sheet,
  dimension: "ROWS" | "COLUMNS",
  start: number,
  end: number,
): readonly object[] {
  const properties = dimension === "ROWS" ? sheet.rowProperties : sheet.columnProperties;
  const attached = metadataByLine(book, sheet, dimension);
  return Array.from({ length: end - start }, (_, n) => ({
    pixelSize: DEFAULT_SIZE[dimension],
    ...properties[start + n],
    ...(attached.has(start + n) && { developerMetadata: attached.get(start + n) }),
  }));
}

function metadataByLine(book: Workbook, sheet: Sheet, dimension: string): ReadonlyMap<number, readonly Metadata[]> {
  const here = book.metadata.filter(
    ({ location: { dimensionRange: range } }) =>
      range?.sheetId === sheet.properties.sheetId && range.dimension === dimension,
  );
  return Map.groupBy(here, ({ location }) => location.dimensionRange!.startIndex!);
}
