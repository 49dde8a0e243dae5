import { createHash } from "node:crypto";
import { deflateSync, inflateSync } from "node:zlib";
import type { Instant } from "../../domain/dates.ts";
import type { StoredRow, StoredTab } from "../../ports/store.ts";
import type { Database } from "./database.ts";
import { tabsOf } from "./history.ts";
import { rowsByKey, typedKey } from "./row-keys.ts";

/** Rows added, changed or gone. One transaction: 200,000 new rows take about a second, unchanged ones their digest. */
export const recordReading = (
  db: Database,
  token: number,
  workbook: string,
  at: Instant,
  tabs: readonly StoredTab[],
): { changed: number } => {
  const read = tabs.map((tab) => ({ tab, digest: digestOf(tab) }));
  return db.write(token, () => ({
    changed: read.reduce((sum, { tab, digest }) => sum + recordTab(db, workbook, at, tab, digest), 0),
  }));
};

/** Hashing row by row would cost more in calls than in bytes. */
function digestOf(tab: StoredTab): string {
  const hash = createHash("sha256").update(`${tab.layout}\n`);
  let chunk = "";
  for (const { key, json } of tab.rows) {
    chunk += `${key}\0${json}\n`;
    if (chunk.length < 100_000) continue;
    hash.update(chunk);
    chunk = "";
  }
  return hash.update(chunk).digest("hex");
}

function recordTab(db: Database, workbook: string, at: Instant, tab: StoredTab, digest: string): number {
  const known = db.one("SELECT id, digest FROM tab WHERE workbook = ? AND name = ?", workbook, tab.tab);
  const id = Number(known?.id ?? addTab(db, workbook, tab.tab));
  const seq = addReading(db, id, at);
  if (known?.digest === digest) return 0;
  db.run("UPDATE tab SET digest = ? WHERE id = ?", digest, id);
  const rows = rowsByKey(tab.rows);
  addLayout(db, id, seq, tab.layout, JSON.stringify([...rows.keys()]));
  return addVersions(db, id, seq, rows);
}

const addTab = (db: Database, workbook: string, name: string): number =>
  Number(db.one("INSERT INTO tab (workbook, name, digest) VALUES (?, ?, '') RETURNING id", workbook, name)?.id);

/** Readings never go back in time, even when the machine's clock does. */
function addReading(db: Database, tab: number, at: Instant): number {
  const last = db.one("SELECT seq, at FROM reading WHERE tab = ? ORDER BY seq DESC LIMIT 1", tab);
  const seq = Number(last?.seq ?? 0) + 1;
  const lastAt = String(last?.at ?? "");
  db.run("INSERT INTO reading VALUES (?, ?, ?)", tab, seq, at < lastAt ? lastAt : at);
  return seq;
}

const pack = (text: string): Uint8Array => deflateSync(text, { level: 1 });
const unpack = (packed: unknown): string => inflateSync(packed as Uint8Array).toString();

function addLayout(db: Database, tab: number, seq: number, layout: string, keys: string): void {
  const last = db.one("SELECT layout, keys FROM layout WHERE tab = ? ORDER BY seq DESC LIMIT 1", tab);
  if (last !== undefined && unpack(last.layout) === layout && unpack(last.keys) === keys) return;
  db.run("INSERT INTO layout VALUES (?, ?, ?, ?)", tab, seq, pack(layout), pack(keys));
}

function addVersions(db: Database, tab: number, seq: number, rows: ReadonlyMap<string, string>): number {
  const insert = db.statement("INSERT INTO version VALUES (?, ?, ?, ?)");
  const before = newestRows(db, tab, seq - 1);
  let changed = 0;
  const add = (key: string, json: string | null): void => {
    insert.run(tab, key, seq, json);
    changed++;
  };
  for (const [key, json] of rows) if (before.get(key) !== json) add(key, json);
  for (const [key, json] of before) if (json !== null && !rows.has(key)) add(key, null);
  return changed;
}

/** Every key ever seen up to a reading with its newest version; null = gone. */
function newestRows(db: Database, tab: number, upTo: number): ReadonlyMap<string, string | null> {
  const sql = "SELECT key, json FROM version WHERE tab = ? AND seq <= ? ORDER BY key, seq";
  return new Map(db.pairs(sql, tab, upTo) as Iterable<[string, string | null]>);
}

/** The tabs as known at an instant: a tab that the last reading left out stands as it was read before. */
export const readingAt = (
  db: Database,
  workbook: string,
  knownAt: Instant,
): { at: Instant; tabs: readonly StoredTab[] } | null =>
  db.read(() => {
    const found: { at: Instant; tab: StoredTab }[] = [];
    for (const { id, name } of tabsOf(db, workbook)) {
      const last = db.one(
        "SELECT seq, at FROM reading WHERE tab = ? AND at <= ? ORDER BY seq DESC LIMIT 1",
        id,
        knownAt,
      );
      if (last === undefined) continue;
      found.push({ at: String(last.at), tab: tabAt(db, id, name, Number(last.seq)) });
    }
    const at = found
      .map((entry) => entry.at)
      .sort()
      .at(-1);
    return at === undefined ? null : { at, tabs: found.map((entry) => entry.tab) };
  });

function tabAt(db: Database, id: number, name: string, seq: number): StoredTab {
  const stored = db.one(
    "SELECT layout, keys FROM layout WHERE tab = ? AND seq <= ? ORDER BY seq DESC LIMIT 1",
    id,
    seq,
  );
  const rows = newestRows(db, id, seq);
  const keys = JSON.parse(unpack(stored?.keys)) as string[];
  const alive = keys.map((key): StoredRow => ({ key: typedKey(key), json: rows.get(key) ?? "" }));
  return { tab: name, layout: unpack(stored?.layout), rows: alive };
}
