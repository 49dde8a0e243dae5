import type { WorkbookStamp } from "../../ports/spreadsheet.ts";
import { type OpenPackage, partText } from "./open-package.ts";
import { appendInside, replaceElement, type Splice, splice } from "./splice.ts";
import { escapeXml } from "./xml-text.ts";
import { attr, parseXml, sibling, type XmlElement } from "./xml-tree.ts";

const STORE = "DubanStore";
const RUN = "DubanRun";
const FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
const TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";
const PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";

export const EMPTY_PROPERTIES = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="${PROPERTIES}" xmlns:vt="${TYPES}"></Properties>`;

export const propertiesPart = (book: OpenPackage): string | undefined =>
  book.rootRels.find((rel) => rel.kind === "custom-properties" && book.find(rel.target))?.target;

/** Who wrote last, from the custom document properties; null when nobody of ours did. */
export function readStamp(book: OpenPackage): WorkbookStamp | null {
  const part = propertiesPart(book);
  if (part === undefined) return null;
  const root = parseXml(partText(book.find, part), part);
  const storeId = textOf(root, STORE);
  const run = Number(textOf(root, RUN));
  return storeId && Number.isInteger(run) ? { storeId, run } : null;
}

const property = (root: XmlElement, name: string) => root.children.find((one) => attr(one, "name") === name);
const textOf = (root: XmlElement, name: string): string | undefined => property(root, name)?.children[0]?.text;

/** The part's text with our two properties set; the others stay as they are. */
export function withStamp(text: string, stamp: WorkbookStamp): string {
  const root = parseXml(text, "custom.xml");
  const pids = root.children.map((one) => Number(attr(one, "pid") ?? 1));
  const next = Math.max(1, ...pids) + 1;
  const added: string[] = [];
  const edits: Splice[] = [];
  for (const [name, type, value] of [
    [STORE, "lpwstr", stamp.storeId],
    [RUN, "i4", String(stamp.run)],
  ] as const) {
    const old = property(root, name);
    const xml = written(root, name, type, value, old ? attr(old, "pid")! : String(next + added.length));
    if (old) edits.push(replaceElement(old, xml));
    else added.push(xml);
  }
  if (added.length > 0) edits.push(appendInside(text, root, added.join("")));
  return splice(text, edits);
}

function written(root: XmlElement, name: string, type: string, value: string, pid: string): string {
  const tag = sibling(root, "property");
  const inner = `<vt:${type} xmlns:vt="${TYPES}">${escapeXml(value)}</vt:${type}>`;
  return `<${tag} fmtid="${FMTID}" pid="${pid}" name="${name}">${inner}</${tag}>`;
}
