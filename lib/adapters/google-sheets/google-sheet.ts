import { PortError } from "../../ports/port-error.ts";
import type { NewRows, Publication, PublishOptions, PublishResult, Spreadsheet } from "../../ports/spreadsheet.ts";
import { planAppend } from "./append.ts";
import { type Book, bookOf } from "./book.ts";
import { type CallOptions, type Calls, openCalls } from "./calls.ts";
import { portError } from "./failures.ts";
import { READ_FIELDS } from "./fields.ts";
import { planPublication } from "./publication.ts";
import { Refusal } from "./refusal.ts";
import { send, sendAll } from "./sending.ts";
import { lastStamp } from "./stamp.ts";

export interface GoogleSheetOptions extends CallOptions {
  /** Bytes of one batch (default 8 million): more is laid down in a hidden tab before. */
  readonly largestBatch?: number;
}

/**
 * A spreadsheet of Google's, many people at work in it: one reading, one batch. PortErrors: "workbook-missing", "workbook-unshared",
 * "google-login", "google-busy", "google-unreachable", "workbook-refused", "workbook-changed", "workbook-unsupported" (facts.reason).
 */
export function openGoogleSheet(id: string, options: GoogleSheetOptions): Spreadsheet {
  const { name } = options;
  const calls = openCalls(id, options);
  let wanted: Book["wanted"] = () => true;
  let last: Book | null = null;
  const readBook = async (): Promise<Book> => {
    last = bookOf(await calls.read(READ_FIELDS), name, wanted);
    return last;
  };
  /** The reading a plan was made from; after a writing it is read anew. */
  const basisBook = async (basis: string): Promise<Book> => {
    const book = last ?? (await readBook());
    if (book.snapshot.revision !== basis) throw portError("workbook-changed", name, "read-again", true);
    return book;
  };
  const written = async <T>(write: () => Promise<T>): Promise<T> => {
    last = null;
    return write();
  };
  return {
    async read(asked) {
      wanted = asked;
      return (await readBook()).snapshot;
    },
    publish: (publication, basis, how = {}) =>
      refusing(name, async () => {
        if (how.out !== undefined) throw new Refusal("out-of-google");
        const book = await basisBook(basis);
        return publish(calls, book, publication, { ...how, ...options }, written);
      }),
    append: (rows, basis) =>
      refusing(name, async () => {
        const book = await basisBook(basis);
        return rows.rows.length === 0 ? { revision: basis } : written(() => append(calls, book, rows));
      }),
  };
}

type Written = <T>(write: () => Promise<T>) => Promise<T>;

async function publish(
  calls: Calls,
  book: Book,
  publication: Publication,
  { preview = false, largestBatch }: PublishOptions & Pick<GoogleSheetOptions, "largestBatch">,
  written: Written,
): Promise<PublishResult> {
  const { result, requests, freeId } = planned(book, publication, preview);
  if (preview || requests.length === 0) return result;
  const sequence = await written(() => sendAll(calls, book, requests, publication.stamp, freeId, largestBatch));
  const { revision } = result;
  return { ...result, revision: `${sequence}${revision.slice(revision.indexOf(":"))}` };
}

/** What a publication would do, nothing of it done yet. */
export function planned(book: Book, publication: Publication, preview: boolean) {
  const { log, rowsPublished, requests, freeId } = planPublication(book, publication, preview);
  const { revision } = book.snapshot;
  const result: PublishResult = { cellsChanged: log.cells, rowsPublished, changes: log.changes, revision };
  return { result, requests, freeId };
}

async function append(calls: Calls, book: Book, rows: NewRows): Promise<{ revision: string }> {
  const { requests, revision } = planAppend(book, rows);
  await send(calls, book, requests, lastStamp(book.batches));
  return { revision };
}

export async function refusing<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { reason, detail } = error;
    throw new PortError("workbook-unsupported", { file, reason, ...(detail && { detail }) }, { retryable: false });
  }
}
