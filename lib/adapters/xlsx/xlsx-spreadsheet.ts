import { readFile, realpath } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import type { Instant } from "../../domain/dates.ts";
import { PortError } from "../../ports/port-error.ts";
import type {
  NewRows,
  Publication,
  PublishOptions,
  PublishResult,
  Spreadsheet,
  Wanted,
  WorkbookSnapshot,
} from "../../ports/spreadsheet.ts";
import { appendInto } from "./append.ts";
import { localText } from "./local-time.ts";
import { waitForLocks } from "./lock-files.ts";
import { openPackage } from "./open-package.ts";
import { outside } from "./outside-errors.ts";
import { publishInto } from "./publish.ts";
import { type ReadSheets, readSheets } from "./read-workbook.ts";
import { Refusal, type RefusalReason } from "./refusal.ts";
import { type ReplaceStep, replaceFile, sha256, writeCopy } from "./replace-file.ts";
import { type ArchiveEntry, archiveChunks } from "./zip.ts";

const LOCK_WAIT_MS = 2000;

export interface XlsxOptions {
  /** Name in 分表; default: the file as given. */
  readonly name?: string;
  /** How often to look again at a workbook open elsewhere (default 3), and how long to wait in between (default 2000 ms). */
  readonly lockRetries?: number;
  readonly lockWaitMs?: number;
  /** Named in the backup that `append` leaves; a publication brings its own instant. */
  readonly now?: () => Instant;
  readonly onStep?: (step: ReplaceStep) => void | Promise<void>;
}

/**
 * A workbook in a file. PortErrors: "workbook-missing", "workbook-unreadable", "workbook-unsupported" (facts.reason),
 * "workbook-open", "workbook-changed", "workbook-unwritable".
 */
export function openXlsx(file: string, options: XlsxOptions = {}): Spreadsheet {
  let last: LastRead = NOTHING_READ;
  const read = async (wanted: Wanted): Promise<WorkbookSnapshot> => {
    const { readings, ...snapshot } = await readSettled(file, wanted, options);
    last = { revision: snapshot.revision, readings };
    return snapshot;
  };
  /** Once: what was read is large, and after a publication it is the past. */
  const readingsOf = (basis: string): ReadSheets["readings"] => {
    const { revision, readings } = last;
    last = NOTHING_READ;
    return revision === basis ? readings : NOTHING_READ.readings;
  };
  return {
    read: (wanted) => outside(file, "read", () => read(wanted)),
    publish: (publication, basis, how = {}) => publish(file, publication, basis, how, options, readingsOf(basis)),
    append: (rows, basis) => append(file, rows, basis, options),
  };
}

/** What the last reading saw, for a publication into the same bytes. */
interface LastRead extends Pick<ReadSheets, "readings"> {
  readonly revision: string;
}

const NOTHING_READ: LastRead = { revision: "", readings: new Map() };

type Read = WorkbookSnapshot & Pick<ReadSheets, "readings">;

/** A file caught in the middle of being saved looks broken: it is read again once it has changed. */
async function readSettled(file: string, wanted: Wanted, options: XlsxOptions): Promise<Read> {
  const bytes = await readFile(file);
  try {
    return await snapshot(file, bytes, wanted, options);
  } catch (error) {
    if (!(error instanceof Refusal) || !MAY_BE_HALF_SAVED.has(error.reason)) throw error;
    await wait(options.lockWaitMs ?? LOCK_WAIT_MS);
    const again = await readFile(file);
    if (again.equals(bytes)) throw error;
    return snapshot(file, again, wanted, options);
  }
}

const MAY_BE_HALF_SAVED = new Set<RefusalReason>(["not-a-zip", "corrupt"]);

async function snapshot(file: string, bytes: Buffer, wanted: Wanted, options: XlsxOptions): Promise<Read> {
  const sheets = await readSheets(openPackage(bytes), wanted);
  return { name: options.name ?? file, revision: sha256(bytes), ...sheets };
}

async function publish(
  file: string,
  publication: Publication,
  basis: string,
  how: PublishOptions,
  options: XlsxOptions,
  readings: ReadSheets["readings"],
): Promise<PublishResult> {
  const inPlace = how.preview !== true && how.out === undefined;
  if (inPlace) await waitUntilFree(file, options);
  const bytes = await readBasis(file, basis);
  const book = await outside(file, "read", async () => openPackage(bytes));
  const outcome = await outside(file, "read", () => publishInto(book, publication, how.preview !== true, readings));
  const { log, rowsPublished, entries } = outcome;
  const result = { cellsChanged: log.cells, rowsPublished, changes: log.changes, revision: basis };
  if (how.preview === true) return result;
  if (how.out !== undefined) {
    await putCopy(file, how.out, entries ? archiveChunks(entries) : [bytes]);
    return result;
  }
  if (!entries) return result;
  const label = backupLabel(publication.computedAt, `run${publication.stamp.run}`);
  return { ...result, revision: await putInPlace(file, basis, entries, label, options) };
}

async function append(file: string, rows: NewRows, basis: string, options: XlsxOptions): Promise<{ revision: string }> {
  await waitUntilFree(file, options);
  const bytes = await readBasis(file, basis);
  if (rows.rows.length === 0) return { revision: basis };
  const entries = await outside(file, "read", async () => appendInto(openPackage(bytes), rows));
  const label = backupLabel(options.now?.() ?? null, "append");
  return { revision: await putInPlace(file, basis, entries, label, options) };
}

const waitUntilFree = (file: string, { lockRetries = 3, lockWaitMs = LOCK_WAIT_MS }: XlsxOptions): Promise<void> =>
  waitForLocks(file, { retries: lockRetries, waitMs: lockWaitMs });

async function readBasis(file: string, basis: string): Promise<Buffer> {
  const bytes = await outside(file, "read", () => readFile(file));
  if (sha256(bytes) !== basis) throw new PortError("workbook-changed", { file }, { retryable: true });
  return bytes;
}

const putInPlace = (
  file: string,
  basis: string,
  entries: readonly ArchiveEntry[],
  label: string,
  options: XlsxOptions,
): Promise<string> =>
  outside(file, "write", () =>
    replaceFile({ file, basis, chunks: archiveChunks(entries), label, onStep: options.onStep ?? (() => undefined) }),
  );

async function putCopy(file: string, out: string, chunks: readonly Uint8Array[]): Promise<void> {
  const same = (await realpath(out).catch(() => null)) === (await realpath(file));
  if (same) throw new PortError("workbook-unwritable", { file: out, reason: "same-file" }, { retryable: false });
  await outside(out, "write", () => writeCopy(out, chunks));
}

/** "20260612T153000-run42" */
const backupLabel = (at: Instant | null, what: string): string =>
  at === null ? what : `${localText(at).replace(/[-:]/g, "").replace(" ", "T")}-${what}`;
