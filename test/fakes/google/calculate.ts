import type { Calculated, Workbook } from "./model.ts";

/** Values of all formulas, computed once after a change. */
export function calculated(book: Workbook): Calculated {
  book.calculated ??= new Map();
  return book.calculated;
}
