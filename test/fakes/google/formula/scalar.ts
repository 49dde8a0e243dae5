import { general } from "../formatted.ts";
import type { ExtendedValue } from "../model.ts";

/** #N/A and its kin, as a value that spreads through what uses it. */
export interface FormulaError {
  readonly type: string;
  readonly message: string;
}

/** null = blank. */
export type Scalar = null | string | number | boolean | FormulaError;

export const isError = (value: Scalar): value is FormulaError => typeof value === "object" && value !== null;

export const failure = (type: string, message: string): FormulaError => ({ type, message });

export function scalarOf(value: ExtendedValue | undefined): Scalar {
  if (value === undefined) return null;
  const { stringValue, numberValue, boolValue, errorValue } = value;
  return errorValue === undefined
    ? (stringValue ?? numberValue ?? boolValue ?? null)
    : failure(errorValue.type, errorValue.message ?? "");
}

/** undefined = nothing is shown. */
export function extendedOf(scalar: Scalar): ExtendedValue | undefined {
  if (scalar === null) return undefined;
  if (typeof scalar === "string") return { stringValue: scalar };
  if (typeof scalar === "number") return { numberValue: scalar };
  return typeof scalar === "boolean" ? { boolValue: scalar } : { errorValue: scalar };
}

/** As `&` sees it. */
export function textOf(value: Exclude<Scalar, FormulaError>): string {
  if (value === null) return "";
  if (typeof value === "number") return general(value);
  return typeof value === "boolean" ? (value ? "TRUE" : "FALSE") : value;
}

export function numberOf(value: Exclude<Scalar, FormulaError>): number | FormulaError {
  if (typeof value !== "string") return Number(value ?? 0);
  const text = value.trim();
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?%?$/i.test(text))
    return text.endsWith("%") ? Number(text.slice(0, -1)) / 100 : Number(text);
  return failure("VALUE", `expects number values. But '${value}' is a text and cannot be coerced to a number.`);
}

export function truthOf(value: Exclude<Scalar, FormulaError>): boolean | FormulaError {
  if (typeof value !== "string") return Boolean(value);
  if (/^(true|false)$/i.test(value)) return value.toLowerCase() === "true";
  return failure("VALUE", `expects boolean values. But '${value}' is a text and cannot be coerced to a boolean.`);
}

const RANK: Readonly<Record<string, number>> = { number: 0, string: 1, boolean: 2 };

/** Numbers before texts before truth values; texts without regard to case; a blank is whatever it is compared with. */
export function compare(a: Exclude<Scalar, FormulaError>, b: Exclude<Scalar, FormulaError>): number {
  const [left, right] = [a ?? blankLike(b), b ?? blankLike(a)];
  const ranks = RANK[typeof left]! - RANK[typeof right]!;
  if (ranks !== 0) return ranks;
  const [first, second] = [folded(left), folded(right)];
  return first < second ? -1 : first > second ? 1 : 0;
}

const blankLike = (other: Scalar): string | number | boolean =>
  typeof other === "string" ? "" : typeof other === "boolean" ? false : 0;

const folded = (value: string | number | boolean): string | number =>
  typeof value === "string" ? value.toLowerCase() : Number(value);
