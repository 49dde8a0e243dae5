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
export function* allVersions(db: Database, tab: number, upTo: number): Generator<Version> {
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

/** The versions of a tab up to a reading, of which only the keys were read: texts are fetched for those that are asked for. */
export interface VersionIndex {
  /** The keys that got a version. A reading may come more than once. */
  readonly keysByReading: () => Iterable<{ readonly seq: number; readonly keys: readonly string[] }>;
  /** All versions of these keys, of each key oldest first. */
  readonly versionsOf: (keys: ReadonlySet<string>) => readonly Version[];
  /** undefined: never seen. */
  readonly newest: (key: string) => string | null | undefined;
}

interface PackOfKeys {
  readonly seq: number;
  readonly part: number;
  readonly keys: readonly string[];
}

export function versionIndex(db: Database, tab: number, upTo: number): VersionIndex {
  const packs = db
    .all(KEYS_OF_PACKS, tab, upTo)
    .map(({ seq, part, keys }): PackOfKeys => ({ seq: Number(seq), part: Number(part), keys: keysIn(keys) }));
  const textAt = ({ seq, part }: PackOfKeys, place: number): string | null =>
    textsIn(db.one(TEXTS, tab, seq, part)?.rows)[place] ?? null;
  let places: ReadonlyMap<string, readonly [pack: PackOfKeys, place: number]> | null = null;
  return {
    *keysByReading() {
      yield* packs;
      for (const row of db.all(KEYS_OF_SINGLES, tab, upTo))
        yield { seq: Number(row.seq), keys: JSON.parse(String(row.keys)) as string[] };
    },
    versionsOf(keys) {
      const found = [...(db.pairs(SINGLES_OF, tab, upTo, JSON.stringify([...keys])) as readonly Version[])];
      for (const pack of packs)
        for (const [place, key] of pack.keys.entries())
          if (keys.has(key)) found.push([key, pack.seq, textAt(pack, place)]);
      return found.sort((a, b) => a[1] - b[1]);
    },
    newest(key) {
      const single = db.one(NEWEST, tab, key, upTo);
      places ??= placesIn(packs);
      const packed = places.get(key);
      if (packed !== undefined && Number(single?.seq ?? 0) < packed[0].seq) return textAt(...packed);
      return single === undefined ? undefined : (single.json as string | null);
    },
  };
}

/** Of each key the last place. */
function placesIn(packs: readonly PackOfKeys[]): ReadonlyMap<string, readonly [pack: PackOfKeys, place: number]> {
  const places = new Map<string, readonly [PackOfKeys, number]>();
  for (const pack of packs) for (const [place, key] of pack.keys.entries()) places.set(key, [pack, place]);
  return places;
}

const KEYS_OF_PACKS = "SELECT seq, part, keys FROM pack WHERE tab = ? AND seq <= ? ORDER BY seq, part";
/** From the index alone, whose rows are narrow. */
const KEYS_OF_SINGLES = `SELECT seq, json_group_array(key) AS keys FROM version INDEXED BY version_by_reading
  WHERE tab = ? AND seq <= ? GROUP BY seq ORDER BY seq`;
const TEXTS = "SELECT rows FROM pack WHERE tab = ? AND seq = ? AND part = ?";
const SINGLES_OF = `SELECT key, seq, json FROM version
  WHERE tab = ? AND seq <= ? AND key IN (SELECT value FROM json_each(?)) ORDER BY key, seq`;
const NEWEST = "SELECT seq, json FROM version WHERE tab = ? AND key = ? AND seq <= ? ORDER BY seq DESC LIMIT 1";
