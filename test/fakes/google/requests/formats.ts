import { checkMayEdit } from "../access.ts";
import { invalid } from "../errors.ts";
import { areaOf, cellAt, contains, everywhere, forEachCell, putCell, sheetOf, touches } from "../grid.ts";
import type { ConditionalFormatRule, GridRange, Sheet, Workbook } from "../model.ts";
import { gridOf } from "./cells.ts";
import type { Handler } from "./handler.ts";

export const setDataValidation: Handler<{ range?: GridRange; rule?: { condition?: object } }> = (
  book,
  { range, rule },
  email,
) => {
  const area = areaOf(book, range);
  const sheet = sheetOf(book, range!.sheetId);
  checkMayEdit(book, email, gridOf(sheet, area));
  if (rule !== undefined && rule.condition === undefined) throw invalid("A data validation rule needs a condition.");
  forEachCell(area, (row, column) => {
    const { dataValidation, ...cell } = cellAt(sheet, row, column);
    if (rule === undefined && dataValidation === undefined) return;
    putCell(sheet, row, column, rule === undefined ? cell : { ...cell, dataValidation: rule });
  });
  return {};
};

export const addConditionalFormatRule: Handler<{ rule?: ConditionalFormatRule; index?: number }> = (
  book,
  { rule, index = 0 },
) => {
  const sheet = sheetOfRule(book, rule);
  if (index < 0 || index > sheet.conditionalFormats.length) throw invalid(`No conditional format at index: ${index}`);
  sheet.conditionalFormats.splice(index, 0, rule!);
  return {};
};

function sheetOfRule(book: Workbook, rule: ConditionalFormatRule | undefined): Sheet {
  if (rule === undefined || (rule.ranges ?? []).length === 0) throw invalid("A conditional format rule needs ranges.");
  if (rule.booleanRule === undefined && rule.gradientRule === undefined)
    throw invalid("A conditional format rule needs a boolean or gradient rule.");
  const [first] = rule.ranges;
  if (rule.ranges.some(({ sheetId = 0 }) => sheetId !== (first!.sheetId ?? 0)))
    throw invalid("All ranges of a rule must be on the same sheet.");
  for (const range of rule.ranges) areaOf(book, range);
  return sheetOf(book, first!.sheetId);
}

function ruleAt(sheet: Sheet, index: number): ConditionalFormatRule {
  const rule = sheet.conditionalFormats[index];
  if (rule === undefined)
    throw invalid(`No conditional format on sheet: ${sheet.properties.sheetId} at index: ${index}`);
  return rule;
}

export const updateConditionalFormatRule: Handler<{
  index?: number;
  sheetId?: number;
  rule?: ConditionalFormatRule;
  newIndex?: number;
}> = (book, { index = 0, sheetId, rule, newIndex }) => {
  const sheet = rule === undefined ? sheetOf(book, sheetId) : sheetOfRule(book, rule);
  const before = ruleAt(sheet, index);
  const next = rule ?? before;
  if (rule === undefined && newIndex === undefined) throw invalid("Must specify a rule or a new index.");
  sheet.conditionalFormats.splice(index, 1);
  sheet.conditionalFormats.splice(newIndex ?? index, 0, next);
  return {
    updateConditionalFormatRule: { newRule: next, newIndex: newIndex ?? index, oldRule: before, oldIndex: index },
  };
};

export const deleteConditionalFormatRule: Handler<{ index?: number; sheetId?: number }> = (
  book,
  { index = 0, sheetId },
) => {
  const sheet = sheetOf(book, sheetId);
  const rule = ruleAt(sheet, index);
  sheet.conditionalFormats.splice(index, 1);
  return { deleteConditionalFormatRule: { rule } };
};

export const mergeCells: Handler<{ range?: GridRange; mergeType?: string }> = (book, { range, mergeType }, email) => {
  const area = areaOf(book, range);
  const sheet = sheetOf(book, range!.sheetId);
  checkMayEdit(book, email, gridOf(sheet, area));
  const pieces = piecesOf(gridOf(sheet, area), mergeType ?? "MERGE_ALL");
  if (sheet.merges.some((merge) => touches(merge, range!) && !contains(everywhere(range!), everywhere(merge))))
    throw invalid("You must select all cells in a merged range to merge or unmerge them.");
  sheet.merges = [...sheet.merges.filter((merge) => !touches(merge, range!)), ...pieces];
  for (const piece of pieces) keepFirst(sheet, piece);
  return {};
};

function piecesOf(range: GridRange, mergeType: string): readonly GridRange[] {
  const {
    startRowIndex: top = 0,
    endRowIndex: bottom = 0,
    startColumnIndex: left = 0,
    endColumnIndex: right = 0,
  } = range;
  const rows = Array.from({ length: bottom - top }, (_, n) => ({
    ...range,
    startRowIndex: top + n,
    endRowIndex: top + n + 1,
  }));
  const columns = Array.from({ length: right - left }, (_, n) => ({
    ...range,
    startColumnIndex: left + n,
    endColumnIndex: left + n + 1,
  }));
  return mergeType === "MERGE_ROWS" ? rows : mergeType === "MERGE_COLUMNS" ? columns : [range];
}

/** The value of the first cell stays, the others go. */
function keepFirst(sheet: Sheet, range: GridRange): void {
  forEachCell(everywhere(range), (row, column) => {
    if (row === range.startRowIndex && column === range.startColumnIndex) return;
    const { userEnteredValue, ...cell } = cellAt(sheet, row, column);
    if (userEnteredValue !== undefined) putCell(sheet, row, column, cell);
  });
}

export const unmergeCells: Handler<{ range?: GridRange }> = (book, { range }, email) => {
  const area = areaOf(book, range);
  const sheet = sheetOf(book, range!.sheetId);
  checkMayEdit(book, email, gridOf(sheet, area));
  if (sheet.merges.some((merge) => touches(merge, range!) && !contains(area, everywhere(merge))))
    throw invalid("You must select all cells in a merged range to merge or unmerge them.");
  sheet.merges = sheet.merges.filter((merge) => !touches(merge, range!));
  return {};
};
