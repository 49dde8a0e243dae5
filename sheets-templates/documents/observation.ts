import type { Document } from "docx";
import { closing } from "./foot.ts";
import { officialHead } from "./head.ts";
import { imprint } from "./imprint.ts";
import { body, bodyLoop, lastBodyLoop } from "./lines.ts";
import { paper } from "./page.ts";
import { type Column, tableIfAny } from "./tables.ts";

const RESULTS: readonly Column[] = [
  { head: "名次", text: "{名次}", mm: 13 },
  { head: "项目编号", text: "{编号}", mm: 20 },
  { head: "项目名称", text: "{项目}", mm: 40, align: "left" },
  { head: "责任单位", text: "{单位}", mm: 31 },
  { head: "属地", text: "{属地}", mm: 22 },
  { head: "得分", text: "{得分}", mm: 15 },
  { head: "评分表", text: "{评委}", mm: 15 },
];

/** 观摩结果: no judge is named, no single ballot shown. */
export const observation = (): Document =>
  paper("观摩结果", [
    ...officialHead(),
    body("观摩场次：{场次}；主题：{主题}。"),
    ...bodyLoop("段落"),
    ...tableIfAny("结果", "观摩评分结果", RESULTS),
    ...lastBodyLoop("注"),
    ...closing(),
    ...imprint(),
  ]);
