import { entryBytes } from "./inflate.ts";
import { Refusal } from "./refusal.ts";
import { richText } from "./rich-text.ts";
import { unescapeCell, unescapeXml } from "./xml-text.ts";
import type { ArchiveEntry } from "./zip.ts";

const MAX_BYTES = 2 ** 30;

/** The table of shared strings; each is decoded when first asked for, since most of them never are. */
export interface SharedStrings {
  get(index: number): string;
}

export function sharedStrings(entry: ArchiveEntry | undefined): SharedStrings {
  if (!entry) return { get: () => missing(-1) };
  const bytes = entryBytes(entry, MAX_BYTES);
  const items = itemPlaces(bytes);
  const cache: (string | undefined)[] = new Array(items.length / 2);
  return {
    get(index) {
      const known = cache[index];
      if (known !== undefined) return known;
      if (!Number.isInteger(index) || index < 0 || index * 2 >= items.length) return missing(index);
      const text = decodeItem(bytes, items[index * 2]!, items[index * 2 + 1]!);
      cache[index] = text;
      return text;
    },
  };
}

function missing(index: number): never {
  throw new Refusal("corrupt", `shared string ${index}`);
}

/** Start and end of each `<si>`, one after the other. */
function itemPlaces(bytes: Buffer): Uint32Array {
  const prefix = /<(?:([^\s<>:/]+):)?sst[\s/>]/.exec(bytes.toString("latin1", 0, 4096))?.[1];
  const name = prefix === undefined ? "si" : `${prefix}:si`;
  if (bytes.toString("latin1", 0, 4096).includes("<!DOCTYPE")) throw new Refusal("doctype", "sharedStrings");
  const closing = Buffer.from(`</${name}`);
  let places = new Uint32Array(1024);
  let count = 0;
  for (let at = nextItem(bytes, name, 0); at >= 0; ) {
    if (count + 2 > places.length) places = grown(places);
    const end = itemEnd(bytes, at, closing);
    places[count++] = at;
    places[count++] = end;
    at = nextItem(bytes, name, end);
  }
  return places.subarray(0, count);
}

function grown(places: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(places.length * 2);
  larger.set(places);
  return larger;
}

function nextItem(bytes: Buffer, name: string, from: number): number {
  for (let at = bytes.indexOf(60, from); at >= 0; at = bytes.indexOf(60, at + 1)) {
    const comment = bytes[at + 1] === 33;
    if (comment) {
      at = bytes.indexOf("-->", at);
      if (at < 0) return -1;
      continue;
    }
    const after = bytes[at + 1 + name.length]!;
    const delimited = after === 62 || after === 47 || after <= 32;
    if (delimited && bytes.toString("latin1", at + 1, at + 1 + name.length) === name) return at;
  }
  return -1;
}

function itemEnd(bytes: Buffer, at: number, closing: Buffer): number {
  const open = bytes.indexOf(62, at);
  if (bytes[open - 1] === 47) return open + 1;
  let end = bytes.indexOf(closing, open);
  while (end >= 0 && bytes[end + closing.length]! > 32 && bytes[end + closing.length] !== 62) {
    end = bytes.indexOf(closing, end + 1);
  }
  if (end < 0) throw new Refusal("corrupt", "sharedStrings");
  return bytes.indexOf(62, end) + 1;
}

/** `<si><t>text</t></si>` at once; runs, phonetics, comments and CDATA by the slower reader. */
function decodeItem(bytes: Buffer, from: number, to: number): string {
  const xml = bytes.toString("utf8", from, to);
  const plain = /^<([\w.-]+:)?si>\s*<(?:\1)?t(?:\s[^<>]*)?>([^<]*)<\/(?:\1)?t\s*>\s*<\/(?:\1)?si\s*>$/.exec(xml);
  if (plain) return unescapeCell(unescapeXml(plain[2]!.replaceAll("\r\n", "\n")));
  return richText(xml);
}
