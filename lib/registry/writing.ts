import type { Instant, PlainDate } from "../domain/dates.ts";
import type { Finding } from "../domain/finding.ts";
import type { TabCode } from "../domain/registry.ts";
import type { TabStatus } from "../ports/plan.ts";
import type { CellValue, Publication, SystemColumns, SystemTab, WorkbookStamp } from "../ports/spreadsheet.ts";
import { rowList, type TabReading } from "./read-tab.ts";
import type { Reading } from "./reading.ts";
import { captionOf, mirrorTabOf } from "./system-tabs.ts";
import { tabOf } from "./tabs.ts";

export interface PublicationHeads {
  readonly asOf: PlainDate;
  readonly computedAt: Instant;
  readonly stamp: WorkbookStamp;
}

/** What goes into one workbook: our tabs, and beside people's rows the values of our columns, by key. */
export const publicationOf = (
  reading: Reading,
  workbook: string,
  status: readonly TabStatus[],
  systemTabs: readonly SystemTab[],
  heads: PublicationHeads,
): Publication => ({ ...heads, systemTabs, columns: status.flatMap((one) => systemColumns(reading, workbook, one)) });

const tabReading = (reading: Reading, workbook: string, tab: string): TabReading | null =>
  reading.tabs.get(tab as TabCode)?.find(({ place }) => place.workbook === workbook) ?? null;

/** None when the workbook lacks the tab, or it could not be read. */
export function systemColumns(reading: Reading, workbook: string, status: TabStatus): SystemColumns[] {
  const found = tabReading(reading, workbook, status.tab);
  const { system, key } = tabOf(status.tab);
  if (found === null || system.length === 0) return [];
  const { place, leftover } = found;
  return [
    {
      sheet: place.sheet,
      headerRow: place.layout.headerRow,
      headers: system,
      positions: place.layout.system,
      rowKeys: rowKeys(found, leftover),
      keyColumns: key.map((code) => place.layout.columns.find(({ column }) => column.code === code)!.index),
      values: withAside(found, status, system.length, reading.findings),
    },
  ];
}

/** A duplicated key stands at all its rows; rows without a usable key, and leftovers of ours, are cleared. */
function rowKeys({ place }: TabReading, leftover: readonly number[]): ReadonlyMap<number, string | null> {
  const keys = new Map<number, string | null>(
    place.rowNumbers.map((number, index) => [number, place.keys[index] ?? null]),
  );
  for (const number of leftover) keys.set(number, null);
  return keys;
}

type CellsByKey = SystemColumns["values"];

/** A row set aside says so, in the last of our columns (系统说明), which begins with its key. */
function withAside(found: TabReading, status: TabStatus, width: number, findings: readonly Finding[]): CellsByKey {
  const aside = new Map(
    [...asideWords(found, findings)].map(([key, words]) => [
      key,
      Array.from({ length: width }, (_, at): CellValue => (at === width - 1 ? words : null)),
    ]),
  );
  return aside.size === 0 ? status.values : { get: (key) => status.values.get(key) ?? aside.get(key) };
}

function asideWords({ place, rows }: TabReading, findings: readonly Finding[]): ReadonlyMap<string, string> {
  const asideRows = new Map<string, number[]>();
  for (let at = 0; at < rows.length; at++) {
    const key = place.keys[at]!;
    if (rows[at] !== null || key === null) continue;
    asideRows.set(key, [...(asideRows.get(key) ?? []), place.rowNumbers[at]!]);
  }
  if (asideRows.size === 0) return new Map();
  const found = new Set(findings.filter(({ tab }) => tab === place.tab).map(({ key }) => key));
  return new Map([...asideRows].map(([key, numbers]) => [key, asideSentence(key, numbers, found.has(key))]));
}

/** A row without a finding of its own was set aside with its project, whose finding stands under 项目. */
function asideSentence(key: string, numbers: readonly number[], hasFinding: boolean): string {
  if (numbers.length > 1) return `${key}：第 ${rowList(numbers)} 行重复，均未计入，请保留一行。`;
  return hasFinding
    ? `${key}：本行有数据问题，未计入，见“系统-数据问题”。`
    : `${key}：所属项目未能读取，本行随之未计入，见“系统-数据问题”中的「项目」。`;
}

/** 系统-节点 and its like: one row per key, in the order of the sheet, the key in its columns as it was read. */
export function mirrorTab(reading: Reading, workbook: string, status: TabStatus): SystemTab {
  const { title, headers, ridesAlong } = mirrorTabOf(status.tab);
  const found = tabReading(reading, workbook, status.tab);
  return { title, headers, ridesAlong, rows: found === null ? [] : mirrorRows(found, status, reading.findings) };
}

function mirrorRows(found: TabReading, status: TabStatus, findings: readonly Finding[]): CellValue[][] {
  const tab = tabOf(status.tab);
  const caption = captionOf(tab);
  const values = withAside(found, status, tab.system.length, findings);
  const nothing = tab.system.map(() => null);
  const mirrored: CellValue[][] = [];
  const told = new Set<string>();
  for (const [at, row] of found.rows.entries()) {
    const key = found.place.keys[at]!;
    if (key === null || told.has(key)) continue;
    if (row === null) told.add(key);
    const name = caption === null ? [] : [textOf(row?.[caption.code])];
    const parts = row === null ? keyParts(key, tab.key.length) : tab.key.map((code) => textOf(row[code]));
    mirrored.push([...parts, ...name, ...(values.get(key) ?? nothing)]);
  }
  return mirrored;
}

const textOf = (value: unknown): string => (value === undefined || value === null ? "" : String(value));

/** Only the last part of a key of two may hold a "/" (the item of 公开), or the first (a project's number): the last slash before a figure parts them. */
function keyParts(key: string, parts: number): readonly string[] {
  if (parts === 1) return [key];
  const figure = /^(.+)\/([\d.]+|\d{4}-\d{2})$/.exec(key);
  if (figure !== null) return [figure[1]!, figure[2]!];
  const slash = key.indexOf("/");
  return [key.slice(0, slash), key.slice(slash + 1)];
}
