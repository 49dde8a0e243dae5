import type { Instant } from "../../domain/dates.ts";
import type { StoredHistory, StoredVersion } from "../../ports/store.ts";
import type { Database } from "./database.ts";
import { isCopy } from "./row-keys.ts";

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
  if (withRows) return addLives(lives, db.pairs(ALL_VERSIONS, tab, upTo) as readonly VersionRow[], readings);
  const changed = addUnchangedKeys(lives, db, tab, readings);
  return addLives(lives, db.pairs(VERSIONS_OF, tab, upTo, JSON.stringify(changed)) as readonly VersionRow[], readings);
}

const ALL_VERSIONS = "SELECT key, seq, json FROM version WHERE tab = ? AND seq <= ? ORDER BY key, seq";
const VERSIONS_OF = `SELECT key, seq, json FROM version WHERE tab = ? AND seq <= ?
  AND key IN (SELECT value FROM json_each(?)) ORDER BY key, seq`;
/** From the index alone, whose rows are narrow; as JSON, since 200,000 keys are parsed faster than 200,000 rows are fetched. */
const KEYS_BY_READING = `SELECT seq, json_group_array(key) AS keys FROM version INDEXED BY version_by_reading
  WHERE tab = ? AND seq <= ? GROUP BY seq ORDER BY seq`;

/** Keys that never changed share one life per reading. Returns the others. */
function addUnchangedKeys(
  lives: Map<string, Life>,
  db: Database,
  tab: number,
  readings: readonly Reading[],
): readonly string[] {
  const changed = new Set<string>();
  for (const row of db.all(KEYS_BY_READING, tab, readings.at(-1)!.seq)) {
    const life: Life = [{ ...seen(readings, Number(row.seq)), json: "" }];
    for (const key of JSON.parse(String(row.keys)) as string[]) {
      if (isCopy(key)) continue;
      if (lives.has(key)) changed.add(key);
      else lives.set(key, life);
    }
  }
  for (const key of changed) lives.delete(key);
  return [...changed];
}

type VersionRow = readonly [key: string, seq: number, json: string | null];

function addLives(
  lives: Map<string, Life>,
  versions: readonly VersionRow[],
  readings: readonly Reading[],
): ReadonlyMap<string, Life> {
  for (const [key, seq, json] of versions) {
    if (isCopy(key)) continue;
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
