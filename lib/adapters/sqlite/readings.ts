import { deflateSync, inflateSync } from "node:zlib";
import type { Instant } from "../../domain/dates.ts";
import type { StoredRow, StoredTab, TabRead } from "../../ports/store.ts";
import type { Database } from "./database.ts";
import { tabsOf } from "./history.ts";
import { keyCounter, typedKey } from "./row-keys.ts";
import { marksFrom, rowMarks } from "./row-marks.ts";

/** Rows added, changed or gone. One transaction; of 200,000 rows that stand as before only their marks are compared. */
export const recordReading = (
  db: Database,
  token: number,
  workbook: string,
  at: Instant,
  tabs: readonly TabRead[],
): { changed: number } =>
  db.write(token, () => ({ changed: tabs.reduce((sum, tab) => sum + recordTab(db, workbook, at, tab), 0) }));

function recordTab(db: Database, workbook: string, at: Instant, tab: TabRead): number {
  const known = db.one("SELECT id, marks FROM tab WHERE workbook = ? AND name = ?", workbook, tab.tab);
  const id = Number(known?.id ?? addTab(db, workbook, tab.tab));
  const seq = addReading(db, id, at);
  const before = known === undefined ? null : standingOf(db, id, known.marks);
  const { changed, keys, marks } = addVersions(db, id, seq, tab.rows, before);
  const moved = addLayout(db, id, seq, before, tab.layout, JSON.stringify(keys));
  if (changed > 0 || moved) db.run("UPDATE tab SET marks = ? WHERE id = ?", marks, id);
  return changed;
}

/** The rows of the last reading: their keys in order, with a mark of each text. */
interface Standing {
  readonly layout: string;
  readonly keysText: string;
  readonly keys: readonly string[];
  readonly marks: Uint32Array;
}

function standingOf(db: Database, tab: number, marks: unknown): Standing {
  const last = db.one("SELECT layout, keys FROM layout WHERE tab = ? ORDER BY seq DESC LIMIT 1", tab);
  const keysText = last === undefined ? "[]" : unpack(last.keys);
  const layout = last === undefined ? "" : unpack(last.layout);
  return { layout, keysText, keys: JSON.parse(keysText) as string[], marks: marksFrom(marks) };
}

const addTab = (db: Database, workbook: string, name: string): number =>
  Number(db.one("INSERT INTO tab (workbook, name) VALUES (?, ?) RETURNING id", workbook, name)?.id);

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

/** false: it is the last one still. */
function addLayout(
  db: Database,
  tab: number,
  seq: number,
  before: Standing | null,
  layout: string,
  keys: string,
): boolean {
  if (before !== null && before.layout === layout && before.keysText === keys) return false;
  db.run("INSERT INTO layout VALUES (?, ?, ?, ?)", tab, seq, pack(layout), pack(keys));
  return true;
}

/** A mark that differs is only a suspicion: a row that went and came back may have the text it had. */
function addVersions(db: Database, tab: number, seq: number, rows: Iterable<StoredRow>, before: Standing | null) {
  const versions = versionWriter(db, tab, seq);
  const marks = rowMarks();
  const counter = keyCounter();
  const placeOf = placeFinder(before?.keys ?? []);
  const keys: string[] = [];
  for (const row of rows) {
    const key = counter.unique(row.key);
    const place = placeOf(key, keys.length);
    keys.push(key);
    marks.add(row.json);
    if (before !== null && place >= 0 && marks.isSame(before.marks, place)) continue;
    if (before === null || newestJson(db, tab, key) !== row.json) versions.add(key, row.json);
  }
  for (const key of before?.keys ?? []) if (!counter.has(key)) versions.add(key, null);
  return { changed: versions.finish(), keys, marks: marks.bytes() };
}

/** Where a key stood: mostly where it stands now. −1: it was not there. */
function placeFinder(keys: readonly string[]): (key: string, likely: number) => number {
  let places: ReadonlyMap<string, number> | null = null;
  return (key, likely) => {
    if (keys[likely] === key) return likely;
    places ??= new Map(keys.map((each, index) => [each, index]));
    return places.get(key) ?? -1;
  };
}

const newestJson = (db: Database, tab: number, key: string): unknown =>
  db.one("SELECT json FROM version WHERE tab = ? AND key = ? ORDER BY seq DESC LIMIT 1", tab, key)?.json;

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
