import { SaxesParser } from "saxes";
import { Refusal } from "./refusal.ts";

/** An element with its place in the text, so that a part can be edited without being written anew. Offsets are UTF-16 units. */
export interface XmlElement {
  readonly uri: string;
  readonly local: string;
  readonly prefix: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: XmlElement[];
  /** Direct text, children's not included. */
  text: string;
  /** `<` of the start tag. */
  readonly start: number;
  /** After `>` of the start tag. */
  readonly openEnd: number;
  /** `<` of the end tag; equals `openEnd` when self-closing. */
  closeStart: number;
  end: number;
}

export interface XmlAttribute {
  readonly uri: string;
  readonly local: string;
  readonly value: string;
}

export const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
export const REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
export const PACKAGE_RELS = "http://schemas.openxmlformats.org/package/2006/relationships";
export const CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types";

/** UTF-8 only, a byte order mark kept, so that text → bytes gives back the same bytes. */
export function decodePart(bytes: Uint8Array, part: string): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new Refusal("encoding", part);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refusal("encoding", part);
  }
}

/** The root element of a part. Refuses a DOCTYPE, another encoding, and text that is not well-formed. */
export function parseXml(text: string, part: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  parser.on("xmldecl", (decl) => {
    if (decl.encoding && !/^(utf-?8|us-ascii)$/i.test(decl.encoding)) throw new Refusal("encoding", part);
  });
  parser.on("doctype", () => {
    throw new Refusal("doctype", part);
  });
  parser.on("error", (error) => {
    throw new Refusal("bad-xml", `${part}: ${error.message}`);
  });
  parser.on("opentag", (tag) => {
    const element: XmlElement = {
      uri: tag.uri,
      local: tag.local,
      prefix: tag.prefix,
      attributes: Object.values(tag.attributes),
      children: [],
      text: "",
      start: text.lastIndexOf("<", parser.position - 1),
      openEnd: parser.position,
      closeStart: parser.position,
      end: parser.position,
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on("text", (piece) => addText(open.at(-1), piece));
  parser.on("cdata", (piece) => addText(open.at(-1), piece));
  parser.on("closetag", (tag) => {
    const element = open.pop()!;
    if (tag.isSelfClosing) return;
    element.end = parser.position;
    element.closeStart = text.lastIndexOf("<", parser.position - 1);
  });
  parser.write(text).close();
  if (!root) throw new Refusal("bad-xml", part);
  return root;
}

function addText(element: XmlElement | undefined, piece: string): void {
  if (element) element.text += piece;
}

/** Value of an attribute without namespace (or of the one given), undefined when it does not stand there. */
export const attr = (element: XmlElement, local: string, uri = ""): string | undefined =>
  element.attributes.find((one) => one.local === local && one.uri === uri)?.value;

export const child = (element: XmlElement, local: string, uri = element.uri): XmlElement | undefined =>
  element.children.find((one) => one.local === local && one.uri === uri);

export const childrenOf = (element: XmlElement, local: string, uri = element.uri): XmlElement[] =>
  element.children.filter((one) => one.local === local && one.uri === uri);

/** Name as it must be written beside `element` ("x:sheet" where the part uses a prefix). */
export const sibling = (element: XmlElement, local: string): string =>
  element.prefix === "" ? local : `${element.prefix}:${local}`;
