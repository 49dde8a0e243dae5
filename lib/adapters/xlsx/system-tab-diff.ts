import type { CellValue, Publication, RawCell, SystemTab } from "../../ports/spreadsheet.ts";
import { type CellContext, cellValue } from "./cell-value.ts";
import { holds, writable } from "./cell-xml.ts";
import type { ChangeLog } from "./change-log.ts";
import { localText } from "./local-time.ts";
import type { OpenPackage, SheetPart } from "./open-package.ts";
import type { RowScan } from "./row-scan.ts";
import type { RowScanner } from "./row-scanner.ts";
import { type SheetFrame, streamSheet } from "./sheet-stream.ts";

export const STAMP_ROW = 1;
export const HEADER_ROW = 2;
/** Columns of the stamp whose difference alone is no change: 计算时间 and 运行. */
const STAMP_SILENT = new Set([3, 5]);

/** Row 1: 截至日期 · 计算时间 · 运行. */
export const stampRow = (publication: Publication): readonly CellValue[] => [
  "截至日期",
  { date: publication.asOf },
  "计算时间",
  localText(publication.computedAt),
  "运行",
  publication.stamp.run,
];

/** What row `number` of the tab is to hold. */
export function wantedRow(tab: SystemTab, stamp: readonly CellValue[], number: number): readonly CellValue[] {
  if (number === STAMP_ROW) return stamp;
  if (number === HEADER_ROW) return tab.headers.map((header) => header.title);
  return tab.rows[number - HEADER_ROW - 1] ?? NONE;
}

const NONE: readonly CellValue[] = [];

/** Notes each cell of a tab of ours whose value differs; what the tab looks like around its rows, null when it does not exist yet. */
export async function diffSystemTab(
  book: OpenPackage,
  sheet: SheetPart | undefined,
  tab: SystemTab,
  stamp: readonly CellValue[],
  context: CellContext,
  log: ChangeLog,
  rowXml: (number: number) => string,
): Promise<{ readonly frame: SheetFrame | null; readonly formulas: boolean }> {
  const own = new SameBytes(rowXml);
  const differ = new RowDiffer(tab, stamp, context, log);
  const last = HEADER_ROW + tab.rows.length;
  if (!sheet) {
    differ.missing(1, last);
    return { frame: null, formulas: false };
  }
  let next = 1;
  const row = (scanner: RowScanner, window: { bytes: Buffer }) => {
    const { number } = scanner.row;
    differ.missing(next, number - 1);
    if (!own.isSame(scanner.row, window.bytes)) differ.row(scanner.cells(), window.bytes);
    next = number + 1;
  };
  const frame = await streamSheet(book.find(sheet.part!)!, { row });
  differ.missing(next, last);
  return { frame, formulas: differ.formulas };
}

const GIVE_UP_AFTER = 64;

/** Rows that still have the very bytes we would write need no reading. Once another program has saved the file, none has: then it gives up. */
class SameBytes {
  private readonly rowXml: (number: number) => string;
  private scratch = Buffer.allocUnsafe(64 * 1024);
  private misses = 0;

  constructor(rowXml: (number: number) => string) {
    this.rowXml = rowXml;
  }

  isSame(row: RowScan, bytes: Buffer): boolean {
    if (this.misses >= GIVE_UP_AFTER || row.number <= HEADER_ROW) return false;
    const xml = this.rowXml(row.number);
    if (xml.length * 3 > this.scratch.length) this.scratch = Buffer.allocUnsafe(xml.length * 3);
    const length = this.scratch.write(xml, 0, "utf8");
    const same = length === row.end - row.start && bytes.compare(this.scratch, 0, length, row.start, row.end) === 0;
    if (same) this.misses = Number.NEGATIVE_INFINITY;
    else this.misses++;
    return same;
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
