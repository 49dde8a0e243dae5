import type { Instant } from "../../domain/dates.ts";
import { type Opened, open, type Reading, type TabReading, type Versions, type Where } from "./reading-log.ts";
import type { Table } from "./table.ts";

/** The readings of one tab, oldest first. */
export type Course = readonly Step[];

export interface Step extends Pick<Reading, "at" | "item"> {
  readonly found: TabReading;
}

/** By tab, in the order in which the tabs first came. */
export function coursesOf(readings: readonly Reading[], knownAt: Instant = "~"): ReadonlyMap<string, Course> {
  const courses = new Map<string, Step[]>();
  for (const { at, item, tabs } of readings) {
    if (at > knownAt) break;
    for (const found of tabs) {
      const course = courses.get(found.tab) ?? [];
      course.push({ at, item, found });
      courses.set(found.tab, course);
    }
  }
  return courses;
}

/** The tab as it stands after a course: layout, and the keys in their order. */
export interface Standing {
  readonly layout: string;
  readonly keys: readonly string[];
}

export async function standingOf(table: Table, course: Course): Promise<Standing> {
  const last = course.findLast(({ found }) => found.layout !== undefined);
  const opened = await open(table, [last?.found.layout, ...course.map(({ found }) => found.order?.keys)]);
  const keys: string[] = [];
  for (const step of course) {
    const { order } = step.found;
    if (order !== undefined) splice(keys, order.start, order.removed, keysIn(opened, step, order.keys));
  }
  return { layout: last === undefined ? "" : opened.text(last, last.found.layout!), keys };
}

/** Spread arguments end at some 100,000. */
function splice(keys: string[], start: number, removed: number, inserted: readonly string[]): void {
  const tail = keys.splice(start).slice(removed);
  for (const key of inserted) keys.push(key);
  for (const key of tail) keys.push(key);
}

const keysIn = (opened: Opened, step: Step, where: Where): readonly string[] =>
  JSON.parse(opened.text(step, where)) as string[];

/** The mark under which each key was read last. */
export async function marksOf(table: Table, course: Course): Promise<ReadonlyMap<string, number>> {
  const packs = course.flatMap((step) =>
    [step.found.versions, step.found.marked].flatMap((pack) => (pack === undefined ? [] : [{ step, pack }])),
  );
  const opened = await open(
    table,
    packs.flatMap(({ pack }) => [pack.keys, pack.marks]),
  );
  const marks = new Map<string, number>();
  for (const { step, pack } of packs) {
    const numbers = opened.numbers(step, pack.marks);
    for (const [at, key] of keysIn(opened, step, pack.keys).entries()) marks.set(key, numbers[at]!);
  }
  return marks;
}

/** The versions of one reading: the `place` of its step in the course, and its keys. */
export interface VersionPack {
  readonly place: number;
  readonly step: Step;
  readonly versions: Versions;
  readonly keys: readonly string[];
}

/** The packs of a course, oldest first, of which only the keys are read. */
export async function packsOf(table: Table, course: Course): Promise<readonly VersionPack[]> {
  const opened = await open(
    table,
    course.map(({ found }) => found.versions?.keys),
  );
  return course.flatMap((step, place) => {
    const { versions } = step.found;
    return versions === undefined ? [] : [{ place, step, versions, keys: keysIn(opened, step, versions.keys) }];
  });
}

export interface RowVersion {
  readonly key: string;
  readonly place: number;
  /** null: gone. */
  readonly json: string | null;
}

/** The versions of these keys (default: of all), of each key oldest first. */
export async function versionsOf(
  table: Table,
  packs: readonly VersionPack[],
  wanted?: { readonly has: (key: string) => boolean },
): Promise<readonly RowVersion[]> {
  const needed = packs.filter(({ keys }) => wanted === undefined || keys.some((key) => wanted.has(key)));
  const opened = await open(
    table,
    needed.map(({ versions }) => versions.rows),
  );
  const found: RowVersion[] = [];
  for (const { step, place, versions, keys } of needed) {
    const lines = opened.text(step, versions.rows).split(LINE);
    for (const [at, key] of keys.entries())
      if (wanted === undefined || wanted.has(key)) found.push({ key, place, json: lines[at] || null });
  }
  return found;
}

/** No row's text holds one: JSON escapes it. */
export const LINE = "\n";
