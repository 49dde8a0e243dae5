import { Refusal } from "./refusal.ts";
import { escapeXml } from "./xml-text.ts";
import type { XmlElement } from "./xml-tree.ts";

/** Replace text[start, end) by `by`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/** All edits at once; what they do not name stays as it is. Edits at the same place keep their order. */
export function splice(text: string, edits: readonly Splice[]): string {
  let out = "";
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < at) throw new Refusal("bad-xml", "overlapping edits");
    out += text.slice(at, edit.start) + edit.by;
    at = edit.end;
  }
  return out + text.slice(at);
}

export const insertAt = (at: number, by: string): Splice => ({ start: at, end: at, by });
export const replaceElement = (element: XmlElement, by: string): Splice => ({
  start: element.start,
  end: element.end,
  by,
});

/** Puts `inner` last inside the element, opening it where it was self-closing. */
export function appendInside(text: string, element: XmlElement, inner: string): Splice {
  if (element.end !== element.openEnd) return insertAt(element.closeStart, inner);
  const tag = text.slice(element.start, element.openEnd);
  const name = /^<([^\s/>]+)/.exec(tag)![1]!;
  const opened = tag.replace(/\s*\/>$/, ">");
  return { start: element.start, end: element.end, by: `${opened}${inner}</${name}>` };
}

/** Sets attributes (no namespace) of a start tag, keeping the others as written; undefined removes one. */
export function setAttributes(
  text: string,
  element: XmlElement,
  values: Readonly<Record<string, string | undefined>>,
): Splice {
  const tag = text.slice(element.start, element.openEnd);
  return { start: element.start, end: element.openEnd, by: withAttributes(tag, values) };
}

function withAttributes(tag: string, values: Readonly<Record<string, string | undefined>>): string {
  let out = tag;
  for (const [name, value] of Object.entries(values)) out = withAttribute(out, name, value);
  return out;
}

function withAttribute(tag: string, name: string, value: string | undefined): string {
  const written = value === undefined ? "" : ` ${name}="${escapeXml(value)}"`;
  const place = attributeAt(tag, name);
  if (place) return tag.slice(0, place.start) + written + tag.slice(place.end);
  const end = tag.endsWith("/>") ? tag.length - 2 : tag.length - 1;
  return tag.slice(0, end).trimEnd() + written + tag.slice(end);
}

/** Place of ` name="value"` with its leading blank. The tag is known to be well-formed. */
function attributeAt(tag: string, name: string): { start: number; end: number } | null {
  const attribute = /\s+([^\s=/>]+)\s*=\s*(?:"[^"]*"|'[^']*')/gy;
  attribute.lastIndex = /^<[^\s/>]+/.exec(tag)![0].length;
  for (let match = attribute.exec(tag); match; match = attribute.exec(tag)) {
    if (match[1] === name) return { start: match.index, end: attribute.lastIndex };
  }
  return null;
}
