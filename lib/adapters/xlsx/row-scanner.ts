import { MAX_COLUMN, MAX_ROW } from "./address.ts";
import { ByteCursor, LT, SLASH } from "./byte-cursor.ts";
import { scanCell } from "./cell-scan.ts";
import { Refusal } from "./refusal.ts";
import { RowScan } from "./row-scan.ts";
import { CUT_OFF, OPEN, readStartTag } from "./start-tag.ts";

/** The bytes end before the row does. */
export const INCOMPLETE = -1;
/** `</sheetData>` was met instead of a row; `row.start` is its place. */
export const NO_MORE_ROWS = -2;

/**
 * Reads rows of a sheet from UTF-8 bytes: a tokenizer for the elements of `<sheetData>`, one row per call. Attributes in any order
 * and either quote, self-closing elements, comments, CDATA, processing instructions, rows and cells without `r`.
 * A row's cells are read when asked for: who wants our columns only does not pay for the others.
 */
export class RowScanner {
  readonly row = new RowScan();
  private readonly at: ByteCursor;
  private lastRow = 0;
  private walked = true;

  constructor(prefix: string) {
    this.at = new ByteCursor(prefix);
  }

  /** The bytes that have come so far; to be called before `next` whenever they change. */
  window(bytes: Buffer, end: number): void {
    this.at.window(bytes, end);
  }

  /** Fills `row` with the next row from `from` on, cells not yet read; its end, INCOMPLETE or NO_MORE_ROWS. */
  next(from: number): number {
    const { at, row } = this;
    at.pos = from;
    for (;;) {
      const tag = at.toTag();
      if (tag < 0) return INCOMPLETE;
      if (at.isMarkup(tag)) {
        if (!at.skipMarkup()) return INCOMPLETE;
        continue;
      }
      row.start = tag;
      if (at.bytes[tag + 1] === SLASH) return at.isName(tag + 2, "sheetData") ? NO_MORE_ROWS : this.strange(tag);
      if (!at.isName(tag + 1, "row")) return this.strange(tag);
      return this.readRow(tag);
    }
  }

  /** All cells of the row that `next` gave. */
  cells(): RowScan {
    if (this.walked) return this.row;
    this.row.count = 0;
    this.walk(this.row.openEnd, 0);
    this.walked = true;
    return this.row;
  }

  /** At least the cells from `column` on, from left to right: found from the row's end backwards. */
  cellsFrom(column: number): RowScan {
    const { at, row } = this;
    if (this.walked) return row;
    for (let p = row.closeStart - 1; p >= row.openEnd; p--) {
      if (at.bytes[p] !== LT || !at.isName(p + 1, "c")) continue;
      row.count = 0;
      scanCell(at, row, p, -1);
      if (row.column[0]! < 0) return this.cells();
      if (row.column[0]! > column) continue;
      row.count = 0;
      this.walk(p, row.column[0]!);
      return row;
    }
    return this.cells();
  }

  private strange(tag: number): number {
    return this.at.end - tag < 64 ? INCOMPLETE : this.at.bad("unexpected element between rows");
  }

  private readRow(tag: number): number {
    const { at, row } = this;
    row.number = this.lastRow + 1;
    row.numbered = false;
    row.count = 0;
    at.row = row.number;
    at.pos = tag + 1 + at.prefix.length + 3;
    const closed = readStartTag(at, row, -1);
    if (closed === CUT_OFF) return INCOMPLETE;
    row.openEnd = at.pos;
    row.closeStart = at.pos;
    this.walked = true;
    if (closed === OPEN && !this.toRowEnd()) return INCOMPLETE;
    if (row.number <= this.lastRow || row.number > MAX_ROW) throw new Refusal("rows-out-of-order", `${row.number}`);
    row.end = at.pos;
    this.lastRow = row.number;
    return row.end;
  }

  /** Without comments and CDATA the next `</row>` is the row's own; otherwise, or without a number, its cells are walked through. */
  private toRowEnd(): boolean {
    const { at, row } = this;
    if (!row.numbered) return this.walk(row.openEnd, 0);
    const end = at.rowEndFrom(row.openEnd);
    if (end < 0) return false;
    if (at.markupFrom(row.openEnd) < end) return this.walk(row.openEnd, 0);
    row.closeStart = end;
    at.pos = end;
    this.walked = false;
    return at.endTag("row");
  }

  /** Reads cells from `from` to the row's end; a first cell without an address stands in `column`. */
  private walk(from: number, column: number): boolean {
    const { at, row } = this;
    at.pos = from;
    for (let next = column; ; ) {
      const tag = at.toTag();
      if (tag < 0) return false;
      if (at.isMarkup(tag)) {
        if (!at.skipMarkup()) return false;
      } else if (at.bytes[tag + 1] === SLASH) {
        row.closeStart = tag;
        return at.endTag("row");
      } else if (at.isName(tag + 1, "c")) {
        if (!scanCell(at, row, tag, next)) return false;
        const here = row.column[row.count]!;
        if (here < next || here > MAX_COLUMN) throw new Refusal("rows-out-of-order", `row ${row.number}`);
        next = here + 1;
        row.count++;
      } else if (!at.skipElement()) return false;
    }
  }
}
