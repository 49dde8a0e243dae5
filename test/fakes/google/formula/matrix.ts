import { type FormulaError, failure, isError, type Scalar } from "./scalar.ts";

/** A rectangle of values, row by row. */
export interface Matrix {
  readonly height: number;
  readonly width: number;
  readonly cells: readonly Scalar[];
  /** Where it was read, when it is a range and not the result of a function. */
  readonly from?: { readonly row: number; readonly column: number };
}

export const single = (cell: Scalar): Matrix => ({ height: 1, width: 1, cells: [cell] });

export const matrix = (height: number, width: number, at: (row: number, column: number) => Scalar): Matrix => ({
  height,
  width,
  cells: Array.from({ length: height * width }, (_, n) => at(Math.floor(n / width), n % width)),
});

const NO_PARTNER = failure("N_A", "Argument must be a range of the same size.");

/** A single row or column is repeated; where a longer one has no partner stands #N/A. */
export function cellIn({ height, width, cells }: Matrix, row: number, column: number): Scalar {
  const [r, c] = [height === 1 ? 0 : row, width === 1 ? 0 : column];
  return r < height && c < width ? cells[r * width + c]! : NO_PARTNER;
}

/** Cell by cell over the widest shape. */
export function lift(args: readonly Matrix[], each: (...cells: readonly Scalar[]) => Scalar): Matrix {
  const height = Math.max(1, ...args.map((arg) => arg.height));
  const width = Math.max(1, ...args.map((arg) => arg.width));
  return matrix(height, width, (row, column) => each(...args.map((arg) => cellIn(arg, row, column))));
}

/** For functions that no error survives. */
export const unlessError =
  <Cells extends readonly Exclude<Scalar, FormulaError>[]>(each: (...cells: Cells) => Scalar) =>
  (...cells: readonly Scalar[]): Scalar =>
    cells.find(isError) ?? each(...(cells as unknown as Cells));

/** Outside ARRAYFORMULA a range stands for its cell in the formula's own row or column, any other array for its first cell. */
export function alone(value: Matrix, row: number, column: number): Matrix {
  if (value.height === 1 && value.width === 1) return value;
  if (value.from === undefined) return single(value.cells[0]!);
  const [r, c] = [row - value.from.row, column - value.from.column];
  if (value.width === 1 && r >= 0 && r < value.height) return single(value.cells[r]!);
  if (value.height === 1 && c >= 0 && c < value.width) return single(value.cells[c]!);
  return single(failure("VALUE", "An array value could not be found."));
}

/** One above the other, or side by side; what is missing is #N/A. */
export function stacked(parts: readonly Matrix[], direction: "down" | "right"): Matrix {
  if (direction === "right") return turned(stacked(parts.map(turned), "down"));
  const width = Math.max(...parts.map((part) => part.width));
  const rows = parts.flatMap((part) =>
    Array.from({ length: part.height }, (_, row) =>
      Array.from({ length: width }, (_, column) =>
        column < part.width ? part.cells[row * part.width + column]! : NO_PARTNER,
      ),
    ),
  );
  return { height: rows.length, width, cells: rows.flat() };
}

const turned = (value: Matrix): Matrix =>
  matrix(value.width, value.height, (row, column) => value.cells[column * value.width + row]!);
