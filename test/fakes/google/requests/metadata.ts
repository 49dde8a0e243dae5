import { invalid } from "../errors.ts";
import { overlay } from "../field-mask.ts";
import { lengthOf, sheetOf } from "../grid.ts";
import { type DataFilter, matches } from "../metadata-filter.ts";
import { freshId, type Metadata, type MetadataLocation, type Workbook } from "../model.ts";
import type { Handler } from "./handler.ts";
import { updateMask } from "./masks.ts";

/** Google allows this many characters of metadata for a sheet, or for the spreadsheet itself. */
const ROOM = 30_000;

export const createDeveloperMetadata: Handler<{ developerMetadata?: Partial<Metadata> }> = (
  book,
  { developerMetadata: wanted = {} },
) => {
  const taken = (id: number): boolean => book.metadata.some(({ metadataId }) => metadataId === id);
  const metadataId = wanted.metadataId ?? freshId(book, taken);
  if (taken(metadataId)) throw invalid(`Developer metadata with id ${metadataId} already exists.`);
  const entry = checked(book, { ...wanted, metadataId });
  book.metadata.push(entry);
  checkRoom(book);
  return { createDeveloperMetadata: { developerMetadata: entry } };
};

function checked(book: Workbook, wanted: Partial<Metadata> & { metadataId: number }): Metadata {
  const { metadataId, metadataKey, metadataValue, visibility, location } = wanted;
  if (metadataId <= 0) throw invalid("Developer metadata IDs must be positive.");
  if (metadataKey === undefined || metadataKey === "") throw invalid("Developer metadata must have a key.");
  if (visibility !== "DOCUMENT" && visibility !== "PROJECT")
    throw invalid("Developer metadata must have a visibility.");
  if (location === undefined) throw invalid("Developer metadata must have a location.");
  const place = located(book, location);
  return {
    metadataId,
    metadataKey,
    ...(metadataValue !== undefined && { metadataValue }),
    location: place,
    visibility,
  };
}

function located(book: Workbook, location: MetadataLocation): MetadataLocation {
  if (location.spreadsheet === true) return { locationType: "SPREADSHEET", spreadsheet: true };
  if (location.sheetId !== undefined)
    return { locationType: "SHEET", sheetId: sheetOf(book, location.sheetId).properties.sheetId };
  const range = location.dimensionRange;
  if (range === undefined) throw invalid("Developer metadata must have a location.");
  const sheet = sheetOf(book, range.sheetId);
  const { dimension, startIndex = 0, endIndex } = range;
  if (dimension !== "ROWS" && dimension !== "COLUMNS") throw invalid("No dimension specified.");
  if (endIndex !== startIndex + 1)
    throw invalid("Developer metadata can be associated with one row or one column only.");
  if (startIndex < 0 || endIndex > lengthOf(sheet, dimension)) throw invalid("Developer metadata outside the grid.");
  const dimensionRange = { sheetId: sheet.properties.sheetId, dimension, startIndex, endIndex };
  return { locationType: dimension === "ROWS" ? "ROW" : "COLUMN", dimensionRange };
}

function checkRoom(book: Workbook): void {
  const used = new Map<string, number>();
  for (const { metadataKey, metadataValue = "", location } of book.metadata) {
    const where = String(location.sheetId ?? location.dimensionRange?.sheetId ?? "spreadsheet");
    used.set(where, (used.get(where) ?? 0) + metadataKey.length + metadataValue.length);
  }
  for (const [where, size] of used)
    if (size > ROOM) throw invalid(`Developer metadata of ${where} exceeds the limit of ${ROOM} characters.`);
}

export const updateDeveloperMetadata: Handler<{
  dataFilters?: readonly DataFilter[];
  developerMetadata?: Partial<Metadata>;
  fields?: string;
}> = (book, { dataFilters = [], developerMetadata: wanted = {}, fields }) => {
  const mask = updateMask(fields, "DeveloperMetadata");
  const found = book.metadata.filter((entry) => dataFilters.some((filter) => matches(book, entry, filter)));
  const changed = new Map(found.map((entry) => [entry, changedBy(book, entry, wanted, mask)]));
  book.metadata = book.metadata.map((entry) => changed.get(entry) ?? entry);
  checkRoom(book);
  return { updateDeveloperMetadata: { developerMetadata: [...changed.values()] } };
};

function changedBy(
  book: Workbook,
  entry: Metadata,
  wanted: Partial<Metadata>,
  mask: ReturnType<typeof updateMask>,
): Metadata {
  const next = overlay<object>(entry, wanted, mask) as Metadata;
  return checked(book, { ...next, metadataId: entry.metadataId });
}

export const deleteDeveloperMetadata: Handler<{ dataFilter?: DataFilter }> = (book, { dataFilter = {} }) => {
  const found = book.metadata.filter((entry) => matches(book, entry, dataFilter));
  book.metadata = book.metadata.filter((entry) => !found.includes(entry));
  return { deleteDeveloperMetadata: { deletedDeveloperMetadata: found } };
};
