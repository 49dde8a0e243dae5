import type { Document } from "docx";
import { closing } from "./foot.ts";
import { bodyOf, letterTop } from "./head.ts";
import { copies } from "./imprint.ts";
import { bodyLoop, lastBodyLoop } from "./lines.ts";
import { type Block, paper } from "./page.ts";
import { type Column, tableIfAny } from "./tables.ts";

const MATTERS: readonly Column[] = [
  { head: "序号", text: "{序号}", mm: 12 },
  { head: "编号", text: "{编号}", mm: 27 },
  { head: "事项", text: "{内容}", mm: 44, align: "left" },
  { head: "应办", text: "{时限}", mm: 38, align: "left" },
  { head: "目前情况", text: "{情况}", mm: 35 },
];

const matters = (): readonly Block[] => [...bodyLoop("段落"), ...tableIfAny("事项", "所列事项", MATTERS)];

/** 提醒函, 督办函. */
export const letter = (title: string): Document =>
  paper(title, [...letterTop(), ...matters(), ...lastBodyLoop("要求"), ...closing(), ...copies()], "letter");

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
      ...lastBodyLoop("要求"),
      ...closing(),
      ...copies(),
    ],
    "letter",
  );
