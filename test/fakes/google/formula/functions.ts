import { byPattern } from "../formatted.ts";
import { unlessError } from "./matrix.ts";
import { compare, failure, isError, numberOf, type Scalar, textOf, truthOf } from "./scalar.ts";

type Plain = null | string | number | boolean;
type Each = (...cells: readonly Scalar[]) => Scalar;

const arithmetic = (work: (a: number, b: number) => Scalar): Each =>
  unlessError((a: Plain, b: Plain) => {
    const [left, right] = [numberOf(a), numberOf(b)];
    if (isError(left)) return left;
    return isError(right) ? right : work(left, right);
  });

const comparison = (holds: (order: number) => boolean): Each =>
  unlessError((a: Plain, b: Plain) => holds(compare(a, b)));

const DIVISION = failure("DIVIDE_BY_ZERO", "Function DIVIDE parameter 2 cannot be zero.");

/** Signs between two values. */
export const OPERATORS: Readonly<Record<string, Each>> = {
  "+": arithmetic((a, b) => a + b),
  "-": arithmetic((a, b) => a - b),
  "*": arithmetic((a, b) => a * b),
  "/": arithmetic((a, b) => (b === 0 ? DIVISION : a / b)),
  "^": arithmetic((a, b) => a ** b),
  "&": unlessError((a: Plain, b: Plain) => textOf(a) + textOf(b)),
  "=": comparison((order) => order === 0),
  "<>": comparison((order) => order !== 0),
  "<": comparison((order) => order < 0),
  ">": comparison((order) => order > 0),
  "<=": comparison((order) => order <= 0),
  ">=": comparison((order) => order >= 0),
};

const textual = (work: (text: string) => Scalar): Each => unlessError((value: Plain) => work(textOf(value)));

/** Functions of single values; under ARRAYFORMULA they go cell by cell. */
export const SCALAR_FUNCTIONS: Readonly<Record<string, Each>> = {
  IF: (condition = null, then = true, otherwise = false) => chosen(condition, then, otherwise),
  IFERROR: (value = null, instead = null) => (isError(value) ? instead : value),
  IFNA: (value = null, instead = null) => (isError(value) && value.type === "N_A" ? instead : value),
  ISBLANK: (value = null) => value === null,
  ISERROR: (value = null) => isError(value),
  ISNA: (value = null) => isError(value) && value.type === "N_A",
  ISNUMBER: (value = null) => typeof value === "number",
  ISTEXT: (value = null) => typeof value === "string",
  NOT: unlessError((value: Plain) => {
    const truth = truthOf(value);
    return isError(truth) ? truth : !truth;
  }),
  EXACT: unlessError((a: Plain, b: Plain) => textOf(a) === textOf(b)),
  LEN: textual((text) => text.length),
  LOWER: textual((text) => text.toLowerCase()),
  UPPER: textual((text) => text.toUpperCase()),
  TRIM: textual((text) => text.trim().replaceAll(/ +/g, " ")),
  TO_TEXT: textual((text) => text),
  TEXT: unlessError((value: Plain, pattern: Plain) =>
    typeof value === "number" || value === null ? byPattern(value ?? 0, textOf(pattern ?? null)) : textOf(value),
  ),
};

function chosen(condition: Scalar, then: Scalar, otherwise: Scalar): Scalar {
  if (isError(condition)) return condition;
  const truth = truthOf(condition);
  if (isError(truth)) return truth;
  return truth ? then : otherwise;
}
