import { columnName } from "./address.ts";
import { XML_HEAD, xmlText } from "./new-workbook-xml.ts";

/** A comment on a cell; row and column are 0-based. */
export interface Note {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

const comment = ({ row, column, text }: Note): string =>
  `<comment ref="${columnName(column)}${row + 1}" authorId="0"><text><r><rPr><sz val="10"/><color indexed="81"/>` +
  `<rFont val="等线"/><charset val="134"/></rPr><t xml:space="preserve">${xmlText(text)}</t></r></text></comment>`;

export const commentsXml = (notes: readonly Note[]): string =>
  `${XML_HEAD}<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
  `<authors><author>督办</author></authors><commentList>${notes.map(comment).join("")}</commentList></comments>`;

/** Lines of about 16 Chinese characters in a box four columns wide. */
const linesOf = (text: string): number =>
  text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 16)), 0);

const shape = ({ row, column, text }: Note, id: number): string =>
  `<v:shape id="_x0000_s${id}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">` +
  '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>' +
  '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>' +
  '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>' +
  `<x:Anchor>${column + 1}, 12, ${row}, 4, ${column + 4}, 12, ${row + linesOf(text) + 1}, 4</x:Anchor>` +
  `<x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;

/** Excel shows a comment only where the legacy drawing has a box for it. `sheet` is 1-based. */
export const notesDrawing = (notes: readonly Note[], sheet: number): string =>
  '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">' +
  `<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${sheet}"/></o:shapelayout>` +
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">' +
  '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>' +
  `${notes.map((note, index) => shape(note, sheet * 1024 + index + 1)).join("")}</xml>`;
