import { hostname } from "node:os";
import type { Store } from "../../ports/store.ts";
import { type Database, openDatabase } from "./database.ts";
import { addDraft, drafts, moveDraft } from "./drafts.ts";
import { history, workbooks } from "./history.ts";
import { type LockOptions, lock } from "./lock.ts";
import { addMessage, messages, moveMessage } from "./messages.ts";
import { notices, recordNotices } from "./notices.ts";
import { readingAt, recordReading } from "./readings.ts";
import { finishRun, runs, startRun } from "./runs.ts";

export interface SqliteOptions {
  readonly readOnly?: boolean;
  readonly heartbeatMs?: number;
  readonly host?: string;
  readonly pid?: number;
}

/**
 * The store in one SQLite file. PortErrors: "store-missing" (read-only), "store-unreadable", "store-unwritable", "store-busy",
 * "store-too-new", "store-read-only", "lease-lost". Reading while another process runs a job is allowed.
 */
export async function openSqliteStore(file: string, options: SqliteOptions = {}): Promise<Store> {
  const db = openDatabase(file, options.readOnly ?? false);
  const us: LockOptions = {
    host: options.host ?? hostname(),
    pid: options.pid ?? process.pid,
    heartbeatMs: options.heartbeatMs ?? 15_000,
  };
  const id = String(db.one("SELECT id FROM identity")?.id);
  return { id, lock: () => lock(db, us), ...readingPart(db), ...runPart(db), ...ledgerPart(db), ...draftPart(db) };
}

const readingPart = (db: Database): Pick<Store, "recordReading" | "history" | "readingAt" | "workbooks"> => ({
  recordReading: async (token, workbook, at, tabs) => recordReading(db, token, workbook, at, tabs),
  history: async (workbook, options) => history(db, workbook, options),
  readingAt: async (workbook, knownAt) => readingAt(db, workbook, knownAt),
  workbooks: async () => workbooks(db),
});

const runPart = (db: Database): Pick<Store, "startRun" | "finishRun" | "runs"> => ({
  startRun: async (token, run) => startRun(db, token, run),
  finishRun: async (token, run) => finishRun(db, token, run),
  runs: async (options) => runs(db, options),
});

type LedgerPart = Pick<Store, "recordNotices" | "notices" | "addMessage" | "moveMessage" | "messages">;

const ledgerPart = (db: Database): LedgerPart => ({
  recordNotices: async (token, kinds, list, at) => recordNotices(db, token, kinds, list, at),
  notices: async (options) => notices(db, options),
  addMessage: async (token, message) => addMessage(db, token, message),
  moveMessage: async (token, id, from, to) => moveMessage(db, token, id, from, to),
  messages: async (options) => messages(db, options),
});

type DraftPart = Pick<Store, "addDraft" | "moveDraft" | "drafts" | "fact" | "setFact" | "close">;

const draftPart = (db: Database): DraftPart => ({
  addDraft: async (token, draft) => addDraft(db, token, draft),
  moveDraft: async (token, id, to) => moveDraft(db, token, id, to),
  drafts: async (options) => drafts(db, options),
  fact: async (name) => factOf(db, name),
  setFact: async (token, name, value) =>
    void db.write(token, () => db.run("INSERT OR REPLACE INTO fact VALUES (?, ?)", name, value)),
  close: async () => db.close(),
});

const factOf = (db: Database, name: string): string | null => {
  const row = db.one("SELECT value FROM fact WHERE name = ?", name);
  return row === undefined ? null : String(row.value);
};
