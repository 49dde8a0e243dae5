import { batchUpdate } from "./batch-update.ts";
import { type Edit, requestsOf, sheetTitled } from "./edits.ts";
import { formatted } from "./formatted.ts";
import type { ExtendedValue, Workbook } from "./model.ts";
import { effectiveValue, usedColumns, usedRows } from "./values.ts";

/** Somebody who has the spreadsheet open. What protection forbids throws a GoogleError and changes nothing. */
export interface Human {
  edit(edit: Edit): void;
  /** Types into a cell as into the page: "2026-03-05" becomes a date. */
  setCell(tab: string, cell: string, text: string): void;
  paste(tab: string, cell: string, texts: readonly (readonly string[])[]): void;
  /** All rows below the frozen ones (below row 1 when none is frozen). */
  sort(tab: string, column: string, descending?: boolean): void;
  /** Blank rows before row `at`, 1-based. */
  insertRows(tab: string, at: number, count?: number): void;
  deleteRows(tab: string, at: number, count?: number): void;
  deleteColumn(tab: string, column: string): void;
  renameSheet(tab: string, title: string): void;
  /** What the page shows, row by row; blank = "". */
  see(tab: string): readonly (readonly string[])[];
  /** What people typed, without anything computed; undefined = blank. */
  typed(tab: string): readonly (readonly (ExtendedValue | undefined)[])[];
}

export function humanAt(books: Map<string, Workbook>, id: string, email: string, sortMovesMetadata: boolean): Human {
  const book = (): Workbook => books.get(id)!;
  const edit = (wanted: Edit): void => {
    books.set(id, batchUpdate(book(), requestsOf(book(), wanted), { email, sortMovesMetadata }).book);
  };
  return {
    edit,
    setCell: (tab, cell, text) => edit({ kind: "type", tab, cell, text }),
    paste: (tab, cell, texts) => edit({ kind: "paste", tab, cell, texts }),
    sort: (tab, column, descending = false) => edit({ kind: "sort", tab, column, descending }),
    insertRows: (tab, at, count = 1) => edit({ kind: "insertRows", tab, at, count }),
    deleteRows: (tab, at, count = 1) => edit({ kind: "deleteRows", tab, at, count }),
    deleteColumn: (tab, column) => edit({ kind: "deleteColumn", tab, column }),
    renameSheet: (tab, title) => edit({ kind: "rename", tab, title }),
    see: (tab) => seen(book(), tab),
    typed: (tab) => sheetTitled(book(), tab).rows.map((row) => row.map((cell) => cell.userEnteredValue)),
  };
}

function seen(book: Workbook, tab: string): readonly (readonly string[])[] {
  const sheet = sheetTitled(book, tab);
  const text = (row: number, column: number): string => {
    const value = effectiveValue(book, sheet, row, column);
    const format = sheet.rows[row]?.[column]?.userEnteredFormat?.numberFormat;
    return value === undefined ? "" : formatted(value, format);
  };
  return Array.from({ length: usedRows(book, sheet) }, (_, row) =>
    Array.from({ length: usedColumns(book, sheet, row) }, (_, column) => text(row, column)),
  );
}
