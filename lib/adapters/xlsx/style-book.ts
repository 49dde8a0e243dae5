import type { CellFormat } from "../../ports/spreadsheet.ts";
import { LIGHT_COLOURS } from "./light-colours.ts";
import { appendInside, insertAt, type Splice, setAttributes, splice } from "./splice.ts";
import { escapeXml } from "./xml-text.ts";
import { attr, child, MAIN, parseXml, sibling, type XmlElement } from "./xml-tree.ts";

/** Indices into cellXfs and dxfs of the styles we write with. */
export interface OurStyles {
  readonly header: number;
  readonly body: Readonly<Record<CellFormat, number>>;
  /** Text that begins like a formula. */
  readonly quoted: number;
  readonly stamp: number;
  readonly stampDate: number;
  /** By the order of LIGHT_COLOURS. */
  readonly lights: readonly number[];
}

export const EMPTY_STYLES = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>`;

const ORDER = [
  "numFmts",
  "fonts",
  "fills",
  "borders",
  "cellStyleXfs",
  "cellXfs",
  "cellStyles",
  "dxfs",
  "tableStyles",
  "colors",
  "extLst",
];
const GREY_FILL = `<fill><patternFill patternType="solid"><fgColor rgb="FFD9D9D9"/><bgColor indexed="64"/></patternFill></fill>`;
const FIRST_CUSTOM_FORMAT = 164;

/** The styles part with ours in it: only ever appended to, and what an earlier run appended is found again. */
export function withOurStyles(text: string): { readonly text: string; readonly styles: OurStyles } {
  const root = parseXml(text, "styles");
  const fonts = new Collection(root, text, "fonts");
  const fills = new Collection(root, text, "fills");
  const formats = new Collection(root, text, "numFmts");
  const xfs = new Collection(root, text, "cellXfs");
  const dxfs = new Collection(root, text, "dxfs");
  const bold = fonts.add(boldFont(fonts, text));
  const grey = fills.add(GREY_FILL);
  const xf = (format: number, more = "", inner = "") =>
    xfs.add(
      `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"${more}>${inner}</xf>`,
    );
  const styles: OurStyles = {
    header: xfs.add(
      `<xf numFmtId="0" fontId="${bold}" fillId="${grey}" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>`,
    ),
    body: {
      text: xf(0),
      date: xf(formatId(formats, "yyyy\\-mm\\-dd")),
      int: xf(1),
      decimal1: xf(formatId(formats, "0.0")),
      decimal2: xf(2),
      percent1: xf(formatId(formats, "0.0%")),
    },
    quoted: xf(49, ` quotePrefix="1"`),
    stamp: xfs.add(`<xf numFmtId="0" fontId="${bold}" fillId="0" borderId="0" xfId="0" applyFont="1"></xf>`),
    stampDate: xf(formatId(formats, "yyyy\\-mm\\-dd"), ` applyAlignment="1"`, `<alignment horizontal="left"/>`),
    lights: LIGHT_COLOURS.map(([, fill, font]) => dxfs.add(lightDxf(fill, font))),
  };
  const edits = [formats, fonts, fills, xfs, dxfs].flatMap((collection) => collection.edits());
  return { text: edits.length === 0 ? text : splice(text, edits), styles };
}

const lightDxf = (fill: string, font: string): string =>
  `<dxf><font><color rgb="${font}"/></font><fill><patternFill patternType="solid"><fgColor rgb="${fill}"/><bgColor rgb="${fill}"/></patternFill></fill></dxf>`;

function formatId(formats: Collection, code: string): number {
  const known = formats.elements.find((one) => attr(one, "formatCode") === code);
  if (known) return Number(attr(known, "numFmtId"));
  const used = [...formats.elements.map((one) => Number(attr(one, "numFmtId"))), FIRST_CUSTOM_FORMAT - 1];
  const id = Math.max(...used, ...formats.addedIds) + 1;
  if (!formats.codes.has(code)) {
    formats.codes.set(code, id);
    formats.addedIds.push(id);
    formats.add(`<numFmt numFmtId="${id}" formatCode="${escapeXml(code)}"/>`);
  }
  return formats.codes.get(code)!;
}

/** The workbook's own standard font, in bold. */
function boldFont(fonts: Collection, text: string): string {
  const first = fonts.elements[0];
  if (!first || first.openEnd === first.end) return `<font><b/><sz val="11"/></font>`;
  const inner = text.slice(first.openEnd, first.closeStart).replace(/<(\/?)[\w.-]+:/g, "<$1");
  return /<b[\s/>]/.test(inner) ? `<font>${inner}</font>` : `<font><b/>${inner}</font>`;
}

/** One list of the styles part: what stands in it, and what is to be put behind. */
class Collection {
  readonly elements: readonly XmlElement[];
  readonly codes = new Map<string, number>();
  readonly addedIds: number[] = [];
  private readonly root: XmlElement;
  private readonly text: string;
  private readonly name: string;
  private readonly list: XmlElement | undefined;
  private readonly known = new Map<string, number>();
  private readonly added: string[] = [];

  constructor(root: XmlElement, text: string, name: string) {
    this.root = root;
    this.text = text;
    this.name = name;
    this.list = child(root, name);
    this.elements = this.list ? this.list.children.filter((one) => one.uri === root.uri) : [];
    this.elements.forEach((one, index) => {
      const form = canonical(one);
      if (!this.known.has(form)) this.known.set(form, index);
    });
  }

  /** Index of the element, appended when no equal one stands there. */
  add(xml: string): number {
    const form = canonical(parseXml(xml.replace(/^<(\w+)/, `<$1 xmlns="${MAIN}"`), this.name));
    const index = this.known.get(form);
    if (index !== undefined) return index;
    const next = this.elements.length + this.added.length;
    this.known.set(form, next);
    this.added.push(xml);
    return next;
  }

  edits(): Splice[] {
    if (this.added.length === 0) return [];
    const inner = this.added.map((xml) => withPrefix(xml, this.root.prefix)).join("");
    const count = String(this.elements.length + this.added.length);
    if (!this.list) return [this.newList(inner, count)];
    if (this.list.end === this.list.openEnd) {
      const opened = appendInside(this.text, this.list, inner);
      return [{ ...opened, by: opened.by.replace(/\scount\s*=\s*("[^"]*"|'[^']*')/, ` count="${count}"`) }];
    }
    return [setAttributes(this.text, this.list, { count }), appendInside(this.text, this.list, inner)];
  }

  private newList(inner: string, count: string): Splice {
    const tag = sibling(this.root, this.name);
    const xml = `<${tag} count="${count}">${inner}</${tag}>`;
    const later = ORDER.slice(ORDER.indexOf(this.name) + 1);
    const next = this.root.children.find((one) => later.includes(one.local));
    return next ? insertAt(next.start, xml) : appendInside(this.text, this.root, xml);
  }
}

/** Our fragments are written without a prefix; a part that uses one gets it. */
export const withPrefix = (xml: string, prefix: string): string =>
  prefix === "" ? xml : xml.replace(/<(\/?)(?=[A-Za-z])/g, `<$1${prefix}:`);

/** Two elements of the same meaning have the same form, whatever the order of attributes. */
function canonical(element: XmlElement): string {
  const attributes = element.attributes
    .filter((one) => one.uri !== "http://www.w3.org/2000/xmlns/")
    .map((one) => `${one.local}=${one.value}`)
    .filter((one) => !IMPLIED.has(one))
    .sort();
  return `${element.local}(${attributes.join(",")})[${element.children.map(canonical).join("")}]`;
}

/** What other programs add or drop without changing anything. */
const IMPLIED = new Set([
  "quotePrefix=0",
  "pivotButton=0",
  "applyProtection=0",
  "applyBorder=0",
  "applyFont=0",
  "applyFill=0",
  "applyAlignment=0",
  "applyNumberFormat=0",
  "applyNumberFormat=1",
  "applyFont=1",
  "applyFill=1",
  "applyAlignment=1",
]);
