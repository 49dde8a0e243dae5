import { isSheetDate, isSheetError, type RawCell } from "../../ports/spreadsheet.ts";
import { isBlank, quoted } from "../clean.ts";

export type Facts = Readonly<Record<string, string | number>>;

/** Why a cell cannot be read; codes are worded in lib/views/findings.ts. */
export interface CellProblem {
  readonly problem: string;
  readonly facts: Facts;
  /** A value the person could type, "" when only the form can be advised. */
  readonly suggestion: string;
}

export type CellValueRead = string | number | boolean | readonly string[];
/** null: the cell holds nothing but blanks. */
export type CellResult = CellValueRead | null | CellProblem;

export const problem = (code: string, facts: Facts = {}, suggestion = ""): CellProblem => ({
  problem: code,
  facts,
  suggestion,
});

export const isProblem = (result: CellResult): result is CellProblem =>
  typeof result === "object" && result !== null && !Array.isArray(result);

/** The cell as it is quoted in a finding. */
export function foundText(cell: RawCell | undefined): string {
  if (cell === null || cell === undefined || isBlank(cell)) return "";
  if (typeof cell === "string") return quoted(cell);
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  if (isSheetDate(cell)) return cell.date;
  return isSheetError(cell) ? quoted(cell.error) : String(cell);
}
