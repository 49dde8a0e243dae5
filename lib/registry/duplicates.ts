import type { Finding } from "../domain/finding.ts";
import { cellAddress } from "./address.ts";
import type { DraftRow } from "./cell-reader.ts";
import { quoted } from "./clean.ts";
import type { TabDef } from "./column.ts";
import { unitOfRow } from "./note.ts";
import { rowList, type TabReading } from "./read-tab.ts";
import { columnOf } from "./tabs.ts";

interface Copy {
  readonly reading: TabReading;
  /** Index into the reading's rows. */
  readonly at: number;
}

/** 项目编号 is unique over all workbooks, and so is every key that begins with it; other keys are unique in their workbook. */
const spansWorkbooks = (tab: TabDef): boolean =>
  tab.code === "projects" || columnOf(tab, tab.key[0]!).ref === "projects";

/** Keys that stand more than once, with all their places. */
function copiesOf(tab: TabDef, readings: readonly TabReading[]): readonly (readonly Copy[])[] {
  const groups = spansWorkbooks(tab) ? [readings] : readings.map((reading) => [reading]);
  return groups.flatMap((group) => {
    const twice = keysTwice(group);
    return twice.size === 0 ? [] : [...placesOfKeys(group, twice).values()];
  });
}

/** Usually none: the common case costs one set. */
function keysTwice(group: readonly TabReading[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { place } of group)
    for (const key of place.keys) if (key !== null && seen.size === seen.add(key).size) twice.add(key);
  return twice;
}

function placesOfKeys(group: readonly TabReading[], keys: ReadonlySet<string>): ReadonlyMap<string, readonly Copy[]> {
  const copies = new Map<string, Copy[]>([...keys].map((key) => [key, []]));
  for (const reading of group)
    for (const [at, key] of reading.place.keys.entries()) if (key !== null) copies.get(key)?.push({ reading, at });
  return copies;
}

export interface Deduplicated {
  readonly readings: readonly TabReading[];
  readonly findings: readonly Finding[];
}

/** Sets every copy of a key aside and names them all in one finding. Source: registry.md "Duplicate keys". */
export function setDuplicatesAside(
  tab: TabDef,
  readings: readonly TabReading[],
  unitOfProject: ReadonlyMap<string, string>,
): Deduplicated {
  const copies = copiesOf(tab, readings);
  if (copies.length === 0) return { readings, findings: [] };
  const gone = new Map<TabReading, Set<number>>();
  for (const group of copies)
    for (const { reading, at } of group) gone.set(reading, (gone.get(reading) ?? new Set()).add(at));
  return {
    readings: readings.map((reading) => without(reading, gone.get(reading))),
    findings: copies.map((group) => duplicateFinding(tab, group, unitOfProject)),
  };
}

function without(reading: TabReading, gone: ReadonlySet<number> | undefined): TabReading {
  if (gone === undefined) return reading;
  const aside = new Map(reading.aside);
  const { rowNumbers } = reading.place;
  for (const at of gone) {
    const row = reading.rows[at];
    if (row) aside.set(rowNumbers[at]!, row);
  }
  return { ...reading, rows: reading.rows.map((row, at) => (gone.has(at) ? null : row)), aside };
}

const rowAt = ({ reading, at }: Copy): DraftRow =>
  reading.rows[at] ?? reading.aside.get(reading.place.rowNumbers[at]!) ?? {};

function duplicateFinding(tab: TabDef, copies: readonly Copy[], unitOfProject: ReadonlyMap<string, string>): Finding {
  const first = copies[0]!;
  const { place } = first.reading;
  const bound = place.layout.columns.find(({ column }) => column.code === tab.key.at(-1))!;
  const units = new Set(copies.map((copy) => unitOfRow(tab, rowAt(copy), unitOfProject)));
  const key = place.keys[first.at]!;
  return {
    workbook: place.workbook,
    tab: tab.code,
    key,
    cell: cellAddress(place.rowNumbers[first.at]!, Math.max(0, bound.index)),
    header: bound.header,
    found: quoted(key),
    code: "key-duplicate",
    facts: { places: placesOf(copies), count: copies.length },
    suggestion: "",
    unit: units.size === 1 ? [...units][0]! : "",
  };
}

/** 第 12、87 行, with the workbook's name where there are several. */
function placesOf(copies: readonly Copy[]): string {
  const byWorkbook = Map.groupBy(copies, ({ reading }) => reading.place.workbook);
  const lines = [...byWorkbook].map(([workbook, group]) => {
    const rows = rowList(group.map(({ reading, at }) => reading.place.rowNumbers[at]!));
    return byWorkbook.size === 1 ? `第 ${rows} 行` : `《${workbook}》第 ${rows} 行`;
  });
  return lines.join("、");
}
