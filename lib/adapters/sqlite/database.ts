import { existsSync, statSync } from "node:fs";
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from "node:sqlite";
import { PortError } from "../../ports/port-error.ts";
import { groupCommit } from "./group-commit.ts";
import { migrate } from "./schema.ts";

export type SqlRow = Readonly<Record<string, SQLOutputValue>>;

/** The open file: prepared statements, transactions, and errors in the port's words. */
export interface Database {
  readonly file: string;
  all(sql: string, ...values: readonly SQLInputValue[]): readonly SqlRow[];
  /** Rows as arrays: for the large tables. */
  pairs(sql: string, ...values: readonly SQLInputValue[]): readonly (readonly SQLOutputValue[])[];
  one(sql: string, ...values: readonly SQLInputValue[]): SqlRow | undefined;
  /** The same prepared statement each time the text is the same. */
  statement(sql: string): StatementSync;
  /** Rows changed. */
  run(sql: string, ...values: readonly SQLInputValue[]): number;
  /** One consistent view of several statements. */
  read<T>(work: () => T): T;
  /** All or nothing, and only while `token` is the newest lease. */
  write<T>(token: number, work: () => T): T;
  /** The same in one commit with whatever else is asked for just now; resolved once it is durable. */
  writeTogether<T>(token: number, work: () => T): Promise<T>;
  /** All or nothing, holding SQLite's own write lock from the start: for the lease itself. */
  alone<T>(work: () => T): T;
  close(): void;
}

/** Long enough to outlast another process's largest commit. */
const BUSY_MS = 20_000;
const CODES: Readonly<Record<number, readonly [code: string, retryable: boolean]>> = {
  5: ["store-busy", true],
  6: ["store-busy", true],
  8: ["store-unwritable", false],
  10: ["store-unwritable", true],
  11: ["store-unreadable", false],
  13: ["store-unwritable", true],
  14: ["store-unwritable", false],
  23: ["store-unwritable", false],
  26: ["store-unreadable", false],
};

export function openDatabase(file: string, readOnly: boolean): Database {
  refuseMissing(file, readOnly);
  const db = inWords(file, () => new DatabaseSync(file, { timeout: BUSY_MS }));
  try {
    inWords(file, () => prepareConnection(db, file, readOnly));
  } catch (error) {
    db.close();
    throw error;
  }
  return connection(db, file, readOnly);
}

function refuseMissing(file: string, readOnly: boolean): void {
  if (readOnly && !existsSync(file)) throw new PortError("store-missing", { file }, { retryable: false });
  if (existsSync(file) && !statSync(file).isFile())
    throw new PortError("store-unreadable", { file, reason: "not-a-file" }, { retryable: false });
}

/**
 * A rollback journal that stays and is overwritten: a commit ends with its header wiped and synced, at a quarter of the cost of
 * making and removing a file (three commits per mail are felt). synchronous=EXTRA, so that a power cut never takes back a "sending"
 * that was already reported as committed. No cache spill: readers are shut out only while a commit is written.
 * Even a reader opens for writing (then forbids itself to): only so can it roll back the journal of a process that died.
 */
function prepareConnection(db: DatabaseSync, file: string, readOnly: boolean): void {
  db.exec(
    "PRAGMA journal_mode = PERSIST; PRAGMA journal_size_limit = 1048576; PRAGMA synchronous = EXTRA; PRAGMA cache_spill = OFF; PRAGMA temp_store = MEMORY",
  );
  migrate(db, file);
  if (readOnly) db.exec("PRAGMA query_only = ON");
}

function connection(db: DatabaseSync, file: string, readOnly: boolean): Database {
  const statements = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const known = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  const transaction = <T>(begin: string, work: () => T): T => inWords(file, () => inTransaction(db, begin, work));
  const writable = (): void => {
    if (readOnly) throw new PortError("store-read-only", { file }, { retryable: false });
  };
  const write = <T>(token: number, work: () => T): T => {
    writable();
    return transaction("BEGIN IMMEDIATE", () => {
      const newest = Number(statement("SELECT token FROM lease").get()?.token);
      if (token !== newest) throw new PortError("lease-lost", { file, token, newest }, { retryable: false });
      return work();
    });
  };
  return {
    file,
    statement,
    all: (sql, ...values) => inWords(file, () => statement(sql).all(...values)),
    pairs: (sql, ...values) =>
      inWords(file, () => {
        const rows = db.prepare(sql);
        rows.setReturnArrays(true);
        return rows.all(...values) as unknown as readonly (readonly SQLOutputValue[])[];
      }),
    one: (sql, ...values) => inWords(file, () => statement(sql).get(...values)),
    run: (sql, ...values) => inWords(file, () => Number(statement(sql).run(...values).changes)),
    read: (work) => transaction("BEGIN", work),
    write,
    writeTogether: groupCommit(write),
    alone: (work) => {
      writable();
      return transaction("BEGIN IMMEDIATE", work);
    },
    close: () => {
      statements.clear();
      if (!db.isOpen) return;
      removeJournal(db);
      db.close();
    },
  };
}

/** Nothing lies beside the workbook that people would wonder about; somebody else may be using it just now. */
function removeJournal(db: DatabaseSync): void {
  try {
    db.exec("PRAGMA journal_mode = DELETE");
  } catch (error) {
    if (!(error instanceof Error && "errcode" in error)) throw error;
  }
}

function inTransaction<T>(db: DatabaseSync, begin: string, work: () => T): T {
  db.exec(begin);
  try {
    const result = work();
    db.exec("COMMIT");
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}

function inWords<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asPortError(error, file);
  }
}

function asPortError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return error;
  const known = CODES[error.errcode & 0xff];
  if (known === undefined) return error;
  return new PortError(known[0], { file, reason: error.message }, { retryable: known[1], cause: error });
}
