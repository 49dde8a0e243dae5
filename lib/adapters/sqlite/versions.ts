import { deflateSync, inflateSync } from "node:zlib";
import type { Database } from "./database.ts";

/** One version of a row: from the reading `seq` on its text was `json`; null: it was gone. */
export type Version = readonly [key: string, seq: number, json: string | null];

/** So many versions of one reading are packed into one record: a first reading of 200,000 rows is 2,000 records of a few kilobytes. */
const PACKED = 100;
/** No text holds one: JSON escapes it. */
const LINE = "\n";

export const pack = (text: string): Uint8Array => deflateSync(text, { level: 1 });
export const unpack = (packed: unknown): string => inflateSync(packed as Uint8Array).toString();

export interface VersionWriter {
  readonly add: (key: string, json: string | null) => void;
  /** Writes what is left. Returns how many were added. */
  readonly finish: () => number;
}

/** Versions of one reading: full packs, and the rest one by one. */
export function versionWriter(db: Database, tab: number, seq: number): VersionWriter {
  const packs = db.statement("INSERT INTO pack VALUES (?, ?, ?, ?, ?)");
  const singles = db.statement("INSERT INTO version VALUES (?, ?, ?, ?)");
  let keys: string[] = [];
  let texts: (string | null)[] = [];
  let part = 0;
  const add = (key: string, json: string | null): void => {
    keys.push(key);
    texts.push(json);
    if (keys.length < PACKED) return;
    packs.run(tab, seq, ++part, pack(JSON.stringify(keys)), pack(texts.map((text) => text ?? "").join(LINE)));
    keys = [];
    texts = [];
  };
  const finish = (): number => {
    for (let at = 0; at < keys.length; at++) singles.run(tab, keys[at]!, seq, texts[at]!);
    return part * PACKED + keys.length;
  };
  return { add, finish };
}

const keysIn = (packed: unknown): readonly string[] => JSON.parse(unpack(packed)) as string[];
const textsIn = (packed: unknown): readonly (string | null)[] =>
  unpack(packed)
    .split(LINE)
    .map((text) => (text === "" ? null : text));

/** All versions up to a reading, those of older readings first. */
export function* versionsOf(db: Database, tab: number, upTo: number): Generator<Version> {
  const singles = db.pairs(SINGLES, tab, upTo) as readonly Version[];
  let at = 0;
  for (const packed of db.all(PACKS, tab, upTo)) {
    const seq = Number(packed.seq);
    while (at < singles.length && singles[at]![1] < seq) yield singles[at++]!;
    const keys = keysIn(packed.keys);
    for (const [place, text] of textsIn(packed.rows).entries()) yield [keys[place]!, seq, text];
  }
  while (at < singles.length) yield singles[at++]!;
}

const SINGLES = "SELECT key, seq, json FROM version WHERE tab = ? AND seq <= ? ORDER BY seq, key";
const PACKS = "SELECT seq, keys, rows FROM pack WHERE tab = ? AND seq <= ? ORDER BY seq, part";

/** The keys that got a version, by reading, oldest first. A reading may come more than once. */
export function* keysByReading(
  db: Database,
  tab: number,
  upTo: number,
): Generator<{ readonly seq: number; readonly keys: readonly string[] }> {
  for (const packed of db.all(KEYS_OF_PACKS, tab, upTo)) yield { seq: Number(packed.seq), keys: keysIn(packed.keys) };
  for (const row of db.all(KEYS_OF_SINGLES, tab, upTo))
    yield { seq: Number(row.seq), keys: JSON.parse(String(row.keys)) as string[] };
}

const KEYS_OF_PACKS = "SELECT seq, keys FROM pack WHERE tab = ? AND seq <= ? ORDER BY seq, part";
/** From the index alone, whose rows are narrow. */
const KEYS_OF_SINGLES = `SELECT seq, json_group_array(key) AS keys FROM version INDEXED BY version_by_reading
  WHERE tab = ? AND seq <= ? GROUP BY seq ORDER BY seq`;

/** Looks single rows up: of the packs only the keys are read, and the texts of those that are asked for. */
export interface VersionFinder {
  /** All versions of these keys up to the reading, of each key oldest first. */
  readonly versions: (keys: ReadonlySet<string>) => readonly Version[];
  /** undefined: never seen. */
  readonly newest: (key: string) => string | null | undefined;
}

export function versionFinder(db: Database, tab: number, upTo: number): VersionFinder {
  const packs = db.all(KEYS_WITH_PARTS, tab, upTo).map((row) => ({ row, keys: keysIn(row.keys) }));
  const textAt = ({ seq, part }: (typeof packs)[number]["row"], place: number): string | null =>
    textsIn(db.one(TEXTS, tab, seq!, part!)?.rows)[place] ?? null;
  const places = new Map<string, readonly [pack: (typeof packs)[number]["row"], place: number]>();
  for (const { row, keys } of packs) for (const [place, key] of keys.entries()) places.set(key, [row, place]);
  return {
    versions: (keys) => {
      const found = db.pairs(SINGLES_OF, tab, upTo, JSON.stringify([...keys])) as readonly Version[];
      const packed = packs.flatMap(({ row, keys: within }) =>
        within.flatMap((key, place): Version[] => (keys.has(key) ? [[key, Number(row.seq), textAt(row, place)]] : [])),
      );
      return [...found, ...packed].sort((a, b) => a[1] - b[1]);
    },
    newest: (key) => {
      const single = db.one(NEWEST, tab, key, upTo);
      const packed = places.get(key);
      if (packed === undefined || Number(single?.seq ?? 0) > Number(packed[0].seq))
        return single === undefined ? undefined : (single.json as string | null);
      return textAt(...packed);
    },
  };
}

const KEYS_WITH_PARTS = "SELECT seq, part, keys FROM pack WHERE tab = ? AND seq <= ? ORDER BY seq, part";
const TEXTS = "SELECT rows FROM pack WHERE tab = ? AND seq = ? AND part = ?";
const SINGLES_OF = `SELECT key, seq, json FROM version
  WHERE tab = ? AND seq <= ? AND key IN (SELECT value FROM json_each(?)) ORDER BY key, seq`;
const NEWEST = "SELECT seq, json FROM version WHERE tab = ? AND key = ? AND seq <= ? ORDER BY seq DESC LIMIT 1";
