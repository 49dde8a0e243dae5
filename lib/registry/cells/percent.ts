import type { RawCell } from "../../ports/spreadsheet.ts";
import { withoutBlanks } from "../clean.ts";
import { decimalOf } from "./decimal.ts";
import { type CellProblem, problem } from "./problem.ts";

/** A share: `90%`, `９０％` and 0.9 are all 0.9; a bare 90 is asked about, not guessed. Null for blanks. Source: registry.md "Percent". */
export function readPercent(cell: RawCell): number | null | CellProblem {
  if (cell === null) return null;
  if (typeof cell === "number") return share(cell);
  if (typeof cell !== "string") return problem("percent-unreadable");
  const text = withoutBlanks(cell);
  if (text === "") return null;
  const value = decimalOf(text.replace(/%$/, ""));
  if (value === null || value.negative || value.digits.length > 15) return problem("percent-unreadable");
  const places = value.places + (text.endsWith("%") ? 2 : 0);
  const read = Number(value.digits) / 10 ** places;
  return text.endsWith("%") ? read : share(read);
}

function share(n: number): number | CellProblem {
  if (!Number.isFinite(n) || n < 0) return problem("percent-unreadable");
  return n > 2 ? problem("percent-without-sign", {}, `${n}%`) : n;
}
