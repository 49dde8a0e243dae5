import {
  AlignmentType,
  BorderStyle,
  type Paragraph,
  RelativeVerticalPosition,
  Tab,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from "docx";
import { body, emptyLine, line, run, signature, within } from "./lines.ts";
import { CLOSER, characters, FANG, LINE, points, SMALL, TEXT_WIDTH } from "./measures.ts";
import type { Block } from "./page.ts";

/** One line below the text, two characters in; further names stand below the first. Source: 7.3.4. */
const attachments = (): readonly Paragraph[] => [...within("有附件", emptyLine(), attachmentNames())];

const attachmentNames = (): Paragraph =>
  line([run("附件：{#附件}{序号}{名称}"), new TextRun({ break: 1 }), run("{/附件}")], {
    indent: { left: characters(5), hanging: characters(3) },
    keepLines: true,
  });

/** Room for the seal, then name and day. Source: 7.3.5.1. */
const signed = (): readonly Paragraph[] => [
  emptyLine({ keepNext: true }),
  emptyLine({ keepNext: true }),
  ...signature("{落款}", "{日期}"),
];

/** 附注: two characters in, in brackets. Source: 7.3.6. */
const contact = (): readonly Paragraph[] =>
  within("有联系人", body("（联系人：{联系人}{#有联系电话}，联系电话：{联系电话}{/有联系电话}）"));

export const closing = (): readonly Block[] => [...attachments(), ...signed(), ...contact()];

const small = (text: string): TextRun => new TextRun({ text, font: FANG, size: SMALL, characterSpacing: CLOSER });
const THICK = { style: BorderStyle.SINGLE, size: 8, color: "000000" } as const;
const THIN = { style: BorderStyle.SINGLE, size: 6, color: "000000" } as const;
const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;

const copyLine = (): Paragraph =>
  line([small("抄送：{抄送}。")], {
    indent: { left: points(14) + points(42), right: points(14), hanging: points(42) },
    spacing: LINE,
  });

/** 版记 at the foot of the last page: copies, and who printed it when, between thick and thin lines. Source: 7.4. */
export const imprint = (): readonly Block[] => [
  ...within<Block>(
    "有印发机关",
    atFoot(
      [
        ...within(
          "有抄送",
          line([small("抄送：{抄送}。")], { ...copyIndent, border: { bottom: { ...THIN, space: 1 } } }),
        ),
        line(
          [
            small("{印发机关}"),
            new TextRun({
              children: [new Tab(), "{#有印发日期}{印发日期}印发{/有印发日期}"],
              font: FANG,
              size: SMALL,
              characterSpacing: CLOSER,
            }),
          ],
          {
            indent: { left: points(14), right: points(14) },
            tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH - points(14) }],
          },
        ),
      ],
      THICK,
    ),
  ),
];

const copyIndent = { indent: { left: points(56), right: points(14), hanging: points(42) }, spacing: LINE };

/** A letter names who has copies, without lines. Source: 10.1. */
export const copies = (): readonly Block[] => within<Block>("有抄送", atFoot([copyLine()], NONE));

/** What stands at the lower edge of the text on its page, wherever the text ends. */
const atFoot = (children: readonly Paragraph[], edge: typeof THICK | typeof NONE): Table =>
  new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: [TEXT_WIDTH],
    alignment: AlignmentType.CENTER,
    margins: { left: 0, right: 0, top: 0, bottom: 0 },
    float: {
      horizontalAnchor: TableAnchorType.MARGIN,
      verticalAnchor: TableAnchorType.MARGIN,
      relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
      absoluteHorizontalPosition: 0,
    },
    borders: { top: edge, bottom: edge, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE },
    rows: [new TableRow({ cantSplit: true, children: [new TableCell({ children: [...children] })] })],
  });
