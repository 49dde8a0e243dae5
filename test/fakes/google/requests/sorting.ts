import { checkMayEdit } from "../access.ts";
import { invalid } from "../errors.ts";
import { areaOf, sheetOf } from "../grid.ts";
import type { BasicFilter, GridRange } from "../model.ts";
import { type SortSpec, sortRows } from "../sort.ts";
import { gridOf } from "./cells.ts";
import type { Handler } from "./handler.ts";

export const sortRange =
  (movesMetadata: boolean): Handler<{ range?: GridRange; sortSpecs?: readonly SortSpec[] }> =>
  (book, { range, sortSpecs = [] }, email) => {
    const area = areaOf(book, range);
    const sheet = sheetOf(book, range!.sheetId);
    if (sortSpecs.length === 0) throw invalid("Must specify at least one sort spec.");
    checkMayEdit(book, email, gridOf(sheet, area));
    sortRows(book, sheet, area, sortSpecs, movesMetadata);
    return {};
  };

export const setBasicFilter: Handler<{ filter?: BasicFilter }> = (book, { filter }) => {
  areaOf(book, filter?.range);
  sheetOf(book, filter!.range.sheetId).basicFilter = filter!;
  return {};
};

export const clearBasicFilter: Handler<{ sheetId?: number }> = (book, { sheetId }) => {
  sheetOf(book, sheetId).basicFilter = null;
  return {};
};
