import type { CellValue, RawCell, SystemTab } from "../../ports/spreadsheet.ts";
import { type CellContext, cellValue } from "./cell-value.ts";
import { holds, writable } from "./cell-xml.ts";
import type { ChangeLog } from "./change-log.ts";
import type { OpenPackage, SheetPart } from "./open-package.ts";
import { PartRewriter } from "./part-rewriter.ts";
import type { RowScan } from "./row-scan.ts";
import { type SheetFrame, streamSheet, type Window } from "./sheet-stream.ts";
import { HEADER_ROW, STAMP_ROW, STAMP_SILENT } from "./stamp-row.ts";
import type { ArchiveEntry } from "./zip.ts";

/** What row `number` of the tab is to hold. */
export function wantedRow(tab: SystemTab, stamp: readonly CellValue[], number: number): readonly CellValue[] {
  if (number === STAMP_ROW) return stamp;
  if (number === HEADER_ROW) return tab.headers.map((header) => header.title);
  return tab.rows[number - HEADER_ROW - 1] ?? NONE;
}

const NONE: readonly CellValue[] = [];

/** The texts a tab of ours is made of, as they are to be. */
export interface TabText {
  /** Everything up to the rows; `old` is what stands around those of the old sheet. */
  readonly head: (old: SheetFrame | null) => string;
  readonly row: (number: number) => string;
  readonly tail: (old: SheetFrame | null) => string;
}

export interface TabDiff {
  /** What the tab looks like around its rows, null when it does not exist yet. */
  readonly frame: SheetFrame | null;
  readonly formulas: boolean;
  /** The tab with its differing rows replaced; null when it has to be written whole. */
  readonly mended: Promise<ArchiveEntry> | null;
}

/** So many rows behind the old ones are put in; with more the tab is written whole. */
const MOST_APPENDED = 10_000;

/** Notes each cell of a tab of ours whose value differs, and with `write` mends them on the way. */
export async function diffSystemTab(
  book: OpenPackage,
  sheet: SheetPart | undefined,
  tab: SystemTab,
  stamp: readonly CellValue[],
  context: CellContext,
  log: ChangeLog,
  text: TabText,
  write: boolean,
): Promise<TabDiff> {
  const differ = new RowDiffer(tab, stamp, context, log);
  const last = HEADER_ROW + tab.rows.length;
  if (!sheet) {
    differ.missing(1, last);
    return { frame: null, formulas: false, mended: null };
  }
  const entry = book.find(sheet.part!)!;
  const mender = new TabMender(write ? new PartRewriter(entry) : null, text, last);
  let next = 1;
  const frame = await streamSheet(entry, {
    head: (head, prefix) => mender.head(head, prefix),
    row(scanner, window) {
      const { number } = scanner.row;
      differ.missing(next, number - 1);
      const same = mender.isSame(scanner.row, window.bytes);
      const before = log.cells;
      const { start, end } = scanner.row;
      if (!same) differ.row(scanner.cells(), window.bytes);
      mender.row(window, { number, start, end, next, differs: !same && log.cells > before });
      next = number + 1;
    },
    passed: (window, upTo) => mender.passed(window, upTo),
  });
  differ.missing(next, last);
  return { frame, formulas: differ.formulas, mended: mender.finish(frame, next) };
}

const GIVE_UP_AFTER = 64;

interface MetRow {
  readonly number: number;
  readonly start: number;
  readonly end: number;
  /** The row that would have come without a gap. */
  readonly next: number;
  readonly differs: boolean;
}

/**
 * Rows that still have the very bytes we would write need no reading and stay; the others are put in their place. Once another program has
 * saved the file, no row has our bytes: then it gives up, and the tab is written whole when it differs.
 */
class TabMender {
  private rewriter: PartRewriter | null;
  private readonly text: TabText;
  private readonly last: number;
  private scratch = Buffer.allocUnsafe(64 * 1024);
  private misses = 0;
  private headText = "";
  /** XML of the row that was compared last. */
  private xml = "";

  constructor(rewriter: PartRewriter | null, text: TabText, last: number) {
    this.rewriter = rewriter;
    this.text = text;
    this.last = last;
  }

  head(head: string, prefix: string): void {
    if (prefix !== "" || head.endsWith("/>")) this.rewriter = null;
    else this.headText = this.text.head({ prefix, head, tail: "</sheetData></worksheet>", tailAt: 0 });
  }

  isSame(row: RowScan, bytes: Buffer): boolean {
    if (this.misses >= GIVE_UP_AFTER || row.number <= HEADER_ROW) return false;
    this.xml = this.text.row(row.number);
    if (this.xml.length * 3 > this.scratch.length) this.scratch = Buffer.allocUnsafe(this.xml.length * 3);
    const length = this.scratch.write(this.xml, 0, "utf8");
    const same = length === row.end - row.start && bytes.compare(this.scratch, 0, length, row.start, row.end) === 0;
    if (same) this.misses = Number.NEGATIVE_INFINITY;
    else if (++this.misses >= GIVE_UP_AFTER) this.rewriter = null;
    return same;
  }

  row(window: Window, { number, start, end, next, differs }: MetRow): void {
    if (this.rewriter === null) return;
    if (next === 1) this.first(this.rewriter, window, number, end);
    else if (number > this.last) this.rewriter.replace(window, start, end, "");
    else {
      if (next < number) this.rewriter.replace(window, start, start, this.rows(next, number - 1));
      if (differs) this.rewriter.replace(window, start, end, number <= HEADER_ROW ? this.text.row(number) : this.xml);
    }
  }

  /** The stamp is new with every run, so it alone is no reason to write. */
  private first(rewriter: PartRewriter, window: Window, number: number, end: number): void {
    if (number === STAMP_ROW) rewriter.replaceHeadSilently(window.base + end, this.headText + this.text.row(STAMP_ROW));
    else this.rewriter = null;
  }

  async passed(window: Window, upTo: number): Promise<void> {
    if (this.rewriter?.begun) await this.rewriter.passed(window, upTo);
  }

  finish(frame: SheetFrame, next: number): Promise<ArchiveEntry> | null {
    const missing = this.last - next + 1;
    if (this.rewriter === null || !this.rewriter.begun || missing > MOST_APPENDED) return null;
    return this.rewriter.finish(this.rows(next, this.last) + this.text.tail(frame));
  }

  private rows(from: number, to: number): string {
    let rows = "";
    for (let number = from; number <= to; number++) rows += this.text.row(number);
    return rows;
  }
}

class RowDiffer {
  formulas = false;
  private readonly tab: SystemTab;
  private readonly stamp: readonly CellValue[];
  private readonly context: CellContext;
  private readonly log: ChangeLog;

  constructor(tab: SystemTab, stamp: readonly CellValue[], context: CellContext, log: ChangeLog) {
    this.tab = tab;
    this.stamp = stamp;
    this.context = context;
    this.log = log;
  }

  /** Rows that do not stand in the sheet at all. */
  missing(from: number, to: number): void {
    for (let number = from; number <= to; number++) this.absent(number, 0, wantedRow(this.tab, this.stamp, number));
  }

  row(scan: RowScan, bytes: Buffer): void {
    const { date1904 } = this.context;
    const wanted = wantedRow(this.tab, this.stamp, scan.number);
    let column = 0;
    for (let i = 0; i < scan.count; i++) {
      const here = scan.column[i]!;
      this.absent(scan.number, column, wanted, here);
      column = here + 1;
      const raw = cellValue(scan, i, bytes, this.context);
      const value = wanted[here] ?? null;
      if (scan.formula[i]! >= 0) this.formulas = true;
      else if (holds(raw, value, date1904)) continue;
      this.note(scan.number, here, raw, value);
    }
    this.absent(scan.number, column, wanted);
  }

  private absent(number: number, from: number, wanted: readonly CellValue[], to = wanted.length): void {
    for (let column = from; column < to && column < wanted.length; column++) {
      const value = wanted[column]!;
      if (writable(value, this.context.date1904) !== null) this.note(number, column, null, value);
    }
  }

  private note(number: number, column: number, before: RawCell, after: CellValue): void {
    if (number === STAMP_ROW && STAMP_SILENT.has(column)) return;
    this.log.add(this.tab.title, column, number, before, after);
  }
}
