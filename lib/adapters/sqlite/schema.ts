import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { PortError } from "../../ports/port-error.ts";

/** "DBAN": marks the file as ours, so that another program's database is never taken for an empty store. */
const APPLICATION_ID = 0x4442_414e;

/** Step n leads from schema n to n + 1. Steps are never edited once released: a change is a new step. */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE identity (id TEXT NOT NULL) STRICT;
   CREATE TABLE lease (token INTEGER NOT NULL) STRICT;
   INSERT INTO lease VALUES (0);
   CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
   CREATE TABLE run (
     run_id INTEGER PRIMARY KEY, run_key TEXT NOT NULL UNIQUE, job TEXT NOT NULL, state TEXT NOT NULL, record TEXT NOT NULL
   ) STRICT;
   CREATE TABLE draft (
     id TEXT PRIMARY KEY, kind TEXT NOT NULL, period TEXT NOT NULL, created_at TEXT NOT NULL, record TEXT NOT NULL,
     filename TEXT, content BLOB, state TEXT NOT NULL, moved_by TEXT NOT NULL, moved_at TEXT
   ) STRICT;`,
  `CREATE TABLE notice (
     key TEXT PRIMARY KEY, kind TEXT NOT NULL, recipient TEXT NOT NULL, first_owed TEXT NOT NULL, state TEXT NOT NULL,
     changed_at TEXT NOT NULL, message_id TEXT NOT NULL, item TEXT NOT NULL
   ) STRICT;
   CREATE INDEX notice_by_state ON notice (state, recipient);
   CREATE TABLE notice_version (
     key TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, state TEXT NOT NULL, changed_at TEXT NOT NULL,
     message_id TEXT NOT NULL, item TEXT NOT NULL, PRIMARY KEY (key, seq)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE message (
     id TEXT PRIMARY KEY, recipient TEXT NOT NULL, day TEXT NOT NULL, subject TEXT NOT NULL, raw BLOB NOT NULL,
     notice_keys TEXT NOT NULL, state TEXT NOT NULL, created_at TEXT NOT NULL, changed_at TEXT NOT NULL, detail TEXT NOT NULL
   ) STRICT;
   CREATE INDEX message_by_day ON message (day, recipient);
   CREATE INDEX message_by_state ON message (state);`,
  `CREATE TABLE tab (
     id INTEGER PRIMARY KEY, workbook TEXT NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL, UNIQUE (workbook, name)
   ) STRICT;
   CREATE TABLE reading (
     tab INTEGER NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, PRIMARY KEY (tab, seq)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE layout (
     tab INTEGER NOT NULL, seq INTEGER NOT NULL, layout BLOB NOT NULL, keys BLOB NOT NULL, PRIMARY KEY (tab, seq)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE version (
     tab INTEGER NOT NULL, key TEXT NOT NULL, seq INTEGER NOT NULL, json TEXT, PRIMARY KEY (tab, key, seq)
   ) STRICT, WITHOUT ROWID;`,
  "CREATE INDEX version_by_reading ON version (tab, seq);",
  "ALTER TABLE tab ADD COLUMN marks BLOB; ALTER TABLE tab DROP COLUMN digest;",
  `CREATE TABLE pack (
     tab INTEGER NOT NULL, seq INTEGER NOT NULL, part INTEGER NOT NULL, keys BLOB NOT NULL, rows BLOB NOT NULL,
     PRIMARY KEY (tab, seq, part)
   ) STRICT;
   UPDATE tab SET marks = NULL;`,
  // Appended where it stood in the order of its keys: a letter's notices lie all over the keys, and every page touched is written twice.
  `ALTER TABLE notice_version RENAME TO notice_version_by_key;
   CREATE TABLE notice_version (
     key TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, state TEXT NOT NULL, changed_at TEXT NOT NULL,
     message_id TEXT NOT NULL, item TEXT NOT NULL, UNIQUE (key, seq)
   ) STRICT;
   INSERT INTO notice_version SELECT * FROM notice_version_by_key ORDER BY changed_at, key, seq;
   DROP TABLE notice_version_by_key;`,
];

const numberOf = (db: DatabaseSync, pragma: string): number =>
  Number(Object.values(db.prepare(`PRAGMA ${pragma}`).get() ?? {})[0] ?? 0);

/** Brings the store up to this program's schema in one transaction; a foreign or a newer store is refused. */
export function migrate(db: DatabaseSync, file: string, migrations = MIGRATIONS): void {
  if (schemaOf(db, file, migrations) === migrations.length) return;
  db.exec("BEGIN IMMEDIATE");
  try {
    for (let step = schemaOf(db, file, migrations); step < migrations.length; step++) {
      db.exec(migrations[step]!);
      if (step === 0) db.prepare("INSERT INTO identity VALUES (?)").run(randomUUID());
    }
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${migrations.length}; COMMIT`);
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}

function schemaOf(db: DatabaseSync, file: string, migrations: readonly string[]): number {
  const tables = Number(db.prepare("SELECT count(*) AS n FROM sqlite_schema").get()?.n);
  if (tables === 0) return 0;
  if (numberOf(db, "application_id") !== APPLICATION_ID)
    throw new PortError("store-unreadable", { file, reason: "foreign-database" }, { retryable: false });
  const version = numberOf(db, "user_version");
  if (version > migrations.length)
    throw new PortError("store-too-new", { file, found: version, known: migrations.length }, { retryable: false });
  return version;
}
