import { evaluate, referencesIn } from "./formula/evaluate.ts";
import { type Matrix, single } from "./formula/matrix.ts";
import { type Node, parseFormula } from "./formula/parser.ts";
import { extendedOf, failure, type Scalar } from "./formula/scalar.ts";
import { type Area, columnCount, overlaps, rowCount, unbounded } from "./grid.ts";
import type { Calculated, ExtendedValue, GridRange, Sheet, Workbook } from "./model.ts";
import { placeOf } from "./place.ts";
import { type Claim, type Read, reader, targetOf, type Values } from "./read-range.ts";
import { obstacleTo } from "./spill.ts";

interface FormulaCell {
  readonly sheet: Sheet;
  readonly row: number;
  readonly column: number;
  /** null = it cannot be read. */
  readonly tree: Node | null;
}

/** How often values are carried from formula to formula before it is called a circle. */
const ROUNDS = 10;

/** Values of all formulas, computed once after a change. */
export function calculated(book: Workbook): Calculated {
  book.calculated ??= calculate(book);
  return book.calculated;
}

function calculate(book: Workbook): Calculated {
  const formulas = book.sheets.flatMap(formulasIn);
  if (formulas.length === 0) return new Map();
  let values: Values = new Map();
  for (let round = 0; round < ROUNDS; round++) {
    const { next, again } = computed(book, formulas, values);
    values = next;
    if (!again) return values;
  }
  return values;
}

/** One round: everything from the values of the round before. */
function computed(book: Workbook, formulas: readonly FormulaCell[], before: Values): { next: Values; again: boolean } {
  const next: Values = new Map();
  const claims: Claim[] = [];
  const read = reader(before);
  for (const formula of formulas) claims.push(settle(book, formula, read, next, claims));
  const linked = formulas.some((formula) => dependsOn(book, formula, claims));
  return { next, again: linked && !same(before, next) };
}

function formulasIn(sheet: Sheet): readonly FormulaCell[] {
  return sheet.rows.flatMap((cells, row) =>
    cells.flatMap(({ userEnteredValue: value }, column) =>
      value?.formulaValue === undefined ? [] : [{ sheet, row, column, tree: treeOf(value.formulaValue) }],
    ),
  );
}

function treeOf(formula: string): Node | null {
  try {
    return parseFormula(formula);
  } catch {
    return null;
  }
}

function settle(book: Workbook, formula: FormulaCell, read: Read, into: Values, claims: readonly Claim[]): Claim {
  const result = resultOf(book, formula, read);
  const { sheet, row, column } = formula;
  const area = { top: row, left: column, bottom: row + result.height, right: column + result.width };
  const obstacle = obstacleTo(sheet, area, claims) ?? circle(book, formula, area);
  const shown = obstacle === null ? result : single(obstacle);
  put(into, formula, shown);
  return { sheet, area: obstacle === null ? area : { ...area, bottom: row + 1, right: column + 1 } };
}

function resultOf(book: Workbook, { sheet, row, column, tree }: FormulaCell, read: Read): Matrix {
  if (tree === null) return single(failure("ERROR", "Formula parse error."));
  const missing = single(failure("REF", "Reference does not exist"));
  const grid = (range: GridRange | undefined): Matrix | null => {
    const target = book.sheets.find(({ properties }) => properties.sheetId === (range?.sheetId ?? 0));
    return range === undefined || target === undefined
      ? null
      : read(target, unbounded(range, rowCount(target), columnCount(target)));
  };
  return evaluate(tree, {
    row,
    column,
    read: (text) => {
      const target = targetOf(book, sheet, text);
      return target === null ? missing : read(target.sheet, target.area);
    },
    named: (name) => grid(book.namedRanges.find((range) => range.name.toLowerCase() === name.toLowerCase())?.range),
  });
}

/** A formula that reads its own cells. */
function circle(book: Workbook, { sheet, tree }: FormulaCell, area: Area): Scalar {
  const own = targetsOf(book, sheet, tree).some((target) => target.sheet === sheet && overlaps(target.area, area));
  return own
    ? failure("REF", "Circular dependency detected. To resolve with iterative calculation, see File > Settings.")
    : null;
}

const targetsOf = (book: Workbook, home: Sheet, tree: Node | null): readonly Claim[] =>
  tree === null ? [] : referencesIn(tree).flatMap((text) => targetOf(book, home, text) ?? []);

const dependsOn = (book: Workbook, { sheet, tree }: FormulaCell, claims: readonly Claim[]): boolean =>
  targetsOf(book, sheet, tree).some((target) =>
    claims.some((claim) => claim.sheet === target.sheet && overlaps(claim.area, target.area)),
  );

function put(into: Values, { sheet, row, column }: FormulaCell, result: Matrix): void {
  const values = into.get(sheet.properties.sheetId) ?? new Map<number, ExtendedValue>();
  into.set(sheet.properties.sheetId, values);
  for (const [n, cell] of result.cells.entries()) {
    const value = extendedOf(cell);
    const place = placeOf(row + Math.floor(n / result.width), column + (n % result.width));
    if (value !== undefined) values.set(place, value);
  }
}

function same(a: Values, b: Values): boolean {
  const flat = (values: Values): string => JSON.stringify([...values].map(([sheet, cells]) => [sheet, [...cells]]));
  return flat(a) === flat(b);
}
