import { checkMayEdit } from "../access.ts";
import { unmodelled } from "../errors.ts";
import { areaOf, cellAt, forEachCell, putCell, sheetOf } from "../grid.ts";
import type { ExtendedValue, GridRange, Workbook } from "../model.ts";
import { effectiveValue } from "../values.ts";
import { gridOf } from "./cells.ts";
import type { Handler } from "./handler.ts";

interface CopyPaste {
  readonly source?: GridRange;
  readonly destination?: GridRange;
  readonly pasteType?: string;
  readonly pasteOrientation?: string;
}

/** Values only, area to area of the same size; a blank empties what stands there. */
export const copyPaste: Handler<CopyPaste> = (
  book,
  { source, destination, pasteType = "PASTE_NORMAL", pasteOrientation = "NORMAL" },
  email,
) => {
  if (pasteType !== "PASTE_VALUES" || pasteOrientation !== "NORMAL")
    throw unmodelled(`copyPaste with ${pasteType}, ${pasteOrientation}`);
  const [from, to] = [areaOf(book, source), areaOf(book, destination)];
  const [rows, columns] = [to.top - from.top, to.left - from.left];
  if (from.bottom + rows !== to.bottom || from.right + columns !== to.right)
    throw unmodelled("copyPaste into an area of another size");
  const sheet = sheetOf(book, destination!.sheetId);
  checkMayEdit(book, email, gridOf(sheet, to));
  const values = valuesIn(book, source!, from);
  let at = 0;
  forEachCell(to, (row, column) => {
    const { userEnteredValue, ...rest } = cellAt(sheet, row, column);
    const value = values[at++];
    if (value === undefined && userEnteredValue === undefined) return;
    putCell(sheet, row, column, value === undefined ? { ...rest } : { ...rest, userEnteredValue: value });
  });
  return {};
};

function valuesIn(
  book: Workbook,
  { sheetId }: GridRange,
  area: ReturnType<typeof areaOf>,
): (ExtendedValue | undefined)[] {
  const values: (ExtendedValue | undefined)[] = [];
  const sheet = sheetOf(book, sheetId);
  forEachCell(area, (row, column) => {
    values.push(effectiveValue(book, sheet, row, column));
  });
  return values;
}
