import type { Document, Paragraph } from "docx";
import { plainTop } from "./head.ts";
import { body, bodyLoop, emptyLine, heading, lastBodyLoop, line, run, signature, subheading, within } from "./lines.ts";
import { characters, LINE, points, SMALL } from "./measures.ts";
import { type Block, paper } from "./page.ts";
import { type Column, tableIfAny } from "./tables.ts";

const PARTS: readonly Column[] = [
  { head: "指标", text: "{名称}", mm: 32 },
  { head: "权重", text: "{权重}", mm: 18 },
  { head: "算式", text: "{算式}", mm: 86, align: "left" },
  { head: "得分", text: "{得分}", mm: 20 },
];

/** Sums and the cells they rest on: small, and not stretched to both edges, since a sum cannot be broken everywhere. */
const sum = (text: string): Paragraph =>
  line([run(text, { size: SMALL })], {
    indent: { firstLine: characters(2) },
    spacing: { ...LINE, line: points(24) },
  });

/** 计分说明: the whole calculation of one unit. */
export const scoreNote = (): Document =>
  paper("计分说明", [
    ...plainTop(),
    body("单位：{单位}。期间：{期间}。总分：{总分}分。{#有名次}名次：{名次}。{/有名次}"),
    ...bodyLoop("段落"),
    ...tableIfAny("项", "各项得分", PARTS),
    ...bodyLoop("合计"),
    ...within<Block>(
      "有项",
      heading("逐项依据"),
      ...within<Block>("项", subheading("{名称}"), sum("{算式}"), ...within("行", sum("{正文}"))),
    ),
    ...within<Block>("有脚注", heading("说明"), ...lastBodyLoop("脚注")),
    emptyLine({ keepNext: true }),
    ...signature("{机关}", "{日期}"),
  ]);
