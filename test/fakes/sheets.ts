import type { RawCell, SheetSnapshot, WorkbookSnapshot } from "../../lib/ports/spreadsheet.ts";
import type { ReadingSettings } from "../../lib/registry/cell-reader.ts";
import { TABS, type TabDef, tabOf } from "../../lib/registry/tabs.ts";
import { MECHANISMS } from "../../lib/registry/tabs-matters.ts";
import { CATEGORIES } from "../../lib/registry/tabs-projects.ts";

export const SETTINGS: ReadingSettings = {
  asOf: "2026-06-12",
  planYear: 2026,
  categories: CATEGORIES,
  categoryAliases: new Map([["工业", "产业"]]),
  mechanisms: MECHANISMS,
};

export type Cells = Readonly<Record<string, RawCell>>;

/** A sheet in the order of its definition, headers in row 1; rows by column code. */
export function sheetOf(code: string, rows: readonly Cells[], title = tabOf(code).title): SheetSnapshot {
  const tab = tabOf(code);
  return plainSheet(title, [
    tab.columns.map((column) => column.header),
    ...rows.map((row) => tab.columns.map((column) => row[column.code] ?? null)),
  ]);
}

export const plainSheet = (title: string, rows: readonly (readonly RawCell[])[]): SheetSnapshot => ({
  title,
  merges: [],
  rows: rows
    .map((cells, index) => ({ number: index + 1, cells }))
    .filter((row) => row.cells.some((cell) => cell !== null)),
});

export const workbookOf = (sheets: readonly SheetSnapshot[], name = "台账.xlsx"): WorkbookSnapshot => ({
  name,
  revision: "1",
  titles: sheets.map((sheet) => sheet.title),
  sheets,
  stamp: null,
});

const day = (date: string): RawCell => ({ date });

/** One good row of every tab; together they are a registry without a single finding. */
export const GOOD_ROWS: Readonly<Record<string, Cells>> = {
  projects: {
    code: "P-031",
    name: "滨河路改造",
    category: "基础设施",
    annualClass: "新开工",
    county: "甲县",
    responsibleUnit: "甲县发展改革局",
    responsiblePerson: "张三",
    sponsor: "王五",
    totalInvestment: 12_000,
    annualPlan: 5000,
    plannedStart: day("2026-03-01"),
    plannedFinish: day("2026-12-31"),
    venue: "主会场",
  },
  milestones: { project: "P-031", seq: 10, name: "主体封顶", planned: day("2026-05-20"), duration: 30 },
  monthlyPlans: { project: "P-031", year: 2026, m1: 100, m12: 900 },
  monthlyReports: {
    project: "P-031",
    month: "2026-05",
    invested: 100,
    investedYtd: 800,
    reportedOn: day("2026-06-04"),
  },
  issues: { code: "W-1", project: "P-031", category: "用地", description: "线路迁改", reportedOn: day("2026-05-06") },
  tasks: {
    code: "R-1",
    source: "会议",
    sourceDate: day("2026-05-06"),
    content: "协调线路迁改",
    leadUnit: "市供电公司",
    cooperatingUnits: "甲县、甲县发展改革局",
    due: day("2026-06-30"),
  },
  inspections: { code: "D-1", project: "P-031", date: day("2026-05-12"), score: 88, milestoneTrue: "是" },
  observations: { visit: "2026-07", project: "P-031", judge: "李四", score: 90 },
  disclosures: {
    project: "P-031",
    category: "施工",
    item: "施工许可",
    documentType: "行政许可",
    formedOn: day("2026-05-06"),
    discloser: "甲县发展改革局",
  },
  adjustments: {
    code: "T-1",
    type: "变更计划竣工",
    project: "P-031",
    applicant: "甲县",
    appliedOn: day("2026-05-06"),
    reason: "汛期",
  },
  unitIndicators: { unit: "甲县", period: "2026Q2", indicator: "签约项目数", plan: 5, actual: 3 },
  units: { name: "甲县", aliases: "甲县人民政府", group: "县区" },
  people: { name: "张三", unit: "甲县发展改革局", email: "zs@example.gov.cn", roles: "联络员" },
  scoreAdjustments: {
    code: "J-1",
    unit: "甲县",
    period: "2026-05",
    points: -2,
    reason: "迟报",
    basis: "办〔2026〕3号",
    confirmedBy: "王五",
  },
  targets: { period: "2026Q1", scope: "全市", plannedInvestment: "162.5亿" },
  rules: { parameter: "计划年度", value: 2026, from: day("2026-01-01"), basis: "办〔2026〕1号" },
  calendar: { date: day("2026-08-08"), type: "放假", scope: "甲县" },
  milestoneTemplates: { template: "房建", seq: 10, name: "开工", duration: 1 },
  exemptions: {
    code: "H-1",
    project: "P-031",
    from: day("2026-06-01"),
    to: day("2026-07-15"),
    cause: "不可抗力",
    approvedBy: "王五",
  },
  letters: { code: "督〔2026〕1号", type: "督办函", unit: "甲县", accepted: "否" },
  appeals: {
    code: "S-1",
    unit: "甲县",
    period: "2026-05",
    item: "得分",
    reason: "迟报有误",
    raisedOn: day("2026-06-10"),
  },
  workbooks: { name: "甲县分表", address: "jia.xlsx", unit: "甲县" },
  console: { code: "K-1", command: "daily" },
};

const EXTRA_ROWS: Readonly<Record<string, readonly Cells[]>> = {
  units: [
    { name: "甲县发展改革局", group: "县区" },
    { name: "市供电公司", group: "国企" },
    { name: "市委办", group: "其他" },
  ],
  people: [
    { name: "王五", unit: "市委办", email: "ww@example.gov.cn", roles: "包联领导" },
    { name: "李四", unit: "市委办", email: "ls@example.gov.cn", roles: "评委" },
    { name: "赵六", unit: "市委办", email: "zl1@example.gov.cn", roles: "评委" },
    { name: "赵六", unit: "市供电公司", email: "zl2@example.gov.cn", roles: "联络员" },
  ],
};

/** The good workbook with the first row of one tab changed (or rows added). */
export function goodWorkbook(code = "", change: Cells = {}, more: readonly Cells[] = []): WorkbookSnapshot {
  const rowsOf = (tab: TabDef): readonly Cells[] => {
    const first = { ...GOOD_ROWS[tab.code], ...(tab.code === code ? change : {}) };
    return [first, ...(EXTRA_ROWS[tab.code] ?? []), ...(tab.code === code ? more : [])];
  };
  return workbookOf(TABS.map((tab) => sheetOf(tab.code, rowsOf(tab))));
}

/** `number:31`, `date:2026-03-01`, `bool:true`, `error:#REF!`, else text (with \n and \r written out). */
export function typedCell(typed: string): RawCell {
  const [, kind, rest = ""] = /^(number|date|bool|error):(.*)$/s.exec(typed) ?? [];
  if (kind === "number") return Number(rest);
  if (kind === "date") return { date: rest };
  if (kind === "bool") return rest === "true";
  if (kind === "error") return { error: rest };
  return typed === "" ? null : typed.replaceAll("\\n", "\n").replaceAll("\\r", "\r");
}
