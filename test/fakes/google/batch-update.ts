import { GoogleError, invalid, unmodelled } from "./errors.ts";
import { overlay } from "./field-mask.ts";
import { copyOf, type Workbook } from "./model.ts";
import { appendCells, repeatCell, updateCells } from "./requests/cells.ts";
import { copyPaste } from "./requests/copying.ts";
import {
  appendDimension,
  deleteDimension,
  insertDimension,
  moveDimension,
  updateDimensionProperties,
} from "./requests/dimensions.ts";
import {
  addConditionalFormatRule,
  deleteConditionalFormatRule,
  mergeCells,
  setDataValidation,
  unmergeCells,
  updateConditionalFormatRule,
} from "./requests/formats.ts";
import type { Handler } from "./requests/handler.ts";
import { updateMask } from "./requests/masks.ts";
import { createDeveloperMetadata, deleteDeveloperMetadata, updateDeveloperMetadata } from "./requests/metadata.ts";
import {
  addNamedRange,
  addProtectedRange,
  deleteNamedRange,
  deleteProtectedRange,
  updateNamedRange,
  updateProtectedRange,
} from "./requests/protection.ts";
import { addSheet, deleteSheet, duplicateSheet, updateSheetProperties } from "./requests/sheets.ts";
import { clearBasicFilter, setBasicFilter, sortRange } from "./requests/sorting.ts";

const updateSpreadsheetProperties: Handler<{ properties?: object; fields?: string }> = (
  book,
  { properties = {}, fields },
) => {
  book.properties = overlay(
    book.properties,
    properties as Workbook["properties"],
    updateMask(fields, "SpreadsheetProperties"),
  );
  return {};
};

const KINDS = {
  addConditionalFormatRule,
  addNamedRange,
  addProtectedRange,
  addSheet,
  appendCells,
  appendDimension,
  clearBasicFilter,
  copyPaste,
  createDeveloperMetadata,
  deleteConditionalFormatRule,
  deleteDeveloperMetadata,
  deleteDimension,
  deleteNamedRange,
  deleteProtectedRange,
  deleteSheet,
  duplicateSheet,
  insertDimension,
  mergeCells,
  moveDimension,
  repeatCell,
  setBasicFilter,
  setDataValidation,
  unmergeCells,
  updateCells,
  updateConditionalFormatRule,
  updateDeveloperMetadata,
  updateDimensionProperties,
  updateNamedRange,
  updateProtectedRange,
  updateSheetProperties,
  updateSpreadsheetProperties,
} satisfies Record<string, Handler<never>>;

export interface Caller {
  readonly email: string;
  readonly sortMovesMetadata: boolean;
}

/** All requests or none: the book that comes back is a changed copy. Throws a GoogleError that names the request. */
export function batchUpdate(
  book: Workbook,
  requests: readonly object[],
  caller: Caller,
): { readonly book: Workbook; readonly replies: readonly object[] } {
  if (requests.length === 0) throw invalid("Must specify at least one request.");
  const copy = copyOf(book);
  return { replies: requests.map((request, n) => applied(copy, request, n, caller)), book: copy };
}

function applied(book: Workbook, request: object, n: number, caller: Caller): object {
  const [kind, body] = Object.entries(request)[0] ?? [];
  if (kind === undefined) throw invalid(`Invalid requests[${n}]: No request set.`);
  const handler = handlerOf(kind, caller);
  if (handler === undefined) throw unmodelled(`requests[${n}].${kind}`);
  try {
    return handler(book, body as never, caller.email);
  } catch (error) {
    throw error instanceof GoogleError ? named(error, `Invalid requests[${n}].${kind}: `) : error;
  } finally {
    book.calculated = null;
  }
}

const handlerOf = (kind: string, { sortMovesMetadata }: Caller): Handler<never> | undefined =>
  kind === "sortRange" ? sortRange(sortMovesMetadata) : (KINDS as Record<string, Handler<never>>)[kind];

const named = ({ code, status, message, details }: GoogleError, prefix: string): GoogleError =>
  new GoogleError(code, status, prefix + message, details);
