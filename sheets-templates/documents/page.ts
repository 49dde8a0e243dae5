import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  type IParagraphOptions,
  LineRuleType,
  PageNumber,
  Paragraph,
  type Table,
  TextRun,
} from "docx";
import { hairline, line } from "./lines.ts";
import { BODY, FANG, FIGURES, MARGIN, mm, PAGE, points, RED, SMALL, SONG } from "./measures.ts";

export type Block = Paragraph | Table;

const NUMBER_LINE = 16;
/** The number's dash, in the middle of its line, is 7 mm below the text. Source: 7.5. */
const FOOTER = MARGIN.bottom - mm(7) - points(NUMBER_LINE / 2);
/** The second double line stands 20 mm above the page's edge. Source: 10.1. */
const LETTER_FOOTER = mm(20);

/** — 1 —, on the outer edge, one character in. */
const pageNumber = (side: "left" | "right", lift: number): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: side === "left" ? AlignmentType.LEFT : AlignmentType.RIGHT,
        indent: { [side]: points(SMALL / 2) },
        spacing: { line: points(NUMBER_LINE), lineRule: LineRuleType.EXACT, before: 0, after: lift },
        children: [new TextRun({ children: ["— ", PageNumber.CURRENT, " —"], font: FIGURES, size: SMALL })],
      }),
    ],
  });

/** A line of 170 mm: 7 mm wider than the text on each side, taken from the page's edges. */
const WIDE = { left: mm(20) - MARGIN.left, right: mm(20) - MARGIN.right };

const thinRule = (edge: "top" | "bottom", size: number, more: IParagraphOptions = {}): Paragraph =>
  new Paragraph({
    indent: WIDE,
    spacing: { line: points(2), lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    border: { [edge]: { style: BorderStyle.SINGLE, size, color: RED, space: 0 } },
    ...more,
  });

/** A letter's first page: the office's name 30 mm from the edge, 4 mm below it a red double line, thick over thin. Source: 10.1. */
const letterHead = (): Header =>
  new Header({
    children: [
      line([new TextRun({ text: "{标志}", font: SONG, size: 60, scale: 80, color: RED })], {
        alignment: AlignmentType.CENTER,
        spacing: { line: points(34), lineRule: LineRuleType.EXACT, before: 0, after: mm(4) - points(2) },
      }),
      thinRule("bottom", 18),
      thinRule("bottom", 6, {
        spacing: { line: points(2), lineRule: LineRuleType.EXACT, before: 0, after: points(14) },
      }),
    ],
  });

const letterFoot = (): Footer => new Footer({ children: [thinRule("top", 6), thinRule("top", 18)] });

const emptyHeader = (): Header => new Header({ children: [hairline()] });

/** Pages of a paper; a letter's first page carries its head and no number. */
export function paper(title: string, children: readonly Block[], form: "official" | "letter" = "official"): Document {
  const isLetter = form === "letter";
  const lift = isLetter ? FOOTER - LETTER_FOOTER : 0;
  const numbers = { default: pageNumber("right", lift), even: pageNumber("left", lift) };
  return new Document({
    creator: "督办",
    lastModifiedBy: "督办",
    title,
    evenAndOddHeaderAndFooters: true,
    compatibility: { doNotExpandShiftReturn: true },
    styles: {
      default: { document: { run: { font: FANG, size: BODY, language: { value: "en-US", eastAsia: "zh-CN" } } } },
    },
    sections: [
      {
        properties: {
          titlePage: isLetter,
          page: {
            size: PAGE,
            margin: { ...MARGIN, header: isLetter ? mm(30) : mm(15), footer: isLetter ? LETTER_FOOTER : FOOTER },
          },
        },
        ...(isLetter ? { headers: { first: letterHead(), default: emptyHeader(), even: emptyHeader() } } : {}),
        footers: isLetter ? { ...numbers, first: letterFoot() } : numbers,
        children: [...children],
      },
    ],
  });
}
