import type { Document } from "docx";
import { chapterLoop } from "./chapters.ts";
import { closing } from "./foot.ts";
import { officialHead } from "./head.ts";
import { imprint } from "./imprint.ts";
import { bodyLoop, emptyLine, lastBodyLoop, within } from "./lines.ts";
import { type Block, paper } from "./page.ts";
import { type Column, caption, loopTable, tableIfAny } from "./tables.ts";

const RANKING: readonly Column[] = [
  { head: "名次", text: "{名次}", mm: 18 },
  { head: "单位", text: "{单位}", mm: 48 },
  { head: "得分", text: "{得分}", mm: 22 },
  { head: "变化", text: "{变化}", mm: 22 },
  { head: "说明", text: "{说明}", mm: 46, align: "left" },
];

const LISTED: readonly Column[] = [
  { head: "组别", text: "{组别}", mm: 28 },
  { head: "名次", text: "{名次}", mm: 16 },
  { head: "单位", text: "{单位}", mm: 40 },
  { head: "投资完成率", text: "{投资完成率}", mm: 24 },
  { head: "同期目标", text: "{目标}", mm: 20 },
  { head: "说明", text: "{说明}", mm: 28, align: "left" },
];

/** 通报 with rankings and lists. */
export const circular = (): Document =>
  paper("通报", [
    ...officialHead(),
    ...bodyLoop("段落"),
    ...chapterLoop(),
    ...within<Block>("排名", caption("{组名}排名"), loopTable("行", RANKING), emptyLine()),
    ...tableIfAny("红榜", "红榜", LISTED),
    ...tableIfAny("黑榜", "黑榜", LISTED),
    ...lastBodyLoop("注"),
    ...lastBodyLoop("办公室段落"),
    ...closing(),
    ...imprint(),
  ]);
