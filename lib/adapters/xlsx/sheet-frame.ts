import { type Area, areaName, cellName, columnName, coversColumn, MAX_ROW, parseArea } from "./address.ts";
import { lightRules } from "./light-rules.ts";
import { parseFrame } from "./read-workbook.ts";
import { appendInside, insertAt, type Splice, setAttributes, splice } from "./splice.ts";
import { type OurStyles, withPrefix } from "./style-book.ts";
import { col } from "./system-tab-sheet.ts";
import { attr, child, childrenOf, parseXml, type XmlElement } from "./xml-tree.ts";

/** A column added by us at the right of a table. */
export interface AddedColumn {
  readonly column: number;
  readonly width: number;
}

/** The text before the rows, with the dimension reaching to `area` and the new columns' widths. */
export function headWith(head: string, prefix: string, reach: Area, added: readonly AddedColumn[]): string {
  const p = prefix === "" ? "" : `${prefix}:`;
  const closing = head.endsWith("/>") ? `</${p}worksheet>` : `</${p}sheetData></${p}worksheet>`;
  const root = parseXml(head + closing, "sheet");
  return splice(head, [...dimensionEdits(head, root, reach), ...columnEdits(head, root, added)]);
}

function dimensionEdits(head: string, root: XmlElement, reach: Area): Splice[] {
  const dimension = child(root, "dimension");
  const area = dimension ? parseArea(attr(dimension, "ref") ?? "") : null;
  if (!dimension || !area) return [];
  const wider = { ...area, right: Math.max(area.right, reach.right), bottom: Math.max(area.bottom, reach.bottom) };
  return [setAttributes(head, dimension, { ref: areaName(wider) })];
}

/** An old range of columns that covers a new one is cut around it, so that everybody else's width stays. */
function columnEdits(head: string, root: XmlElement, added: readonly AddedColumn[]): Splice[] {
  if (added.length === 0) return [];
  const cols = child(root, "cols");
  const first = Math.min(...added.map((one) => one.column)) + 1;
  const last = Math.max(...added.map((one) => one.column)) + 1;
  const ours = withPrefix(added.map((one) => col(one.column + 1, one.width)).join(""), root.prefix);
  if (!cols) {
    const data = child(root, "sheetData")!;
    return [insertAt(data.start, withPrefix("<cols>", root.prefix) + ours + withPrefix("</cols>", root.prefix))];
  }
  const edits: Splice[] = [];
  let placed = false;
  for (const range of childrenOf(cols, "col")) {
    const [min, max] = [Number(attr(range, "min")), Number(attr(range, "max"))];
    if (max < first) continue;
    const tag = head.slice(range.start, range.end);
    const left = min < first ? cutTag(head, range, { min, max: first - 1 }) : "";
    const right = max > last ? cutTag(head, range, { min: Math.max(min, last + 1), max }) : "";
    const rest = min > last ? tag : right;
    edits.push({ start: range.start, end: range.end, by: left + (placed ? "" : ours) + rest });
    placed = true;
  }
  return placed ? edits : [appendInside(head, cols, ours)];
}

function cutTag(head: string, range: XmlElement, { min, max }: { min: number; max: number }): string {
  const edit = setAttributes(head, range, { min: String(min), max: String(max) });
  return edit.by + head.slice(edit.end, range.end);
}

export interface TailEdits {
  /** The filter's new area, when it grows. */
  readonly filter: Area | null;
  /** Our light columns and the first row below the headers. */
  readonly lights: readonly number[];
  readonly firstRow: number;
  readonly styles: OurStyles;
}

/** The text behind the rows, with the filter widened and light columns coloured where nothing colours them yet. */
export function tailWith(head: string, tail: string, prefix: string, edits: TailEdits): string {
  const root = parseFrame(head, tail, prefix, "sheet");
  const text = head + tail;
  const splices = [...filterEdits(text, root, edits.filter), ...lightEdits(root, edits)];
  return splice(text, splices).slice(head.length);
}

function filterEdits(text: string, root: XmlElement, area: Area | null): Splice[] {
  const filter = child(root, "autoFilter");
  return filter && area ? [setAttributes(text, filter, { ref: areaName(area) })] : [];
}

/** Elements that stand before `conditionalFormatting` (CT_Worksheet, ECMA-376 18.3.1.99). */
const BEFORE_RULES = [
  "sheetData",
  "sheetCalcPr",
  "sheetProtection",
  "protectedRanges",
  "scenarios",
  "autoFilter",
  "sortState",
  "dataConsolidate",
  "customSheetViews",
  "mergeCells",
  "phoneticPr",
  "conditionalFormatting",
];

function lightEdits(root: XmlElement, { lights, firstRow, styles }: TailEdits): Splice[] {
  const present = root.children.filter((one) => one.local === "conditionalFormatting");
  const areas = present.flatMap((one) =>
    (attr(one, "sqref") ?? "").split(/\s+/).flatMap((ref) => parseArea(ref) ?? []),
  );
  const bare = lights.filter((column) => !areas.some((area) => coversColumn(area, column)));
  if (bare.length === 0) return [];
  const priorities = present.flatMap((one) => one.children.map((rule) => Number(attr(rule, "priority") ?? 0)));
  let priority = Math.max(0, ...priorities) + 1;
  const rules = bare.map((column) => {
    const area = `${cellName(column, firstRow)}:${columnName(column)}${MAX_ROW}`;
    const xml = lightRules(area, styles, priority);
    priority += styles.lights.length;
    return withPrefix(xml, root.prefix);
  });
  const before = root.children.filter((one) => one.uri === root.uri && BEFORE_RULES.includes(one.local)).at(-1)!;
  return [insertAt(before.end, rules.join(""))];
}
