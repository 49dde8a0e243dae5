import type { Instant } from "../domain/dates.ts";
import type { Store, StoredHistory, StoredRow, StoredTab, StoredVersion, TabRead } from "../ports/store.ts";

type Reading = Pick<Store, "history" | "readingAt" | "workbooks">;
export type HistoryPart = Pick<Store, "recordReading" | "history" | "readingAt" | "workbooks">;

/** One workbook as imagined since the real readings. */
interface Course {
  history: StoredHistory;
  readonly readings: { readonly at: Instant; readonly tabs: ReadonlyMap<string, StoredTab> }[];
  /** Of the last reading: tab → key → mark, so that text is made of what changed alone. */
  readonly marks: Map<string, ReadonlyMap<string, number>>;
}

/** Readings and versions of rows of a real store with imagined ones laid over them. */
export function imaginedHistory(real: Reading, check: (token: number) => void): HistoryPart {
  const courses = new Map<string, Course>();
  const courseOf = async (workbook: string): Promise<Course> => {
    const known = courses.get(workbook);
    if (known !== undefined) return known;
    const history = await real.history(workbook, { withRows: true });
    const before = history.lastReading === null ? null : await real.readingAt(workbook, history.lastReading);
    const tabs = new Map((before?.tabs ?? []).map((tab) => [tab.tab, tab]));
    const course = { history, readings: before === null ? [] : [{ at: before.at, tabs }], marks: new Map() };
    courses.set(workbook, course);
    return course;
  };
  return {
    recordReading: async (token, workbook, at, tabs) => {
      check(token);
      return { changed: record(await courseOf(workbook), at, tabs) };
    },
    history: async (workbook, { knownAt, withRows = true } = {}) => {
      const course = courses.get(workbook);
      const imagined = course?.readings.some((one) => one.at <= (knownAt ?? "~")) ?? false;
      if (course === undefined || !imagined)
        return real.history(workbook, { withRows, ...(knownAt === undefined ? {} : { knownAt }) });
      return shownHistory(course, knownAt ?? "~", withRows);
    },
    readingAt: async (workbook, knownAt) => {
      const found = courses.get(workbook)?.readings.findLast(({ at }) => at <= knownAt);
      return found === undefined ? real.readingAt(workbook, knownAt) : { at: found.at, tabs: [...found.tabs.values()] };
    },
    workbooks: async () => [...new Set([...(await real.workbooks()), ...courses.keys()])],
  };
}

/** How many rows were added, changed or gone. */
function record(course: Course, at: Instant, tabs: readonly TabRead[]): number {
  const standing = new Map(course.readings.at(-1)?.tabs);
  const merged = new Map(course.history.tabs);
  let changed = 0;
  for (const tab of tabs) {
    const before = standing.get(tab.tab);
    const rows = rowsOf(tab, before, course.marks.get(tab.tab));
    course.marks.set(tab.tab, rows.marks);
    const lives = new Map(merged.get(tab.tab));
    const lastSeenAbsent = merged.has(tab.tab) ? course.history.lastReading : null;
    const added = addVersions(lives, rows.stored, { firstSeen: at, lastSeenAbsent });
    if (added > 0 || !merged.has(tab.tab)) merged.set(tab.tab, lives);
    standing.set(tab.tab, { tab: tab.tab, layout: tab.layout, rows: rows.stored });
    changed += added;
  }
  const firstReading = course.history.firstReading ?? at;
  course.history = { firstReading, lastReading: at, tabs: merged };
  course.readings.push({ at, tabs: standing });
  return changed;
}

function rowsOf(tab: TabRead, before: StoredTab | undefined, marks: ReadonlyMap<string, number> | undefined) {
  const texts = new Map(marks === undefined ? [] : before?.rows.map(({ key, json }) => [key, json]));
  const read = [...tab.rows];
  const stored: StoredRow[] = read.map(({ key, mark, json }) => ({
    key,
    json: (marks?.get(key) === mark ? texts.get(key) : undefined) ?? json(),
  }));
  return { stored, marks: new Map(read.map(({ key, mark }) => [key, mark])) };
}

function addVersions(
  lives: Map<string, readonly StoredVersion[]>,
  rows: readonly StoredRow[],
  version: Omit<StoredVersion, "json">,
): number {
  const present = new Set(rows.map(({ key }) => key));
  let added = 0;
  const add = (key: string, json: string | null): void => {
    const life = lives.get(key) ?? [];
    if ((life.at(-1)?.json ?? null) === json) return;
    lives.set(key, [...life, { ...version, json }]);
    added += 1;
  };
  for (const { key, json } of rows) add(key, json);
  for (const key of [...lives.keys()]) if (!present.has(key)) add(key, null);
  return added;
}

function shownHistory({ history, readings }: Course, knownAt: Instant, withRows: boolean): StoredHistory {
  const tabs = [...history.tabs].map(([tab, lives]) => [tab, shownLives(lives, knownAt, withRows)] as const);
  return {
    firstReading: history.firstReading,
    lastReading: readings.findLast(({ at }) => at <= knownAt)?.at ?? history.lastReading,
    tabs: new Map(tabs.filter(([, lives]) => lives.size > 0)),
  };
}

/** The text of a row that never changed is left out where it is not asked for, as a real store leaves it out. */
function shownLives(
  lives: ReadonlyMap<string, readonly StoredVersion[]>,
  knownAt: Instant,
  withRows: boolean,
): ReadonlyMap<string, readonly StoredVersion[]> {
  const shown = new Map<string, readonly StoredVersion[]>();
  for (const [key, life] of lives) {
    const known = life.at(-1)!.firstSeen <= knownAt ? life : life.filter(({ firstSeen }) => firstSeen <= knownAt);
    if (known.length === 0) continue;
    shown.set(key, withRows || known.length > 1 ? known : [{ ...known[0]!, json: "" }]);
  }
  return shown;
}
