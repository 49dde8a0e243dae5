import { MARKS } from "../fakes/public-city.ts";

const ENTITY = /&#(?:x([0-9a-f]+)|(\d+));/gi;
const JSON_ESCAPE = /\\u([0-9a-f]{4})/gi;
const ADDRESS_ESCAPE = /_([0-9a-f]{2,6})_/g;
const BASE64 = /[A-Za-z0-9+/_-]{8,}/g;
const HEX = /(?:[0-9a-f]{2}){6,}/gi;
const HAN_DIGITS = "〇零一二三四五六七八九";

const ofCode = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : "");

const decoded: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) =>
    text.replace(ENTITY, (_, hex, decimal) => ofCode(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))),
  (text) => text.replace(JSON_ESCAPE, (_, hex) => ofCode(Number.parseInt(hex, 16))),
  (text) => text.replace(ADDRESS_ESCAPE, (_, hex) => ofCode(Number.parseInt(hex, 16))),
  (text) =>
    (text.match(/(?:%[0-9a-f]{2})+/gi) ?? [])
      .map((run) => Buffer.from(run.replaceAll("%", ""), "hex").toString())
      .join(" "),
  (text) => (text.match(HEX) ?? []).map((run) => Buffer.from(run, "hex").toString()).join(" "),
  ...[0, 1, 2, 3].map(
    (shift) => (text: string) =>
      (text.match(BASE64) ?? []).map((run) => Buffer.from(run.slice(shift), "base64").toString()).join(" "),
  ),
];

const WHOLE = Object.values(MARKS);
const FIGURES = [MARKS.mobile, MARKS.identity, MARKS.figure];

/** Digits as one would read them out: Han digits and full width counted, separators gone. */
const digitsOf = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[〇零一二三四五六七八九]/g, (one) => String(Math.max(0, HAN_DIGITS.indexOf(one) - 1)))
    .replace(/(?<=\d)[^\d\p{L}<>]{1,2}(?=\d)/gu, "");

/** Lines that were looked at before and hold nothing: pages share most of theirs. */
const clean = new Set<string>();

/** Marks of planted secrets in the names and bytes of files, decoded in every way a page or a data file may write them. */
export function marksIn(files: ReadonlyMap<string, Uint8Array>): readonly string[] {
  const lines = new Set<string>();
  for (const [path, bytes] of files)
    for (const line of [path, ...Buffer.from(bytes).toString("utf8").split("\n")])
      if (!clean.has(line)) lines.add(line);
  const text = [...lines].join("\n");
  const found = decoded.flatMap((decode) => marksOf(decode(text)));
  const wide = [...files.values()].flatMap((bytes) =>
    Buffer.from(bytes).includes(Buffer.from(MARKS.text, "utf16le")) ? ["utf-16"] : [],
  );
  if (found.length === 0) for (const line of lines) clean.add(line);
  return [...new Set([...found, ...wide])];
}

function marksOf(text: string): readonly string[] {
  const small = text.toLowerCase();
  const digits = digitsOf(text);
  return [
    ...WHOLE.filter((mark) => small.includes(mark)).map((mark) => `${mark}: …${around(small, mark)}…`),
    ...FIGURES.filter((mark) => digits.includes(mark)).map((mark) => `${mark}: …${around(digits, mark)}…`),
  ];
}

const around = (text: string, mark: string): string =>
  text.slice(Math.max(0, text.indexOf(mark) - 40), text.indexOf(mark) + 40);
