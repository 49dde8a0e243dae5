import { invalid } from "./errors.ts";
import { common, contains, everywhere, sheetOf, touches } from "./grid.ts";
import type { Dimension, GridRange, ProtectedRange, Workbook } from "./model.ts";

/** Stands among the editors of every protected range. */
export const OWNER = "owner@example.com";

const LOCKED =
  "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.";

const mayEdit = (email: string, { warningOnly, editors }: ProtectedRange): boolean =>
  warningOnly === true || (editors?.users ?? []).includes(email);

/** Some of the place is protected and not among what is free. */
function covers({ range, unprotectedRanges = [] }: ProtectedRange, place: GridRange): boolean {
  if (range === undefined || !touches(range, place)) return false;
  const both = common(everywhere(range), everywhere(place));
  return !unprotectedRanges.some((free) => contains(everywhere(free), both));
}

/** The protected range that keeps this person out of this place, or null. */
export function lockOn(book: Workbook, email: string, place: GridRange): ProtectedRange | null {
  const all = book.sheets.flatMap(({ protectedRanges }) => protectedRanges);
  return all.find((range) => covers(range, place) && !mayEdit(email, range)) ?? null;
}

export function checkMayEdit(book: Workbook, email: string, place: GridRange): void {
  if (lockOn(book, email, place) === null) return;
  throw invalid(LOCKED);
}

/** As shown to a caller: who may not edit does not learn who may. */
export function asSeenBy(email: string, range: ProtectedRange): object {
  const { editors, ...shown } = range;
  return mayEdit(email, range) ? { ...shown, ...(editors && { editors }), requestingUserCanEdit: true } : shown;
}

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
