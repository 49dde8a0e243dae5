import { createHash } from "node:crypto";
import type { WorkbookStamp } from "../../ports/spreadsheet.ts";
import { type Calls, givenUp } from "./calls.ts";
import { portError } from "./failures.ts";
import { type ApiSpreadsheet, LAYOUT_FIELDS, type Request } from "./fields.ts";
import { pinsIn } from "./lookup-room.ts";
import { isStaging, lay, staged } from "./staging.ts";
import { type Batch, batchesIn, lastSequence, stampRequests } from "./stamp.ts";

/** What was read before, as far as a batch rests on it. */
export interface Basis {
  readonly name: string;
  readonly batches: readonly Batch[];
  /** Tabs with their sizes, and where the pins of their lookups stand. */
  readonly layout: string;
}

/** Titles, ids, sizes and pins of all tabs, comparable. */
export const layoutOf = ({ sheets }: ApiSpreadsheet): string =>
  JSON.stringify(
    (sheets ?? [])
      .filter(({ properties }) => !isStaging(properties?.title ?? ""))
      .map((sheet) => {
        const { properties } = sheet;
        const { rowCount, columnCount } = properties?.gridProperties ?? {};
        return [properties?.sheetId ?? 0, properties?.title, rowCount, columnCount, pinsIn(sheet)];
      }),
  );

/** What the API takes without complaint in one call, with room to spare. */
const LARGEST_BATCH = 8_000_000;

/** As `send`; what is too large for one call is laid down in a hidden tab before. `sheetId`: free. */
export async function sendAll(
  calls: Calls,
  basis: Basis,
  requests: readonly Request[],
  stamp: WorkbookStamp | null,
  sheetId: number,
  largest = LARGEST_BATCH,
): Promise<number> {
  const parts = staged(requests, largest, sheetId);
  if (parts === null) return send(calls, basis, requests, stamp);
  await lay(calls, basis.name, parts, sheetId);
  return send(calls, basis, parts.swap, stamp);
}

/**
 * Sends one batch with its stamp, and again only once it is certain that it was not applied. Returns its sequence number. PortErrors:
 * "workbook-changed" when another writer of ours was first or a tab the batch rests on is another now, those of `Calls`.
 */
export async function send(
  calls: Calls,
  basis: Basis,
  requests: readonly Request[],
  stamp: WorkbookStamp | null,
): Promise<number> {
  const mark = createHash("sha256")
    .update(JSON.stringify([requests, stamp]))
    .digest("hex")
    .slice(0, 16);
  const sequence = lastSequence(basis.batches) + 1;
  const batch = [...stampRequests(basis.batches, stamp, mark), ...requests];
  for (let attempt = 0; ; attempt++) {
    const failure = await calls.write(batch);
    if (failure === null) return sequence;
    if (failure.kind === "final") throw givenUp(basis.name, failure);
    if (failure.kind !== "refused") await calls.pause(attempt, failure);
    if (failure.kind === "busy") continue;
    const found = await calls.read(LAYOUT_FIELDS);
    const standing = batchesIn(found.developerMetadata ?? undefined);
    if (standing.some((one) => one.sequence === sequence && one.mark === mark)) return sequence;
    const outrun = lastSequence(standing) !== sequence - 1 || layoutOf(found) !== basis.layout;
    if (outrun) throw portError("workbook-changed", basis.name, "outrun", true);
    if (failure.kind === "refused") throw givenUp(basis.name, failure);
  }
}
