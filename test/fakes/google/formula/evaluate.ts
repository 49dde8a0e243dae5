import { OPERATORS, SCALAR_FUNCTIONS } from "./functions.ts";
import { index, match, vlookup, xlookup } from "./lookups.ts";
import { alone, lift, type Matrix, matrix, single, stacked } from "./matrix.ts";
import { BLANK, type Node } from "./parser.ts";
import { failure, type Scalar } from "./scalar.ts";

/** Where the formula stands and what it can see. */
export interface Setting {
  readonly row: number;
  readonly column: number;
  read(reference: string): Matrix;
  /** A named range; null = nobody called anything so. */
  named(name: string): Matrix | null;
}

interface Scope extends Setting {
  /** Inside ARRAYFORMULA. */
  readonly array: boolean;
}

export function evaluate(node: Node, setting: Setting): Matrix {
  const value = valueIn(node, { ...setting, array: false });
  return value.from === undefined ? value : alone(value, setting.row, setting.column);
}

function valueIn(node: Node, scope: Scope): Matrix {
  if (node.kind === "value") return single(node.value);
  if (node.kind === "reference") return scope.read(node.text);
  if (node.kind === "lost") return single(lost(node.text));
  if (node.kind === "name") return scope.named(node.name) ?? single(unknown(`range name: '${node.name}'`));
  if (node.kind === "array") return arrayOf(node.rows, scope);
  if (node.kind === "binary") return cellwise([node.left, node.right], OPERATORS[node.sign]!, scope);
  if (node.kind === "unary") return unary(node.sign, node.of, scope);
  return called(node.name, node.args, scope);
}

const unknown = (what: string): Scalar => failure("NAME", `Unknown ${what}.`);
const lost = (text: string): Scalar =>
  text.endsWith("#N/A") ? failure("N_A", "Error: #N/A") : failure("REF", "Reference does not exist");

function unary(sign: string, of: Node, scope: Scope): Matrix {
  const zero: Node = { kind: "value", value: sign === "%" ? 100 : 0 };
  return sign === "%" ? cellwise([of, zero], OPERATORS["/"]!, scope) : cellwise([zero, of], OPERATORS[sign]!, scope);
}

/** `{…}` makes its parts one array, ranges whole. */
function arrayOf(rows: readonly (readonly Node[])[], scope: Scope): Matrix {
  const parts = rows.map((row) =>
    stacked(
      row.map((node) => valueIn(node, scope)),
      "right",
    ),
  );
  if (new Set(parts.map(({ width }) => width)).size > 1)
    return single(failure("VALUE", "In ARRAY_LITERAL, an Array Literal was missing values for one or more rows."));
  return stacked(parts, "down");
}

function cellwise(args: readonly Node[], each: (...cells: readonly Scalar[]) => Scalar, scope: Scope): Matrix {
  const values = args.map((arg) => valueIn(arg, scope));
  return lift(scope.array ? values : values.map((value) => alone(value, scope.row, scope.column)), each);
}

type Function = (args: readonly Node[], scope: Scope) => Matrix;

const scalarAt = (args: readonly Node[], n: number, scope: Scope): Scalar => valueIn(args[n] ?? BLANK, scope).cells[0]!;

/** A key searched for: one outside ARRAYFORMULA, many inside. */
function keysOf(args: readonly Node[], scope: Scope): Matrix {
  const keys = valueIn(args[0] ?? BLANK, scope);
  return scope.array ? keys : alone(keys, scope.row, scope.column);
}

const WHOLE_FUNCTIONS: Readonly<Record<string, Function>> = {
  ARRAYFORMULA: ([node = BLANK], scope) => {
    const { from, ...value } = valueIn(node, { ...scope, array: true });
    return value;
  },
  VSTACK: (args, scope) =>
    stacked(
      args.map((arg) => valueIn(arg, scope)),
      "down",
    ),
  HSTACK: (args, scope) =>
    stacked(
      args.map((arg) => valueIn(arg, scope)),
      "right",
    ),
  VLOOKUP: (args, scope) => {
    const wanted = valueIn(args[2] ?? BLANK, scope);
    const columns = scope.array ? wanted : alone(wanted, scope.row, scope.column);
    return vlookup(keysOf(args, scope), valueIn(args[1] ?? BLANK, scope), columns, scalarAt(args, 3, scope) ?? true);
  },
  XLOOKUP: (args, scope) => {
    const missing = args[3] === undefined ? null : valueIn(args[3], scope);
    if (args.length > 4) return single(failure("VALUE", "XLOOKUP with a match mode is not modelled by the fake."));
    return xlookup(keysOf(args, scope), valueIn(args[1] ?? BLANK, scope), valueIn(args[2] ?? BLANK, scope), missing);
  },
  MATCH: (args, scope) => match(keysOf(args, scope), valueIn(args[1] ?? BLANK, scope), scalarAt(args, 2, scope)),
  INDEX: (args, scope) => index(valueIn(args[0] ?? BLANK, scope), scalarAt(args, 1, scope), scalarAt(args, 2, scope)),
  ROW: (args, scope) => numbered(args, scope, "row"),
  COLUMN: (args, scope) => numbered(args, scope, "column"),
};

/** 1-based; of a range inside ARRAYFORMULA all of them. */
function numbered([node]: readonly Node[], scope: Scope, side: "row" | "column"): Matrix {
  if (node === undefined) return single(scope[side] + 1);
  const { from, height, width } = valueIn(node, scope);
  if (from === undefined) return single(failure("N_A", "Argument must be a range."));
  const all =
    side === "row" ? matrix(height, 1, (n) => from.row + n + 1) : matrix(1, width, (_, n) => from.column + n + 1);
  return scope.array ? all : single(all.cells[0]!);
}

function called(name: string, args: readonly Node[], scope: Scope): Matrix {
  const whole = WHOLE_FUNCTIONS[name];
  if (whole !== undefined) return whole(args, scope);
  const each = SCALAR_FUNCTIONS[name];
  return each === undefined ? single(unknown(`function: '${name}'`)) : cellwise(args, each, scope);
}

/** References whose values the formula needs; ROW and COLUMN look at places only. */
export function referencesIn(node: Node): readonly string[] {
  if (node.kind === "reference") return [node.text];
  if (node.kind === "binary") return [...referencesIn(node.left), ...referencesIn(node.right)];
  if (node.kind === "unary") return referencesIn(node.of);
  if (node.kind === "array") return node.rows.flat().flatMap(referencesIn);
  return node.kind === "call" && !/^(ROW|COLUMN)$/.test(node.name) ? node.args.flatMap(referencesIn) : [];
}
