import type { Instant } from "../../domain/dates.ts";
import type { RowRead, StoredRow, StoredTab, TabRead } from "../../ports/store.ts";
import type { Database } from "./database.ts";
import { tabsOf } from "./history.ts";
import { allVersions, pack, unpack, versionIndex, versionWriter } from "./versions.ts";

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
  if (changed > 0 || moved) db.run("UPDATE tab SET marks = ? WHERE id = ?", bytesOf(marks), id);
  return changed;
}

/** The rows of the last reading: their keys in order, with their marks. */
interface Standing {
  readonly layout: string;
  readonly keysText: string;
  readonly keys: readonly string[];
  readonly marks: Float64Array;
}

function standingOf(db: Database, tab: number, marks: unknown): Standing {
  const last = db.one("SELECT layout, keys FROM layout WHERE tab = ? ORDER BY seq DESC LIMIT 1", tab);
  const keysText = last === undefined ? "[]" : unpack(last.keys);
  const layout = last === undefined ? "" : unpack(last.layout);
  return { layout, keysText, keys: JSON.parse(keysText) as string[], marks: marksFrom(marks) };
}

/** A copy, since the bytes may lie at any address. */
const marksFrom = (bytes: unknown): Float64Array =>
  bytes instanceof Uint8Array ? new Float64Array(new Uint8Array(bytes).buffer) : new Float64Array(0);
const bytesOf = (marks: readonly number[]): Uint8Array => new Uint8Array(Float64Array.from(marks).buffer);

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

/** A mark that differs is only a suspicion: an older store has no marks, and a later program may make others. */
function addVersions(db: Database, tab: number, seq: number, rows: Iterable<RowRead>, before: Standing | null) {
  const versions = versionWriter(db, tab, seq);
  const placeOf = placeFinder(before?.keys ?? []);
  let index: ReturnType<typeof versionIndex> | null = null;
  const keys: string[] = [];
  const marks: number[] = [];
  const gone = new Gone(before?.keys ?? []);
  for (const { key, mark, json } of rows) {
    const place = placeOf(key, keys.length);
    keys.push(key);
    marks.push(mark);
    gone.stands(place);
    if (before !== null && place >= 0 && before.marks[place] === mark) continue;
    const text = json();
    if (before !== null) index ??= versionIndex(db, tab, seq - 1);
    if (index?.newest(key) !== text) versions.add(key, text);
  }
  for (const key of gone.keys()) versions.add(key, null);
  return { changed: versions.finish(), keys, marks };
}

/** The keys of the last reading that were not met again. */
class Gone {
  private readonly met: Uint8Array;
  private readonly before: readonly string[];

  constructor(before: readonly string[]) {
    this.before = before;
    this.met = new Uint8Array(before.length);
  }

  stands(place: number): void {
    if (place >= 0) this.met[place] = 1;
  }

  keys(): readonly string[] {
    return this.met.includes(0) ? this.before.filter((_, place) => this.met[place] === 0) : [];
  }
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
  const newest = new Map<string, string | null>();
  for (const [key, , json] of allVersions(db, id, seq)) newest.set(key, json);
  const keys = JSON.parse(unpack(stored?.keys)) as string[];
  const alive = keys.map((key): StoredRow => ({ key, json: newest.get(key) ?? "" }));
  return { tab: name, layout: unpack(stored?.layout), rows: alive };
}
