import { unescapeCell } from "./xml-text.ts";

const SLOTS = 1 << 14;
const MAX_LENGTH = 48;

/** Short texts that repeat (lights, names, units) are decoded once and shared: less time, and much less memory. */
export class TextPool {
  private readonly texts: (string | undefined)[] = new Array(SLOTS);
  private readonly sources: (Buffer | undefined)[] = new Array(SLOTS);

  /** Cell text of UTF-8 bytes without entities. */
  text(bytes: Buffer, from: number, to: number): string {
    if (to - from > MAX_LENGTH) return unescapeCell(lineEnds(bytes.toString("utf8", from, to)));
    let hash = to - from;
    for (let p = from; p < to; p++) hash = (Math.imul(hash, 31) + bytes[p]!) | 0;
    const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    if (isSame(this.sources[slot], bytes, from, to)) return this.texts[slot]!;
    const text = unescapeCell(lineEnds(bytes.toString("utf8", from, to)));
    this.texts[slot] = text;
    this.sources[slot] = Buffer.from(bytes.subarray(from, to));
    return text;
  }

  /** The same bytes with entities and escapes left in. */
  raw(bytes: Buffer, from: number, to: number): string {
    return lineEnds(bytes.toString("utf8", from, to));
  }
}

/** XML reads CR LF and CR as LF (XML 1.0, 2.11). */
const lineEnds = (text: string): string =>
  text.includes("\r") ? text.replaceAll("\r\n", "\n").replaceAll("\r", "\n") : text;

function isSame(known: Buffer | undefined, bytes: Buffer, from: number, to: number): boolean {
  if (known === undefined || known.length !== to - from) return false;
  for (let i = 0; i < known.length; i++) if (known[i] !== bytes[from + i]) return false;
  return true;
}
