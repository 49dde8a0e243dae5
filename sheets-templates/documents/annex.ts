import { AlignmentType, type Paragraph } from "docx";
import { emptyLine, line, run, titleLine } from "./lines.ts";
import { HEI } from "./measures.ts";

/** On a page of its own, “附件1” (a single one: “附件”) in 黑体 at the left edge. Source: GB/T 9704-2012, 7.3.7. */
export const annexHead = (number: number | "", title: string): readonly Paragraph[] => [
  line([run(`附件${number}`, { font: HEI })], { pageBreakBefore: true, keepNext: true, alignment: AlignmentType.LEFT }),
  emptyLine({ keepNext: true }),
  titleLine(title),
  emptyLine({ keepNext: true }),
];
