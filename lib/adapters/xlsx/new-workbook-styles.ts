import type { NewColumn } from "../../ports/workbook-file.ts";
import { XML_HEAD } from "./new-workbook-xml.ts";

type Format = NewColumn["format"];

const FORMATS: readonly Format[] = ["text", "date", "int", "decimal1", "decimal2", "percent1", "number"];
const NUMBER_FORMAT: Readonly<Record<Format, number>> = {
  text: 49,
  date: 164,
  int: 1,
  decimal1: 165,
  decimal2: 4,
  percent1: 166,
  number: 0,
};

/** Indexes into cellXfs; body cells follow from 5 on, in the order of `bodyStyle`. */
export const STYLE = { plain: 0, header: 1, systemHeader: 2, title: 3, preface: 4 } as const;
const FIRST_BODY = 5;

interface Body {
  readonly format: Format;
  readonly system: boolean;
  readonly wrap: boolean;
  /** Keeps a text that begins with = + - @ a text when somebody edits the cell. */
  readonly quoted: boolean;
}

export const bodyStyle = ({ format, system, wrap, quoted }: Body): number =>
  FIRST_BODY + FORMATS.indexOf(format) * 8 + (system ? 4 : 0) + (wrap ? 2 : 0) + (quoted ? 1 : 0);

/** Light words in the order of their differential styles. */
export const LIGHT_COLOURS = [
  { word: "红", fill: "FFFFC7CE", font: "FF9C0006" },
  { word: "黄", fill: "FFFFEB9C", font: "FF7F6000" },
  { word: "蓝", fill: "FFD6E6F7", font: "FF1F4E79" },
  { word: "绿", fill: "FFC6EFCE", font: "FF006100" },
  { word: "灰", fill: "FFD9D9D9", font: "FF404040" },
  { word: "免", fill: "FFE4DFEC", font: "FF403151" },
] as const;

const font = (size: number, colour: string, bold: boolean): string =>
  `<font>${bold ? "<b/>" : ""}<sz val="${size}"/><color rgb="${colour}"/><name val="等线"/><family val="2"/><charset val="134"/></font>`;
const solid = (colour: string): string =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/><bgColor indexed="64"/></patternFill></fill>`;
const side = (name: string): string => `<${name} style="thin"><color rgb="FFBFBFBF"/></${name}>`;

const FONTS = [
  font(11, "FF000000", false),
  font(11, "FF1F3864", true),
  font(11, "FF595959", true),
  font(14, "FF1F3864", true),
  font(11, "FF595959", false),
];
const FILLS = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  solid("FFD9E7F7"),
  solid("FFD9D9D9"),
  solid("FFF5F5F5"),
];
const BORDERS = [
  "<border><left/><right/><top/><bottom/><diagonal/></border>",
  `<border>${side("left")}${side("right")}${side("top")}${side("bottom")}<diagonal/></border>`,
];

const cell = (
  numFmt: number,
  fontId: number,
  fillId: number,
  borderId: number,
  alignment: string,
  quoted = false,
): string =>
  `<xf numFmtId="${numFmt}" fontId="${fontId}" fillId="${fillId}" borderId="${borderId}" xfId="0"` +
  ` applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"${quoted ? ' quotePrefix="1"' : ""}>` +
  `<alignment ${alignment}/></xf>`;

const HEADER_ALIGNMENT = 'horizontal="center" vertical="center" wrapText="1"';
const FIXED = [
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  cell(49, 1, 2, 1, HEADER_ALIGNMENT),
  cell(49, 2, 3, 1, HEADER_ALIGNMENT),
  cell(49, 3, 0, 0, 'vertical="center"'),
  cell(49, 0, 0, 0, 'vertical="center"'),
];

const body = (format: Format, variant: number): string => {
  const system = (variant & 4) !== 0;
  const alignment = `vertical="center"${(variant & 2) !== 0 ? ' wrapText="1"' : ""}`;
  return cell(NUMBER_FORMAT[format], system ? 4 : 0, system ? 4 : 0, system ? 1 : 0, alignment, (variant & 1) !== 0);
};

const list = (tag: string, items: readonly string[]): string =>
  `<${tag} count="${items.length}">${items.join("")}</${tag}>`;

const differential = ({ fill, font: colour }: (typeof LIGHT_COLOURS)[number]): string =>
  `<dxf><font><b/><color rgb="${colour}"/></font><fill><patternFill patternType="solid"><fgColor rgb="${fill}"/><bgColor rgb="${fill}"/></patternFill></fill></dxf>`;

const NUMBER_FORMATS = [
  '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>',
  '<numFmt numFmtId="165" formatCode="#,##0.0"/>',
  '<numFmt numFmtId="166" formatCode="0.0%"/>',
];

export const stylesXml = (): string =>
  `${XML_HEAD}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
  list("numFmts", NUMBER_FORMATS) +
  list("fonts", FONTS) +
  list("fills", FILLS) +
  list("borders", BORDERS) +
  list("cellStyleXfs", ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']) +
  list("cellXfs", [...FIXED, ...FORMATS.flatMap((f) => [0, 1, 2, 3, 4, 5, 6, 7].map((v) => body(f, v)))]) +
  list("cellStyles", ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']) +
  list("dxfs", LIGHT_COLOURS.map(differential)) +
  "</styleSheet>";
