import { MAX_COLUMN, MAX_ROW } from "./address.ts";
import { Refusal } from "./refusal.ts";
import { BODY, RowScan, TYPE } from "./row-scan.ts";

/** The bytes end before the row does. */
export const INCOMPLETE = -1;
/** `</sheetData>` was met instead of a row; `row.start` is its place. */
export const NO_MORE_ROWS = -2;

const LT = 60;
const GT = 62;
const SLASH = 47;
const BANG = 33;
const QUESTION = 63;
const AMP = 38;
const EQUALS = 61;

const COMMENT_END = Buffer.from("-->");
const CDATA_END = Buffer.from("]]>");
const PI_END = Buffer.from("?>");

/**
 * Reads rows of a sheet from UTF-8 bytes: a tokenizer for the elements of `<sheetData>`, one row per call. Attributes in any order
 * and either quote, self-closing elements, comments, CDATA, processing instructions, rows and cells without `r`.
 */
export class RowScanner {
  readonly row = new RowScan();
  private readonly prefix: Uint8Array;
  private bytes: Buffer = Buffer.alloc(0);
  private end = 0;
  private pos = 0;
  private lastRow = 0;

  constructor(prefix: string) {
    this.prefix = Buffer.from(prefix === "" ? "" : `${prefix}:`);
  }

  /** Fills `row` with the next row from `from` on; its end, INCOMPLETE or NO_MORE_ROWS. */
  next(bytes: Buffer, from: number, end: number): number {
    this.bytes = bytes;
    this.end = end;
    this.pos = from;
    const row = this.row;
    for (;;) {
      const at = this.toTag();
      if (at < 0) return INCOMPLETE;
      const kind = bytes[at + 1];
      if (kind === BANG || kind === QUESTION) {
        if (!this.skipMarkup()) return INCOMPLETE;
        continue;
      }
      row.start = at;
      if (kind === SLASH) return this.isName(at + 2, "sheetData") ? NO_MORE_ROWS : this.strange(at);
      if (!this.isName(at + 1, "row")) return this.strange(at);
      return this.readRow(at);
    }
  }

  private strange(at: number): number {
    return this.end - at < 64 ? INCOMPLETE : this.bad("unexpected element between rows");
  }

  private readRow(at: number): number {
    const row = this.row;
    row.number = this.lastRow + 1;
    row.numbered = false;
    row.count = 0;
    this.pos = at + 1 + this.prefix.length + 3;
    const closed = this.attributes(-1);
    if (closed === INCOMPLETE) return INCOMPLETE;
    row.openEnd = this.pos;
    row.closeStart = this.pos;
    if (closed === 0 && !this.cells()) return INCOMPLETE;
    if (row.number <= this.lastRow || row.number > MAX_ROW) throw new Refusal("rows-out-of-order", `${row.number}`);
    row.end = this.pos;
    this.lastRow = row.number;
    return row.end;
  }

  private cells(): boolean {
    const { bytes, row } = this;
    let column = 0;
    for (;;) {
      const at = this.toTag();
      if (at < 0) return false;
      const kind = bytes[at + 1];
      if (kind === BANG || kind === QUESTION) {
        if (!this.skipMarkup()) return false;
        continue;
      }
      if (kind === SLASH) {
        row.closeStart = at;
        return this.endTag("row");
      }
      if (!this.isName(at + 1, "c")) {
        if (!this.skipElement()) return false;
        continue;
      }
      if (!this.readCell(at, column)) return false;
      const here = row.column[row.count]!;
      if (here < column || here > MAX_COLUMN) throw new Refusal("rows-out-of-order", `row ${row.number}`);
      column = here + 1;
      row.count++;
    }
  }

  private readCell(at: number, column: number): boolean {
    const row = this.row;
    const i = row.count;
    if (i === row.column.length) row.grow();
    row.column[i] = column;
    row.cellStart[i] = at;
    row.style[i] = 0;
    row.type[i] = TYPE.number;
    row.body[i] = BODY.none;
    row.formula[i] = -1;
    this.pos = at + 2 + this.prefix.length;
    const closed = this.attributes(i);
    if (closed === INCOMPLETE) return false;
    if (closed === 0 && !this.cellBody(i)) return false;
    row.cellEnd[i] = this.pos;
    return true;
  }

  /** Attributes of a row (cell −1) or a cell, up to and including `>`: 1 self-closing, 0 open, INCOMPLETE. */
  private attributes(cell: number): number {
    const { bytes, end } = this;
    let p = this.pos;
    for (;;) {
      while (p < end && bytes[p]! <= 32) p++;
      if (p + 1 >= end) return INCOMPLETE;
      if (bytes[p] === GT) {
        this.pos = p + 1;
        return 0;
      }
      if (bytes[p] === SLASH) {
        if (bytes[p + 1] !== GT) this.bad("start tag");
        this.pos = p + 2;
        return 1;
      }
      const name = p;
      while (p < end && bytes[p] !== EQUALS && bytes[p]! > 32 && bytes[p] !== GT && bytes[p] !== LT) p++;
      const nameEnd = p;
      while (p < end && bytes[p]! <= 32) p++;
      if (p >= end) return INCOMPLETE;
      if (bytes[p] !== EQUALS) this.bad("attribute");
      p++;
      while (p < end && bytes[p]! <= 32) p++;
      if (p >= end) return INCOMPLETE;
      const quote = bytes[p]!;
      if (quote !== 34 && quote !== 39) this.bad("attribute");
      const from = ++p;
      while (p < end && bytes[p] !== quote) p++;
      if (p >= end) return INCOMPLETE;
      if (nameEnd - name === 1) this.attribute(cell, bytes[name]!, from, p);
      else if (bytes[name] === 120 && bytes.toString("latin1", name, name + 5) === "xmlns")
        this.bad("namespace declared inside rows");
      p++;
    }
  }

  private attribute(cell: number, name: number, from: number, to: number): void {
    const row = this.row;
    if (name === 114) {
      if (cell < 0) {
        row.number = this.digits(from, to);
        row.numbered = true;
      } else row.column[cell] = this.letters(from, to);
    } else if (cell >= 0 && name === 115) row.style[cell] = this.digits(from, to);
    else if (cell >= 0 && name === 116) row.type[cell] = this.cellType(from, to);
  }

  private digits(from: number, to: number): number {
    let value = 0;
    for (let p = from; p < to; p++) {
      const digit = this.bytes[p]! - 48;
      if (digit < 0 || digit > 9 || value > 1e8) this.bad("number");
      value = value * 10 + digit;
    }
    if (from === to) this.bad("number");
    return value;
  }

  private letters(from: number, to: number): number {
    let column = 0;
    let p = from;
    for (; p < to; p++) {
      const letter = (this.bytes[p]! & 0xdf) - 64;
      if (letter < 1 || letter > 26) break;
      column = column * 26 + letter;
    }
    if (column === 0 || p - from > 3) this.bad("cell address");
    this.checkRow(this.digits(p, to));
    return column - 1;
  }

  /** A row that does not say its number has that of its first cell. */
  private checkRow(number: number): void {
    const row = this.row;
    if (number === row.number) return;
    if (row.numbered || row.count > 0 || number < row.number) this.bad("cell address");
    row.number = number;
  }

  private cellType(from: number, to: number): number {
    const first = this.bytes[from];
    if (to - from === 1) {
      if (first === 115) return TYPE.shared;
      if (first === 110) return TYPE.number;
      if (first === 98) return TYPE.boolean;
      if (first === 101) return TYPE.error;
      if (first === 100) return TYPE.date;
    }
    if (to - from === 3 && first === 115) return TYPE.text;
    if (to - from === 9 && first === 105) return TYPE.inline;
    return this.bad("cell type");
  }

  private cellBody(i: number): boolean {
    const { bytes, row } = this;
    for (;;) {
      const at = this.toTag();
      if (at < 0) return false;
      const kind = bytes[at + 1];
      if (kind === SLASH) return this.endTag("c");
      if (kind === BANG || kind === QUESTION) {
        if (!this.skipMarkup()) return false;
      } else if (this.isName(at + 1, "v")) {
        if (!this.value(i, at + 2 + this.prefix.length, "v")) return false;
      } else if (this.isName(at + 1, "is")) {
        if (!this.inline(i, at)) return false;
      } else {
        if (this.isName(at + 1, "f")) row.formula[i] = at;
        if (!this.skipElement()) return false;
      }
    }
  }

  /** Text of `<v>` or `<t>`, whose name ends at `from`. */
  private value(i: number, from: number, name: string): boolean {
    const { bytes, row, end } = this;
    let p = from;
    while (p < end && bytes[p] !== GT) p++;
    if (p >= end) return false;
    if (bytes[p - 1] === SLASH) {
      this.pos = p + 1;
      return true;
    }
    row.from[i] = ++p;
    let body: number = BODY.plain;
    for (; ; p++) {
      while (p < end && bytes[p] !== LT && bytes[p] !== AMP) p++;
      if (p + 1 >= end) return false;
      if (bytes[p] === AMP) {
        if (body === BODY.plain) body = BODY.entities;
      } else if (bytes[p + 1] === SLASH) break;
      else {
        body = BODY.rich;
        this.pos = p;
        if (!this.skipMarkup()) return false;
        p = this.pos - 1;
      }
    }
    row.to[i] = p;
    row.body[i] = body;
    this.pos = p;
    return this.endTag(name);
  }

  /** `<is>` with one `<t>` is plain text; runs, phonetics and the like are left to a slower reader. */
  private inline(i: number, at: number): boolean {
    const { bytes, row } = this;
    this.pos = at + 3 + this.prefix.length;
    const t = bytes[this.pos] === GT ? this.pos + 1 : -1;
    if (t >= 0 && this.isName(t + 1, "t") && bytes[t] === LT) {
      if (!this.value(i, t + 2 + this.prefix.length, "t")) return false;
      if (row.body[i] !== BODY.rich && bytes[this.pos] === LT && bytes[this.pos + 1] === SLASH)
        return this.endTag("is");
    }
    this.pos = at;
    if (!this.skipElement()) return false;
    row.body[i] = BODY.rich;
    row.from[i] = at;
    row.to[i] = this.pos;
    return true;
  }

  /** Place of the next `<`; −1 when the bytes end first. */
  private toTag(): number {
    const { bytes, end } = this;
    let p = this.pos;
    while (p < end && bytes[p] !== LT) p++;
    this.pos = p;
    return p + 1 < end ? p : -1;
  }

  private isName(at: number, local: string): boolean {
    const { bytes, prefix } = this;
    for (let i = 0; i < prefix.length; i++) if (bytes[at + i] !== prefix[i]) return false;
    const from = at + prefix.length;
    for (let i = 0; i < local.length; i++) if (bytes[from + i] !== local.charCodeAt(i)) return false;
    const after = bytes[from + local.length]!;
    return after === GT || after === SLASH || after <= 32;
  }

  /** At `</name>`: goes past it. */
  private endTag(name: string): boolean {
    const { bytes, end } = this;
    const at = this.pos + 2;
    if (at + this.prefix.length + name.length + 1 > end) return false;
    if (!this.isName(at, name)) return this.bad(`expected </${name}>`);
    let p = at + this.prefix.length + name.length;
    while (p < end && bytes[p] !== GT) p++;
    this.pos = p + 1;
    return p < end;
  }

  /** A comment, CDATA section or processing instruction. A DOCTYPE has no place here. */
  private skipMarkup(): boolean {
    const { bytes, end } = this;
    if (this.pos + 9 > end) return false;
    const cdata = bytes.toString("latin1", this.pos, this.pos + 9) === "<![CDATA[";
    const pi = bytes[this.pos + 1] === QUESTION;
    if (!cdata && !pi && bytes.toString("latin1", this.pos, this.pos + 4) !== "<!--") return this.bad("markup");
    const closing = cdata ? CDATA_END : pi ? PI_END : COMMENT_END;
    const at = bytes.subarray(0, end).indexOf(closing, this.pos + (pi ? 2 : 4));
    if (at < 0) return false;
    this.pos = at + closing.length;
    return true;
  }

  /** An element with everything inside it, from its `<`. */
  private skipElement(): boolean {
    const { bytes, end } = this;
    for (let depth = 0; ; ) {
      const at = this.toTag();
      if (at < 0) return false;
      const kind = bytes[at + 1];
      if (kind === BANG || kind === QUESTION) {
        if (!this.skipMarkup()) return false;
        continue;
      }
      let p = at + 1;
      for (let quote = 0; p < end && (quote !== 0 || bytes[p] !== GT); p++) {
        const char = bytes[p]!;
        if (quote !== 0) quote = char === quote ? 0 : quote;
        else if (char === 34 || char === 39) quote = char;
      }
      if (p >= end) return false;
      this.pos = p + 1;
      if (kind === SLASH) depth--;
      else if (bytes[p - 1] !== SLASH) depth++;
      if (depth <= 0) return true;
    }
  }

  private bad(what: string): never {
    throw new Refusal("bad-xml", `row ${this.row.number}: ${what}`);
  }
}
