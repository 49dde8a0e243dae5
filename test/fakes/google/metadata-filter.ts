import { rangeNamed } from "./a1.ts";
import { invalid } from "./errors.ts";
import { touches } from "./grid.ts";
import type { GridRange, Metadata, MetadataLocation, Workbook } from "./model.ts";

export interface DataFilter {
  readonly developerMetadataLookup?: {
    readonly locationType?: string;
    readonly metadataLocation?: MetadataLocation;
    readonly locationMatchingStrategy?: string;
    readonly metadataId?: number;
    readonly metadataKey?: string;
    readonly metadataValue?: string;
    readonly visibility?: string;
  };
  readonly a1Range?: string;
  readonly gridRange?: GridRange;
}

/** Whether a filter picks this entry. */
export function matches(book: Workbook, entry: Metadata, filter: DataFilter): boolean {
  const { developerMetadataLookup: lookup, a1Range, gridRange } = filter;
  if (gridRange !== undefined) return lies(entry.location, gridRange);
  if (a1Range !== undefined) return lies(entry.location, rangeNamed(book, a1Range));
  if (lookup === undefined) throw invalid("Must specify a data filter.");
  return (
    (lookup.metadataId ?? entry.metadataId) === entry.metadataId &&
    (lookup.metadataKey ?? entry.metadataKey) === entry.metadataKey &&
    (lookup.metadataValue ?? entry.metadataValue) === entry.metadataValue &&
    (lookup.visibility ?? entry.visibility) === entry.visibility &&
    (lookup.locationType ?? entry.location.locationType) === entry.location.locationType &&
    (lookup.metadataLocation === undefined ||
      stands(entry.location, lookup.metadataLocation, lookup.locationMatchingStrategy))
  );
}

function stands(at: MetadataLocation, wanted: MetadataLocation, strategy = "EXACT_LOCATION"): boolean {
  if (strategy === "EXACT_LOCATION") return sameplace(at, wanted);
  if (wanted.spreadsheet === true) return true;
  const range = wanted.sheetId === undefined ? gridOf(wanted) : { sheetId: wanted.sheetId };
  return range !== null && lies(at, range);
}

const sameplace = (a: MetadataLocation, b: MetadataLocation): boolean =>
  (a.spreadsheet ?? false) === (b.spreadsheet ?? false) &&
  a.sheetId === b.sheetId &&
  JSON.stringify(gridOf(a)) === JSON.stringify(gridOf(b));

function gridOf({ dimensionRange: range }: MetadataLocation): GridRange | null {
  if (range === undefined) return null;
  const [start, end] = [range.startIndex ?? 0, range.endIndex ?? (range.startIndex ?? 0) + 1];
  const sides =
    range.dimension === "ROWS"
      ? { startRowIndex: start, endRowIndex: end }
      : { startColumnIndex: start, endColumnIndex: end };
  return { sheetId: range.sheetId ?? 0, ...sides };
}

/** A row or column meets the area; a sheet meets areas of its own. */
function lies(location: MetadataLocation, area: GridRange): boolean {
  if (location.sheetId !== undefined) return location.sheetId === (area.sheetId ?? 0);
  const range = gridOf(location);
  return range !== null && touches(range, area);
}
