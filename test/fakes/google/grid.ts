import { invalid } from "./errors.ts";
import { type Cell, type Dimension, EMPTY, type GridRange, type Sheet, type Workbook } from "./model.ts";

/** All sides known; half-open. */
export interface Area {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Google's limit for a whole spreadsheet. */
export const CELL_LIMIT = 10_000_000;

export function sheetOf(book: Workbook, sheetId = 0): Sheet {
  const found = book.sheets.find(({ properties }) => properties.sheetId === sheetId);
  if (found === undefined) throw invalid(`No grid with id: ${sheetId}`);
  return found;
}

export const rowCount = (sheet: Sheet): number => sheet.properties.gridProperties.rowCount;
export const columnCount = (sheet: Sheet): number => sheet.properties.gridProperties.columnCount;

export const lengthOf = (sheet: Sheet, dimension: Dimension): number =>
  dimension === "ROWS" ? rowCount(sheet) : columnCount(sheet);

export function resize(sheet: Sheet, dimension: Dimension, length: number): void {
  const { gridProperties } = sheet.properties;
  const changed = dimension === "ROWS" ? { rowCount: length } : { columnCount: length };
  sheet.properties = { ...sheet.properties, gridProperties: { ...gridProperties, ...changed } };
  crop(sheet);
}

/** Forgets what stands outside the grid. */
function crop(sheet: Sheet): void {
  sheet.rows.length = Math.min(sheet.rows.length, rowCount(sheet));
  sheet.rowProperties.length = Math.min(sheet.rowProperties.length, rowCount(sheet));
  sheet.columnProperties.length = Math.min(sheet.columnProperties.length, columnCount(sheet));
  for (const row of sheet.rows) row.length = Math.min(row.length, columnCount(sheet));
}

export function checkCellLimit(book: Workbook): void {
  const cells = book.sheets.reduce((sum, sheet) => sum + rowCount(sheet) * columnCount(sheet), 0);
  if (cells <= CELL_LIMIT) return;
  throw invalid(
    `This action would increase the number of cells in the workbook above the limit of ${CELL_LIMIT} cells.`,
  );
}

export const cellAt = (sheet: Sheet, row: number, column: number): Cell => sheet.rows[row]?.[column] ?? EMPTY;

/** The caller has checked the place. Blanks at the end of a row or of the sheet are not kept. */
export function putCell(sheet: Sheet, row: number, column: number, cell: Cell): void {
  if (Object.keys(cell).length === 0) emptyCell(sheet, row, column);
  else fillCell(sheet, row, column, cell);
}

function fillCell(sheet: Sheet, row: number, column: number, cell: Cell): void {
  while (sheet.rows.length <= row) sheet.rows.push([]);
  const cells = sheet.rows[row]!;
  while (cells.length < column) cells.push(EMPTY);
  cells[column] = cell;
}

function emptyCell(sheet: Sheet, row: number, column: number): void {
  const cells = sheet.rows[row];
  if (cells === undefined || column >= cells.length) return;
  cells[column] = EMPTY;
  while (cells.at(-1) === EMPTY) cells.pop();
  while (sheet.rows.at(-1)?.length === 0) sheet.rows.pop();
}

export function putRow(sheet: Sheet, row: number, left: number, cells: readonly Cell[]): void {
  for (const [n, cell] of cells.entries()) putCell(sheet, row, left + n, cell);
}

export function checkInside(sheet: Sheet, row: number, column: number): void {
  const [rows, columns] = [rowCount(sheet), columnCount(sheet)];
  if (row < 0 || column < 0) throw invalid(`Index out of bounds: row ${row}, column ${column}`);
  if (row >= rows) throw invalid(`Attempting to write row: ${row}, beyond the last requested row of: ${rows - 1}`);
  if (column < columns) return;
  throw invalid(`Attempting to write column: ${column}, beyond the last requested column of: ${columns - 1}`);
}

/** The range with its open sides at the grid's edge. Refuses what begins or ends outside the grid. */
export function areaOf(book: Workbook, range: GridRange | undefined): Area {
  if (range === undefined) throw invalid("Must specify a range.");
  const sheet = sheetOf(book, range.sheetId);
  const area = unbounded(range, rowCount(sheet), columnCount(sheet));
  if (area.top < 0 || area.left < 0) throw invalid("Range indices must not be negative.");
  if (area.top >= area.bottom || area.left >= area.right) throw invalid("Range must have a start before its end.");
  if (area.bottom <= rowCount(sheet) && area.right <= columnCount(sheet)) return area;
  throw invalid(
    `Range (${sheet.properties.title}) exceeds grid limits. Max rows: ${rowCount(sheet)}, max columns: ${columnCount(sheet)}`,
  );
}

export const unbounded = (range: GridRange, rows: number, columns: number): Area => ({
  top: range.startRowIndex ?? 0,
  bottom: range.endRowIndex ?? rows,
  left: range.startColumnIndex ?? 0,
  right: range.endColumnIndex ?? columns,
});

export function forEachCell(area: Area, visit: (row: number, column: number) => void): void {
  for (let row = area.top; row < area.bottom; row++)
    for (let column = area.left; column < area.right; column++) visit(row, column);
}

export const overlaps = (a: Area, b: Area): boolean =>
  a.top < b.bottom && b.top < a.bottom && a.left < b.right && b.left < a.right;

export const common = (a: Area, b: Area): Area => ({
  top: Math.max(a.top, b.top),
  bottom: Math.min(a.bottom, b.bottom),
  left: Math.max(a.left, b.left),
  right: Math.min(a.right, b.right),
});

export const contains = (outer: Area, inner: Area): boolean =>
  outer.top <= inner.top && inner.bottom <= outer.bottom && outer.left <= inner.left && inner.right <= outer.right;

/** The widest grid Sheets knows: for ranges that need no sheet at hand. */
const FAR = 18_278 * 10_000;
export const everywhere = (range: GridRange): Area => unbounded(range, FAR, FAR);
export const touches = (a: GridRange, b: GridRange): boolean =>
  (a.sheetId ?? 0) === (b.sheetId ?? 0) && overlaps(everywhere(a), everywhere(b));
