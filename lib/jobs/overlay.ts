import type { Instant } from "../domain/dates.ts";
import type { StoredHistory, StoredVersion, TabRead } from "../ports/store.ts";

/**
 * The history as it will be once this reading is recorded: for runs that must not write. Needs a history with every row's json.
 */
export function withReading(history: StoredHistory, tabs: readonly TabRead[], at: Instant): StoredHistory {
  const merged = new Map(history.tabs);
  for (const tab of tabs) merged.set(tab.tab, withTab(history, tab, at));
  return { firstReading: history.firstReading ?? at, lastReading: history.lastReading, tabs: merged };
}

function withTab(history: StoredHistory, tab: TabRead, at: Instant): ReadonlyMap<string, readonly StoredVersion[]> {
  const lives = new Map(history.tabs.get(tab.tab));
  const present = new Map<string, string>();
  for (const { key, json } of tab.rows) present.set(key, json());
  const version = (json: string | null): StoredVersion => ({
    firstSeen: at,
    lastSeenAbsent: history.lastReading,
    json,
  });
  for (const [key, json] of present) {
    const life = lives.get(key) ?? [];
    if (life.at(-1)?.json !== json) lives.set(key, [...life, version(json)]);
  }
  for (const [key, life] of lives)
    if (!present.has(key) && life.at(-1)?.json !== null) lives.set(key, [...life, version(null)]);
  return lives;
}
