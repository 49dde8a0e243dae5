import { lift, type Matrix, matrix, single } from "./matrix.ts";
import { compare, type FormulaError, failure, isError, numberOf, type Scalar } from "./scalar.ts";

type Plain = Exclude<Scalar, FormulaError>;
const notFound = (key: Scalar, name: string): FormulaError =>
  failure("N_A", `Did not find value '${String(key)}' in ${name} evaluation.`);

/** Texts without regard to case, and never equal to numbers. */
const keyOf = (cell: Scalar): string | null =>
  cell === null || isError(cell) ? null : `${typeof cell}:${String(cell).toLowerCase()}`;

const indexes = new WeakMap<Matrix, ReadonlyMap<string, number>>();

/** Where each value stands first in the first column (or the only row). */
function indexOf(range: Matrix): ReadonlyMap<string, number> {
  const known = indexes.get(range);
  if (known !== undefined) return known;
  const index = new Map<string, number>();
  const line = lineOf(range);
  for (let n = line.length - 1; n >= 0; n--) {
    const key = keyOf(line[n]!);
    if (key !== null) index.set(key, n);
  }
  indexes.set(range, index);
  return index;
}

const lineOf = ({ height, width, cells }: Matrix): readonly Scalar[] =>
  height === 1 ? cells : Array.from({ length: height }, (_, row) => cells[row * width]!);

/** VLOOKUP and MATCH read * ? ~ in a text as wildcards. */
function exactPlace(range: Matrix, key: Plain, wildcards: boolean): number | null {
  if (key === null) return null;
  if (wildcards && typeof key === "string" && /[*?~]/.test(key)) return wildPlace(range, key);
  return indexOf(range).get(keyOf(key)!) ?? null;
}

function wildPlace(range: Matrix, key: string): number | null {
  const source = key.replaceAll(/~([*?~])|[\s\S]/g, (piece, literal?: string) => {
    if (literal !== undefined) return `\\${literal}`;
    return piece === "*" ? "[\\s\\S]*" : piece === "?" ? "[\\s\\S]" : piece.replace(/[\\^$.|+()[\]{}/]/, "\\$&");
  });
  const pattern = new RegExp(`^${source}$`, "iu");
  const place = lineOf(range).findIndex((cell) => typeof cell === "string" && pattern.test(cell));
  return place < 0 ? null : place;
}

/** The last one not above the key, as a sorted column is searched. */
function sortedPlace(range: Matrix, key: Plain): number | null {
  let place: number | null = null;
  for (const [n, cell] of lineOf(range).entries()) {
    if (cell === null || isError(cell) || typeof cell !== typeof key) continue;
    if (compare(cell, key) > 0) break;
    place = n;
  }
  return place;
}

const isFalse = (value: Scalar): boolean => value === false || value === 0;

export function vlookup(keys: Matrix, table: Matrix, columns: Matrix, sorted: Scalar): Matrix {
  const exact = isFalse(sorted);
  const first = exact ? firstColumn(table) : table;
  return lift([keys, columns], (key = null, column = null) => {
    if (isError(key)) return key;
    const n = isError(column) ? column : numberOf(column);
    if (isError(n)) return n;
    if (n < 1) return failure("VALUE", "VLOOKUP evaluates to an out of bounds range.");
    if (n > table.width) return failure("REF", "VLOOKUP evaluates to an out of bounds range.");
    const row = exact ? exactPlace(first, key, true) : sortedPlace(table, key);
    return row === null ? notFound(key, "VLOOKUP") : table.cells[row * table.width + Math.trunc(n) - 1]!;
  });
}

const columns = new WeakMap<Matrix, Matrix>();

function firstColumn(table: Matrix): Matrix {
  const known = columns.get(table);
  if (known !== undefined) return known;
  const column = matrix(table.height, 1, (row) => table.cells[row * table.width]!);
  columns.set(table, column);
  return column;
}

export function xlookup(keys: Matrix, where: Matrix, results: Matrix, missing: Matrix | null): Matrix {
  const down = where.width === 1;
  const width = down ? results.width : results.height;
  const places = lift([keys], (key = null) => (isError(key) ? key : exactPlace(where, key, false)));
  return matrix(places.height * places.width, width, (n, other) => {
    const place = places.cells[n]!;
    if (isError(place)) return place;
    if (place === null) return missing?.cells[0] ?? notFound(keys.cells[n]!, "XLOOKUP");
    return down
      ? results.cells[Number(place) * results.width + other]!
      : results.cells[other * results.width + Number(place)]!;
  });
}

export function match(keys: Matrix, where: Matrix, type: Scalar): Matrix {
  if (type !== 0 && type !== null && type !== 1)
    return single(failure("VALUE", "MATCH of this type is not modelled by the fake."));
  return lift([keys], (key = null) => {
    if (isError(key)) return key;
    const place = type === 0 ? exactPlace(where, key, true) : sortedPlace(where, key);
    return place === null ? notFound(key, "MATCH") : place + 1;
  });
}

/** Row or column 0 = all of them. */
export function index(table: Matrix, row: Scalar, column: Scalar): Matrix {
  const [r, c] = [isError(row) ? row : numberOf(row), isError(column) ? column : numberOf(column)];
  if (isError(r)) return single(r);
  if (isError(c)) return single(c);
  if (r < 0 || c < 0 || r > table.height || c > table.width)
    return single(failure("NUM", "INDEX evaluates to an out of bounds range."));
  const [top, left] = [Math.max(0, r - 1), Math.max(0, c - 1)];
  const at = (y: number, x: number): Scalar => table.cells[(top + y) * table.width + left + x]!;
  return matrix(r === 0 ? table.height : 1, c === 0 ? table.width : 1, at);
}
