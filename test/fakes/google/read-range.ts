import type { Matrix } from "./formula/matrix.ts";
import { referenceOf } from "./formula/references.ts";
import { type Scalar, scalarOf } from "./formula/scalar.ts";
import { type Area, columnCount, rowCount } from "./grid.ts";
import type { ExtendedValue, Sheet, Workbook } from "./model.ts";
import { placeOf } from "./place.ts";

/** Results of formulas by sheet and place. */
export type Values = Map<number, Map<number, ExtendedValue>>;

/** Cells of one sheet: what a reference names, or what a result takes. */
export interface Claim {
  readonly sheet: Sheet;
  readonly area: Area;
}

/** The values of an area as they stand. */
export type Read = (sheet: Sheet, area: Area) => Matrix;

/** Ranges as they stand, each read once a round. */
export function reader(values: Values): Read {
  const seen = new Map<string, Matrix>();
  return (sheet, area) => {
    const name = [sheet.properties.sheetId, area.top, area.bottom, area.left, area.right].join();
    const known = seen.get(name);
    if (known !== undefined) return known;
    const found = readArea(sheet, area, values.get(sheet.properties.sheetId));
    seen.set(name, found);
    return found;
  };
}

function readArea(
  sheet: Sheet,
  { top, bottom, left, right }: Area,
  values: Map<number, ExtendedValue> | undefined,
): Matrix {
  const cells: Scalar[] = [];
  for (let row = top; row < bottom; row++)
    for (let column = left; column < right; column++) {
      const typed = sheet.rows[row]?.[column]?.userEnteredValue;
      const value = typed === undefined || typed.formulaValue !== undefined ? values?.get(placeOf(row, column)) : typed;
      cells.push(scalarOf(value));
    }
  return { height: bottom - top, width: right - left, cells, from: { row: top, column: left } };
}

/** The sheet and cells that a reference names; null = there are none. */
export function targetOf(book: Workbook, home: Sheet, text: string): Claim | null {
  const { sheet: title, rows, columns } = referenceOf(text);
  const named = ({ properties }: Sheet): boolean => properties.title.toLowerCase() === title?.toLowerCase();
  const sheet = title === null ? home : book.sheets.find(named);
  if (sheet === undefined) return null;
  const bottom = Math.min(rows.end, rowCount(sheet));
  const right = Math.min(columns.end, columnCount(sheet));
  if (rows.start >= bottom || columns.start >= right) return null;
  return { sheet, area: { top: rows.start, bottom, left: columns.start, right } };
}
