import { type ArchiveEntry, packEntry, writeArchive } from "../../../lib/adapters/xlsx/zip.ts";

/** A workbook such as offices have them: everything people put into one that a careless program loses. */
export interface RichOptions {
  readonly macro?: boolean;
  readonly styles?: boolean;
  readonly replace?: Readonly<Record<string, string>>;
}

export const MAIN_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
export const REL_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PKG = "http://schemas.openxmlformats.org/package/2006";
const DECL = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';
const SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
export const OTHER_TABS = 30;

const rels = (items: readonly (readonly [id: string, type: string, target: string])[]): string =>
  `${DECL}<Relationships xmlns="${PKG}/relationships">${items
    .map(([id, type, target]) => {
      const uri = type.startsWith("http") ? type : `${REL_NS}/${type}`;
      return `<Relationship Id="${id}" Type="${uri}" Target="${target}"/>`;
    })
    .join("")}</Relationships>`;

/** 项目, with a table A1:F5, people's notes right of it nowhere, formulas, comments, a picture, a chart, x14 rules and validations. */
const PROJECT_SHEET = `${DECL}<worksheet xmlns="${MAIN_NS}" xmlns:r="${REL_NS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"><sheetPr codeName="Sheet1"><tabColor rgb="FF00B050"/></sheetPr><dimension ref="A1:F6"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="14.4" x14ac:dyDescent="0.25"/><cols><col min="1" max="1" width="12.5" customWidth="1"/><col min="2" max="16384" width="20.25" customWidth="1" style="1"/></cols><sheetData><row r="1" spans="1:6" ht="30" customHeight="1" x14ac:dyDescent="0.25"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1" t="s"><v>1</v></c><c r="C1" s="1" t="s"><v>2</v></c><c r="D1" s="1" t="s"><v>3</v></c><c r="E1" s="1" t="s"><v>4</v></c><c r="F1" s="1" t="s"><v>5</v></c></row><row r="2" spans="1:6" x14ac:dyDescent="0.25"><c r="A2" t="s"><v>6</v></c><c r="B2" t="s"><v>7</v></c><c r="C2" s="2"><v>46086</v></c><c r="D2"><v>12000.5</v></c><c r="E2"><f>D2*2</f><v>24001</v></c><c r="F2" t="b"><v>1</v></c></row><row r="3" spans="1:6" x14ac:dyDescent="0.25"><c r="A3" t="s"><v>8</v></c><c r="B3" t="inlineStr"><is><r><t>富</t></r><r><rPr><b/></rPr><t>文本</t></r></is></c><c r="C3" s="3"><v>46087.75</v></c><c r="D3" t="str"><f>"1"&amp;"2"</f><v>12</v></c><c r="E3"><f t="shared" ref="E3:E4" si="0">D3*2</f><v>24</v></c><c r="F3" t="e"><v>#REF!</v></c></row><!-- 手工 --><row r="4" spans="1:6" x14ac:dyDescent="0.25"><c r="A4" t="s"><v>9</v></c><c r="B4" t="s"><v>10</v></c><c r="D4"><v>0.1</v></c><c r="E4"><f t="shared" si="0"/><v>0.2</v></c></row><row r="5" spans="1:6" x14ac:dyDescent="0.25"><c r="A5" s="1"/><c r="B5" s="1"/></row><row r="6" spans="1:6" x14ac:dyDescent="0.25"><c r="B6" t="s"><v>11</v></c></row></sheetData><sheetProtection sheet="1" objects="1" scenarios="1" password="CC1A"/><mergeCells count="1"><mergeCell ref="B6:C6"/></mergeCells><conditionalFormatting sqref="D2:D5"><cfRule type="cellIs" dxfId="0" priority="1" operator="greaterThan"><formula>10000</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="B2:B5"><formula1>"甲,乙"</formula1></dataValidation></dataValidations><hyperlinks><hyperlink ref="B2" r:id="rId5"/></hyperlinks><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" r:id="rId4"/><drawing r:id="rId1"/><legacyDrawing r:id="rId2"/><tableParts count="1"><tablePart r:id="rId6"/></tableParts><extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings><x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:cfRule type="dataBar" id="{00000000-0000-0000-0000-000000000001}"><x14:dataBar minLength="0" maxLength="100"><x14:cfvo type="autoMin"/><x14:cfvo type="autoMax"/></x14:dataBar></x14:cfRule><xm:sqref>D2:D5</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>表1!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>F2:F5</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>`;

const STRINGS = [
  "项目编号",
  "项目名称",
  "计划开工",
  "总投资",
  "公式",
  "在建",
  "P-001",
  "滨河路 &lt;改造&gt; &amp; 提升",
  "P-002",
  "P-003",
  "第一行\n第二行",
  "备注_x000D_",
];

const STYLES = `${DECL}<styleSheet xmlns="${MAIN_NS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"><numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><fonts count="2" x14ac:knownFonts="1"><font><sz val="11"/><color theme="1"/><name val="宋体"/><charset val="134"/></font><font><b/><sz val="14"/><name val="黑体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"><alignment vertical="center"/></xf></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"><protection locked="0"/></xf><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="176" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles><dxfs count="1"><dxf><font><color rgb="FFFF0000"/></font></dxf></dxfs><tableStyles count="0" defaultTableStyle="TableStyleMedium2"/></styleSheet>`;

const CHART = `${DECL}<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:ser><c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>项目!$D$2:$D$4</c:f></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling/><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling/><c:delete val="0"/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx></c:plotArea></c:chart></c:chartSpace>`;
const DRAWING = `${DECL}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>8</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>20</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="图表 1"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="${REL_NS}" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor><xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>22</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="95250" cy="95250"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="3" name="图片 1"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip xmlns:r="${REL_NS}" r:embed="rId2"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>`;
const COMMENTS = `${DECL}<comments xmlns="${MAIN_NS}"><authors><author>张三</author></authors><commentList><comment ref="B2" authorId="0"><text><r><t>请核对</t></r></text></comment></commentList></comments>`;
const VML = `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s1025" type="#_x0000_t202" style="position:absolute;visibility:hidden"><x:ClientData ObjectType="Note"><x:Row>1</x:Row><x:Column>1</x:Column></x:ClientData></v:shape></xml>`;
const TABLE = `${DECL}<table xmlns="${MAIN_NS}" id="1" name="表1" displayName="表1" ref="A1:F5" totalsRowShown="0"><autoFilter ref="A1:F5"/><tableColumns count="6"><tableColumn id="1" name="项目编号"/><tableColumn id="2" name="项目名称"/><tableColumn id="3" name="计划开工"/><tableColumn id="4" name="总投资"/><tableColumn id="5" name="公式"/><tableColumn id="6" name="在建"/></tableColumns><tableStyleInfo name="TableStyleMedium2" showRowStripes="1"/></table>`;
const CALC_CHAIN = `${DECL}<calcChain xmlns="${MAIN_NS}"><c r="E2" i="1"/><c r="D3"/><c r="E3"/><c r="E4"/></calcChain>`;

const otherTab = (n: number): string =>
  `${DECL}<worksheet xmlns="${MAIN_NS}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>第${n}张</t></is></c><c r="B1"><f>项目!D2+${n}</f><v>${12000.5 + n}</v></c></row></sheetData></worksheet>`;

function workbook(): string {
  const states = ["", ' state="hidden"', ' state="veryHidden"'];
  const others = Array.from(
    { length: OTHER_TABS },
    (_, i) => `<sheet name="其他${i + 1}" sheetId="${i + 12}"${states[i % 3]} r:id="rId${i + 12}"/>`,
  );
  return `${DECL}<workbook xmlns="${MAIN_NS}" xmlns:r="${REL_NS}"><fileVersion appName="xl" lastEdited="7"/><workbookPr codeName="ThisWorkbook"/><workbookProtection lockStructure="1"/><bookViews><workbookView activeTab="0"/></bookViews><sheets><sheet name="项目" sheetId="1" r:id="rId1"/>${others.join("")}</sheets><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">项目!$A$1:$F$5</definedName><definedName name="_xlnm.Print_Area" localSheetId="0">项目!$A$1:$F$5</definedName><definedName name="_xlnm.Print_Titles" localSheetId="0">项目!$1:$1</definedName><definedName name="投资">项目!$D$2:$D$5</definedName></definedNames><calcPr calcId="191029"/><extLst><ext uri="{140A7094-0E35-4892-8432-C4D2E57EDEB5}" xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"><x15:workbookPr chartTrackingRefBase="1"/></ext></extLst></workbook>`;
}

function contentTypes(macro: boolean): string {
  const main = macro ? "application/vnd.ms-excel.sheet.macroEnabled.main+xml" : `${SHEET_TYPE}.sheet.main+xml`;
  const sheets = Array.from({ length: OTHER_TABS + 1 }, (_, i) => [
    `xl/worksheets/sheet${i + 1}.xml`,
    `${SHEET_TYPE}.worksheet+xml`,
  ]);
  const all = [
    ["xl/workbook.xml", main],
    ...sheets,
    ["xl/styles.xml", `${SHEET_TYPE}.styles+xml`],
    ["xl/sharedStrings.xml", `${SHEET_TYPE}.sharedStrings+xml`],
    ["xl/calcChain.xml", `${SHEET_TYPE}.calcChain+xml`],
    ["xl/comments1.xml", `${SHEET_TYPE}.comments+xml`],
    ["xl/tables/table1.xml", `${SHEET_TYPE}.table+xml`],
    ["xl/drawings/drawing1.xml", "application/vnd.openxmlformats-officedocument.drawing+xml"],
    ["xl/charts/chart1.xml", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"],
    ["docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"],
  ];
  const overrides = all.map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`).join("");
  return `${DECL}<Types xmlns="${PKG}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Default Extension="png" ContentType="image/png"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>${overrides}</Types>`;
}

function parts(macro: boolean): [string, string | Buffer][] {
  const others = Array.from({ length: OTHER_TABS }, (_, i): [string, string] => [
    `xl/worksheets/sheet${i + 2}.xml`,
    otherTab(i + 1),
  ]);
  const workbookRels = [
    ["rId1", "worksheet", "worksheets/sheet1.xml"],
    ["rId2", "styles", "/xl/styles.xml"],
    ["rId3", "sharedStrings", "sharedStrings.xml"],
    ["rId4", "calcChain", "calcChain.xml"],
    ...(macro ? [["rId5", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"]] : []),
    ...others.map(([part], i) => [`rId${i + 12}`, "worksheet", `/${part}`]),
  ] as [string, string, string][];
  return [
    ["[Content_Types].xml", contentTypes(macro)],
    [
      "_rels/.rels",
      rels([
        ["rId1", "officeDocument", "xl/workbook.xml"],
        ["rId2", "custom-properties", "docProps/custom.xml"],
      ]),
    ],
    ["xl/workbook.xml", workbook()],
    ["xl/_rels/workbook.xml.rels", rels(workbookRels)],
    ["xl/worksheets/sheet1.xml", PROJECT_SHEET],
    [
      "xl/worksheets/_rels/sheet1.xml.rels",
      rels([
        ["rId1", "drawing", "../drawings/drawing1.xml"],
        ["rId2", "vmlDrawing", "../drawings/vmlDrawing1.vml"],
        ["rId3", "comments", "../comments1.xml"],
        ["rId4", "printerSettings", "../printerSettings/printerSettings1.bin"],
        ["rId5", "hyperlink", "https://example.invalid/"],
        ["rId6", "table", "../tables/table1.xml"],
      ]).replace('Target="https://example.invalid/"', 'Target="https://example.invalid/" TargetMode="External"'),
    ],
    ...others,
    ["xl/styles.xml", STYLES],
    [
      "xl/sharedStrings.xml",
      `${DECL}<sst xmlns="${MAIN_NS}" count="12" uniqueCount="12">${STRINGS.map((text) => `<si><t xml:space="preserve">${text}</t><rPh sb="0" eb="1"><t>x</t></rPh></si>`).join("")}</sst>`,
    ],
    ["xl/calcChain.xml", CALC_CHAIN],
    ["xl/comments1.xml", COMMENTS],
    ["xl/drawings/drawing1.xml", DRAWING],
    [
      "xl/drawings/_rels/drawing1.xml.rels",
      rels([
        ["rId1", "chart", "../charts/chart1.xml"],
        ["rId2", "image", "../media/image1.png"],
      ]),
    ],
    ["xl/drawings/vmlDrawing1.vml", VML],
    ["xl/charts/chart1.xml", CHART],
    ["xl/media/image1.png", PNG],
    ["xl/tables/table1.xml", TABLE],
    ["xl/printerSettings/printerSettings1.bin", Buffer.from([1, 0, 2, 0, 255])],
    ["customXml/item1.xml", "<b:Sources xmlns:b='urn:b'/>"],
    [
      "docProps/custom.xml",
      `${DECL}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="KSOProductBuildVer"><vt:lpwstr>2052-12.1.0</vt:lpwstr></property></Properties>`,
    ],
    ...(macro ? [["xl/vbaProject.bin", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 7, 7, 7])] as [string, Buffer]] : []),
  ];
}

export function richWorkbook(options: RichOptions = {}): Uint8Array {
  const all = parts(options.macro ?? false).filter(
    ([name]) => options.styles !== false || !name.endsWith("styles.xml"),
  );
  const entries: ArchiveEntry[] = all.map(([name, content], i) =>
    packEntry(name, options.replace?.[name] ?? content, (i % 9) + 1),
  );
  return writeArchive(entries);
}

/** A small workbook around the given sheets; each value is the XML of a whole worksheet part. */
export function plainWorkbook(
  sheets: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
): Uint8Array {
  const titles = Object.keys(sheets);
  const list = titles.map((title, i) => `<sheet name="${title}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("");
  const relations = titles.map((_, i) => [`rId${i + 1}`, "worksheet", `worksheets/sheet${i + 1}.xml`] as const);
  const extra = Object.keys(more).filter((name) => !name.startsWith("!"));
  const known: Record<string, string> = { "xl/styles.xml": "styles", "xl/sharedStrings.xml": "sharedStrings" };
  const extraRels = extra.flatMap((name, i) => (known[name] ? [[`rIdX${i}`, known[name], `/${name}`] as const] : []));
  const files: Record<string, string> = {
    "[Content_Types].xml": `<Types xmlns="${PKG}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/>${titles.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>`).join("")}${extra.flatMap((name) => (known[name] ? [`<Override PartName="/${name}" ContentType="${SHEET_TYPE}.${known[name]}+xml"/>`] : [])).join("")}</Types>`,
    "_rels/.rels": rels([["rId1", "officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `<workbook xmlns="${MAIN_NS}" xmlns:r="${REL_NS}">${more["!workbookPr"] ?? ""}<sheets>${list}</sheets>${more["!names"] ?? ""}</workbook>`,
    "xl/_rels/workbook.xml.rels": rels([...relations, ...extraRels]),
    ...Object.fromEntries(titles.map((title, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheets[title]!])),
    ...Object.fromEntries(extra.map((name) => [name, more[name]!])),
  };
  return writeArchive(Object.entries(files).map(([name, content]) => packEntry(name, content)));
}

/** A worksheet around the given rows. */
export const worksheet = (rows: string, after = "", before = ""): string =>
  `<worksheet xmlns="${MAIN_NS}" xmlns:r="${REL_NS}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`;
