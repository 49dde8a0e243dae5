import type { NewSheet, NewWorkbook, WriteWorkbook } from "../../ports/workbook-file.ts";
import { choiceLists, sheetNames } from "./new-workbook-names.ts";
import { commentsXml, type Note, notesDrawing } from "./new-workbook-notes.ts";
import { linkId, sheetXml, tableOf } from "./new-workbook-sheet.ts";
import { stylesXml } from "./new-workbook-styles.ts";
import { cellXmlText, XML_HEAD, xmlAttribute, xmlText } from "./new-workbook-xml.ts";
import { writeArchive } from "./zip.ts";

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";
/** Fixed, so that the same spec gives the same bytes. */
const CREATED = "2026-01-01T00:00:00Z";

/** Name → XML, in the order of the archive. */
export type WorkbookParts = Map<string, string>;

/** A new .xlsx made by us. Throws a RangeError where the spec cannot be a workbook (titles, numbers, choices). */
export const writeWorkbook: WriteWorkbook = async (workbook) => packWorkbook(workbookParts(workbook));

export const packWorkbook = async (parts: WorkbookParts): Promise<Uint8Array> =>
  writeArchive([...parts].map(([name, content]) => ({ name, content })));

export function workbookParts(workbook: NewWorkbook): WorkbookParts {
  const lists = choiceLists(workbook);
  const sheets = lists.sheet === null ? workbook.sheets : [...workbook.sheets, lists.sheet];
  checkTitles(sheets);
  const strings = new Map<string, number>();
  const indexOf = (text: string): number => {
    if (!strings.has(text)) strings.set(text, strings.size);
    return strings.get(text)!;
  };
  const active = Math.max(
    0,
    sheets.findIndex((sheet) => sheet.hidden !== true),
  );
  const bodies = sheets.map((sheet, index) =>
    sheetXml(sheet, { indexOf, listOf: lists.listOf, selected: index === active }),
  );
  const parts: WorkbookParts = new Map([
    ["[Content_Types].xml", contentTypesXml(sheets)],
    ["_rels/.rels", PACKAGE_RELS],
    ["docProps/core.xml", coreXml(workbook.title)],
    ["xl/workbook.xml", workbookXml(sheets, active, [...lists.names, ...sheets.flatMap(sheetNames)])],
    ["xl/_rels/workbook.xml.rels", workbookRels(sheets.length)],
    ["xl/styles.xml", stylesXml()],
    ["xl/sharedStrings.xml", sharedStringsXml([...strings.keys()])],
  ]);
  sheets.forEach((sheet, index) => {
    parts.set(`xl/worksheets/sheet${index + 1}.xml`, bodies[index]!);
    addRelated(parts, sheet, index + 1);
  });
  return parts;
}

function checkTitles(sheets: readonly NewSheet[]): void {
  const titles = sheets.map((sheet) => sheet.title);
  const bad = titles.find((title) => title === "" || title.length > 31 || /[[\]:*?/\\]|^'|'$/.test(title));
  if (bad !== undefined) throw new RangeError(`not a sheet title: ${bad}`);
  if (new Set(titles.map((title) => title.toLowerCase())).size < titles.length)
    throw new RangeError("a sheet title twice");
  if (sheets.every((sheet) => sheet.hidden === true)) throw new RangeError("no sheet that shows");
}

const notesOf = (sheet: NewSheet): readonly Note[] =>
  sheet.columns.flatMap((column, index) =>
    column.note === undefined ? [] : [{ row: tableOf(sheet).headerRow - 1, column: index, text: column.note }],
  );

/** The notes of a sheet's headers and the links of its cells. */
function addRelated(parts: WorkbookParts, sheet: NewSheet, number: number): void {
  const notes = notesOf(sheet);
  const links = (sheet.links ?? []).map(
    ({ url }, index) =>
      `<Relationship Id="${linkId(index)}" Type="${OFFICE}/hyperlink" Target="${xmlAttribute(url)}" TargetMode="External"/>`,
  );
  const related = [...(notes.length === 0 ? [] : notesRelated(number)), ...links];
  if (related.length > 0) parts.set(`xl/worksheets/_rels/sheet${number}.xml.rels`, relationships(related));
  if (notes.length === 0) return;
  parts.set(`xl/comments${number}.xml`, commentsXml(notes));
  parts.set(`xl/drawings/vmlDrawing${number}.vml`, notesDrawing(notes, number));
}

const notesRelated = (number: number): readonly string[] => [
  `<Relationship Id="rId1" Type="${OFFICE}/comments" Target="../comments${number}.xml"/>`,
  `<Relationship Id="rId2" Type="${OFFICE}/vmlDrawing" Target="../drawings/vmlDrawing${number}.vml"/>`,
];

const relationships = (items: readonly string[]): string =>
  `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">${items.join("")}</Relationships>`;

const PACKAGE_RELS = relationships([
  `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/>`,
  `<Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>`,
]);

const workbookRels = (sheets: number): string =>
  relationships([
    ...Array.from(
      { length: sheets },
      (_, index) =>
        `<Relationship Id="rId${index + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
    ),
    `<Relationship Id="rId${sheets + 1}" Type="${OFFICE}/styles" Target="styles.xml"/>`,
    `<Relationship Id="rId${sheets + 2}" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/>`,
  ]);

const override = (part: string, type: string): string => `<Override PartName="${part}" ContentType="${type}"/>`;

const contentTypesXml = (sheets: readonly NewSheet[]): string =>
  `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>' +
  override("/xl/workbook.xml", `${SPREADSHEET}.sheet.main+xml`) +
  sheets.map((_, index) => override(`/xl/worksheets/sheet${index + 1}.xml`, `${SPREADSHEET}.worksheet+xml`)).join("") +
  sheets
    .map((sheet, index) =>
      notesOf(sheet).length === 0 ? "" : override(`/xl/comments${index + 1}.xml`, `${SPREADSHEET}.comments+xml`),
    )
    .join("") +
  override("/xl/styles.xml", `${SPREADSHEET}.styles+xml`) +
  override("/xl/sharedStrings.xml", `${SPREADSHEET}.sharedStrings+xml`) +
  override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml") +
  "</Types>";

const workbookXml = (sheets: readonly NewSheet[], active: number, names: readonly string[]): string =>
  `${XML_HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr/>` +
  `<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="15000" tabRatio="850" activeTab="${active}"/></bookViews>` +
  `<sheets>${sheets
    .map(
      (sheet, index) =>
        `<sheet name="${xmlAttribute(sheet.title)}" sheetId="${index + 1}"${sheet.hidden === true ? ' state="hidden"' : ""} r:id="rId${index + 1}"/>`,
    )
    .join("")}</sheets>` +
  (names.length === 0 ? "" : `<definedNames>${names.join("")}</definedNames>`) +
  "</workbook>";

const sharedStringsXml = (texts: readonly string[]): string =>
  `${XML_HEAD}<sst xmlns="${MAIN}" uniqueCount="${texts.length}">` +
  `${texts.map((text) => `<si><t xml:space="preserve">${cellXmlText(text)}</t></si>`).join("")}</sst>`;

const coreXml = (title: string): string =>
  `${XML_HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
  'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
  `<dc:title>${xmlText(title)}</dc:title><dc:creator>督办</dc:creator>` +
  `<dcterms:created xsi:type="dcterms:W3CDTF">${CREATED}</dcterms:created></cp:coreProperties>`;
