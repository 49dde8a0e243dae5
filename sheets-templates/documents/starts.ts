import type { Document } from "docx";
import { annexHead } from "./annex.ts";
import { closing } from "./foot.ts";
import { officialHead } from "./head.ts";
import { imprint } from "./imprint.ts";
import { bodyLoop, lastBodyLoop } from "./lines.ts";
import { paper } from "./page.ts";
import { type Column, loopTable, tableIfAny } from "./tables.ts";

const FIGURES: readonly Column[] = [
  { head: "分类", text: "{类}", mm: 32 },
  { head: "名称", text: "{名称}", mm: 36 },
  { head: "个数", text: "{个数}", mm: 18 },
  { head: "总投资（万元）", text: "{总投资}", mm: 35, align: "right" },
  { head: "年度计划（万元）", text: "{年度计划}", mm: 35, align: "right" },
];

const PROJECTS: readonly Column[] = [
  { head: "序号", text: "{序号}", mm: 11 },
  { head: "项目编号", text: "{编号}", mm: 17 },
  { head: "项目名称", text: "{项目}", mm: 25, align: "left" },
  { head: "类别", text: "{类别}", mm: 15 },
  { head: "属地", text: "{属地}", mm: 15 },
  { head: "责任单位", text: "{单位}", mm: 18 },
  { head: "总投资（万元）", text: "{总投资}", mm: 22, align: "right" },
  { head: "年度计划（万元）", text: "{年度计划}", mm: 18, align: "right" },
  { head: "会场", text: "{会场}", mm: 15 },
];

/** 集中开工通知: day, venues and figures, with the list as its annex. It says of no project how ready it is. */
export const starts = (): Document =>
  paper("集中开工通知", [
    ...officialHead(),
    ...bodyLoop("段落"),
    ...tableIfAny("数字", "集中开工项目数量和投资", FIGURES),
    ...lastBodyLoop("注"),
    ...closing(),
    ...annexHead("", "{批次}集中开工项目名单"),
    loopTable("名单", PROJECTS),
    ...imprint(),
  ]);
