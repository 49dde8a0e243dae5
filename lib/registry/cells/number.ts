import type { RawCell } from "../../ports/spreadsheet.ts";
import { withoutBlanks } from "../clean.ts";
import { decimalOf } from "./decimal.ts";
import { type CellProblem, problem } from "./problem.ts";

export interface NumberOptions {
  readonly whole: boolean;
  readonly signed: boolean;
  readonly max: number | null;
}

/** A plain figure; a counter after it (3天, 2个, 85分) is understood. Null for blanks. */
export function readNumber(cell: RawCell, options: NumberOptions): number | null | CellProblem {
  if (cell === null) return null;
  if (typeof cell === "number") return bounded(cell, options);
  if (typeof cell !== "string") return problem("number-unreadable");
  const text = withoutBlanks(cell);
  if (text === "") return null;
  const value = decimalOf(text.replace(/(\d)(?:个?工作日|年度?|[个项家分次天日])$/, "$1"));
  if (value === null || value.digits.length > 15) return problem("number-unreadable");
  return bounded((value.negative ? -1 : 1) * (Number(value.digits) / 10 ** value.places), options);
}

function bounded(n: number, { whole, signed, max }: NumberOptions): number | CellProblem {
  if (!Number.isFinite(n) || Math.abs(n) >= 1e15) return problem("number-unreadable");
  if (whole && !Number.isInteger(n)) return problem("number-not-whole");
  if (!signed && n < 0) return problem("number-negative");
  if (max !== null && n > max) return problem("number-too-large", { max });
  return n === 0 ? 0 : n;
}
