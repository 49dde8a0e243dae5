import type { TabCode } from "../lib/domain/registry.ts";
import type { CellValue } from "../lib/ports/spreadsheet.ts";
import { errorCell, formulaCell } from "./special-cells.ts";

/**
 * `finding`: stands in 系统-数据问题 with this code · `asked`: 待复核, asked of the unit alone · `readable`: read as it is, not a word.
 */
export type Shows = "finding" | "asked" | "readable";

/** A cell of a good row, typed the way people type. */
export interface Mess {
  readonly tab: TabCode;
  /** Key of the clean row; "#3" is the tab's third row. */
  readonly key: string;
  /** Column code. */
  readonly field: string;
  readonly value: CellValue | ((clean: CellValue) => CellValue);
  readonly shows: Shows;
  readonly code: string;
  readonly what: string;
}

const mess =
  (shows: Shows) =>
  (tab: TabCode, key: string, field: string, value: Mess["value"], code: string, what: string): Mess => {
    return { tab, key, field, value, shows, code, what };
  };
const bad = mess("finding");
const fine = (tab: TabCode, key: string, field: string, value: Mess["value"], what: string): Mess =>
  mess("readable")(tab, key, field, value, "", what);

const fullWidth = (value: CellValue): string =>
  String(value).replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
const withCommas = (value: CellValue): string => String(value).replace(/\B(?=(\d{3})+$)/g, ",");
const inYi = (value: CellValue): string => `${Number(value) / 10_000}亿`;
const dotted = (value: CellValue): string =>
  (value as { date: string }).date.replaceAll("-", ".").replaceAll(".0", ".");
const fullWidthDay = (value: CellValue): string => fullWidth((value as { date: string }).date);

const PROJECTS: readonly Mess[] = [
  bad("projects", "P-009", "leadUnit", "市農業农村局", "name-unknown", "单位名称夹有繁体字"),
  bad("projects", "P-014", "responsiblePerson", "欧阳若水", "name-unknown", "人员表里没有的人"),
  bad("projects", "P-023", "sponsor", "王磊", "person-ambiguous", "两个单位各有一个王磊"),
  bad("projects", "P-025", "actualStart", "已开工", "date-unreadable", "日期格里写了状态"),
  bad("projects", "P-028", "actualFinish", "6月底", "date-period", "实际日期写了时段"),
  bad("projects", "P-037", "registeredOn", "46086", "date-serial", "日期变成了序列号文本"),
  bad("projects", "P-041", "actualStart", { date: "2026-01-12" }, "date-differs", "与节点“开工”的日期不一致"),
  bad("projects", "P-161", "investedBefore", 3_216_500_000, "money-order", "以元填入万元列"),
  fine("projects", "P-036", "plannedFinish", "2027年底", "计划日期写年底"),
  fine("projects", "P-047", "countySponsor", (name) => `　${name} `, "姓名前后有空格"),
  fine("projects", "P-053", "annualPlan", withCommas, "带千分位的文本数字"),
  fine("projects", "P-055", "annualPlan", inYi, "万元列里写亿"),
  fine("projects", "P-059", "annualPlan", fullWidth, "全角数字"),
  fine("projects", "P-065", "plannedFinish", dotted, "点分日期"),
];

const asTyped = (clean: CellValue): CellValue => clean;

const MILESTONES: readonly Mess[] = [
  bad("milestones", "P-080/30", "seq", asTyped, "key-duplicate", "同一节点出现两次，指向第一行"),
  bad("milestones", "P-052/20", "planned", "2026-6-31", "date-no-such-day", "6 月没有 31 日"),
  bad("milestones", "P-066/40", "actual", "完成", "date-unreadable", "实际完成写了“完成”"),
  bad("milestones", "P-068/20", "actual", "六月底", "date-period", "实际完成写了时段"),
  bad("milestones", "P-074/60", "planned", "2026/13/1", "date-no-such-month", "没有 13 月"),
  bad("milestones", "P-079/20", "actual", "46235", "date-serial", "日期变成了序列号文本"),
  bad("milestones", "P-083/20", "actual", { date: "2206-03-12" }, "date-implausible", "年份敲错"),
  bad("milestones", "P-085/30", "predecessors", errorCell("#REF!"), "cell-error", "公式引用失效"),
  bad("milestones", "P-087/70", "planned", formulaCell("J2+30", null), "cell-error", "公式没有存下结果"),
  bad("milestones", "P-091/10", "projectName", "老城供热管网", "project-name-differs", "项目名称与编号对不上"),
  bad("milestones", "P-093/20", "documentType", "行政許可", "enum-unknown", "下拉之外的写法"),
  bad("milestones", "P-095/50", "duration", "约二十天", "number-unreadable", "工期写了文字"),
  fine("milestones", "P-098/20", "seq", "２０", "全角数字"),
  fine("milestones", "P-100/80", "planned", "2027年6月下旬", "计划日期写旬"),
  fine("milestones", "P-104/20", "actual", dotted, "点分日期"),
  fine("milestones", "P-106/20", "planned", fullWidthDay, "全角日期"),
];

const REPORTS: readonly Mess[] = [
  bad("monthlyReports", "P-070/2026-08", "month", asTyped, "key-duplicate", "同一月报出现两次，指向第一行"),
  bad("monthlyReports", "P-030/2026-09", "month", "9月份", "month-unreadable", "月份没有年"),
  bad("monthlyReports", "P-035/2026-03", "month", "2026.13", "month-unreadable", "没有 13 月"),
  bad("monthlyReports", "P-040/2026-05", "invested", errorCell("#REF!"), "cell-error", "公式引用失效"),
  bad("monthlyReports", "P-043/2026-06", "invested", -120, "money-negative", "投资为负数"),
  bad("monthlyReports", "P-046/2026-07", "funded", 936_290_000, "money-order", "以元填入万元列"),
  bad("monthlyReports", "P-050/2026-04", "funded", 123.45678, "money-fraction", "不足一元的尾数"),
  bad("monthlyReports", "P-054/2026-08", "funded", "约3000", "money-unreadable", "约数"),
  bad("monthlyReports", "P-057/2026-08", "reportedOn", "46270", "date-serial", "日期变成了序列号文本"),
  fine("monthlyReports", "P-062/2026-08", "investedYtd", withCommas, "带千分位的文本数字"),
  fine("monthlyReports", "P-063/2026-08", "investedYtd", fullWidth, "全角数字"),
  fine("monthlyReports", "P-069/2026-08", "fundedYtd", inYi, "万元列里写亿"),
];

const OTHERS: readonly Mess[] = [
  bad("issues", "W-2026-021", "category", "征地折迁", "enum-unknown", "问题类别错字"),
  bad("tasks", "R-2026-009", "due", "尽快", "date-unreadable", "时限没有日子"),
  bad("tasks", "R-2026-012", "cooperatingUnits", "市教育局、市林业居", "name-unknown", "配合单位错字"),
  bad("inspections", "D-2026-006", "score", "90%", "number-unreadable", "评分写了百分数"),
  bad("inspections", "D-2026-011", "score", 960, "number-too-large", "评分多敲一位"),
  fine("inspections", "D-2026-014", "score", "９２", "全角数字"),
  bad("disclosures", "#3", "link", "见内网", "url-unreadable", "公开链接不是网址"),
  bad("unitIndicators", "#25", "period", "9月", "period-unreadable", "期间没有年"),
  bad("people", "市体育局/办公室主任", "roles", "办公室主人", "list-unknown", "角色错字"),
  bad("people", "市林业局/主要负责人", "email", null, "email-missing", "没有邮箱"),
  bad("people", "市商务局/办公室主任", "email", "feng.yu＠duban", "email-unreadable", "邮箱写错"),
  fine("people", "市水务局/办公室主任", "name", "王磊", "重名"),
  fine("people", "市教育局/办公室主任", "name", "王磊", "重名"),
];

export const MESS: readonly Mess[] = [...PROJECTS, ...MILESTONES, ...REPORTS, ...OTHERS];
