import { PortError } from "../../ports/port-error.ts";
import { entryBytes } from "../xlsx/inflate.ts";
import { Refusal } from "../xlsx/refusal.ts";
import {
  attr,
  CONTENT_TYPES,
  childrenOf,
  decodePart,
  PACKAGE_RELS,
  parseXml,
  type XmlElement,
} from "../xlsx/xml-tree.ts";
import { readArchive } from "../xlsx/zip.ts";

/** A template opened: its parts in their order, and those in which text stands. */
export interface TemplatePackage {
  readonly file: string;
  readonly parts: ReadonlyMap<string, Buffer>;
  readonly texts: readonly TextPart[];
}

export interface TextPart {
  readonly name: string;
  readonly kind: "document" | "header" | "footer" | "footnotes" | "comments" | "endnotes";
  readonly root: XmlElement;
}

/** A template with pictures is a few MB; beyond these it is an attack or a mistake. */
const MOST_PARTS = 1000;
const MOST_BYTES = 64 * 2 ** 20;

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const TEXT_TYPES: Readonly<Record<string, TextPart["kind"]>> = {
  [`${WORD}.document.main+xml`]: "document",
  [`${WORD}.header+xml`]: "header",
  [`${WORD}.footer+xml`]: "footer",
  [`${WORD}.footnotes+xml`]: "footnotes",
  [`${WORD}.comments+xml`]: "comments",
  [`${WORD}.endnotes+xml`]: "endnotes",
};
const TYPES = "[Content_Types].xml";

/** Opens a template. Throws PortError "template-unreadable" with the reason: no .docx, a bomb, macros, links to the outside, embedded objects. */
export function openTemplate(file: string, content: Uint8Array): TemplatePackage {
  try {
    return opened(file, content);
  } catch (error) {
    if (error instanceof Refusal) throw unreadable(file, error.reason, error.detail, error);
    throw error;
  }
}

const unreadable = (file: string, reason: string, detail: string, cause?: unknown): PortError =>
  new PortError("template-unreadable", { file, reason, detail }, { retryable: false, cause });

function opened(file: string, content: Uint8Array): TemplatePackage {
  const parts = inflated(content);
  const types = contentTypes(parts);
  const [reason, detail] = dangerIn(parts, types);
  if (reason !== null) throw unreadable(file, reason, detail);
  const texts = [...types].flatMap(([name, type]): TextPart[] => {
    const kind = TEXT_TYPES[type];
    return kind === undefined || !parts.has(name) ? [] : [{ name, kind, root: xmlOf(parts, name) }];
  });
  const main = texts.find(({ kind }) => kind === "document");
  if (main === undefined) throw unreadable(file, "not-a-document", "");
  if (main.root.prefix !== "w" || !/\/2006\/main$/.test(main.root.uri)) throw unreadable(file, "strict-namespace", "");
  return { file, parts, texts };
}

function inflated(content: Uint8Array): ReadonlyMap<string, Buffer> {
  const entries = readArchive(content).filter(({ name }) => !name.endsWith("/"));
  const bytes = entries.reduce((sum, { size }) => sum + size, 0);
  if (entries.length > MOST_PARTS || bytes > MOST_BYTES) throw new Refusal("too-large");
  return new Map(entries.map((entry) => [entry.name, entryBytes(entry)]));
}

const xmlOf = (parts: ReadonlyMap<string, Buffer>, name: string): XmlElement =>
  parseXml(decodePart(parts.get(name)!, name), name);

/** Types of the parts that have one of their own, by name without the slash. */
function contentTypes(parts: ReadonlyMap<string, Buffer>): ReadonlyMap<string, string> {
  if (!parts.has(TYPES)) throw new Refusal("missing-part", TYPES);
  const all = childrenOf(xmlOf(parts, TYPES), "Override", CONTENT_TYPES);
  return new Map(all.map((one) => [attr(one, "PartName")!.replace(/^\//, ""), attr(one, "ContentType") ?? ""]));
}

const ACTIVE = /vba|macro|activeX/i;
const EMBEDDED = /\/(embeddings|activeX)\//i;
/** Fields that fetch or start something when the paper is opened. */
const FETCHES = /^\s*(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|DATABASE|IMPORT|INCLUDE|LINK|MACROBUTTON|RD|AUTOTEXT)\b/i;

/** What no paper of the office may carry, in the order of its danger. */
function dangerIn(
  parts: ReadonlyMap<string, Buffer>,
  types: ReadonlyMap<string, string>,
): readonly [reason: string | null, detail: string] {
  for (const [name, type] of types) if (ACTIVE.test(type)) return ["macros", name];
  for (const name of parts.keys()) {
    if (ACTIVE.test(name)) return ["macros", name];
    if (EMBEDDED.test(name)) return ["embedded", name];
  }
  for (const name of parts.keys()) {
    const found = name.endsWith(".rels") ? foreign(xmlOf(parts, name)) : null;
    if (found !== null) return ["external", found];
  }
  for (const name of parts.keys()) {
    const field = /\.xml$/.test(name) ? fetchingField(xmlOf(parts, name)) : null;
    if (field !== null) return ["field", field];
  }
  return [null, ""];
}

const foreign = (rels: XmlElement): string | null =>
  childrenOf(rels, "Relationship", PACKAGE_RELS)
    .filter(
      (one) =>
        attr(one, "TargetMode") === "External" || /aFChunk|subDocument|attachedTemplate/.test(attr(one, "Type") ?? ""),
    )
    .map((one) => (attr(one, "Target") ?? "").slice(0, 80))[0] ?? null;

/** An instruction may be cut over several runs: they are read together, paragraph by paragraph. */
function fetchingField(element: XmlElement): string | null {
  const texts = element.local === "p" ? [instructionOf(element)] : [];
  const simple =
    element.local === "fldSimple" ? (element.attributes.find(({ local }) => local === "instr")?.value ?? "") : "";
  const bad = [...texts, simple].find((text) => FETCHES.test(text));
  if (bad !== undefined) return bad.trim().slice(0, 80);
  for (const one of element.children) {
    const found = fetchingField(one);
    if (found !== null) return found;
  }
  return null;
}

const instructionOf = (element: XmlElement): string =>
  element.local === "instrText" ? element.text : element.children.map(instructionOf).join("");
