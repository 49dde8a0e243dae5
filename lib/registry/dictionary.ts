import type { CellKind, Column, TabDef } from "./column.ts";
import { SYSTEM_TABS, type SystemTabDef } from "./system-tabs.ts";
import { columnOf, TABS } from "./tabs.ts";

const KINDS: Readonly<Record<CellKind, string>> = {
  id: "编号",
  text: "文字",
  name: "名称",
  names: "名称（、分开）",
  list: "文字（、分开）",
  roles: "选项（、分开）",
  email: "邮箱",
  date: "日期",
  month: "月份",
  period: "期间",
  quarter: "季度",
  money: "金额（万元）",
  percent: "百分数",
  int: "整数",
  num: "数",
  enum: "选项",
  bool: "是/否",
  url: "网址",
};

const REFERENCES = { units: "「单位」", people: "「人员」", projects: "「项目」" } as const;

/** docs/data-dictionary.md: every tab and column with its code, made from the definitions. */
export function dataDictionary(): string {
  const department = TABS.filter((tab) => tab.section === "department");
  const admin = TABS.filter((tab) => tab.section === "admin");
  return [
    "# 数据字典",
    "由 `lib/registry` 的定义生成，请勿手工修改。编码供程序使用，表名和表头供填报使用，二者一一对应。",
    "“必填”列读不出时整行不计入；其余列读不出时只影响该列。金额以万元填写（可写明亿元、元），内部存为整数元。",
    "## 部门填报表",
    ...department.map(tabSection),
    "## 管理表",
    ...admin.map(tabSection),
    "## 系统表",
    "由程序整表更新，请勿填写。",
    ...SYSTEM_TABS.map(systemSection),
    "",
  ].join("\n\n");
}

function tabSection(tab: TabDef): string {
  const key = tab.key.map((code) => columnOf(tab, code).header).join(" + ");
  const system = tab.system.map((column) => column.title).join("、");
  return [
    `### ${tab.title} \`${tab.code}\``,
    tab.purpose,
    `键：${key}。${system === "" ? "" : `系统列：${system}。`}`,
    table(["表头", "编码", "类型", "必填", "别名", "说明"], tab.columns.map(columnRow)),
  ].join("\n\n");
}

const columnRow = (column: Column): readonly string[] => [
  column.header,
  `\`${column.code}\``,
  KINDS[column.kind] + (column.ref === null ? "" : REFERENCES[column.ref]),
  column.required ? "是" : "",
  column.aliases.join("、"),
  remarksOf(column),
];

function remarksOf(column: Column): string {
  const values = column.values.length === 0 ? "" : column.values.join("/");
  const more = column.extendable === null ? "" : "可在「规则」中增加";
  const form = column.planned ? "可写时段" : "";
  return [column.note, ...[values, more, form].filter((part) => !column.note.includes(part))]
    .filter((part) => part !== "")
    .join("；");
}

const systemSection = (tab: SystemTabDef): string =>
  [`### ${tab.title}`, tab.headers.map((header) => header.title).join(" · ")].join("\n\n");

const table = (headers: readonly string[], rows: readonly (readonly string[])[]): string =>
  [headers, headers.map(() => "---"), ...rows].map((row) => `| ${row.map(escaped).join(" | ")} |`).join("\n");

const escaped = (text: string): string => text.replaceAll("|", "\\|");
