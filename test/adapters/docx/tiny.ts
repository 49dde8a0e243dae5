import { entryBytes } from "../../../lib/adapters/xlsx/inflate.ts";
import { type PlainEntry, readArchive, writeArchive } from "../../../lib/adapters/xlsx/zip.ts";

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const RELS = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export const p = (...runs: string[]): string =>
  `<w:p>${runs.map((text) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`).join("")}</w:p>`;

export const row = (...cells: string[]): string =>
  `<w:tr>${cells.map((cell) => `<w:tc><w:tcPr/>${cell}</w:tc>`).join("")}</w:tr>`;

export const table = (...rows: string[]): string => `<w:tbl><w:tblPr/><w:tblGrid/>${rows.join("")}</w:tbl>`;

export interface TinyParts {
  /** More parts, or others in place of the usual ones. */
  readonly parts?: Readonly<Record<string, string>>;
  readonly mainType?: string;
  /** Relations of the document. */
  readonly relations?: string;
  readonly overrides?: string;
}

/** The smallest document that Word opens, with this body. */
export function tinyDocx(
  body: string,
  { parts = {}, mainType = TYPE, relations = "", overrides = "" }: TinyParts = {},
): Uint8Array {
  const all: Record<string, string> = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${mainType}"/>${overrides}</Types>`,
    "_rels/.rels": `<Relationships xmlns="${RELS}"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/_rels/document.xml.rels": `<Relationships xmlns="${RELS}">${relations}</Relationships>`,
    "word/document.xml": `<w:document xmlns:w="${W}"><w:body>${body}<w:sectPr/></w:body></w:document>`,
    ...parts,
  };
  return writeArchive(Object.entries(all).map(([name, content]): PlainEntry => ({ name, content })));
}

export function partOf(docx: Uint8Array, name = "word/document.xml"): string {
  const entry = readArchive(docx).find((one) => one.name === name);
  if (entry === undefined) throw new Error(`no part ${name}`);
  return entryBytes(entry).toString("utf8");
}

/** Its parts with one of them changed. */
export const withPart = (docx: Uint8Array, name: string, change: (text: string) => string): Uint8Array =>
  writeArchive(
    readArchive(docx).map((entry) => ({
      name: entry.name,
      content: entry.name === name ? change(entryBytes(entry).toString("utf8")) : entryBytes(entry),
    })),
  );

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const unescaped = (xml: string): string =>
  xml.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name]!);

/** Its text: a line for each paragraph, the cells of a row in one line. */
export function textLines(xml: string): readonly string[] {
  const rows = xml
    .replace(/<w:tr[ >].*?<\/w:tr>/gs, (found) => `<w:p>${cellsOf(found).join("<w:t> | </w:t>")}</w:p>`)
    .match(/<w:p[ >].*?<\/w:p>|<w:p\/>/gs);
  return (rows ?? []).map((paragraph) => unescaped(paragraphText(paragraph)));
}

const cellsOf = (found: string): readonly string[] =>
  (found.match(/<w:tc[ >].*?<\/w:tc>/gs) ?? []).map((cell) => cell.replace(/<\/?w:p[ >][^>]*|<\/?w:p>/g, ""));

const paragraphText = (xml: string): string =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:br\/>|<w:tab\/>/g)]
    .map(([tag, text]) => text ?? (tag === "<w:tab/>" ? "\t" : "⏎"))
    .join("");
