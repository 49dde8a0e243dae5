import type { Instant } from "../domain/dates.ts";
import type { History, Lives, RowHistory } from "../domain/history.ts";
import type { Row, TabCode } from "../domain/registry.ts";
import type { RawCell, RawRow, SheetSnapshot, WorkbookSnapshot } from "../ports/spreadsheet.ts";
import type { StoredHistory, StoredTab, StoredVersion } from "../ports/store.ts";
import type { ReadingSettings, Sources } from "./cell-reader.ts";
import { MONEY_UNITS, WAN } from "./cells/money.ts";
import { isProblem } from "./cells/problem.ts";
import type { TabDef } from "./column.ts";
import { joinedLives } from "./joined-lives.ts";
import { type BoundColumn, layoutOf } from "./layout.ts";
import { matchPerson, matchUnit } from "./names.ts";
import type { Reading } from "./reading.ts";
import { type RowReader, rowReader } from "./row-reader.ts";
import { type StoredLayout, storedName } from "./stored-tabs.ts";
import { columnOf, isTabCode, tabOf } from "./tabs.ts";

export { tabsRead } from "./stored-tabs.ts";

type RawJson = Readonly<Record<string, RawCell>>;

/** The workbook as it stood when these tabs were stored; reading it again gives the same registry and findings. */
export function rebuildSnapshot(workbook: string, tabs: readonly StoredTab[]): WorkbookSnapshot {
  const sheets = tabs.filter((tab) => isTabCode(tab.tab)).flatMap(rebuiltSheets);
  return { name: workbook, revision: "", titles: sheets.map((sheet) => sheet.title), sheets, stamp: null };
}

function rebuiltSheets(stored: StoredTab): SheetSnapshot[] {
  const layout = JSON.parse(stored.layout) as StoredLayout;
  const header: RawRow = { number: layout.headerRow, cells: layout.header };
  const empty: SheetSnapshot = { title: layout.title, rows: [], merges: [] };
  const bound = layoutOf(tabOf(stored.tab), { ...empty, rows: [header] }, false)?.columns ?? [];
  const numbers = layout.runs.flatMap(([first, length]) => Array.from({ length }, (_, index) => first + index));
  const data = stored.rows.map(({ json }, index): RawRow => ({ number: numbers[index]!, cells: cellsOf(json, bound) }));
  const totals = layout.totals.map(
    ([number, text]): RawRow => ({ number, cells: totalCells(bound, tabOf(stored.tab), text) }),
  );
  const rows = [header, ...[...data, ...totals].sort((a, b) => a.number - b.number)];
  return [{ ...empty, rows }, ...Array.from({ length: layout.twins }, () => empty)];
}

function cellsOf(json: string, columns: readonly BoundColumn[]): RawCell[] {
  const raw = JSON.parse(json) as RawJson;
  const cells: RawCell[] = [];
  for (const bound of columns) {
    const cell = bound.index < 0 ? undefined : raw[storedName(bound)];
    if (cell === undefined) continue;
    while (cells.length <= bound.index) cells.push(null);
    cells[bound.index] = cell;
  }
  return cells;
}

const totalCells = (columns: readonly BoundColumn[], tab: TabDef, text: string): RawCell[] => {
  const index = columns.find(({ column }) => column.code === tab.key[0])?.index ?? 0;
  return Array.from({ length: index + 1 }, (_, at) => (at === index ? text : null));
};

/**
 * What the store remembers, as the typed rows of today's reading. A version that cannot be read as a good row counts as absent.
 * The newest version of a row that stands today is today's own row, so an unchanged registry costs no parsing.
 */
export function readHistory(
  stored: ReadonlyMap<string, StoredHistory>,
  reading: Reading,
  settings: ReadingSettings,
): History {
  const sources: Sources = { ...reading.sources, settings };
  const found = new Map<string, Lives[]>();
  for (const [workbook, history] of stored)
    for (const [code, lives] of history.tabs) {
      if (!isTabCode(code)) continue;
      const stands = reading.places.some((place) => place.workbook === workbook && place.tab === code);
      const reader = lifeReader(workbook, code, stands ? (reading.registry[code] as readonly Row[]) : null, sources);
      const read = livesOf(tabOf(code), lives, reader, sources, stands);
      found.set(code, [...(found.get(code) ?? []), read]);
    }
  const tabs = Object.fromEntries([...found].map(([code, lives]) => [code, joinedLives(lives)]));
  const all = [...stored.values()];
  return { firstReading: extreme(all, "firstReading", -1), lastReading: extreme(all, "lastReading", 1), tabs };
}

function extreme(all: readonly StoredHistory[], which: "firstReading" | "lastReading", end: 1 | -1): Instant | null {
  return (
    all
      .map((history) => history[which])
      .filter((instant) => instant !== null)
      .sort()
      .at(end === 1 ? -1 : 0) ?? null
  );
}

type StoredLives = ReadonlyMap<string, readonly StoredVersion[]>;
type LifeReader = (key: string, life: readonly StoredVersion[]) => RowHistory<unknown>;

/** Keys without names are those of the registry, so quiet lives are read when asked for; the others take parsing and are kept. */
function livesOf(tab: TabDef, lives: StoredLives, read: LifeReader, sources: Sources, stands: boolean): Lives {
  if (tab.key.some((code) => columnOf(tab, code).kind === "name")) return namedLives(tab, lives, read, sources);
  const unquiet = new Map<string, RowHistory<unknown>>();
  for (const [key, life] of lives)
    if (!(stands && isQuiet(life)) && !isNoKey(key, lives)) unquiet.set(key, read(key, life));
  const lifeOf = (key: string, life: readonly StoredVersion[]) => unquiet.get(key) ?? read(key, life);
  return {
    unquiet,
    get: (key) => {
      const life = lives.get(key);
      return life === undefined || isNoKey(key, lives) ? undefined : lifeOf(key, life);
    },
    *[Symbol.iterator]() {
      for (const [key, life] of lives) if (!isNoKey(key, lives)) yield [key, lifeOf(key, life)] as const;
    },
  };
}

/** One version, there since the first reading: it is today's row. */
const isQuiet = (life: readonly StoredVersion[]): boolean => life.length === 1 && life[0]!.lastSeenAbsent === null;

/** Names inside a stored key are as typed; the registry's keys hold the names of 单位 and 人员. */
function namedLives(tab: TabDef, lives: StoredLives, read: LifeReader, sources: Sources): Lives {
  const known = new Map<string, RowHistory<unknown>>();
  for (const [storedKey, life] of lives) {
    if (isNoKey(storedKey, lives)) continue;
    const key = knownKey(tab, storedKey, sources);
    known.set(key, read(key, life));
  }
  return known;
}

/** "!3" has no key; "P-031#2" is the second copy of P-031. */
function isNoKey(key: string, lives: ReadonlyMap<string, unknown>): boolean {
  if (key.startsWith("!")) return true;
  const mark = key.includes("#") ? key.lastIndexOf("#") : -1;
  return mark > 0 && /^\d+$/.test(key.slice(mark + 1)) && lives.has(key.slice(0, mark));
}

/** `present`: today's rows; null when the tab cannot be read today. */
function lifeReader(workbook: string, code: TabCode, present: readonly Row[] | null, sources: Sources): LifeReader {
  const own = present?.filter((row) => row.workbook === workbook) ?? [];
  const today = new Map(own.map((row) => [row.key, row]));
  const parse = versionParser(tabOf(code), workbook, sources);
  const version = ({ firstSeen, lastSeenAbsent, json }: StoredVersion, key: string, isNewest: boolean) => {
    const row = json === null ? null : present !== null && isNewest ? (today.get(key) ?? null) : parse(json);
    const seen = { firstSeen, lastSeenAbsent, row };
    return row === null && json !== null ? { ...seen, aside: true as const } : seen;
  };
  return (key, life) =>
    life.length === 1
      ? [version(life[0]!, key, true)]
      : life.map((one, index) => version(one, key, index === life.length - 1));
}

function knownKey(tab: TabDef, storedKey: string, { units, people }: Sources): string {
  const columns = tab.key.map((code) => columnOf(tab, code));
  const parts = storedKey.split("/");
  if (parts.length !== columns.length) return storedKey;
  const known = parts.map((part, index) => {
    const { ref, kind } = columns[index]!;
    const found =
      kind !== "name" ? part : ref === "units" ? matchUnit(units, part) : matchPerson(people, units, part, null);
    return isProblem(found) ? part : found;
  });
  return known.join("/");
}

/** Readers are made once per shape of the header's units of money. */
function versionParser(tab: TabDef, workbook: string, sources: Sources): (json: string) => unknown {
  const readers = new Map<string, { readonly names: readonly string[]; readonly read: RowReader }>();
  return (json) => {
    const raw = parsedJson(json);
    if (raw === null) return null;
    const shape = Object.keys(raw)
      .filter((name) => name.includes("@"))
      .join();
    const made = readers.get(shape) ?? versionReader(tab, raw, sources);
    readers.set(shape, made);
    const result = made.read(
      workbook,
      made.names.map((name) => raw[name] ?? null),
    );
    return result.good ? result.row : null;
  };
}

function versionReader(tab: TabDef, raw: RawJson, sources: Sources) {
  const columns = tab.columns.map((column, index): BoundColumn => {
    const power = Object.values(MONEY_UNITS).find((unit) => Object.hasOwn(raw, `${column.code}@${unit}`)) ?? WAN;
    return { column, index, power, header: column.header };
  });
  return { names: columns.map(storedName), read: rowReader(tab, columns, sources) };
}

/** "" is a row the store was not asked for. */
function parsedJson(json: string): RawJson | null {
  if (json === "") return null;
  const raw: unknown = JSON.parse(json);
  return typeof raw === "object" && raw !== null ? (raw as RawJson) : null;
}
