import { invalid } from "./errors.ts";
import { withFormula } from "./follow.ts";
import { copiedFormula } from "./formula/references.ts";
import { type Area, cellAt, everywhere, overlaps, putRow } from "./grid.ts";
import type { Cell, DimensionRange, ExtendedValue, Metadata, Sheet, Workbook } from "./model.ts";
import { effectiveValue } from "./values.ts";

export interface SortSpec {
  readonly dimensionIndex?: number;
  readonly sortOrder?: string;
}

/** Rows of the area in a new order: cells go with their row, formulas as if copied, metadata if the switch says so. */
export function sortRows(
  book: Workbook,
  sheet: Sheet,
  area: Area,
  specs: readonly SortSpec[],
  movesMetadata: boolean,
): void {
  if (sheet.merges.some((merge) => overlaps(everywhere(merge), area)))
    throw invalid("You can't sort a range that contains merged cells.");
  for (const { dimensionIndex = 0 } of specs)
    if (dimensionIndex < area.left || dimensionIndex >= area.right)
      throw invalid(`Sort column ${dimensionIndex} is outside the range.`);
  const order = Array.from({ length: area.bottom - area.top }, (_, n) => area.top + n).sort((a, b) =>
    compareRows(book, sheet, specs, a, b),
  );
  const cells = order.map((row) => cellsOf(sheet, row, area));
  for (const [n, row] of cells.entries()) {
    const moved = row.map((cell) => carried(cell, area.top + n - order[n]!));
    putRow(sheet, area.top + n, area.left, moved);
  }
  if (movesMetadata) book.metadata = book.metadata.map((entry) => followed(entry, sheet, area, order));
}

const cellsOf = (sheet: Sheet, row: number, { left, right }: Area): readonly Cell[] =>
  Array.from({ length: right - left }, (_, n) => cellAt(sheet, row, left + n));

function carried(cell: Cell, rows: number): Cell {
  const formula = cell.userEnteredValue?.formulaValue;
  return formula === undefined || rows === 0 ? cell : withFormula(cell, copiedFormula(formula, rows, 0));
}

function followed(entry: Metadata, sheet: Sheet, area: Area, order: readonly number[]): Metadata {
  const range = entry.location.dimensionRange;
  if (range?.sheetId !== sheet.properties.sheetId || range.dimension !== "ROWS") return entry;
  const place = order.indexOf(range.startIndex!);
  if (place < 0) return entry;
  const dimensionRange: DimensionRange = { ...range, startIndex: area.top + place, endIndex: area.top + place + 1 };
  return { ...entry, location: { ...entry.location, dimensionRange } };
}

function compareRows(book: Workbook, sheet: Sheet, specs: readonly SortSpec[], a: number, b: number): number {
  for (const { dimensionIndex = 0, sortOrder } of specs) {
    const [left, right] = [a, b].map((row) => effectiveValue(book, sheet, row, dimensionIndex));
    const result = compareForSort(left, right, sortOrder === "DESCENDING" ? -1 : 1);
    if (result !== 0) return result;
  }
  return 0;
}

/** Numbers before texts before truth values before errors; blanks last whichever way. */
function compareForSort(a: ExtendedValue | undefined, b: ExtendedValue | undefined, sign: number): number {
  const [first, second] = [rank(a), rank(b)];
  if (first === BLANK || second === BLANK) return first - second;
  if (first !== second) return sign * (first - second);
  return sign * compareSame(a!, b!);
}

const BLANK = 4;

function rank(value: ExtendedValue | undefined): number {
  if (value === undefined) return BLANK;
  if (value.numberValue !== undefined) return 0;
  if (value.stringValue !== undefined) return 1;
  return value.boolValue !== undefined ? 2 : 3;
}

function compareSame(a: ExtendedValue, b: ExtendedValue): number {
  if (a.numberValue !== undefined) return a.numberValue - b.numberValue!;
  if (a.boolValue !== undefined) return Number(a.boolValue) - Number(b.boolValue);
  const [left, right] = [(a.stringValue ?? "").toLowerCase(), (b.stringValue ?? "").toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}
