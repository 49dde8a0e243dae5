import type { Document } from "docx";
import { plainTop } from "./head.ts";
import { bodyLoop, emptyLine, heading, lastBodyLoop, signature, within } from "./lines.ts";
import { type Block, paper } from "./page.ts";
import { type Column, tableIfAny } from "./tables.ts";

const counted = (head: string): readonly Column[] => [
  { head, text: "{名称}", mm: 42 },
  { head: "应公开", text: "{应公开}", mm: 19 },
  { head: "按期", text: "{按期}", mm: 19 },
  { head: "逾期", text: "{逾期}", mm: 19 },
  { head: "不公开", text: "{不公开}", mm: 19 },
  { head: "逾期未公开", text: "{逾期未公开}", mm: 19 },
  { head: "其他", text: "{其他}", mm: 19 },
];

/** 信息公开年度报告: of a department, or the government's own with a line for each unit. */
export const disclosureReport = (): Document =>
  paper("信息公开年度报告", [
    ...plainTop(),
    ...within<Block>("章", heading("{标题}"), ...bodyLoop("段落")),
    ...tableIfAny("类别", "主动公开情况（按类别）", counted("公开类别")),
    ...tableIfAny("单位", "公开情况（按公开主体）", counted("公开主体")),
    ...lastBodyLoop("注"),
    emptyLine({ keepNext: true }),
    ...signature("{机关}", "{日期}"),
  ]);
