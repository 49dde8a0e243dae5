import type { MinutesBlock } from "../domain/minutes/blocks.ts";
import { markOf } from "../domain/minutes/blocks.ts";
import { plainForm, withoutInnerBlanks } from "../domain/minutes/plain-form.ts";
import { parseXml, type XmlElement } from "./xlsx/xml-tree.ts";

/** Deeper lists and tables are no minutes. */
const DEEPEST = 40;

/** mammoth's HTML as blocks: a numbered list gets numbers again, since Word keeps them out of the text. */
export function blocksOfHtml(html: string): readonly MinutesBlock[] {
  const blocks: MinutesBlock[] = [];
  const whole = `<div>${html}</div>`;
  collect(parseXml(whole, "html"), whole, 0, blocks);
  return blocks;
}

const BREAK = "\n";

function collect(element: XmlElement, html: string, depth: number, blocks: MinutesBlock[]): void {
  if (depth > DEEPEST) return;
  for (const [index, inner] of element.children.entries()) {
    if (inner.local === "table") blocks.push({ kind: "table", rows: rowsOf(inner, html) });
    else if (inner.local === "li") addItem(inner, html, depth, blocks, element.local === "ol" ? index + 1 : null);
    else if (["ol", "ul", "div"].includes(inner.local)) collect(inner, html, depth + 1, blocks);
    else for (const line of textOf(inner, html).split(BREAK)) add(line, blocks);
  }
}

function add(text: string, blocks: MinutesBlock[]): void {
  const plain = withoutInnerBlanks(text);
  if (plain !== "") blocks.push({ kind: "paragraph", text: plain });
}

/** The text of the item, then the lists inside it. */
function addItem(item: XmlElement, html: string, depth: number, blocks: MinutesBlock[], number: number | null): void {
  const text = withoutInnerBlanks(textOf(item, html, ["ol", "ul", "table"]));
  const own = number === null || markOf(plainForm(text)) !== null;
  add(own ? text : `${numbered(number, depth)}${text}`, blocks);
  const inner = item.children.filter(({ local }) => ["ol", "ul", "table", "div"].includes(local));
  if (inner.length > 0) collect({ ...item, children: inner }, html, depth + 1, blocks);
}

const numbered = (number: number, depth: number): string =>
  depth <= 1 ? `${Math.min(number, 99)}. ` : `(${Math.min(number, 99)})`;

function rowsOf(table: XmlElement, html: string): readonly (readonly string[])[] {
  const rows = descendants(table, "tr");
  const grid: string[][] = rows.map(() => []);
  for (const [y, row] of rows.entries()) {
    let x = 0;
    for (const cell of row.children.filter(({ local }) => local === "td" || local === "th")) {
      while (grid[y]?.[x] !== undefined) x++;
      const text = cellText(cell, html);
      const [wide, high] = [span(cell, "colspan"), span(cell, "rowspan")];
      for (let down = 0; down < high && y + down < rows.length; down++)
        for (let right = 0; right < wide; right++) grid[y + down]![x + right] = text;
      x += wide;
    }
  }
  return grid.map((row) => Array.from(row, (cell) => cell ?? ""));
}

/** Word has at most 63 columns; a merged cell fills all it covers. */
const span = (cell: XmlElement, name: string): number => {
  const typed = Number(cell.attributes.find(({ local }) => local === name)?.value ?? 1);
  return Number.isInteger(typed) && typed >= 1 ? Math.min(typed, name === "colspan" ? 63 : 500) : 1;
};

/** Rows of the table itself, not of tables inside its cells. */
const descendants = (table: XmlElement, local: string): readonly XmlElement[] =>
  table.children.flatMap((one) =>
    one.local === local ? [one] : ["thead", "tbody", "tfoot"].includes(one.local) ? descendants(one, local) : [],
  );

function cellText(cell: XmlElement, html: string): string {
  const lines = cell.children.length === 0 ? [cell.text] : cell.children.map((one) => textOf(one, html));
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join(BREAK);
}

const TAG = /<[^>]*>/g;
const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};

/** Text and inner elements in their order, which the tree does not keep: taken from the HTML between its tags. */
function textOf(element: XmlElement, html: string, without: readonly string[] = []): string {
  let text = "";
  let at = element.openEnd;
  for (const inner of element.children.filter(({ local }) => without.includes(local))) {
    text += html.slice(at, inner.start);
    at = inner.end;
  }
  text += html.slice(at, Math.max(at, element.closeStart));
  return text
    .replace(/<br\s*\/?>|<\/p>(?=.)/g, BREAK)
    .replace(TAG, "")
    .replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity]!);
}
