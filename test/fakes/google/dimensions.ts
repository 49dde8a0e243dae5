import { follow } from "./follow.ts";
import { lengthOf, resize } from "./grid.ts";
import { type Cell, type Dimension, EMPTY, type Sheet, type Workbook } from "./model.ts";
import { deletion, insertion, movement } from "./shift.ts";

/** Blank rows or columns at `at`; `like` names the neighbour whose formats they take. */
export function insertLines(
  book: Workbook,
  sheet: Sheet,
  dimension: Dimension,
  at: number,
  count: number,
  like: number | null,
): void {
  resize(sheet, dimension, lengthOf(sheet, dimension) + count);
  if (dimension === "ROWS") insertRows(sheet, at, count, like);
  else for (const row of sheet.rows) insertCells(row, at, count, like);
  if (at < propertiesIn(sheet, dimension).length)
    propertiesIn(sheet, dimension).splice(at, 0, ...Array.from({ length: count }, () => ({})));
  follow(book, { sheetId: sheet.properties.sheetId, dimension, map: insertion(at, count) });
}

const propertiesIn = (sheet: Sheet, dimension: Dimension): Sheet["rowProperties"] =>
  dimension === "ROWS" ? sheet.rowProperties : sheet.columnProperties;

function insertRows(sheet: Sheet, at: number, count: number, like: number | null): void {
  const model = like === null ? [] : (sheet.rows[like] ?? []).map(formatOf);
  if (at >= sheet.rows.length && model.every((cell) => cell === EMPTY)) return;
  while (sheet.rows.length < at) sheet.rows.push([]);
  sheet.rows.splice(at, 0, ...Array.from({ length: count }, () => [...model]));
}

function insertCells(row: Cell[], at: number, count: number, like: number | null): void {
  const model = like === null ? EMPTY : formatOf(row[like] ?? EMPTY);
  if (at > row.length || (at === row.length && model === EMPTY)) return;
  row.splice(at, 0, ...Array.from({ length: count }, () => model));
}

function formatOf({ userEnteredFormat, dataValidation }: Cell): Cell {
  if (userEnteredFormat === undefined && dataValidation === undefined) return EMPTY;
  return { ...(userEnteredFormat && { userEnteredFormat }), ...(dataValidation && { dataValidation }) };
}

export function deleteLines(book: Workbook, sheet: Sheet, dimension: Dimension, at: number, count: number): void {
  if (dimension === "ROWS") sheet.rows.splice(at, count);
  else for (const row of sheet.rows) row.splice(at, count);
  propertiesIn(sheet, dimension).splice(at, count);
  follow(book, { sheetId: sheet.properties.sheetId, dimension, map: deletion(at, count) });
  resize(sheet, dimension, lengthOf(sheet, dimension) - count);
  thaw(sheet, dimension, at, count);
}

/** Frozen lines that are deleted are frozen no more. */
function thaw(sheet: Sheet, dimension: Dimension, at: number, count: number): void {
  const name = dimension === "ROWS" ? "frozenRowCount" : "frozenColumnCount";
  const frozen = sheet.properties.gridProperties[name] ?? 0;
  const gone = Math.max(0, Math.min(frozen, at + count) - at);
  if (gone === 0) return;
  const gridProperties = { ...sheet.properties.gridProperties, [name]: frozen - gone };
  sheet.properties = { ...sheet.properties, gridProperties };
}

/** `to` is counted before the move. */
export function moveLines(
  book: Workbook,
  sheet: Sheet,
  dimension: Dimension,
  from: number,
  count: number,
  to: number,
): void {
  if (dimension === "ROWS") moveWithin(sheet.rows, from, count, to, () => []);
  else for (const row of sheet.rows) moveWithin(row, from, count, to, () => EMPTY);
  moveWithin(propertiesIn(sheet, dimension), from, count, to, () => ({}));
  follow(book, { sheetId: sheet.properties.sheetId, dimension, map: movement(from, count, to) });
}

function moveWithin<T>(items: T[], from: number, count: number, to: number, blank: () => T): void {
  if (from >= items.length && to >= items.length) return;
  while (items.length < Math.max(to, from + count)) items.push(blank());
  const block = items.splice(from, count);
  items.splice(to > from ? to - count : to, 0, ...block);
}
