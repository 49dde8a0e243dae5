import type { XmlElement } from "../xlsx/xml-tree.ts";

/** Text of one paragraph, joined over its runs, and the table cells it stands in, from the outside in. */
export interface TemplateParagraph {
  readonly text: string;
  readonly cells: readonly Cell[];
}

export interface Cell {
  readonly table: XmlElement;
  readonly cell: XmlElement;
}

/** The paragraphs of a part in their order; a text box's stand after the paragraph that holds it. */
export function paragraphsOf(root: XmlElement): readonly TemplateParagraph[] {
  const found: TemplateParagraph[] = [];
  walk(root, [], null, found);
  return found;
}

function walk(element: XmlElement, cells: readonly Cell[], table: XmlElement | null, found: TemplateParagraph[]): void {
  const name = `${element.prefix}:${element.local}`;
  if (name === "w:p") found.push({ text: textOf(element), cells });
  const inner = name === "w:tc" && table !== null ? [...cells, { table, cell: element }] : cells;
  for (const one of element.children) walk(one, inner, name === "w:tbl" ? element : table, found);
}

const textOf = (paragraph: XmlElement): string => paragraph.children.map(runText).join("");

function runText(element: XmlElement): string {
  const name = `${element.prefix}:${element.local}`;
  if (name === "w:t") return element.text;
  return name === "w:p" ? "" : element.children.map(runText).join("");
}
