import { Refusal } from "./refusal.ts";

export const LT = 60;
export const GT = 62;
export const SLASH = 47;
const BANG = 33;
const QUESTION = 63;
const LETTER_W = 119;

const COMMENT_END = Buffer.from("-->");
const CDATA_END = Buffer.from("]]>");
const PI_END = Buffer.from("?>");

/** A place in UTF-8 XML bytes of which only a part has come yet. What ends too early is answered with −1 or false. */
export class ByteCursor {
  bytes: Buffer = Buffer.alloc(0);
  /** The bytes that have come, and no others behind them. */
  private seen: Buffer = Buffer.alloc(0);
  end = 0;
  pos = 0;
  /** For messages only. */
  row = 0;
  /** Of the elements that count: "x:" in UTF-8, or nothing. */
  readonly prefix: Uint8Array;
  private markupAt = 0;

  constructor(prefix: string) {
    this.prefix = Buffer.from(prefix === "" ? "" : `${prefix}:`);
  }

  window(bytes: Buffer, end: number): void {
    this.bytes = bytes;
    this.end = end;
    this.seen = bytes.subarray(0, end);
    this.markupAt = -1;
  }

  /** `<` of the next `</row>`, −1 when it has not come. Looks for the rare "w": every other letter of it is everywhere. */
  rowEndFrom(from: number): number {
    const back = this.prefix.length + 4;
    for (let p = this.seen.indexOf(LETTER_W, from); p >= 0; p = this.seen.indexOf(LETTER_W, p + 1)) {
      const tag = p - back;
      if (tag < from || this.bytes[tag] !== LT || this.bytes[tag + 1] !== SLASH) continue;
      if (this.isName(tag + 2, "row")) return tag;
    }
    return -1;
  }

  /** Place of the first comment, CDATA section or instruction from `from` on; the end when there is none. Cheap when asked in order. */
  markupFrom(from: number): number {
    if (this.markupAt < from) this.markupAt = Math.min(this.afterLt(BANG, from), this.afterLt(QUESTION, from));
    return this.markupAt;
  }

  private afterLt(char: number, from: number): number {
    for (let p = this.seen.indexOf(char, from); p >= 0; p = this.seen.indexOf(char, p + 1)) {
      if (p > from && this.bytes[p - 1] === LT) return p - 1;
    }
    return this.end;
  }

  /** Place of the next `<`; −1 when the bytes end first. */
  toTag(): number {
    const { bytes, end } = this;
    let p = this.pos;
    while (p < end && bytes[p] !== LT) p++;
    this.pos = p;
    return p + 1 < end ? p : -1;
  }

  /** At `<`: a comment, a CDATA section or an instruction begins. */
  isMarkup(at: number): boolean {
    const next = this.bytes[at + 1];
    return next === BANG || next === QUESTION;
  }

  isName(at: number, local: string): boolean {
    const { bytes, prefix } = this;
    for (let i = 0; i < prefix.length; i++) if (bytes[at + i] !== prefix[i]) return false;
    const from = at + prefix.length;
    for (let i = 0; i < local.length; i++) if (bytes[from + i] !== local.charCodeAt(i)) return false;
    const after = bytes[from + local.length]!;
    return after === GT || after === SLASH || after <= 32;
  }

  /** At `</name>`: goes past it. */
  endTag(name: string): boolean {
    const { bytes, end } = this;
    const at = this.pos + 2;
    if (at + this.prefix.length + name.length + 1 > end) return false;
    if (!this.isName(at, name)) return this.bad(`expected </${name}>`);
    let p = at + this.prefix.length + name.length;
    while (p < end && bytes[p] !== GT) p++;
    this.pos = p + 1;
    return p < end;
  }

  /** Goes past a comment, CDATA section or processing instruction. A DOCTYPE has no place here. */
  skipMarkup(): boolean {
    const { bytes, end } = this;
    if (this.pos + 9 > end) return false;
    const cdata = bytes.toString("latin1", this.pos, this.pos + 9) === "<![CDATA[";
    const pi = bytes[this.pos + 1] === QUESTION;
    if (!cdata && !pi && bytes.toString("latin1", this.pos, this.pos + 4) !== "<!--") return this.bad("markup");
    const closing = cdata ? CDATA_END : pi ? PI_END : COMMENT_END;
    const at = this.seen.indexOf(closing, this.pos + (pi ? 2 : 4));
    if (at < 0) return false;
    this.pos = at + closing.length;
    return true;
  }

  /** Goes past an element with everything inside it, from its `<`. */
  skipElement(): boolean {
    const { bytes } = this;
    for (let depth = 0; ; ) {
      const at = this.toTag();
      if (at < 0) return false;
      if (this.isMarkup(at)) {
        if (!this.skipMarkup()) return false;
        continue;
      }
      if (!this.skipTag(at)) return false;
      if (bytes[at + 1] === SLASH) depth--;
      else if (bytes[this.pos - 2] !== SLASH) depth++;
      if (depth <= 0) return true;
    }
  }

  private skipTag(at: number): boolean {
    const { bytes, end } = this;
    let p = at + 1;
    for (let quote = 0; p < end && (quote !== 0 || bytes[p] !== GT); p++) {
      const char = bytes[p]!;
      if (quote !== 0) quote = char === quote ? 0 : quote;
      else if (char === 34 || char === 39) quote = char;
    }
    this.pos = p + 1;
    return p < end;
  }

  bad(what: string): never {
    throw new Refusal("bad-xml", `row ${this.row}: ${what}`);
  }
}
