import { type Paragraph, type TextRun, UnderlineType } from "docx";
import { line, run } from "./lines.ts";
import { mm } from "./measures.ts";

/** To be filled by hand: in the right half; blanks at a line's end would hang over its edge if it were set flush right. */
export const inRightHalf = (...children: TextRun[]): Paragraph =>
  line(children, { indent: { left: mm(66) }, keepNext: true });

export const blank = (count: number): TextRun => run("　".repeat(count), { underline: { type: UnderlineType.SINGLE } });
