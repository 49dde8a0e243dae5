import { body, bodyLoop, emptyLine, heading, subheading, within } from "./lines.ts";
import type { Block } from "./page.ts";
import { type Column, generalTables, tableIfAny } from "./tables.ts";

/** {#章}: heading, paragraphs, sections, tables, notes. */
export const chapterLoop = (): readonly Block[] =>
  within<Block>(
    "章",
    heading("{标题}"),
    ...bodyLoop("段落"),
    ...within<Block>("节", subheading("{标题}"), ...bodyLoop("段落")),
    ...generalTables(),
    ...bodyLoop("表注"),
  );

const ITEMS: readonly Column[] = [
  { head: "序号", field: "序号", mm: 13 },
  { head: "交办事项", field: "内容", mm: 59, align: "left" },
  { head: "牵头单位", field: "牵头单位", mm: 30 },
  { head: "配合单位", field: "配合单位", mm: 30 },
  { head: "完成时限", field: "时限", mm: 24 },
];

/** 交办事项; with the registry's number below the ordinal once there is one. */
export const itemsTable = (rows: string, name: string): readonly Block[] =>
  tableIfAny(rows, name, [
    { ...ITEMS[0]!, mm: 16, field: "序号}{#有编号}（{编号}）{/有编号" },
    { ...ITEMS[1]!, mm: 56 },
    ...ITEMS.slice(2),
  ]);

export const agendaLines = (): readonly Block[] =>
  within<Block>(
    "有议程",
    heading("会议议程"),
    ...within("议程", body("{序号}．{内容}{#有单位}（{单位}汇报）{/有单位}")),
    emptyLine(),
  );
