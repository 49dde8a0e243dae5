import { checkMayEdit, checkMayInsert } from "../access.ts";
import { deleteLines, insertLines, moveLines } from "../dimensions.ts";
import { invalid } from "../errors.ts";
import { overlay } from "../field-mask.ts";
import { checkCellLimit, lengthOf, resize, sheetOf } from "../grid.ts";
import type { Dimension, DimensionProperties, DimensionRange, GridRange, Sheet, Workbook } from "../model.ts";
import type { Handler } from "./handler.ts";
import { updateMask } from "./masks.ts";

interface Lines {
  readonly sheet: Sheet;
  readonly dimension: Dimension;
  readonly start: number;
  readonly count: number;
}

function linesOf(book: Workbook, range: DimensionRange = {}): Lines {
  const sheet = sheetOf(book, range.sheetId);
  const dimension = dimensionOf(range.dimension);
  const [start, end] = [range.startIndex ?? 0, range.endIndex ?? lengthOf(sheet, dimension)];
  if (start < 0 || end <= start) throw invalid(`Invalid range: start ${start}, end ${end}.`);
  return { sheet, dimension, start, count: end - start };
}

/** Lines that are there. */
function existing(book: Workbook, range: DimensionRange | undefined): Lines {
  const lines = linesOf(book, range);
  const length = lengthOf(lines.sheet, lines.dimension);
  if (lines.start + lines.count <= length) return lines;
  throw invalid(
    `Cannot use ${lines.dimension} ${lines.start} to ${lines.start + lines.count}: the sheet has ${length}.`,
  );
}

function dimensionOf(dimension: string | undefined): Dimension {
  if (dimension === "ROWS" || dimension === "COLUMNS") return dimension;
  throw invalid("No dimension specified.");
}

/** The cells of these lines. */
const gridOf = ({ sheet, dimension, start, count }: Lines): GridRange => ({
  sheetId: sheet.properties.sheetId,
  ...(dimension === "ROWS"
    ? { startRowIndex: start, endRowIndex: start + count }
    : { startColumnIndex: start, endColumnIndex: start + count }),
});

export const appendDimension: Handler<{ sheetId?: number; dimension?: string; length?: number }> = (
  book,
  { sheetId, dimension, length = 0 },
) => {
  const sheet = sheetOf(book, sheetId);
  if (length < 1) throw invalid("Length must be at least 1.");
  resize(sheet, dimensionOf(dimension), lengthOf(sheet, dimensionOf(dimension)) + length);
  checkCellLimit(book);
  return {};
};

export const insertDimension: Handler<{ range?: DimensionRange; inheritFromBefore?: boolean }> = (
  book,
  { range, inheritFromBefore = false },
  email,
) => {
  const { sheet, dimension, start, count } = linesOf(book, range);
  if (start > lengthOf(sheet, dimension) || range?.endIndex === undefined)
    throw invalid(`range.startIndex[${start}] must be less than the grid size (${lengthOf(sheet, dimension)})`);
  if (inheritFromBefore && start === 0) throw invalid("inheritFromBefore cannot be true when inserting at the start.");
  checkMayInsert(book, email, sheet.properties.sheetId, dimension, start);
  insertLines(book, sheet, dimension, start, count, inheritFromBefore ? start - 1 : start);
  checkCellLimit(book);
  return {};
};

export const deleteDimension: Handler<{ range?: DimensionRange }> = (book, { range }, email) => {
  const lines = existing(book, range);
  const { sheet, dimension, start, count } = lines;
  const length = lengthOf(sheet, dimension);
  if (count === length) throw invalid(`You can't delete all the ${dimension.toLowerCase()} on the sheet.`);
  if (dimension === "ROWS" && length - count <= (sheet.properties.gridProperties.frozenRowCount ?? 0) && start > 0)
    throw invalid("Sorry, it is not possible to delete all non-frozen rows.");
  checkMayEdit(book, email, gridOf(lines));
  deleteLines(book, sheet, dimension, start, count);
  return {};
};

export const moveDimension: Handler<{ source?: DimensionRange; destinationIndex?: number }> = (
  book,
  { source, destinationIndex = 0 },
  email,
) => {
  const lines = existing(book, source);
  const { sheet, dimension, start, count } = lines;
  if (destinationIndex < 0 || destinationIndex > lengthOf(sheet, dimension))
    throw invalid(`Invalid destination index: ${destinationIndex}.`);
  if (destinationIndex > start && destinationIndex < start + count)
    throw invalid("The destination lies inside the source.");
  checkMayEdit(book, email, gridOf(lines));
  checkMayInsert(book, email, sheet.properties.sheetId, dimension, destinationIndex);
  moveLines(book, sheet, dimension, start, count, destinationIndex);
  return {};
};

export const updateDimensionProperties: Handler<{
  range?: DimensionRange;
  properties?: DimensionProperties;
  fields?: string;
}> = (book, { range, properties = {}, fields }) => {
  const mask = updateMask(fields, "DimensionProperties");
  const { sheet, dimension, start, count } = existing(book, range);
  const all = dimension === "ROWS" ? sheet.rowProperties : sheet.columnProperties;
  while (all.length < start + count) all.push({});
  for (let line = start; line < start + count; line++) all[line] = overlay(all[line]!, properties, mask);
  return {};
};
