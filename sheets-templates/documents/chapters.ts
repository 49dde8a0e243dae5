import { body, emptyLine, heading, subheading, tailBodyLoop, within } from "./lines.ts";
import type { Block } from "./page.ts";
import { type Column, generalTables, tableIfAny } from "./tables.ts";

/** {#章}: heading, paragraphs, sections, tables, notes. */
export const chapterLoop = (): readonly Block[] =>
  within<Block>(
    "章",
    heading("{标题}"),
    ...tailBodyLoop("段落"),
    ...within<Block>("节", subheading("{标题}"), ...tailBodyLoop("段落")),
    ...generalTables(),
    ...tailBodyLoop("表注"),
  );

const ITEMS: readonly Column[] = [
  { head: "序号", text: "{序号}", mm: 12 },
  { head: "交办事项", text: "{内容}{#有编号}（{编号}）{/有编号}", mm: 60, align: "left" },
  { head: "牵头单位", text: "{牵头单位}", mm: 30 },
  { head: "配合单位", text: "{配合单位}", mm: 30 },
  { head: "完成时限", text: "{时限}", mm: 24 },
];

/** 交办事项, with the registry's number once there is one. */
export const itemsTable = (rows: string, name: string): readonly Block[] => tableIfAny(rows, name, ITEMS);

export const agendaLines = (): readonly Block[] =>
  within<Block>(
    "有议程",
    heading("会议议程"),
    ...within("议程", body("{序号}．{内容}{#有单位}（{单位}汇报）{/有单位}")),
    emptyLine(),
  );
