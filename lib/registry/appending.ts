import { isRealDay } from "../domain/dates.ts";
import type { ProposedCells, ProposedRow, RowsDraft } from "../domain/rows-draft.ts";
import type { CellValue, NewRows, RawCell } from "../ports/spreadsheet.ts";
import type { DraftRow } from "./cell-reader.ts";
import type { BoundColumn } from "./layout.ts";
import type { TabReading } from "./read-tab.ts";
import type { Reading } from "./reading.ts";
import { type ReadRow, rowReader } from "./row-reader.ts";
import { tabOf } from "./tabs.ts";

/** A row that can be appended, with the key it will have in its tab. */
export interface FittingRow {
  readonly item: string;
  readonly key: string;
  readonly cells: ProposedCells;
}

/**
 * `exists`: that row stands in the tab already. `taken`: its key stands there for another matter. `header` names the cell that keeps the row out, `value`
 * what was proposed for it.
 */
export interface UnfitRow {
  readonly item: string;
  readonly because: "exists" | "taken" | "missing" | "unreadable";
  readonly key: string;
  readonly header: string;
  readonly value: string;
}

export interface Fitted {
  readonly rows: readonly FittingRow[];
  readonly unfit: readonly UnfitRow[];
  /** Headers of proposed cells for which the tab has no column. */
  readonly lacking: readonly string[];
}

interface Proposed extends Pick<RowsDraft, "tab"> {
  readonly rows: readonly Pick<ProposedRow, "item" | "cells">[];
}

/** The tab as it was read in this workbook; null when it lacks the tab or the tab cannot be read. */
export const tabFor = (reading: Reading, workbook: string, tab: RowsDraft["tab"]): TabReading | null =>
  reading.tabs.get(tab)?.find(({ place }) => place.workbook === workbook) ?? null;

/** Keys that stand in the tab, of rows set aside too. */
export const keysIn = ({ place }: TabReading): ReadonlySet<string> =>
  new Set(place.keys.filter((key): key is string => key !== null));

/**
 * Which of the proposed rows would be good rows of the tab. Each is read as a person's would be: its key and its required cells must be there and be
 * understood; other cells go in as proposed, and what cannot be read of them is a finding of the next run.
 */
export function fitRows(found: TabReading, reading: Reading, draft: Proposed): Fitted {
  const { workbook, layout } = found.place;
  const read = rowReader(tabOf(draft.tab), layout.columns, reading.sources);
  const standing = standingRows(found);
  const told = toldBy(layout.columns);
  const rows: FittingRow[] = [];
  const unfit: UnfitRow[] = [];
  for (const { item, cells } of draft.rows) {
    const one = read(workbook, rawCells(layout.columns, cells));
    const fault = faultOf(one, cells, standing, told);
    if (fault !== null) unfit.push({ item, key: one.key, ...fault });
    else rows.push({ item, key: one.key, cells });
    if (!standing.has(one.key)) standing.set(one.key, one.row);
  }
  return { rows, unfit, lacking: lackingHeaders(layout.columns, draft.rows) };
}

type Standing = Map<string, DraftRow | null>;

/** Rows by key, null where a row with that key was set aside. */
function standingRows({ place, rows }: TabReading): Standing {
  const standing: Standing = new Map();
  for (const [n, key] of place.keys.entries()) if (key !== null) standing.set(key, rows[n] ?? null);
  return standing;
}

/** The columns that tell what a numbered row is about: two rows of one key that differ there are two matters. */
const toldBy = (columns: readonly BoundColumn[]): readonly string[] =>
  columns
    .filter(({ column, index }) => index >= 0 && column.required && column.kind === "text")
    .map(({ column }) => column.code);

function faultOf(
  read: ReadRow,
  cells: ProposedCells,
  standing: Standing,
  told: readonly string[],
): Pick<UnfitRow, "because" | "header" | "value"> | null {
  const there = read.key === "" ? undefined : standing.get(read.key);
  if (there !== undefined) {
    const isSame = told.every((code) => there !== null && there[code] === read.row[code]);
    return { because: isSame ? "exists" : "taken", header: "", value: "" };
  }
  if (read.good) return null;
  const fault = read.problems.find(({ bound }) => bound.column.required);
  const because = fault === undefined || fault.found.problem === "required-missing" ? "missing" : "unreadable";
  const value = fault === undefined || because === "missing" ? "" : String(cells[fault.bound.column.code] ?? "");
  return { because, header: fault?.bound.column.header ?? "", value };
}

const lackingHeaders = (columns: readonly BoundColumn[], rows: Proposed["rows"]): readonly string[] =>
  columns
    .filter(({ column, index }) => index < 0 && rows.some(({ cells }) => column.code in cells))
    .map(({ column }) => column.header);

function rawCells(columns: readonly BoundColumn[], cells: ProposedCells): readonly RawCell[] {
  const raw: RawCell[] = [];
  for (const bound of columns) if (bound.index >= 0) raw[bound.index] = cellOf(bound, cells[bound.column.code]);
  return Array.from(raw, (cell) => cell ?? null);
}

/** The rows as the port takes them, in the columns that stand in the sheet. */
export function newRows({ place }: TabReading, rows: readonly Pick<FittingRow, "cells">[]): NewRows {
  const { columns, firstRow } = place.layout;
  const used = columns.filter(({ column, index }) => index >= 0 && rows.some(({ cells }) => column.code in cells));
  return {
    sheet: place.sheet,
    headerRow: firstRow - 1,
    positions: used.map(({ index }) => index),
    rows: rows.map(({ cells }) => used.map((bound) => cellOf(bound, cells[bound.column.code]))),
  };
}

/** Days as days, money (元) in the header's unit, yes and no as people type them, all else as proposed. */
function cellOf({ column, power }: BoundColumn, value: ProposedCells[string] | undefined): CellValue {
  if (value === undefined || value === "") return null;
  if (column.kind === "date" && typeof value === "string" && isDay(value)) return { date: value };
  if (column.kind === "money" && typeof value === "number") return value / 10 ** power;
  if (typeof value === "boolean") return value ? "是" : "否";
  return value;
}

function isDay(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return parts !== null && isRealDay(+parts[1]!, +parts[2]!, +parts[3]!);
}
