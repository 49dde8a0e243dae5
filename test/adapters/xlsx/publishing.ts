import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { entryBytes } from "../../../lib/adapters/xlsx/inflate.ts";
import { openXlsx, type XlsxOptions } from "../../../lib/adapters/xlsx/xlsx-spreadsheet.ts";
import { readArchive } from "../../../lib/adapters/xlsx/zip.ts";
import { addDays } from "../../../lib/domain/dates.ts";
import type {
  CellFormat,
  CellValue,
  Publication,
  SystemHeader,
  WorkbookSnapshot,
} from "../../../lib/ports/spreadsheet.ts";

export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "duban-xlsx-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function tempWorkbook(bytes: Uint8Array, name = "registry.xlsx"): string {
  const file = join(tempFolder(), name);
  writeFileSync(file, bytes);
  return file;
}

export const open = (file: string, options: XlsxOptions = {}) =>
  openXlsx(file, { lockRetries: 0, lockWaitMs: 1, ...options });

export const header = (title: string, format: CellFormat = "text", light = false): SystemHeader => ({
  title,
  format,
  width: 14,
  light,
});

export const HEADERS: readonly SystemHeader[] = [
  header("预警", "text", true),
  header("完成率", "percent1"),
  header("系统说明"),
];

/** Values of the system columns for a key on the n-th day; some are stable, some change, one looks like a formula. */
export function valuesOn(day: number, key: string): readonly CellValue[] {
  const light = ["红", "黄", "绿"][(day + key.length) % 3]!;
  return [light, day / 100, key.endsWith("1") ? `=${key} 第 ${day} 天` : `${key} <不变> & "引号"`];
}

export interface DayOptions {
  readonly sheet?: string;
  readonly headers?: readonly SystemHeader[];
  readonly values?: (day: number, key: string) => readonly CellValue[];
  readonly asOf?: string;
}

/** A publication for the tab 项目 (keys in column A under a header in row 1), as a job would make it from the reading. */
export function publicationOf(snapshot: WorkbookSnapshot, day: number, options: DayOptions = {}): Publication {
  const { sheet = "项目", headers = HEADERS, values = valuesOn } = options;
  const tab = snapshot.sheets.find((one) => one.title === sheet)!;
  const titles = tab.rows[0]!.cells;
  const place = (title: string) => (titles.indexOf(title) < 0 ? null : titles.indexOf(title));
  const rowKeys = new Map<number, string | null>();
  const byKey = new Map<string, readonly CellValue[]>();
  for (const row of tab.rows.slice(1)) {
    const key = row.cells[0];
    rowKeys.set(row.number, typeof key === "string" ? key : null);
    if (typeof key === "string") byKey.set(key, values(day, key));
  }
  const asOf = options.asOf ?? addDays("2026-06-11", day);
  return {
    asOf,
    computedAt: `${addDays("2026-06-11", day)}T23:30:00.000Z`,
    stamp: { storeId: "store-1", run: day },
    systemTabs: [
      {
        title: "系统-项目",
        headers: [header("项目编号"), ...headers],
        rows: [...byKey].map(([key, cells]) => [key, ...cells]),
        ridesAlong: false,
      },
      { title: "系统-运行", headers: [header("运行", "int")], rows: [[day]], ridesAlong: true },
    ],
    columns: [
      {
        ...{ sheet, headerRow: 1, headers, rowKeys, keyColumns: [0], values: byKey },
        positions: headers.map((one) => place(one.title)),
      },
    ],
  };
}

export async function publishDay(file: string, day: number, options: DayOptions = {}) {
  const book = open(file);
  const snapshot = await book.read(() => true);
  return book.publish(publicationOf(snapshot, day, options), snapshot.revision);
}

/** Parts of an archive as they are once inflated, by name. */
export const partsOf = (archive: Uint8Array): Map<string, Buffer> =>
  new Map(readArchive(archive).map((entry) => [entry.name, entryBytes(entry)]));

export const textOf = (archive: Uint8Array, part: string): string => partsOf(archive).get(part)!.toString("utf8");

/** Names of parts that are not byte for byte in the other archive. */
export function changedParts(before: Uint8Array, after: Uint8Array): string[] {
  const now = partsOf(after);
  return [...partsOf(before)].filter(([name, bytes]) => !now.get(name)?.equals(bytes)).map(([name]) => name);
}

/** The bytes of each cell of a sheet as they stand, by address: an own, simple reading, good for these fixtures only. */
export function rawCells(sheetXml: string): Map<string, string> {
  const cells = new Map<string, string>();
  for (const match of sheetXml.matchAll(/<(?:\w+:)?c r="([A-Z]+\d+)"(?:[^>]*\/>|[\s\S]*?<\/(?:\w+:)?c>)/g)) {
    cells.set(match[1]!, match[0]);
  }
  return cells;
}
