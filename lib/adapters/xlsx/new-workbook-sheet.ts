import { type CellValue, isSheetDate } from "../../ports/spreadsheet.ts";
import type { NewColumn, NewSheet } from "../../ports/workbook-file.ts";
import { columnName } from "./address.ts";
import { bodyStyle, LIGHT_COLOURS, STYLE } from "./new-workbook-styles.ts";
import { dateSerial, XML_HEAD, xmlText } from "./new-workbook-xml.ts";

const WRAP_FROM_WIDTH = 24;
const ROOM = 200;
/** Sheets wider than this many characters are printed on A3. */
const A4_WIDTH = 170;

export interface Table {
  /** 1-based. */
  readonly headerRow: number;
  readonly lastRow: number;
  readonly roomTo: number;
  readonly lastColumn: string;
}

export function tableOf(sheet: NewSheet): Table {
  const headerRow = (sheet.preface?.length ?? 0) + 1;
  const lastRow = headerRow + sheet.rows.length;
  return {
    headerRow,
    lastRow,
    roomTo: Math.max(sheet.roomTo ?? lastRow + ROOM, lastRow, headerRow + 1),
    lastColumn: columnName(Math.max(0, sheet.columns.length - 1)),
  };
}

/** A column and whether its text wraps. */
interface Laid extends NewColumn {
  readonly wrap: boolean;
}

const isOurs = (columns: readonly NewColumn[]): boolean =>
  columns.length > 0 && columns.every((column) => column.system === true);

/** Our columns beside people's do not wrap: they are filled later, and the rows and their heights are people's. */
function laidOut(columns: readonly NewColumn[]): readonly Laid[] {
  const ours = isOurs(columns);
  return columns.map((column) => ({
    ...column,
    wrap: column.format === "text" && column.width >= WRAP_FROM_WIDTH && (ours || column.system !== true),
  }));
}

const columnStyle = ({ format, system, wrap }: Laid, quoted = false): number =>
  bodyStyle({ format, system: system === true, wrap, quoted });

type IndexOf = (text: string) => number;

/** What a sheet needs to know of its workbook. */
export interface SheetContext {
  /** A text's place among the shared strings. */
  readonly indexOf: IndexOf;
  /** A column's choices as a list formula, null where it has none. */
  readonly listOf: (column: NewColumn) => string | null;
  readonly selected: boolean;
}

function cellXml(ref: string, value: CellValue | undefined, column: Laid, indexOf: IndexOf): string {
  if (value === null || value === undefined || value === "") return "";
  if (typeof value === "string")
    return `<c r="${ref}" s="${columnStyle(column, /^[=+\-@]/.test(value))}" t="s"><v>${indexOf(value)}</v></c>`;
  if (typeof value === "boolean") return `<c r="${ref}" s="${columnStyle(column)}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (isSheetDate(value))
    return `<c r="${ref}" s="${columnStyle({ ...column, format: "date" })}"><v>${dateSerial(value.date)}</v></c>`;
  if (!Number.isFinite(value)) throw new RangeError(`not a number that a cell can hold: ${ref}`);
  return `<c r="${ref}" s="${columnStyle(column)}"><v>${value}</v></c>`;
}

const LINE_HEIGHT = 16;
/** Characters a line holds: a Chinese one counts twice. */
const lengthOf = (text: string): number => [...text].reduce((sum, sign) => sum + (sign > "\u2E7F" ? 2 : 1), 0);

/** Height in points for wrapped text; null where one line is enough. Not every program fits rows on opening. */
function heightOf(row: readonly CellValue[], columns: readonly Laid[]): number | null {
  const lines = columns.map((column, at) => {
    const value = row[at];
    if (typeof value !== "string" || !column.wrap) return 1;
    return value
      .split("\n")
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(lengthOf(line) / (column.width - 1))), 0);
  });
  const most = Math.max(1, ...lines);
  return most === 1 ? null : Math.min(409, most * LINE_HEIGHT);
}

const styledText = (ref: string, style: number, text: string, indexOf: IndexOf): string =>
  `<c r="${ref}" s="${style}" t="s"><v>${indexOf(text)}</v></c>`;

function rowsXml(sheet: NewSheet, columns: readonly Laid[], { headerRow }: Table, indexOf: IndexOf): string {
  const preface = (sheet.preface ?? []).map((line, index) => {
    const style = index === 0 ? STYLE.title : STYLE.preface;
    const cell = line === "" ? "" : styledText(`A${index + 1}`, style, line, indexOf);
    return `<row r="${index + 1}" s="${style}" customFormat="1"${index === 0 ? ' ht="24" customHeight="1"' : ""}>${cell}</row>`;
  });
  const headers = columns.map((column, index) =>
    styledText(
      columnName(index) + headerRow,
      column.system === true ? STYLE.systemHeader : STYLE.header,
      column.header,
      indexOf,
    ),
  );
  const header = `<row r="${headerRow}" ht="36" customHeight="1">${headers.join("")}</row>`;
  const letters = columns.map((_, index) => columnName(index));
  const rows = sheet.rows.map((row, index) => {
    const number = headerRow + 1 + index;
    const cells = columns.map((column, at) => cellXml(letters[at]! + number, row[at], column, indexOf)).join("");
    const height = heightOf(row, columns);
    return cells === "" ? "" : `<row r="${number}"${height === null ? "" : ` ht="${height}"`}>${cells}</row>`;
  });
  return `<sheetData>${preface.join("")}${header}${rows.join("")}</sheetData>`;
}

function viewXml(sheet: NewSheet, { headerRow }: Table, selected: boolean): string {
  const frozen = sheet.frozenColumns ?? 0;
  const pane = frozen > 0 ? "bottomRight" : "bottomLeft";
  const split = frozen > 0 ? ` xSplit="${frozen}"` : "";
  const corner = `${columnName(frozen)}${headerRow + 1}`;
  return (
    "<sheetViews><sheetView" +
    `${selected ? ' tabSelected="1"' : ""} workbookViewId="0">` +
    `<pane${split} ySplit="${headerRow}" topLeftCell="${corner}" activePane="${pane}" state="frozen"/>` +
    `<selection pane="${pane}" activeCell="${corner}" sqref="${corner}"/></sheetView></sheetViews>`
  );
}

const colsXml = (columns: readonly Laid[]): string =>
  columns.length === 0
    ? ""
    : `<cols>${columns
        .map(
          (column, index) =>
            `<col min="${index + 1}" max="${index + 1}" width="${column.width}" style="${columnStyle(column)}" customWidth="1"/>`,
        )
        .join("")}</cols>`;

/** Coloured by the word a cell begins with; the word itself is always there to be read. */
const lightsXml = (columns: readonly NewColumn[], { headerRow, roomTo }: Table): string =>
  columns
    .map((column, index) => {
      if (column.light !== true) return "";
      const first = `${columnName(index)}${headerRow + 1}`;
      const rules = LIGHT_COLOURS.map(
        ({ word }, at) =>
          `<cfRule type="beginsWith" dxfId="${at}" priority="${index * LIGHT_COLOURS.length + at + 1}" operator="beginsWith" text="${word}"><formula>LEFT(${first},1)="${word}"</formula></cfRule>`,
      );
      return `<conditionalFormatting sqref="${first}:${columnName(index)}${roomTo}">${rules.join("")}</conditionalFormatting>`;
    })
    .join("");

function validationsXml(sheet: NewSheet, { headerRow, roomTo }: Table, listOf: SheetContext["listOf"]): string {
  const items = sheet.columns.flatMap((column, index) => {
    const letter = columnName(index);
    const cells = `sqref="${letter}${headerRow + 1}:${letter}${roomTo}"`;
    const { range } = column;
    if (range !== undefined)
      return [
        `<dataValidation type="decimal" errorStyle="stop" allowBlank="1" showInputMessage="1" showErrorMessage="1" ${cells}><formula1>${range.min}</formula1><formula2>${range.max}</formula2></dataValidation>`,
      ];
    const formula = listOf(column);
    if (formula === null) return [];
    return [
      `<dataValidation type="list" errorStyle="${column.choices?.strict === true ? "stop" : "warning"}" allowBlank="1" showInputMessage="1" showErrorMessage="1" ${cells}><formula1>${xmlText(formula)}</formula1></dataValidation>`,
    ];
  });
  return items.length === 0 ? "" : `<dataValidations count="${items.length}">${items.join("")}</dataValidations>`;
}

/** Name of a link's relationship; rId1 and rId2 are the notes'. */
export const linkId = (index: number): string => `rIdLink${index + 1}`;

function linksXml({ links = [] }: NewSheet, { headerRow }: Table): string {
  if (!links.every(({ url }) => url.startsWith("https://"))) throw new RangeError("a link that is not https");
  const items = links.map(
    ({ row, column }, index) =>
      `<hyperlink ref="${columnName(column)}${headerRow + 1 + row}" r:id="${linkId(index)}"/>`,
  );
  return items.length === 0 ? "" : `<hyperlinks>${items.join("")}</hyperlinks>`;
}

const printXml = (sheet: NewSheet): string => {
  const width = sheet.columns.reduce((sum, column) => sum + column.width, 0);
  return (
    '<printOptions horizontalCentered="1" gridLines="1"/><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>' +
    `<pageSetup paperSize="${width > A4_WIDTH ? 8 : 9}" orientation="landscape" fitToWidth="1" fitToHeight="0"/>` +
    "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>"
  );
};

const PROTECTION =
  '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/>';

export function sheetXml(sheet: NewSheet, { indexOf, listOf, selected }: SheetContext): string {
  const table = tableOf(sheet);
  const columns = laidOut(sheet.columns);
  return (
    `${XML_HEAD}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
    `<sheetPr><tabColor rgb="${isOurs(columns) ? "FFA6A6A6" : "FF5B9BD5"}"/><pageSetUpPr fitToPage="1"/></sheetPr>` +
    `<dimension ref="A1:${table.lastColumn}${table.lastRow}"/>` +
    viewXml(sheet, table, selected) +
    '<sheetFormatPr defaultRowHeight="15"/>' +
    colsXml(columns) +
    rowsXml(sheet, columns, table, indexOf) +
    (sheet.protect === true ? PROTECTION : "") +
    (sheet.columns.length === 0
      ? ""
      : `<autoFilter ref="A${table.headerRow}:${table.lastColumn}${Math.max(table.lastRow, table.headerRow + 1)}"/>`) +
    lightsXml(sheet.columns, table) +
    validationsXml(sheet, table, listOf) +
    linksXml(sheet, table) +
    printXml(sheet) +
    (sheet.columns.some((column) => column.note !== undefined) ? '<legacyDrawing r:id="rId2"/>' : "") +
    "</worksheet>"
  );
}
