import type { Document } from "docx";
import { closing, imprint } from "./foot.ts";
import { officialHead } from "./head.ts";
import { body, bodyLoop } from "./lines.ts";
import { paper } from "./page.ts";
import { type Column, tableIfAny } from "./tables.ts";

const RESULTS: readonly Column[] = [
  { head: "名次", field: "名次", mm: 14 },
  { head: "项目编号", field: "编号", mm: 24 },
  { head: "项目名称", field: "项目", mm: 44, align: "left" },
  { head: "责任单位", field: "单位", mm: 30 },
  { head: "属地", field: "属地", mm: 16 },
  { head: "得分", field: "得分", mm: 16 },
  { head: "评分表", field: "评委", mm: 12 },
];

/** 观摩结果: no judge is named, no single ballot shown. */
export const observation = (): Document =>
  paper("观摩结果", [
    ...officialHead(),
    body("观摩场次：{场次}；主题：{主题}。"),
    ...bodyLoop("段落"),
    ...tableIfAny("结果", "观摩评分结果", RESULTS),
    ...bodyLoop("注"),
    ...closing(),
    ...imprint(),
  ]);
