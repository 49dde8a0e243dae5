import { createHash } from "node:crypto";
import { deflateSync, inflateSync } from "node:zlib";
import type { Instant } from "../../domain/dates.ts";
import type { StoredRow, StoredTab, TabRead } from "../../ports/store.ts";
import type { Database } from "./database.ts";
import { tabsOf } from "./history.ts";
import { keyCounter, typedKey } from "./row-keys.ts";

/** Rows added, changed or gone. One transaction: 200,000 new rows take half a second, unchanged ones their digest. */
export const recordReading = (
  db: Database,
  token: number,
  workbook: string,
  at: Instant,
  tabs: readonly TabRead[],
): { changed: number } =>
  db.write(token, () => ({ changed: tabs.reduce((sum, tab) => sum + recordTab(db, workbook, at, tab), 0) }));

/** A tab seen for the first time is hashed while it is stored; of a known one the digest decides whether its rows are looked at. */
function recordTab(db: Database, workbook: string, at: Instant, tab: TabRead): number {
  const known = db.one("SELECT id, digest FROM tab WHERE workbook = ? AND name = ?", workbook, tab.tab);
  const id = Number(known?.id ?? addTab(db, workbook, tab.tab));
  const seq = addReading(db, id, at);
  if (known !== undefined && known.digest === digestOf(tab)) return 0;
  const digest = tabDigest(tab.layout);
  const { changed, keys } = addVersions(db, id, seq, tab.rows, digest);
  addLayout(db, id, seq, tab.layout, JSON.stringify(keys));
  db.run("UPDATE tab SET digest = ? WHERE id = ?", digest.hex(), id);
  return changed;
}

interface TabDigest {
  readonly add: (row: StoredRow) => void;
  readonly hex: () => string;
}

/** In large pieces, since calls cost more than bytes, and in the strings' own encoding, which need not be converted. */
function tabDigest(layout: string): TabDigest {
  const hash = createHash("sha256").update(`${layout}\n`, "utf16le");
  let piece = "";
  const add = ({ key, json }: StoredRow): void => {
    piece += `${key}\0${json}\n`;
    if (piece.length < 100_000) return;
    hash.update(piece, "utf16le");
    piece = "";
  };
  return { add, hex: () => hash.update(piece, "utf16le").digest("hex") };
}

function digestOf(tab: TabRead): string {
  const digest = tabDigest(tab.layout);
  for (const row of tab.rows) digest.add(row);
  return digest.hex();
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

function addVersions(db: Database, tab: number, seq: number, rows: Iterable<StoredRow>, digest: TabDigest) {
  const gone = newestRows(db, tab, seq - 1);
  const versions = versionWriter(db, tab, seq);
  const uniqueKey = keyCounter();
  const keys: string[] = [];
  for (const row of rows) {
    digest.add(row);
    const key = uniqueKey(row.key);
    keys.push(key);
    if (gone.get(key) !== row.json) versions.add(key, row.json);
    gone.delete(key);
  }
  for (const [key, json] of gone) if (json !== null) versions.add(key, null);
  return { changed: versions.finish(), keys };
}

const AT_ONCE = 50;
const FIFTY = `INSERT INTO version VALUES ${Array.from({ length: AT_ONCE }, (_, at) => `(?1, ?${2 * at + 3}, ?2, ?${2 * at + 4})`).join(", ")}`;

/** Fifty rows a statement: half the time of single ones. */
function versionWriter(db: Database, tab: number, seq: number) {
  const some = db.statement(FIFTY);
  const waiting: (string | null)[] = [];
  let count = 0;
  const add = (key: string, json: string | null): void => {
    waiting.push(key, json);
    count++;
    if (waiting.length < 2 * AT_ONCE) return;
    some.run(tab, seq, ...waiting);
    waiting.length = 0;
  };
  const finish = (): number => {
    const one = db.statement("INSERT INTO version VALUES (?, ?, ?, ?)");
    for (let at = 0; at < waiting.length; at += 2) one.run(tab, waiting[at]!, seq, waiting[at + 1]!);
    return count;
  };
  return { add, finish };
}

/** Every key ever seen up to a reading with its newest version; null = gone. */
function newestRows(db: Database, tab: number, upTo: number): Map<string, string | null> {
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
