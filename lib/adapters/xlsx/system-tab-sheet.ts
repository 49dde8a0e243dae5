import type { CellFormat, CellValue, SystemTab } from "../../ports/spreadsheet.ts";
import { type Area, areaName, cellName, columnName, MAX_ROW } from "./address.ts";
import { cellXml, looksLikeFormula } from "./cell-xml.ts";
import { EntryPacker } from "./entry-packer.ts";
import { lightRules } from "./light-rules.ts";
import { parseFrame } from "./read-workbook.ts";
import { Refusal } from "./refusal.ts";
import type { SheetFrame } from "./sheet-stream.ts";
import { HEADER_ROW, STAMP_ROW } from "./stamp-row.ts";
import type { OurStyles } from "./style-book.ts";
import { type TabText, wantedRow } from "./system-tab-diff.ts";
import { escapeXml } from "./xml-text.ts";
import { attr, child, MAIN, REL, type XmlElement } from "./xml-tree.ts";
import type { ArchiveEntry } from "./zip.ts";

const ROWS_PER_BREATH = 1000;
const PROTECTION = `<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/>`;

/** A tab of ours written whole. */
export async function packSystemTab(
  part: string,
  tab: SystemTab,
  text: TabText,
  old: SheetFrame | null,
): Promise<ArchiveEntry> {
  const last = HEADER_ROW + tab.rows.length;
  const packer = new EntryPacker();
  packer.writeText(text.head(old));
  for (let number = 1; number <= last; number++) {
    packer.writeText(text.row(number));
    if (number % ROWS_PER_BREATH === 0) await packer.ready();
  }
  packer.writeText(text.tail(old));
  return packer.finish(part);
}

/** The texts of a tab of ours. Of an old one only what points to other parts is kept (notes, drawings, printer settings). */
export function tabText(tab: SystemTab, stamp: readonly CellValue[], styles: OurStyles, date1904: boolean): TabText {
  const last = HEADER_ROW + tab.rows.length;
  if (last > MAX_ROW) throw new Refusal("sheet-full", tab.title);
  return {
    head: (old) => head(tab, stamp, last, old !== null && wasSelected(old, tab.title)),
    row: rowWriter(tab, stamp, styles, date1904),
    tail: (old) => tail(tab, last, styles, old === null ? "" : keptElements(old, tab.title)),
  };
}

/** The XML of a row of the tab, by its number. */
function rowWriter(
  tab: SystemTab,
  stamp: readonly CellValue[],
  styles: OurStyles,
  date1904: boolean,
): (number: number) => string {
  const formats = tab.headers.map((header) => header.format);
  return (number) => {
    const values = wantedRow(tab, stamp, number);
    let cells = "";
    for (let column = 0; column < values.length; column++) {
      const value = values[column]!;
      if (value === null) continue;
      const style = cellStyle(number, value, formats[column] ?? "text", styles);
      cells += cellXml("", column, number, value, style, date1904);
    }
    return `<row r="${number}">${cells}</row>`;
  };
}

function cellStyle(number: number, value: CellValue, format: CellFormat, styles: OurStyles): number {
  if (number === HEADER_ROW) return styles.header;
  if (number === STAMP_ROW) return typeof value === "object" ? styles.stampDate : styles.stamp;
  return bodyStyle(value, format, styles);
}

/** A style under which the value reads back as what it is: a number under a date format would become a day. */
export function bodyStyle(value: CellValue, format: CellFormat, styles: OurStyles): number {
  if (looksLikeFormula(value)) return styles.quoted;
  if (typeof value === "object" && value !== null) return styles.body.date;
  return format === "date" && value !== null ? styles.body.text : styles.body[format];
}

function head(tab: SystemTab, stamp: readonly CellValue[], last: number, selected: boolean): string {
  const right = Math.max(tab.headers.length, stamp.length) - 1;
  const cols = tab.headers.map((header, i) => col(i + 1, header.width)).join("");
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}" xmlns:r="${REL}"><sheetPr><tabColor rgb="FFBFBFBF"/></sheetPr><dimension ref="A1:${cellName(right, last)}"/><sheetViews><sheetView${selected ? ' tabSelected="1"' : ""} workbookViewId="0"><pane ySplit="${HEADER_ROW}" topLeftCell="A${HEADER_ROW + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A${HEADER_ROW + 1}" sqref="A${HEADER_ROW + 1}"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>${cols === "" ? "" : `<cols>${cols}</cols>`}<sheetData>`;
}

/** Headers and rows, without the stamp. */
export const filterArea = (tab: SystemTab): Area => ({
  top: HEADER_ROW,
  bottom: HEADER_ROW + tab.rows.length,
  left: 0,
  right: tab.headers.length - 1,
});

export const col = (number: number, width: number): string =>
  `<col min="${number}" max="${number}" width="${width}" customWidth="1"/>`;

function tail(tab: SystemTab, last: number, styles: OurStyles, kept: string): string {
  const filter = tab.headers.length === 0 ? "" : `<autoFilter ref="${areaName(filterArea(tab))}"/>`;
  let priority = 1;
  let rules = "";
  tab.headers.forEach((header, column) => {
    if (!header.light) return;
    const name = columnName(column);
    rules += lightRules(`${name}${HEADER_ROW + 1}:${name}${Math.max(last, HEADER_ROW + 1)}`, styles, priority);
    priority += styles.lights.length;
  });
  return `</sheetData>${PROTECTION}${filter}${rules}${kept}</worksheet>`;
}

/** In the order the schema asks for; all of them are single elements with attributes only. */
const KEPT = ["printOptions", "pageMargins", "pageSetup", "drawing", "legacyDrawing", "legacyDrawingHF", "picture"];

function keptElements(old: SheetFrame, part: string): string {
  const root = parseFrame(old.head, old.tail, old.prefix, part);
  return KEPT.map((local) => child(root, local))
    .filter((element) => element !== undefined)
    .map(emptyElement)
    .join("");
}

function emptyElement(element: XmlElement): string {
  const attributes = element.attributes
    .filter((one) => one.uri === "" || one.uri === REL)
    .map((one) => ` ${one.uri === REL ? "r:" : ""}${one.local}="${escapeXml(one.value)}"`);
  return `<${element.local}${attributes.join("")}/>`;
}

function wasSelected(old: SheetFrame, part: string): boolean {
  const views = child(parseFrame(old.head, old.tail, old.prefix, part), "sheetViews");
  return views?.children.some((view) => attr(view, "tabSelected") === "1") ?? false;
}
