import type { ApiSheet, Request } from "./fields.ts";
import type { Grid } from "./grid.ts";
import { growRequest } from "./tab-rows.ts";

/** Columns a lookup fills; 0-based. */
interface Room {
  readonly left: number;
  readonly width: number;
}

/**
 * Room for a lookup in a tab that people are at work in: cells are written by their address alone, and between our reading and our batch somebody may
 * put in or take away a column. A lookup that has no columns yet gets new ones, so that at worst it stands beside the wrong column until the next run.
 * One that is put again has pins in its columns and those around it, which move with them: the batch takes each away where it stood and sets it
 * again, and while one stands elsewhere Google refuses it, and with it the whole batch.
 */
export function roomRequests(grid: Grid, room: Room, isNew: boolean, newId: () => number): Request[] {
  const { sheetId, columnCount } = grid;
  const end = isNew ? Math.max(columnCount, room.left + 1) + room.width : Math.max(columnCount, room.left + room.width);
  return [
    ...pinsIn(grid.api).map((pin) => removed(sheetId, pin)),
    ...(isNew ? newColumns(grid, room) : growRequest(sheetId, "COLUMNS", end - columnCount)),
    ...pinRequests({ ...grid, columnCount: end }, room, newId),
  ];
}

/** In every column up to the one behind the lookup; pins that were there before are used first. */
export function pinRequests(
  { api, sheetId, columnCount }: Grid,
  { left, width }: Room,
  newId: () => number,
): Request[] {
  const known = pinsIn(api);
  const columns = Array.from({ length: Math.min(columnCount, left + width + 1) }, (_, column) => column);
  return columns.map((column, at) => pinned(sheetId, column, known[at]?.metadataId ?? newId()));
}

/** Columns can only be put in before one that is there. */
const newColumns = ({ sheetId, columnCount }: Grid, { left, width }: Room): Request[] => [
  ...growRequest(sheetId, "COLUMNS", left + 1 - columnCount),
  {
    insertDimension: {
      range: { sheetId, dimension: "COLUMNS", startIndex: left, endIndex: left + width },
      inheritFromBefore: false,
    },
  },
];

interface Pin {
  readonly metadataId: number;
  readonly column: number;
}

const KEY = "duban-lookup";

/** Where they stand in one tab. */
export const pinsIn = (api: ApiSheet): readonly Pin[] =>
  (api.data?.[0]?.columnMetadata ?? []).flatMap(({ developerMetadata }, column) =>
    (developerMetadata ?? []).flatMap(({ metadataKey, metadataId }) =>
      metadataKey === KEY && typeof metadataId === "number" ? [{ metadataId, column }] : [],
    ),
  );

/** Far above the sequence of batches, which shares the numbers. */
const FIRST_ID = 1_000_000_000;

/** Numbers for pins that no tab has yet. */
export function newPins(grids: readonly Grid[]): () => number {
  let last = Math.max(FIRST_ID, ...grids.flatMap(({ api }) => pinsIn(api).map(({ metadataId }) => metadataId)));
  return () => ++last;
}

const place = (sheetId: number, column: number) => ({
  dimensionRange: { sheetId, dimension: "COLUMNS", startIndex: column, endIndex: column + 1 },
});

const pinned = (sheetId: number, column: number, metadataId: number): Request => ({
  createDeveloperMetadata: {
    developerMetadata: { metadataId, metadataKey: KEY, visibility: "DOCUMENT", location: place(sheetId, column) },
  },
});

const removed = (sheetId: number, { metadataId, column }: Pin): Request => ({
  deleteDeveloperMetadata: {
    dataFilter: {
      developerMetadataLookup: {
        ...{ metadataId, metadataLocation: place(sheetId, column), locationMatchingStrategy: "EXACT_LOCATION" },
      },
    },
  },
});
