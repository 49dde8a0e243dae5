import { isSheetDate, isSheetError, type RawCell, type RawRow, type WorkbookSnapshot } from "../ports/spreadsheet.ts";
import type { RowRead, TabRead } from "../ports/store.ts";
import { cellReader } from "./cell-reader.ts";
import { WAN } from "./cells/money.ts";
import { isBlank } from "./clean.ts";
import type { TabDef } from "./column.ts";
import { NOTHING_KNOWN } from "./known-names.ts";
import type { BoundColumn } from "./layout.ts";
import { type MarkedColumn, rowMark } from "./row-mark.ts";
import { joinKey } from "./row-reader.ts";
import { sheetRows } from "./sheet-rows.ts";
import { type FoundSheet, sheetsOf, tabTitled } from "./sheets.ts";

/** What is needed to lay the rows out again, in the order in which they are stored. */
export interface StoredLayout {
  readonly title: string;
  readonly headerRow: number;
  /** The headers as they are understood, column A first. */
  readonly header: readonly (string | null)[];
  /** Row numbers of the stored rows, as runs of first number and length. */
  readonly runs: readonly (readonly [number, number])[];
  readonly totals: readonly (readonly [number, string])[];
  /** Further sheets of the same title, which nobody read. */
  readonly twins: number;
}

/**
 * The human tabs as they stand: raw cells of the known columns only. A tab that cannot be read is left out, so nothing counts as deleted. Each row
 * is made when it is asked for, since together they are larger than the workbook.
 */
export function tabsRead(workbook: WorkbookSnapshot): TabRead[] {
  const readable = sheetsOf(workbook).sheets.filter((sheet) => !sheet.layout.stopped);
  return readable.map((found) => tabRead(found, workbook));
}

function tabRead(found: FoundSheet, workbook: WorkbookSnapshot): TabRead {
  const { tab, sheet, layout } = found;
  const { data, totals } = sheetRows(tab, layout, sheet);
  const titled = workbook.sheets.filter((one) => tabTitled(one.title) === tab).length;
  const stored: StoredLayout = {
    title: sheet.title,
    headerRow: layout.headerRow,
    header: layout.header,
    runs: runsOf(data),
    totals: totals.map(({ row, text }) => [row, text]),
    twins: titled - 1,
  };
  const rows = { [Symbol.iterator]: () => storedRows(found, data) };
  return { tab: tab.code, layout: JSON.stringify(stored), rows };
}

function runsOf(rows: readonly RawRow[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const { number } of rows) {
    const last = runs.at(-1);
    if (last !== undefined && last[0] + last[1] === number) last[1]++;
    else runs.push([number, 1]);
  }
  return runs;
}

function* storedRows({ tab, layout }: FoundSheet, rows: readonly RawRow[]): Generator<RowRead> {
  const present = layout.columns
    .filter(({ index }) => index >= 0)
    .map((bound): MarkedColumn => ({ index: bound.index, name: storedName(bound) }));
  const json = rowJson(present);
  const mark = rowMark(present);
  const keyOfRow = keyReader(tab, layout.columns);
  const seen = new Set<string>();
  const numbers = new Map<string, number>();
  for (const { cells } of rows) {
    const key = keyOfRow(cells);
    const isNew = key !== "" && seen.size < seen.add(key).size;
    yield { key: isNew ? key : numberedKey(key, seen, numbers), mark: mark(cells), json: () => json(cells) };
  }
}

/** !1, !2 … for rows without a key, P-031#2, P-031#3 … for copies; what somebody typed as a key is passed over. */
function numberedKey(key: string, seen: Set<string>, numbers: Map<string, number>): string {
  const stem = key === "" ? "!" : `${key}#`;
  let number = (numbers.get(stem) ?? (key === "" ? 0 : 1)) + 1;
  while (seen.has(stem + number)) number++;
  numbers.set(stem, number);
  seen.add(stem + number);
  return stem + number;
}

/** The key without knowing 单位 and 人员: names in it stay as typed. */
function keyReader(tab: TabDef, columns: readonly BoundColumn[]): (cells: readonly RawCell[]) => string {
  const parts = tab.key.map((code) => {
    const bound = columns.find(({ column }) => column.code === code)!;
    return { index: bound.index, read: cellReader(bound.column, bound.power, NOTHING_KNOWN) };
  });
  const nothing = {};
  return (cells) =>
    joinKey(
      tab,
      parts.map(({ index, read }) => {
        const cell = index < 0 ? null : (cells[index] ?? null);
        return cell === null ? null : read(cell, nothing);
      }),
    );
}

/** How a column is named in the JSON: its code, with the power of ten where the header's unit is not 万元. */
export const storedName = ({ column, power }: BoundColumn): string =>
  power === WAN ? column.code : `${column.code}@${power}`;

/** Columns in the order of their definition, blanks left out. Written by hand: 200,000 rows in about a second. */
function rowJson(columns: readonly MarkedColumn[]): (cells: readonly RawCell[]) => string {
  const present = columns.map(({ index, name }) => ({ index, write: fieldWriter(`${JSON.stringify(name)}:`) }));
  const parts: string[] = [];
  return (cells) => {
    parts.length = 0;
    for (const { index, write } of present) {
      const cell = cells[index];
      if (!isBlank(cell)) parts.push(write(cell!));
    }
    return `{${parts.join(",")}}`;
  };
}

/** Beyond so many different cells of a column remembering costs more than writing. */
const MOST_REMEMBERED = 2000;

/** `"name":cell`; texts and days repeat, so what was written for one is kept. */
function fieldWriter(name: string): (cell: NonNullable<RawCell>) => string {
  const texts = new Map<string, string>();
  const days = new Map<string, string>();
  return (cell) => {
    const isText = typeof cell === "string";
    const text = isText ? cell : typeof cell === "object" && isSheetDate(cell) ? cell.date : null;
    if (text === null) return name + cellJson(cell);
    const known = isText ? texts : days;
    const before = known.get(text);
    if (before !== undefined) return before;
    const written = name + cellJson(cell);
    if (known.size < MOST_REMEMBERED) known.set(text, written);
    return written;
  };
}

/** What JSON must escape; nearly no cell holds any of it. */
const ESCAPED = /["\\]|[^ -\ud7ff\ue000-\uffff]/;

function cellJson(cell: NonNullable<RawCell>): string {
  if (typeof cell === "string") return ESCAPED.test(cell) ? JSON.stringify(cell) : `"${cell}"`;
  if (typeof cell !== "object") return JSON.stringify(cell);
  if (isSheetDate(cell)) return `{"date":"${cell.date}"}`;
  return isSheetError(cell) ? JSON.stringify({ error: cell.error }) : "null";
}
