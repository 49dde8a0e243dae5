import { lastDayOf, type Month } from "../../lib/domain/dates.ts";
import { NO_LEDGER } from "../../lib/domain/notice.ts";
import { endOfDay, lockDay } from "../../lib/domain/office-calendar.ts";
import type { UnitMonth } from "../../lib/domain/unit-month.ts";
import { assess, builtInCalendar } from "../../lib/jobs/assess.ts";
import type { JobInput } from "../../lib/jobs/job.ts";
import { NO_LETTERS } from "../../lib/jobs/letter-book.ts";
import { monthsOf } from "../../lib/jobs/monthly.ts";
import type { WorkbookSnapshot } from "../../lib/ports/spreadsheet.ts";
import type { StoredHistory } from "../../lib/ports/store.ts";
import { TABS, type TabDef } from "../../lib/registry/tabs.ts";
import { type Cells, sheetOf, workbookOf } from "./sheets.ts";

/** What a row of a tab has unless it says otherwise: its required cells. */
const DEFAULTS: Readonly<Record<string, Cells>> = {
  projects: {
    name: "某项目",
    category: "产业",
    annualClass: "续建",
    county: "甲县",
    responsibleUnit: "甲县",
    totalInvestment: 10_000,
  },
  milestones: { name: "某节点" },
  issues: { category: "审批", description: "手续未办结", reportedOn: "2026-01-05", responsibleUnit: "甲县" },
  adjustments: { applicant: "甲县", reason: "征地受阻", decision: "同意" },
  exemptions: { cause: "不可抗力", approvedBy: "王管" },
  scoreAdjustments: { reason: "通报表扬", basis: "市府办〔2026〕8号", confirmedBy: "王管" },
  rules: { from: "2026-01-01", basis: "市考核办〔2026〕3号" },
  people: { roles: "联络员" },
  units: { group: "县区" },
};

/** Who and what every table has. */
export const COMMON: readonly string[] = [
  "规则 计划年度 值=2026",
  ...["单位 甲县", "单位 乙县", "单位 丙县", "单位 高新园区 组别=园区"],
  ...["单位 市交通局 组别=市直", "单位 城投集团 组别=国企", "单位 督查室 组别=其他"],
  ...["人员 督查室/李核", "人员 督查室/王管 角色=管理员", "人员 甲县/张办"],
];

const rowsIn = (text: string): readonly string[] =>
  text
    .split(";")
    .map((row) => row.trim())
    .filter((row) => row !== "");

/** The workbook in which the rows are typed. */
export function monthWorkbook(rows: readonly string[]): WorkbookSnapshot {
  const typed = Map.groupBy(rows.map(rowOf), ([tab]) => tab);
  return workbookOf(
    TABS.map((tab) =>
      sheetOf(
        tab.code,
        (typed.get(tab) ?? []).map(([, cells]) => cells),
      ),
    ),
  );
}

function rowOf(row: string): readonly [TabDef, Cells] {
  const [title = "", key = "", ...cells] = row.split(/\s+/);
  const tab = TABS.find((one) => one.title === title);
  if (tab === undefined) throw new Error(`no tab “${title}” in “${row}”`);
  const parts = key.split("/");
  const keys = tab.key.map((code, index) => [code, parts[index] ?? DEFAULTS[tab.code]?.[code] ?? null]);
  const named = cells.map((cell) => {
    const [header = "", value = ""] = cell.split("=");
    const column = tab.columns.find((one) => one.header === header);
    if (column === undefined) throw new Error(`no column “${header}” in “${row}”`);
    return [column.code, value];
  });
  return [tab, { ...DEFAULTS[tab.code], ...Object.fromEntries(keys), ...Object.fromEntries(named) }];
}

/** A month of these rows as known at the end of its lock day, nothing remembered unless given. */
export function monthInputOf(
  rows: readonly string[],
  period: Month,
  histories: ReadonlyMap<string, StoredHistory> = new Map(),
): JobInput {
  const known = {
    ...{ snapshots: [monthWorkbook(rows)], ledger: NO_LEDGER, letters: NO_LETTERS, consulted: [], unread: [] },
    ...{ histories, published: [], at: endOfDay(lockDay(builtInCalendar(), period).day) },
  };
  const input = assess(known, lastDayOf(period), period);
  const broken = input.findings.find(({ code }) => MISTYPED.has(code));
  if (broken !== undefined) throw new Error(`${broken.code}: ${JSON.stringify(broken)}`);
  return input;
}

/** Findings that would mean the table itself is mistyped, not the case it tells. */
const MISTYPED: ReadonlySet<string> = new Set([
  ...["name-unknown", "enum-unknown", "required-missing", "rule-unknown", "rule-unreadable", "project-unknown"],
]);

/**
 * `项目 P-1 年度计划投资=12000 计划竣工=2026-12-31;月报 P-1/2026-05 年初累计=6000`: a tab, the key of a row, then its cells by header, read as
 * the workbook itself is. The parts of a key are joined by "/".
 */
export const monthsOfRows = (text: string, period: Month): readonly UnitMonth[] =>
  monthsOf(monthInputOf([...COMMON, ...rowsIn(text)], period), period).months;
