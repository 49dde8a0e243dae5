import type { Merge, RawCell, RawRow, SheetSnapshot, Wanted, WorkbookSnapshot } from "../../ports/spreadsheet.ts";
import { parseArea } from "./address.ts";
import { type CellContext, cellValue } from "./cell-value.ts";
import { readStamp } from "./document-properties.ts";
import { type OpenPackage, partText, type SheetPart } from "./open-package.ts";
import { Refusal } from "./refusal.ts";
import type { RowScan } from "./row-scan.ts";
import type { RowScanner } from "./row-scanner.ts";
import { type SharedStrings, sharedStrings } from "./shared-strings.ts";
import { streamSheet } from "./sheet-stream.ts";
import { styleDates } from "./style-dates.ts";
import { TextPool } from "./text-pool.ts";
import type { SheetReading } from "./used-area.ts";
import { attr, child, childrenOf, parseXml } from "./xml-tree.ts";

/** Cells incl. empty ones in between: what a snapshot may hold (10,000 projects × 20 milestones are 4 million). */
const MAX_CELLS = 60_000_000;

export async function readSheets(book: OpenPackage, wanted: Wanted): Promise<ReadSheets> {
  const context = cellContext(book);
  const budget = { cells: MAX_CELLS };
  const sheets: SheetSnapshot[] = [];
  const readings = new Map<string, SheetReading>();
  for (const sheet of book.sheets) {
    const how = sheet.part === null ? false : wanted(sheet.title);
    if (how === false) continue;
    if (how !== true) {
      sheets.push({ title: sheet.title, rows: await textsIn(book, sheet, context, how), merges: [] });
      continue;
    }
    const { merges, ...reading } = await readSheet(book, sheet, context, budget);
    sheets.push({ title: sheet.title, rows: reading.rows, merges });
    readings.set(sheet.title, reading);
  }
  return { titles: book.sheets.map((sheet) => sheet.title), sheets, stamp: readStamp(book), readings };
}

export interface ReadSheets extends Pick<WorkbookSnapshot, "titles" | "sheets" | "stamp"> {
  readonly readings: ReadonlyMap<string, SheetReading>;
}

/** Styles and strings of the workbook, as reading a cell needs them. */
export function cellContext(book: OpenPackage): CellContext {
  let strings: SharedStrings | null = null;
  const load = () =>
    sharedStrings(book.find(book.workbookRels.find((rel) => rel.kind === "sharedStrings")?.target ?? ""));
  return {
    dates: styleDates(stylesText(book)),
    date1904: book.date1904,
    strings: () => (strings ??= load()),
    pool: new TextPool(),
  };
}

export function stylesText(book: OpenPackage): string | null {
  const part = book.workbookRels.find((rel) => rel.kind === "styles")?.target;
  return part !== undefined && book.find(part) ? partText(book.find, part) : null;
}

async function readSheet(
  book: OpenPackage,
  sheet: SheetPart,
  context: CellContext,
  budget: { cells: number },
): Promise<SheetReading & Pick<SheetSnapshot, "merges">> {
  const rows: RawRow[] = [];
  const formulas = new Set<number>();
  let right = -1;
  const row = (scanner: RowScanner, window: { bytes: Buffer }) => {
    const cells = rowCells(scanner.cells(), window.bytes, context, formulas);
    if (cells === null) return;
    budget.cells -= cells.length;
    if (budget.cells < 0) throw new Refusal("too-large", sheet.title);
    if (cells.length > right + 1) right = cells.length - 1;
    rows.push({ number: scanner.row.number, cells });
  };
  const frame = await streamSheet(book.find(sheet.part!)!, { row });
  const merges = mergesOf(frame.tail, frame.prefix, frame.head, sheet.title);
  return { rows, merges, formulas, right, bottom: rows.at(-1)?.number ?? 0, frame };
}

/** Cells of a tab that is none of ours: what cannot be read there stops nobody. */
async function textsIn(
  book: OpenPackage,
  sheet: SheetPart,
  context: CellContext,
  wanted: (text: string) => boolean,
): Promise<readonly RawRow[]> {
  const rows: RawRow[] = [];
  const row = (scanner: RowScanner, { bytes }: { bytes: Buffer }) => {
    const cells = textCells(scanner.cells(), bytes, context, wanted);
    if (cells.length > 0) rows.push({ number: scanner.row.number, cells });
  };
  try {
    await streamSheet(book.find(sheet.part!)!, { row });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  return rows;
}

function textCells(
  scan: RowScan,
  bytes: Buffer,
  context: CellContext,
  wanted: (text: string) => boolean,
): readonly RawCell[] {
  const cells: RawCell[] = [];
  for (let i = 0; i < scan.count; i++) {
    const value = cellValue(scan, i, bytes, context);
    if (typeof value !== "string" || !wanted(value)) continue;
    while (cells.length < scan.column[i]!) cells.push(null);
    cells.push(value);
  }
  return cells;
}

const scratch: RawCell[] = [];

/** null for a row without values. The array is cut to size: grown ones would keep half as much again, 200,000 times. */
function rowCells(scan: RowScan, bytes: Buffer, context: CellContext, formulas: Set<number>): RawCell[] | null {
  let length = 0;
  for (let i = 0; i < scan.count; i++) {
    const value = cellValue(scan, i, bytes, context);
    if (scan.formula[i]! >= 0) formulas.add(scan.column[i]!);
    if (value === null) continue;
    while (length < scan.column[i]!) scratch[length++] = null;
    scratch[length++] = value;
  }
  return length === 0 ? null : scratch.slice(0, length);
}

function mergesOf(tail: string, prefix: string, head: string, part: string): Merge[] {
  const root = child(parseFrame(head, tail, prefix, part), "mergeCells");
  return (root ? childrenOf(root, "mergeCell") : []).flatMap((cell) => parseArea(attr(cell, "ref") ?? "") ?? []);
}

/** The sheet without its rows, as a tree. */
export function parseFrame(head: string, tail: string, prefix: string, part: string) {
  const empty = head.endsWith("/>");
  const closing = prefix === "" ? "" : `${prefix}:`;
  return parseXml(empty || tail.startsWith(`</${closing}sheetData`) ? head + tail : tail, part);
}
