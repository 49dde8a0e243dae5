import { rangeNamed } from "./a1.ts";
import { columnNumber } from "./formula/letters.ts";
import { cellAt, columnCount, everywhere, rowCount } from "./grid.ts";
import type { Cell, DimensionRange, Sheet, Workbook } from "./model.ts";
import { typedInto } from "./typed.ts";

/** What a person does to a spreadsheet; rows are 1-based as people see them. */
export type Edit =
  | { readonly kind: "type"; readonly tab: string; readonly cell: string; readonly text: string }
  | {
      readonly kind: "paste";
      readonly tab: string;
      readonly cell: string;
      readonly texts: readonly (readonly string[])[];
    }
  | { readonly kind: "sort"; readonly tab: string; readonly column: string; readonly descending?: boolean }
  | { readonly kind: "insertRows"; readonly tab: string; readonly at: number; readonly count: number }
  | { readonly kind: "deleteRows"; readonly tab: string; readonly at: number; readonly count: number }
  | {
      readonly kind: "moveRows";
      readonly tab: string;
      readonly at: number;
      readonly count: number;
      readonly to: number;
    }
  | { readonly kind: "insertColumn"; readonly tab: string; readonly column: string }
  | { readonly kind: "deleteColumn"; readonly tab: string; readonly column: string }
  | { readonly kind: "rename"; readonly tab: string; readonly title: string };

/** The same as requests; a refusal of theirs is the box that a person would see. */
export function requestsOf(book: Workbook, edit: Edit): readonly object[] {
  const sheet = sheetTitled(book, edit.tab);
  const { sheetId } = sheet.properties;
  if (edit.kind === "type") return pasted(book, sheet, edit.tab, edit.cell, [[edit.text]], false);
  if (edit.kind === "paste") return pasted(book, sheet, edit.tab, edit.cell, edit.texts, true);
  if (edit.kind === "sort") return [sorted(sheet, edit.column, edit.descending ?? false)];
  if (edit.kind === "rename")
    return [{ updateSheetProperties: { properties: { sheetId, title: edit.title }, fields: "title" } }];
  if (edit.kind === "insertColumn" || edit.kind === "deleteColumn")
    return [columnEdit(sheetId, edit.kind, edit.column)];
  return [rowEdit(sheetId, edit)];
}

export function sheetTitled(book: Workbook, title: string): Sheet {
  const found = book.sheets.find(({ properties }) => properties.title === title);
  if (found === undefined) throw new Error(`There is no tab ${title}`);
  return found;
}

/** Below what is frozen, over the whole width, as "sort sheet" does. */
function sorted({ properties }: Sheet, column: string, descending: boolean): object {
  const { sheetId, gridProperties } = properties;
  const range = { sheetId, startRowIndex: gridProperties.frozenRowCount ?? 1 };
  const order = descending ? "DESCENDING" : "ASCENDING";
  return { sortRange: { range, sortSpecs: [{ dimensionIndex: columnNumber(column), sortOrder: order }] } };
}

const lines = (sheetId: number, dimension: "ROWS" | "COLUMNS", startIndex: number, count: number): DimensionRange => ({
  sheetId,
  dimension,
  startIndex,
  endIndex: startIndex + count,
});

function columnEdit(sheetId: number, kind: "insertColumn" | "deleteColumn", column: string): object {
  const range = lines(sheetId, "COLUMNS", columnNumber(column), 1);
  return kind === "insertColumn" ? { insertDimension: { range } } : { deleteDimension: { range } };
}

function rowEdit(sheetId: number, edit: Extract<Edit, { kind: "insertRows" | "deleteRows" | "moveRows" }>): object {
  const range = lines(sheetId, "ROWS", edit.at - 1, edit.count);
  if (edit.kind === "insertRows") return { insertDimension: { range } };
  if (edit.kind === "deleteRows") return { deleteDimension: { range } };
  return { moveDimension: { source: range, destinationIndex: edit.to - 1 } };
}

/** A paste grows the grid where it must, and brings no validation with it. */
function pasted(
  book: Workbook,
  sheet: Sheet,
  tab: string,
  cell: string,
  texts: readonly (readonly string[])[],
  overValidation: boolean,
): readonly object[] {
  const { top, left } = everywhere(rangeNamed(book, `'${tab.replaceAll("'", "''")}'!${cell}`));
  const width = Math.max(...texts.map((row) => row.length));
  const { sheetId } = sheet.properties;
  const before = (r: number, c: number): Cell => {
    const { dataValidation, ...rest } = cellAt(sheet, top + r, left + c);
    return overValidation || dataValidation === undefined ? rest : { ...rest, dataValidation };
  };
  const rows = texts.map((row, r) => ({ values: row.map((text, c) => typedInto(before(r, c), text)) }));
  return [
    ...grown(sheetId, "ROWS", top + texts.length - rowCount(sheet)),
    ...grown(sheetId, "COLUMNS", left + width - columnCount(sheet)),
    { updateCells: { start: { sheetId, rowIndex: top, columnIndex: left }, rows, fields: "*" } },
  ];
}

const grown = (sheetId: number, dimension: string, length: number): readonly object[] =>
  length > 0 ? [{ appendDimension: { sheetId, dimension, length } }] : [];
