import { writeFileSync } from "node:fs";
import { cellName } from "../../lib/adapters/xlsx/address.ts";
import { EntryPacker } from "../../lib/adapters/xlsx/entry-packer.ts";
import { serialOfDay } from "../../lib/adapters/xlsx/serial-dates.ts";
import { type ArchiveEntry, archiveChunks, packEntry } from "../../lib/adapters/xlsx/zip.ts";
import type { PlainDate } from "../../lib/domain/dates.ts";

/** `day` null: an empty cell with a date format. A formula has no stored value, so whoever opens the file has to calculate it. */
export type Cell = null | string | number | { readonly day: PlainDate | null } | { readonly formula: string };

export interface Table {
  readonly title: string;
  readonly headers: readonly string[];
  readonly rows: () => Iterable<readonly Cell[]>;
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
/** Rows between two looks at how far the packing thread is behind. */
const PAUSE = 500;

/** An .xlsx as a spreadsheet program saves it: shared strings, styled dates. Written sheet by sheet, never whole in memory. */
export async function writeBigWorkbook(file: string, tables: readonly Table[]): Promise<void> {
  const strings = new Map<string, number>();
  const sheets: ArchiveEntry[] = [];
  for (const [at, table] of tables.entries()) sheets.push(await sheetEntry(`sheet${at + 1}.xml`, table, strings));
  const entries = [
    packEntry("[Content_Types].xml", contentTypes(tables.length)),
    packEntry("_rels/.rels", relationships([`rId1 officeDocument xl/workbook.xml`])),
    packEntry("xl/workbook.xml", workbook(tables)),
    packEntry("xl/_rels/workbook.xml.rels", workbookRelationships(tables.length)),
    packEntry("xl/styles.xml", STYLES),
    packEntry("xl/sharedStrings.xml", sharedStrings(strings)),
    ...sheets,
  ];
  writeFileSync(file, Buffer.concat(archiveChunks(entries)));
}

async function sheetEntry(name: string, table: Table, strings: Map<string, number>): Promise<ArchiveEntry> {
  const packer = new EntryPacker();
  packer.writeText(`${HEAD}<worksheet xmlns="${MAIN}"><sheetData>`);
  let number = 1;
  packer.writeText(rowXml(table.headers, number, strings));
  for (const row of table.rows()) {
    packer.writeText(rowXml(row, ++number, strings));
    if (number % PAUSE === 0) await packer.ready();
  }
  packer.writeText("</sheetData></worksheet>");
  return packer.finish(`xl/worksheets/${name}`);
}

const rowXml = (cells: readonly Cell[], number: number, strings: Map<string, number>): string =>
  `<row r="${number}" spans="1:${cells.length}">${cells.map((cell, at) => cellXml(cell, cellName(at, number), strings)).join("")}</row>`;

function cellXml(cell: Cell, at: string, strings: Map<string, number>): string {
  if (cell === null) return "";
  if (typeof cell === "number") return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === "string") return `<c r="${at}" t="s"><v>${indexOf(cell, strings)}</v></c>`;
  if ("formula" in cell) return `<c r="${at}"><f>${escaped(cell.formula)}</f></c>`;
  return dayXml(cell.day, at);
}

/** The cell that an edit of the next day fills. */
export const dayXml = (day: PlainDate | null, at: string): string =>
  day === null ? `<c r="${at}" s="1"/>` : `<c r="${at}" s="1"><v>${serialOfDay(day, false)}</v></c>`;

function indexOf(text: string, strings: Map<string, number>): number {
  const known = strings.get(text);
  if (known !== undefined) return known;
  strings.set(text, strings.size);
  return strings.size - 1;
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const sharedStrings = (strings: ReadonlyMap<string, number>): string =>
  `${HEAD}<sst xmlns="${MAIN}" uniqueCount="${strings.size}">${[...strings.keys()].map((text) => `<si><t>${escaped(text)}</t></si>`).join("")}</sst>`;

const STYLES =
  `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>` +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
  '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>';

const workbook = (tables: readonly Table[]): string =>
  `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets>${tables
    .map(({ title }, at) => `<sheet name="${title}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
    .join("")}</sheets></workbook>`;

/** "id kind target" each. */
const relationships = (items: readonly string[]): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${items
    .map((item) => item.split(" "))
    .map(([id, kind, target]) => `<Relationship Id="${id}" Type="${REL}/${kind}" Target="${target}"/>`)
    .join("")}</Relationships>`;

const workbookRelationships = (sheets: number): string =>
  relationships([
    ...Array.from({ length: sheets }, (_, at) => `rId${at + 1} worksheet worksheets/sheet${at + 1}.xml`),
    `rId${sheets + 1} styles styles.xml`,
    `rId${sheets + 2} sharedStrings sharedStrings.xml`,
  ]);

const contentTypes = (sheets: number): string =>
  `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  [
    `workbook.xml sheet.main`,
    `styles.xml styles`,
    `sharedStrings.xml sharedStrings`,
    ...Array.from({ length: sheets }, (_, at) => `worksheets/sheet${at + 1}.xml worksheet`),
  ]
    .map((item) => item.split(" "))
    .map(([part, type]) => `<Override PartName="/xl/${part}" ContentType="${TYPE}.${type}+xml"/>`)
    .join("") +
  "</Types>";
