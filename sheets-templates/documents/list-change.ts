import type { Document } from "docx";
import { annexHead } from "./annex.ts";
import { closing } from "./foot.ts";
import { officialHead } from "./head.ts";
import { imprint } from "./imprint.ts";
import { body, bodyLoop, emptyLine, lastBodyLoop, line, run, within } from "./lines.ts";
import { type Block, paper } from "./page.ts";
import { type Column, loopTable, tableIfAny } from "./tables.ts";

const BALANCE: readonly Column[] = [
  { head: "项目", text: "{项}", mm: 31 },
  { head: "调整前", text: "{调整前}", mm: 27, align: "right" },
  { head: "调出", text: "{调出}", mm: 23, align: "right" },
  { head: "调入", text: "{调入}", mm: 23, align: "right" },
  { head: "重新核定", text: "{核定}", mm: 25, align: "right" },
  { head: "调整后", text: "{调整后}", mm: 27, align: "right" },
];

const MOVED: readonly Column[] = [
  { head: "序号", text: "{序号}", mm: 11 },
  { head: "项目编号", text: "{编号}", mm: 19 },
  { head: "项目名称", text: "{项目}", mm: 28, align: "left" },
  { head: "类别", text: "{类别}", mm: 16 },
  { head: "属地", text: "{属地}", mm: 16 },
  { head: "总投资（万元）", text: "{总投资}", mm: 21, align: "right" },
  { head: "年度计划（万元）", text: "{年度计划}", mm: 19, align: "right" },
  { head: "理由", text: "{理由}", mm: 26, align: "left" },
];

const REVALUED: readonly Column[] = [
  { head: "序号", text: "{序号}", mm: 11 },
  { head: "项目编号", text: "{编号}", mm: 19 },
  { head: "项目名称", text: "{项目}", mm: 30, align: "left" },
  { head: "属地", text: "{属地}", mm: 16 },
  { head: "原总投资（万元）", text: "{原总投资}", mm: 20, align: "right" },
  { head: "新总投资（万元）", text: "{新总投资}", mm: 20, align: "right" },
  { head: "原年度计划（万元）", text: "{原计划}", mm: 20, align: "right" },
  { head: "新年度计划（万元）", text: "{新计划}", mm: 20, align: "right" },
];

const OTHERS: readonly Column[] = [
  { head: "序号", text: "{序号}", mm: 11 },
  { head: "申请编号", text: "{申请}", mm: 25 },
  { head: "项目", text: "{项目}", mm: 40, align: "left" },
  { head: "类型", text: "{类型}", mm: 26 },
  { head: "原值", text: "{原值}", mm: 27, align: "left" },
  { head: "新值", text: "{新值}", mm: 27, align: "left" },
];

const annex = (number: number, title: string, rows: string, columns: readonly Column[]): readonly Block[] => [
  ...annexHead(number, title),
  ...within<Block>(`有${rows}`, loopTable(rows, columns), emptyLine()),
  line([run(`{^有${rows}}`)]),
  body("无。"),
  line([run(`{/有${rows}}`)]),
];

/** 清单调整通知: the change, its balance, and three annexes. */
export const listChange = (): Document =>
  paper("清单调整通知", [
    ...officialHead(),
    ...bodyLoop("段落"),
    ...tableIfAny("平衡", "调整前后数量和投资", BALANCE),
    ...lastBodyLoop("注"),
    ...closing(),
    ...annex(1, "调出项目清单", "调出", MOVED),
    ...annex(2, "调入项目清单", "调入", MOVED),
    ...annex(3, "重新核定和变更项目清单", "核定", REVALUED),
    ...tableIfAny("变更", "不改变数量和投资的变更", OTHERS),
    ...imprint(),
  ]);
