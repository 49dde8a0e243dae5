import { checkMayEdit } from "../access.ts";
import { invalid } from "../errors.ts";
import { overlay } from "../field-mask.ts";
import { rewriteFormulas } from "../follow.ts";
import { renamedSheet } from "../formula/references.ts";
import { checkCellLimit, resize, sheetOf } from "../grid.ts";
import { copyOfSheet, freshId, newSheet, type Sheet, type SheetProperties, type Workbook } from "../model.ts";
import { propertiesOf } from "../render.ts";
import type { Handler } from "./handler.ts";
import { updateMask } from "./masks.ts";

export const addSheet: Handler<{ properties?: Partial<SheetProperties> }> = (book, { properties = {} }) => {
  const { index, ...wanted } = properties;
  const sheetId = freeSheetId(book, wanted.sheetId);
  const title = wanted.title ?? freeTitle(book);
  checkTitle(book, title, null);
  const gridProperties = { rowCount: 1000, columnCount: 26, ...wanted.gridProperties };
  checkGrid(gridProperties);
  const sheet = newSheet({ ...wanted, sheetId, title, gridProperties });
  place(book, sheet, index);
  checkCellLimit(book);
  return { addSheet: { properties: propertiesOf(book, sheet) } };
};

export const deleteSheet: Handler<{ sheetId?: number }> = (book, { sheetId = 0 }, email) => {
  const sheet = sheetOf(book, sheetId);
  checkMayEdit(book, email, { sheetId });
  if (book.sheets.length === 1) throw invalid("You can't remove all the sheets in a document.");
  if (book.sheets.every((other) => other === sheet || other.properties.hidden === true))
    throw invalid("You can't remove all the visible sheets in a document.");
  book.sheets = book.sheets.filter((other) => other !== sheet);
  book.namedRanges = book.namedRanges.filter(({ range }) => (range?.sheetId ?? 0) !== sheetId || range === undefined);
  book.metadata = book.metadata.filter(
    ({ location }) => (location.sheetId ?? location.dimensionRange?.sheetId) !== sheetId,
  );
  rewriteFormulas(book, (formula) => renamedSheet(formula, sheet.properties.title, null));
  return {};
};

export const updateSheetProperties: Handler<{ properties?: Partial<SheetProperties>; fields?: string }> = (
  book,
  { properties = {}, fields },
  email,
) => {
  const mask = updateMask(fields, "SheetProperties");
  const sheet = sheetOf(book, properties.sheetId);
  if (!mask.has("index") || mask.size > 1) checkMayEdit(book, email, { sheetId: sheet.properties.sheetId });
  const { index, ...next } = overlay(sheet.properties, { ...sheet.properties, ...cleared(mask), ...properties }, mask);
  if (next.sheetId !== sheet.properties.sheetId) throw invalid("sheetId cannot be changed.");
  retitle(book, sheet, next.title);
  checkGrid(next.gridProperties);
  sheet.properties = next;
  resize(sheet, "ROWS", next.gridProperties.rowCount);
  if (book.sheets.every((other) => other.properties.hidden === true))
    throw invalid("You can't hide all the sheets in a document.");
  checkCellLimit(book);
  if (index !== undefined && (mask.has("index") || mask.has("*"))) moveTo(book, sheet, index);
  return {};
};

/** A masked field that the request leaves out takes its default; id, title and size have none. */
const cleared = (mask: ReadonlyMap<string, unknown>): Record<string, undefined> =>
  Object.fromEntries(
    [...mask.keys()]
      .filter((name) => !["*", "sheetId", "title", "gridProperties"].includes(name))
      .map((name) => [name, undefined]),
  );

export const duplicateSheet: Handler<{
  sourceSheetId?: number;
  insertSheetIndex?: number;
  newSheetId?: number;
  newSheetName?: string;
}> = (book, request) => {
  const source = sheetOf(book, request.sourceSheetId);
  const sheetId = freeSheetId(book, request.newSheetId);
  const title = request.newSheetName ?? `Copy of ${source.properties.title}`;
  checkTitle(book, title, null);
  const here = <T extends object>(range: T): T => ({ ...range, sheetId });
  const sheet: Sheet = {
    ...copyOfSheet(source),
    properties: { ...source.properties, sheetId, title },
    merges: source.merges.map(here),
    protectedRanges: [],
    conditionalFormats: source.conditionalFormats.map((rule) => ({ ...rule, ranges: rule.ranges.map(here) })),
    basicFilter: source.basicFilter && { ...source.basicFilter, range: here(source.basicFilter.range) },
  };
  place(book, sheet, request.insertSheetIndex ?? 0);
  checkCellLimit(book);
  return { duplicateSheet: { properties: propertiesOf(book, sheet) } };
};

function freeSheetId(book: Workbook, wanted: number | undefined): number {
  const taken = (id: number): boolean => book.sheets.some(({ properties }) => properties.sheetId === id);
  if (wanted === undefined) return freshId(book, taken);
  if (wanted < 0) throw invalid(`Invalid sheet ID: ${wanted}. Must be non-negative.`);
  if (taken(wanted)) throw invalid(`Sheet with id ${wanted} already exists. Please enter another ID.`);
  return wanted;
}

const sameTitle = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function freeTitle(book: Workbook): string {
  const taken = (title: string): boolean => book.sheets.some(({ properties }) => sameTitle(properties.title, title));
  let n = book.sheets.length + 1;
  while (taken(`Sheet${n}`)) n++;
  return `Sheet${n}`;
}

function checkTitle(book: Workbook, title: string, own: Sheet | null): void {
  if (title === "" || title.length > 100) throw invalid("Sheet names must be between 1 and 100 characters long.");
  if (!book.sheets.some((sheet) => sheet !== own && sameTitle(sheet.properties.title, title))) return;
  throw invalid(`A sheet with the name "${title}" already exists. Please enter another name.`);
}

/** Formulas know the tab by its new name. */
export function retitle(book: Workbook, sheet: Sheet, title: string): void {
  const before = sheet.properties.title;
  if (title === before) return;
  checkTitle(book, title, sheet);
  rewriteFormulas(book, (formula) => renamedSheet(formula, before, title));
  sheet.properties = { ...sheet.properties, title };
}

function checkGrid({
  rowCount,
  columnCount,
  frozenRowCount = 0,
  frozenColumnCount = 0,
}: SheetProperties["gridProperties"]): void {
  if (rowCount < 1 || columnCount < 1) throw invalid("A sheet must have at least one row and one column.");
  if (columnCount > 18_278) throw invalid("A sheet cannot have more than 18278 columns.");
  if (frozenRowCount >= rowCount) throw invalid("You can't freeze all visible rows on the sheet.");
  if (frozenColumnCount >= columnCount) throw invalid("You can't freeze all visible columns on the sheet.");
}

function place(book: Workbook, sheet: Sheet, index = book.sheets.length): void {
  if (index < 0 || index > book.sheets.length) throw invalid(`Invalid sheet index: ${index}.`);
  book.sheets.splice(index, 0, sheet);
}

/** The index is counted before the move, as at Google. */
function moveTo(book: Workbook, sheet: Sheet, index: number): void {
  const from = book.sheets.indexOf(sheet);
  if (index < 0 || index > book.sheets.length) throw invalid(`Invalid sheet index: ${index}.`);
  book.sheets.splice(from, 1);
  book.sheets.splice(index > from ? index - 1 : index, 0, sheet);
}
