import { invalid } from "./errors.ts";
import { sheetOf, touches } from "./grid.ts";
import type { Dimension, GridRange, ProtectedRange, Workbook } from "./model.ts";

/** May edit everything, whatever is protected. */
export const OWNER = "owner@example.com";

const LOCKED =
  "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.";

const mayEdit = (email: string, { warningOnly, editors }: ProtectedRange): boolean =>
  warningOnly === true || email === OWNER || (editors?.users ?? []).includes(email);

const covers = ({ range, unprotectedRanges = [] }: ProtectedRange, place: GridRange): boolean =>
  range !== undefined && touches(range, place) && !unprotectedRanges.some((free) => touches(free, place));

/** The protected range that keeps this person out of this place, or null. */
export function lockOn(book: Workbook, email: string, place: GridRange): ProtectedRange | null {
  const all = book.sheets.flatMap(({ protectedRanges }) => protectedRanges);
  return all.find((range) => covers(range, place) && !mayEdit(email, range)) ?? null;
}

export function checkMayEdit(book: Workbook, email: string, place: GridRange): void {
  if (lockOn(book, email, place) === null) return;
  throw invalid(LOCKED);
}

/** As shown to a caller. */
export const asSeenBy = (email: string, range: ProtectedRange): object => ({
  ...range,
  ...(mayEdit(email, range) && { requestingUserCanEdit: true }),
});

/** Rows or columns put in the middle of a protected range. */
export function checkMayInsert(book: Workbook, email: string, sheetId: number, dimension: Dimension, at: number): void {
  const before =
    dimension === "ROWS"
      ? { startRowIndex: at - 1, endRowIndex: at }
      : { startColumnIndex: at - 1, endColumnIndex: at };
  const after =
    dimension === "ROWS"
      ? { startRowIndex: at, endRowIndex: at + 1 }
      : { startColumnIndex: at, endColumnIndex: at + 1 };
  const all = sheetOf(book, sheetId).protectedRanges.filter((range) => !mayEdit(email, range));
  if (all.some((range) => covers(range, { sheetId, ...before }) && covers(range, { sheetId, ...after })))
    throw invalid(LOCKED);
}
