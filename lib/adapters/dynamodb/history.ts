import type { Instant } from "../../domain/dates.ts";
import type { StoredHistory, StoredTab, StoredVersion } from "../../ports/store.ts";
import { type Course, coursesOf, packsOf, standingOf, type VersionPack, versionsOf } from "./course.ts";
import { readingsOf } from "./reading-log.ts";
import type { Table } from "./table.ts";

type Life = readonly StoredVersion[];

export async function history(
  table: Table,
  workbook: string,
  options: { readonly knownAt?: Instant; readonly withRows?: boolean } = {},
): Promise<StoredHistory> {
  const courses = coursesOf(await readingsOf(table, workbook), options.knownAt);
  const tabs = new Map<string, ReadonlyMap<string, Life>>();
  for (const [tab, course] of courses) tabs.set(tab, await livesOf(table, course, options.withRows ?? true));
  const instants = [...courses.values()].flatMap((course) => [course[0]!.at, course.at(-1)!.at]).sort();
  return { firstReading: instants[0] ?? null, lastReading: instants.at(-1) ?? null, tabs };
}

async function livesOf(table: Table, course: Course, withRows: boolean): Promise<ReadonlyMap<string, Life>> {
  const packs = await packsOf(table, course);
  const lives = new Map<string, Life>();
  const changed = withRows ? undefined : addUnchanged(lives, packs, course);
  for (const { key, place, json } of await versionsOf(table, packs, changed)) {
    const version = { ...seen(course, place), json };
    const before = lives.get(key);
    lives.set(key, before === undefined ? [version] : [...before, version]);
  }
  return lives;
}

/** Keys that never changed share one life per reading. Returns the others. */
function addUnchanged(lives: Map<string, Life>, packs: readonly VersionPack[], course: Course): ReadonlySet<string> {
  const changed = new Set<string>();
  for (const { place, keys } of packs) {
    const life = [{ ...seen(course, place), json: "" }];
    for (const key of keys) {
      if (lives.has(key)) changed.add(key);
      else lives.set(key, life);
    }
  }
  for (const key of changed) lives.delete(key);
  return changed;
}

/** When a version came: the reading that saw it, and the last earlier one that did not. */
function seen(course: Course, place: number): Omit<StoredVersion, "json"> {
  const firstSeen = course[place]!.at;
  let before = place - 1;
  while (before >= 0 && course[before]!.at === firstSeen) before--;
  return { firstSeen, lastSeenAbsent: course[before]?.at ?? null };
}

/** The tabs as known at an instant: a tab that the last reading left out stands as it was read before. */
export async function readingAt(
  table: Table,
  workbook: string,
  knownAt: Instant,
): Promise<{ at: Instant; tabs: readonly StoredTab[] } | null> {
  const courses = coursesOf(await readingsOf(table, workbook), knownAt);
  const tabs: StoredTab[] = [];
  for (const [tab, course] of courses) tabs.push(await tabAfter(table, tab, course));
  const at = [...courses.values()].map((course) => course.at(-1)!.at).sort();
  return tabs.length === 0 ? null : { at: at.at(-1)!, tabs };
}

async function tabAfter(table: Table, tab: string, course: Course): Promise<StoredTab> {
  const { layout, keys } = await standingOf(table, course);
  const versions = await versionsOf(table, await packsOf(table, course));
  const newest = new Map(versions.map(({ key, json }) => [key, json]));
  return { tab, layout, rows: keys.map((key) => ({ key, json: newest.get(key) ?? "" })) };
}
