import type { Batch, Baton, Relay } from "../../ports/relay.ts";
import type { Spreadsheet, WorkbookStamp } from "../../ports/spreadsheet.ts";
import { type Book, bookOf } from "./book.ts";
import { openCalls } from "./calls.ts";
import { portError } from "./failures.ts";
import { type ApiSpreadsheet, READ_FIELDS, type Request } from "./fields.ts";
import { type GoogleSheetOptions, planned, refusing } from "./google-sheet.ts";
import { type Basis, sendAll } from "./sending.ts";

/** All that sending needs: who sends it reads nothing. */
interface LeftBatch {
  readonly basis: Basis;
  readonly requests: readonly Request[];
  readonly stamp: WorkbookStamp;
  readonly freeId: number;
}

/**
 * Google's spreadsheets in three hands; the reading is Google's own answer. `idOf`: the spreadsheet of an address, or a PortError. A batch carries the number
 * after the one that was read and its own mark (stamp.ts): that is why sending it twice, or after somebody else's, does no harm.
 */
export function googleRelay(idOf: (address: string) => string, options: Omit<GoogleSheetOptions, "name">): Relay {
  return {
    read: async (address, name, wanted) => {
      const found = await openCalls(idOf(address), { ...options, name }).read(READ_FIELDS);
      return { reading: withoutOthers(found, wanted), snapshot: bookOf(found, name, wanted).snapshot };
    },
    open: (name, baton) => asRead(name, baton),
    send: async (address, name, batch) => {
      const { basis, requests, stamp, freeId } = batch as LeftBatch;
      const calls = openCalls(idOf(address), { ...options, name });
      await sendAll(calls, basis, requests, stamp, freeId, options.largestBatch);
    },
  };
}

/** What people keep in tabs of their own, of which only some text was asked for, goes no further than the reader. */
const withoutOthers = (found: ApiSpreadsheet, wanted: Book["wanted"]): ApiSpreadsheet => ({
  ...found,
  sheets: (found.sheets ?? []).map((sheet) =>
    typeof wanted(sheet.properties?.title ?? "") === "function"
      ? { ...sheet, data: (sheet.data ?? []).map(({ rowData: _, ...frame }) => frame) }
      : sheet,
  ),
});

/** The reading is opened anew for each use: hundreds of them at once would fill the memory. */
function asRead(name: string, { reading, leave }: Baton): Spreadsheet {
  let wanted: Book["wanted"] = () => true;
  const open = async (): Promise<Book> => bookOf((await reading()) as ApiSpreadsheet, name, wanted);
  return {
    read: async (asked) => {
      wanted = asked;
      return (await open()).snapshot;
    },
    publish: (publication, revision, { preview = false } = {}) =>
      refusing(name, async () => {
        const book = await open();
        if (book.snapshot.revision !== revision) throw portError("workbook-changed", name, "read-again", true);
        const { result, requests, freeId } = planned(book, publication, preview);
        if (!preview && requests.length > 0) await leave(leftBatch(book, requests, publication.stamp, freeId));
        return result;
      }),
    append: () => Promise.reject(new Error(`rows are appended to ${name} itself, not to a reading of it`)),
  };
}

const leftBatch = (
  { name, batches, layout }: Book,
  requests: LeftBatch["requests"],
  stamp: WorkbookStamp,
  freeId: number,
) => ({ basis: { name, batches, layout }, requests, stamp, freeId }) satisfies Batch;
