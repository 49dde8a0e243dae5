import type { Instant } from "../../domain/dates.ts";
import type { StoredHistory, StoredVersion } from "../../ports/store.ts";
import type { Database } from "./database.ts";
import { allVersions, type Version, type VersionIndex, versionIndex } from "./versions.ts";

/** One reading of a tab, oldest first: `seq` counts from 1 within the tab. */
interface Reading {
  readonly seq: number;
  readonly at: Instant;
}

type Life = readonly StoredVersion[];

export const history = (
  db: Database,
  workbook: string,
  options: { readonly knownAt?: Instant; readonly withRows?: boolean } = {},
): StoredHistory =>
  db.read(() => {
    const tabs = new Map<string, ReadonlyMap<string, Life>>();
    const instants: Instant[] = [];
    for (const tab of tabsOf(db, workbook)) {
      const readings = readingsOf(db, tab.id, options.knownAt);
      if (readings.length === 0) continue;
      instants.push(readings[0]!.at, readings.at(-1)!.at);
      tabs.set(tab.name, livesOf(db, tab.id, readings, options.withRows ?? true));
    }
    instants.sort();
    return { firstReading: instants[0] ?? null, lastReading: instants.at(-1) ?? null, tabs };
  });

export const workbooks = (db: Database): readonly string[] =>
  db.all("SELECT DISTINCT workbook FROM tab ORDER BY workbook").map((row) => String(row.workbook));

export const tabsOf = (db: Database, workbook: string): readonly { readonly id: number; readonly name: string }[] =>
  db
    .all("SELECT id, name FROM tab WHERE workbook = ? ORDER BY id", workbook)
    .map((row) => ({ id: Number(row.id), name: String(row.name) }));

const readingsOf = (db: Database, tab: number, knownAt: Instant = "~"): readonly Reading[] =>
  db
    .all("SELECT seq, at FROM reading WHERE tab = ? AND at <= ? ORDER BY seq", tab, knownAt)
    .map((row) => ({ seq: Number(row.seq), at: String(row.at) }));

function livesOf(
  db: Database,
  tab: number,
  readings: readonly Reading[],
  withRows: boolean,
): ReadonlyMap<string, Life> {
  const lives = new Map<string, Life>();
  const upTo = readings.at(-1)!.seq;
  if (withRows) return addLives(lives, allVersions(db, tab, upTo), readings);
  const index = versionIndex(db, tab, upTo);
  const changed = addUnchangedKeys(lives, index, readings);
  return addLives(lives, index.versionsOf(changed), readings);
}

/** Keys that never changed share one life per reading. Returns the others. */
function addUnchangedKeys(
  lives: Map<string, Life>,
  index: VersionIndex,
  readings: readonly Reading[],
): ReadonlySet<string> {
  const changed = new Set<string>();
  const shared = new Map<number, Life>();
  const lifeOf = (seq: number): Life => {
    const life = shared.get(seq) ?? [{ ...seen(readings, seq), json: "" }];
    shared.set(seq, life);
    return life;
  };
  for (const { seq, keys } of index.keysByReading()) {
    const life = lifeOf(seq);
    for (const key of keys) {
      if (lives.has(key)) changed.add(key);
      else lives.set(key, life);
    }
  }
  for (const key of changed) lives.delete(key);
  return changed;
}

function addLives(
  lives: Map<string, Life>,
  versions: Iterable<Version>,
  readings: readonly Reading[],
): ReadonlyMap<string, Life> {
  for (const [key, seq, json] of versions) {
    const { firstSeen, lastSeenAbsent } = seen(readings, seq);
    const version = { firstSeen, lastSeenAbsent, json };
    const before = lives.get(key);
    lives.set(key, before === undefined ? [version] : [...before, version]);
  }
  return lives;
}

/** When a version came: the reading that saw it, and the last earlier one that did not. */
function seen(readings: readonly Reading[], seq: number): Omit<StoredVersion, "json"> {
  const index = seq - readings[0]!.seq;
  const firstSeen = readings[index]!.at;
  let before = index - 1;
  while (before >= 0 && readings[before]!.at === firstSeen) before--;
  return { firstSeen, lastSeenAbsent: readings[before]?.at ?? null };
}
