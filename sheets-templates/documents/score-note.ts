import type { Document } from "docx";
import { plainTop } from "./head.ts";
import { body, bodyLoop, emptyLine, heading, signature, subheading, within } from "./lines.ts";
import { type Block, paper } from "./page.ts";
import { type Column, tableIfAny } from "./tables.ts";

const PARTS: readonly Column[] = [
  { head: "指标", field: "名称", mm: 32 },
  { head: "权重", field: "权重", mm: 18 },
  { head: "算式", field: "算式", mm: 86, align: "left" },
  { head: "得分", field: "得分", mm: 20 },
];

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
      ...within<Block>("项", subheading("{名称}"), body("{算式}"), ...bodyLoop("行")),
    ),
    ...within<Block>("有脚注", heading("说明"), ...bodyLoop("脚注")),
    emptyLine({ keepNext: true }),
    ...signature("{机关}", "{日期}"),
  ]);
