import { entryChunks } from "./inflate.ts";
import { Refusal } from "./refusal.ts";
import { INCOMPLETE, NO_MORE_ROWS, RowScanner } from "./row-scanner.ts";
import { decodePart, MAIN } from "./xml-tree.ts";
import type { ArchiveEntry } from "./zip.ts";

/** A piece of the part in memory: byte 0 of `bytes` is byte `base` of the part. */
export interface Window {
  readonly bytes: Buffer;
  readonly base: number;
}

export interface SheetListener {
  /** The text up to and including `<sheetData>`. */
  head?(text: string, prefix: string): void;
  /** The row's own places are known; its cells are read by `scanner.cells()` or `scanner.cellsFrom(column)`. */
  row(scanner: RowScanner, window: Window): void;
  /** Bytes before `upTo` (in the window) are done with and will be gone afterwards. */
  passed?(window: Window, upTo: number): Promise<void> | void;
}

/** What stands around the rows. `tail` begins with `</sheetData>`; both are "" + whole text when the sheet has no rows at all. */
export interface SheetFrame {
  readonly prefix: string;
  readonly head: string;
  readonly tail: string;
  /** Byte of the part where the tail begins. */
  readonly tailAt: number;
}

const FIRST_WINDOW = 1 << 20;
const MAX_HEAD = 16 * 2 ** 20;
const MAX_WINDOW = 2 ** 29;

/** Goes through a worksheet once, with no more of it in memory than a window of rows. */
export async function streamSheet(entry: ArchiveEntry, listener: SheetListener): Promise<SheetFrame> {
  let bytes = Buffer.allocUnsafeSlow(Math.min(FIRST_WINDOW, entry.size));
  let base = 0;
  let pos = 0;
  let end = 0;
  let head: Head | null = null;
  let scanner: RowScanner | null = null;
  let tail: Uint8Array[] | null = null;
  let tailAt = 0;
  for await (const chunk of entryChunks(entry)) {
    if (tail) {
      tail.push(chunk);
      continue;
    }
    if (end + chunk.length > bytes.length) {
      await listener.passed?.({ bytes, base }, pos);
      bytes = roomFor(bytes, pos, end, chunk.length, entry.name);
      base += pos;
      end -= pos;
      pos = 0;
    }
    bytes.set(chunk, end);
    end += chunk.length;
    const window = { bytes, base };
    if (!scanner) {
      head = findHead(bytes, end, entry.name);
      if (!head) continue;
      pos = head.end;
      scanner = new RowScanner(head.prefix);
      listener.head?.(head.text, head.prefix);
      if (head.empty) {
        tailAt = base + pos;
        tail = [Buffer.from(bytes.subarray(pos, end))];
        await listener.passed?.(window, pos);
        continue;
      }
    }
    scanner.window(bytes, end);
    for (;;) {
      const next = scanner.next(pos);
      if (next === INCOMPLETE) break;
      if (next === NO_MORE_ROWS) {
        pos = scanner.row.start;
        tailAt = base + pos;
        tail = [Buffer.from(bytes.subarray(pos, end))];
        await listener.passed?.(window, pos);
        break;
      }
      listener.row(scanner, window);
      pos = next;
    }
  }
  if (!head || !tail) throw new Refusal("bad-xml", entry.name);
  return { prefix: head.prefix, head: head.text, tail: decodePart(Buffer.concat(tail), entry.name), tailAt };
}

/** Keeps bytes [from, to) at the front; a row larger than the window gets a larger one. */
function roomFor(bytes: Buffer, from: number, to: number, more: number, part: string): Buffer<ArrayBuffer> {
  const kept = to - from;
  const fits = kept + more <= bytes.length;
  if (kept + more > MAX_WINDOW) throw new Refusal("too-large", part);
  const target = fits
    ? (bytes as Buffer<ArrayBuffer>)
    : Buffer.allocUnsafeSlow(Math.max(bytes.length * 2, kept + more));
  bytes.copy(target, 0, from, to);
  return target;
}

interface Head {
  readonly prefix: string;
  readonly text: string;
  readonly end: number;
  /** `<sheetData/>` */
  readonly empty: boolean;
}

/** The part up to `<sheetData>`, found by walking its tags; null while it is not all there. */
function findHead(bytes: Buffer, end: number, part: string): Head | null {
  const text = bytes.toString("utf8", 0, end);
  if (text.charCodeAt(0) === 0xfffd) throw new Refusal("encoding", part);
  const token =
    /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<!DOCTYPE|<\/?([^\s<>/!?]+)((?:[^<>"']|"[^"]*"|'[^']*')*)>/g;
  let prefix: string | null = null;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    if (match[0] === "<!DOCTYPE") throw new Refusal("doctype", part);
    if (match[1] === undefined) continue;
    prefix ??= rootPrefix(match[1], match[2]!, part);
    if (match[1] !== (prefix === "" ? "sheetData" : `${prefix}:sheetData`)) continue;
    const before = text.slice(0, token.lastIndex);
    const at = Buffer.byteLength(before);
    if (bytes[at - 1] !== 62) throw new Refusal("encoding", part);
    return { prefix, text: before, end: at, empty: match[0].endsWith("/>") };
  }
  if (end > MAX_HEAD) throw new Refusal("bad-xml", part);
  return null;
}

function rootPrefix(name: string, attributes: string, part: string): string {
  const [prefix, local] = name.includes(":") ? (name.split(":") as [string, string]) : ["", name];
  const declared = prefix === "" ? "xmlns" : `xmlns:${prefix}`;
  const uri = new RegExp(`(?:^|\\s)${declared}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1];
  if (uri?.startsWith("http://purl.oclc.org/ooxml/")) throw new Refusal("strict-namespace", part);
  if (local !== "worksheet" || uri !== MAIN) throw new Refusal("bad-xml", part);
  return prefix;
}
