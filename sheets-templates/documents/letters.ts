import type { Document } from "docx";
import { closing, copies } from "./foot.ts";
import { bodyOf, letterTop } from "./head.ts";
import { bodyLoop } from "./lines.ts";
import { type Block, paper } from "./page.ts";
import { type Column, tableIfAny } from "./tables.ts";

const MATTERS: readonly Column[] = [
  { head: "序号", field: "序号", mm: 13 },
  { head: "编号", field: "编号", mm: 26 },
  { head: "事项", field: "内容", mm: 55, align: "left" },
  { head: "应办", field: "时限", mm: 32, align: "left" },
  { head: "目前情况", field: "情况", mm: 30 },
];

const matters = (): readonly Block[] => [...bodyLoop("段落"), ...tableIfAny("事项", "所列事项", MATTERS)];

/** 提醒函, 督办函. */
export const letter = (title: string): Document =>
  paper(title, [...letterTop(), ...matters(), ...bodyLoop("要求"), ...closing(), ...copies()], "letter");

/** 约谈通知: what it is about, then who, when, where. */
export const summons = (): Document =>
  paper(
    "约谈通知",
    [
      ...letterTop(),
      ...matters(),
      ...bodyOf("约谈对象", "约谈对象：{约谈对象}"),
      ...bodyOf("约谈人", "约谈人：{约谈人}"),
      ...bodyOf("时间", "时间：{时间}"),
      ...bodyOf("地点", "地点：{地点}"),
      ...bodyLoop("要求"),
      ...closing(),
      ...copies(),
    ],
    "letter",
  );
