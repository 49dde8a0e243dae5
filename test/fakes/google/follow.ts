import { shiftedFormula } from "./formula/references.ts";
import type { Cell, GridRange, Metadata, NamedRange, ProtectedRange, Sheet, Workbook } from "./model.ts";
import { type Shift, shiftedDimension, shiftedGrid } from "./shift.ts";

/** Lets everything that names rows or columns follow them: merges, protections, names, metadata, formulas. */
export function follow(book: Workbook, shift: Shift): void {
  for (const sheet of book.sheets) followInSheet(sheet, shift);
  book.namedRanges = book.namedRanges.map((named) => followedName(named, shift));
  book.metadata = book.metadata.flatMap((entry) => followedMetadata(entry, shift));
  const titles = new Map(book.sheets.map(({ properties }) => [properties.title.toLowerCase(), properties.sheetId]));
  rewriteFormulas(book, (formula, sheetId) => shiftedFormula(formula, sheetId, shift, titles));
}

function followInSheet(sheet: Sheet, shift: Shift): void {
  const grids = (ranges: readonly GridRange[]): GridRange[] =>
    ranges.flatMap((range) => shiftedGrid(range, shift) ?? []);
  sheet.merges = grids(sheet.merges);
  sheet.protectedRanges = sheet.protectedRanges.flatMap((range) => followedProtection(range, shift));
  sheet.conditionalFormats = sheet.conditionalFormats
    .map((rule) => ({ ...rule, ranges: grids(rule.ranges) }))
    .filter(({ ranges }) => ranges.length > 0);
  const filter = sheet.basicFilter && shiftedGrid(sheet.basicFilter.range, shift);
  sheet.basicFilter = filter && { ...sheet.basicFilter, range: filter };
}

function followedProtection(entry: ProtectedRange, shift: Shift): ProtectedRange[] {
  if (entry.range === undefined) return [entry];
  const range = shiftedGrid(entry.range, shift);
  if (range === null) return [];
  const free = (entry.unprotectedRanges ?? []).flatMap((inner) => shiftedGrid(inner, shift) ?? []);
  return [{ ...entry, range, ...(free.length > 0 && { unprotectedRanges: free }) }];
}

function followedName({ range, ...named }: NamedRange, shift: Shift): NamedRange {
  const next = range && shiftedGrid(range, shift);
  return next ? { ...named, range: next } : named;
}

function followedMetadata(entry: Metadata, shift: Shift): Metadata[] {
  const { dimensionRange } = entry.location;
  if (dimensionRange === undefined) return [entry];
  const next = shiftedDimension(dimensionRange, shift);
  return next === null ? [] : [{ ...entry, location: { ...entry.location, dimensionRange: next } }];
}

/** Every formula as `rewrite` wants it. */
export function rewriteFormulas(book: Workbook, rewrite: (formula: string, sheetId: number) => string): void {
  for (const sheet of book.sheets)
    for (const row of sheet.rows)
      row.forEach((cell, column) => {
        const formula = cell.userEnteredValue?.formulaValue;
        if (formula === undefined) return;
        const next = rewrite(formula, sheet.properties.sheetId);
        if (next !== formula) row[column] = withFormula(cell, next);
      });
}

export const withFormula = (cell: Cell, formulaValue: string): Cell => ({
  ...cell,
  userEnteredValue: { formulaValue },
});
