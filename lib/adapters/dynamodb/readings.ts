import type { Instant } from "../../domain/dates.ts";
import type { TabRead } from "../../ports/store.ts";
import { type Course, coursesOf, LINE, marksOf, packsOf, type Standing, standingOf, versionsOf } from "./course.ts";
import { change } from "./fenced.ts";
import { keyText } from "./items.ts";
import { refuseLost } from "./lease.ts";
import { addReading, type Packer, packer, readingsOf, type TabReading } from "./reading-log.ts";
import type { Table } from "./table.ts";

/** Rows added, changed or gone. Whoever read between our looking and our writing is looked at again. */
export async function recordReading(
  table: Table,
  token: number,
  workbook: string,
  at: Instant,
  tabs: readonly TabRead[],
): Promise<{ changed: number }> {
  await refuseLost(table, token);
  if (tabs.length === 0) return { changed: 0 };
  for (;;) {
    const before = await readingsOf(table, workbook);
    if (before.length === 0) await nameWorkbook(table, token, workbook);
    const last = before.at(-1);
    const courses = coursesOf(before);
    const pack = packer(table);
    const found: Compared[] = [];
    for (const tab of tabs) found.push(await compared(table, pack, tab, courses.get(tab.tab) ?? []));
    // Readings never go back in time, even when the machine's clock does.
    const time = last !== undefined && at < last.at ? last.at : at;
    const reading = { n: (last?.n ?? 0) + 1, at: time, tabs: found.map(({ tab }) => tab) };
    if (await addReading(table, token, workbook, reading, pack.content))
      return { changed: found.reduce((sum, { changed }) => sum + changed, 0) };
  }
}

/** The list of workbooks. A process that dies before the first reading leaves a name without one. */
const nameWorkbook = (table: Table, token: number, workbook: string): Promise<boolean> =>
  change(table, token, { pk: "workbook", sk: keyText(workbook) }, (found) =>
    found === undefined ? { name: workbook } : null,
  );

export const workbooks = async (table: Table): Promise<readonly string[]> =>
  (await table.query("workbook")).map(({ name }) => String(name)).sort();

interface Compared {
  readonly tab: TabReading;
  readonly changed: number;
}

async function compared(table: Table, pack: Packer, tab: TabRead, course: Course): Promise<Compared> {
  const before = await standingOf(table, course);
  const read = lookThrough(tab, await marksOf(table, course));
  const { versions, marked } = await judged(table, course, read.suspects);
  for (const key of goneFrom(before.keys, read.keys)) versions.push({ key, mark: GONE, text: "" });
  const layout = course.length === 0 || before.layout !== tab.layout ? { layout: await pack.text(tab.layout) } : {};
  return {
    changed: versions.length,
    tab: {
      tab: tab.tab,
      ...layout,
      ...(await orderOf(pack, before, read.keys)),
      ...(versions.length === 0
        ? {}
        : { versions: { ...(await marksIn(pack, versions)), rows: await rowsIn(pack, versions) } }),
      ...(marked.length === 0 ? {} : { marked: await marksIn(pack, marked) }),
    },
  };
}

/** The mark of a row that is not there: no other mark equals it. */
const GONE = Number.NaN;

interface Suspect {
  readonly key: string;
  readonly mark: number;
  readonly text: string;
}

/** A mark that differs is only a suspicion: a later program may make others. */
function lookThrough({ rows }: TabRead, marks: ReadonlyMap<string, number>) {
  const keys: string[] = [];
  const suspects: Suspect[] = [];
  for (const { key, mark, json } of rows) {
    keys.push(key);
    if (marks.get(key) !== mark) suspects.push({ key, mark, text: json() });
  }
  return { keys, suspects };
}

async function judged(table: Table, course: Course, suspects: readonly Suspect[]) {
  const known = new Map<string, string | null>();
  if (suspects.length > 0) {
    const wanted = new Set(suspects.map(({ key }) => key));
    for (const { key, json } of await versionsOf(table, await packsOf(table, course), wanted)) known.set(key, json);
  }
  const versions = suspects.filter(({ key, text }) => known.get(key) !== text);
  return { versions, marked: suspects.filter(({ key, text }) => known.get(key) === text) };
}

function goneFrom(before: readonly string[], now: readonly string[]): readonly string[] {
  if (before.length === 0) return [];
  const here = new Set(now);
  return before.filter((key) => !here.has(key));
}

async function orderOf(pack: Packer, { keys: before }: Standing, now: readonly string[]) {
  let start = 0;
  while (start < before.length && before[start] === now[start]) start++;
  if (start === before.length && start === now.length) return {};
  let same = 0;
  const most = Math.min(before.length, now.length) - start;
  while (same < most && before[before.length - 1 - same] === now[now.length - 1 - same]) same++;
  const keys = await pack.text(JSON.stringify(now.slice(start, now.length - same)));
  return { order: { start, removed: before.length - same - start, keys } };
}

const marksIn = async (pack: Packer, list: readonly Suspect[]) => ({
  keys: await pack.text(JSON.stringify(list.map(({ key }) => key))),
  marks: await pack.numbers(list.map(({ mark }) => mark)),
});

const rowsIn = (pack: Packer, list: readonly Suspect[]): Promise<string> =>
  pack.text(list.map(({ text }) => text).join(LINE));
