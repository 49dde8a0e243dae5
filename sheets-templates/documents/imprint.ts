import {
  FrameAnchorType,
  HeightRule,
  HorizontalPositionAlign,
  type IParagraphOptions,
  LineRuleType,
  Paragraph,
  ShadingType,
  Tab,
  TabStopType,
  TextRun,
  VerticalPositionAlign,
} from "docx";
import { hairline, line, run } from "./lines.ts";
import { CLOSER, FANG, mm, points, SMALL, TEXT_WIDTH } from "./measures.ts";

/** One character of 4号. */
const ONE = points(SMALL / 2);

/** At the lower edge of the text on its page, wherever the text ends: neighbours of the same frame share it. */
const AT_FOOT: Pick<IParagraphOptions, "frame"> = {
  frame: {
    type: "alignment",
    width: TEXT_WIDTH,
    height: 0,
    rule: HeightRule.AUTO,
    anchor: { horizontal: FrameAnchorType.MARGIN, vertical: FrameAnchorType.MARGIN },
    alignment: { x: HorizontalPositionAlign.LEFT, y: VerticalPositionAlign.BOTTOM },
  },
};

/** A rule as a black line of that height: frames do not hold lines of their own everywhere. 0.35 mm and 0.25 mm. Source: 7.4.1. */
const rule = (millimetres: 0.35 | 0.25): Paragraph =>
  new Paragraph({
    ...AT_FOOT,
    spacing: { line: mm(millimetres), lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    shading: { type: ShadingType.CLEAR, fill: "000000" },
  });

const small = (text: string): TextRun => new TextRun({ text, font: FANG, size: SMALL, characterSpacing: CLOSER });
const marker = (text: string): Paragraph => line([run(text)], AT_FOOT);

/** Further lines stand below the first name. Source: 7.4.2. */
const copyLine = (): Paragraph =>
  line([small("抄送：{抄送}。")], { ...AT_FOOT, indent: { left: 4 * ONE, right: ONE, hanging: 3 * ONE } });

const printedLine = (): Paragraph =>
  line(
    [
      small("{印发机关}"),
      new TextRun({ children: [new Tab()], size: SMALL }),
      small("{#有印发日期}{印发日期}印发{/有印发日期}"),
    ],
    {
      ...AT_FOOT,
      indent: { left: ONE, right: ONE },
      tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH - ONE }],
    },
  );

/** 版记 at the foot of the last page: who has copies, who printed it when, between lines. Source: 7.4. */
export const imprint = (): readonly Paragraph[] => [
  marker("{#有印发机关}"),
  rule(0.35),
  marker("{#有抄送}"),
  copyLine(),
  rule(0.25),
  marker("{/有抄送}"),
  printedLine(),
  rule(0.35),
  marker("{/有印发机关}"),
  hairline(),
];

/** A letter names who has copies, without lines. Source: 10.1. */
export const copies = (): readonly Paragraph[] => [marker("{#有抄送}"), copyLine(), marker("{/有抄送}"), hairline()];
