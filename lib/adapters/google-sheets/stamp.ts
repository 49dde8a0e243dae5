import type { WorkbookStamp } from "../../ports/spreadsheet.ts";
import type { Metadata, Request } from "./fields.ts";

const KEY = "duban";
/** So many stamps stay: a writer that slept through as many would not be told from one in time. */
const KEPT = 10;

/** What one batch left. `mark` is the digest of its requests; `stamp` is null while only rows were appended. */
export interface Batch {
  readonly sequence: number;
  readonly mark: string;
  readonly stamp: WorkbookStamp | null;
}

/** Oldest first. */
export function batchesIn(metadata: readonly Metadata[] | undefined): readonly Batch[] {
  return (metadata ?? [])
    .filter((entry) => entry.metadataKey === KEY && typeof entry.metadataId === "number")
    .map(batchOf)
    .sort((a, b) => a.sequence - b.sequence);
}

function batchOf({ metadataId, metadataValue }: Metadata): Batch {
  const { storeId, run, mark } = parsed(metadataValue ?? "");
  const whole = typeof storeId === "string" && typeof run === "number";
  return {
    sequence: metadataId!,
    mark: typeof mark === "string" ? mark : "",
    stamp: whole ? { storeId, run } : null,
  };
}

function parsed(text: string): Record<string, unknown> {
  try {
    return (JSON.parse(text) as Record<string, unknown> | null) ?? {};
  } catch {
    return {};
  }
}

/** 0 before the first. */
export const lastSequence = (batches: readonly Batch[]): number => batches.at(-1)?.sequence ?? 0;
export const lastStamp = (batches: readonly Batch[]): WorkbookStamp | null => batches.at(-1)?.stamp ?? null;

/**
 * Google refuses a second entry with the same id, and with it the whole batch: of two writers that read the same stamp only one can write,
 * and a batch whose answer was lost can be sent again without harm.
 */
export function stampRequests(batches: readonly Batch[], stamp: WorkbookStamp | null, mark: string): Request[] {
  const developerMetadata = {
    metadataId: lastSequence(batches) + 1,
    metadataKey: KEY,
    metadataValue: JSON.stringify({ ...stamp, mark }),
    visibility: "DOCUMENT",
    location: { spreadsheet: true },
  };
  const old = batches.slice(0, -KEPT).map(({ sequence }) => forget(sequence));
  return [{ createDeveloperMetadata: { developerMetadata } }, ...old];
}

const forget = (metadataId: number): Request => ({
  deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId } } },
});
