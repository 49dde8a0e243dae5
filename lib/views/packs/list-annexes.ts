import { isValue, valueOr } from "../../domain/field.ts";
import type { NextStart } from "../../domain/meeting-pack/next-starts.ts";
import { START_MATTERS } from "../../domain/starts/matters.ts";
import { doneCount } from "../../domain/starts/readiness.ts";
import type { CellValue } from "../../ports/spreadsheet.ts";
import { suggestionReason, suggestionWord } from "../list-change/suggestion-words.ts";
import { monthWords } from "../notice-lines.ts";
import { oneLine, prose } from "../one-line.ts";
import { projectBrief } from "../project-brief.ts";
import { allLacking, readinessWords, startStateWord, unclearWords } from "../starts/readiness-words.ts";
import { moneyWords, shortDayWords, YUAN_PER_WAN } from "../words.ts";
import { lackWords, sponsorWords, valuesWords } from "./adjustment-words.ts";
import { projectName } from "./issue-words.ts";
import type { QuarterPack } from "./pack-facts.ts";
import { amount, count, day, type PackTable, text } from "./paper.ts";

export const numbered = (rows: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  rows.map((row, index) => [String(index + 1), ...row]);

export const dated = (date: string | null): CellValue => (date === null ? null : { date });

/** A list without rows is no annex. */
export const unlessEmpty = (table: PackTable): readonly PackTable[] => (table.rows.length === 0 ? [] : [table]);

export const RED_ANNEX = "连续红灯项目";
export const redAnnex = (pack: QuarterPack): readonly PackTable[] =>
  unlessEmpty({
    title: RED_ANNEX,
    head: ["序号", "项目", "责任单位", "连续月数", "情况"],
    rows: numbered(
      pack.red.map(({ verdict, months }) => [
        ...[projectName(pack, verdict.key), oneLine(verdict.project.responsibleUnit, 30), String(months.length)],
        projectBrief(verdict),
      ]),
    ),
    columns: [
      ...[text("项目编号", 12), text("项目名称", 24), text("责任单位", 20), text("属地", 12), text("红灯月份", 24)],
      ...[text("情况", 60), text("单元格", 14)],
    ],
    cells: pack.red.map(({ verdict, months }) => [
      ...[verdict.key, verdict.project.name, verdict.project.responsibleUnit, verdict.project.county],
      ...[months.map((month) => monthWords(month, pack.asOf)).join("、"), projectBrief(verdict)],
      pack.place({ workbook: verdict.workbook, tab: "projects", key: verdict.key, field: "name" }),
    ]),
  });

export const STUCK_ANNEX = "受阻的关键线路";
export const stuckAnnex = (pack: QuarterPack): readonly PackTable[] =>
  unlessEmpty({
    title: STUCK_ANNEX,
    head: ["序号", "项目", "逾期节点", "逾期天数", "余地", "根源单位", "根源节点"],
    rows: numbered(
      pack.stuck.map(({ project, overdue, float, root }) => [
        ...[projectName(pack, project), oneLine(overdue.milestone.name, 30), String(overdue.daysLate), String(float)],
        ...[oneLine(root.unit, 30), oneLine(`${root.key} ${root.name}`, 40)],
      ]),
    ),
    columns: [
      ...[text("项目编号", 12), text("项目名称", 24), text("节点", 14), text("节点名称", 24), day("计划完成")],
      ...[count("逾期天数"), count("余地(工作日)"), text("根源节点", 14), text("根源节点名称", 24)],
      ...[text("根源单位", 20), count("根源自身天数"), text("单元格", 14)],
    ],
    cells: pack.stuck.map(({ project, overdue, float, root }) => [
      ...[project, pack.projectOf(project)?.name ?? "", overdue.key, overdue.milestone.name, dated(overdue.planned)],
      ...[overdue.daysLate, float, root.key, root.name, root.unit, root.days],
      pack.place({ workbook: overdue.workbook, tab: "milestones", key: overdue.key, field: "planned" }),
    ]),
  });

export const ADJUSTMENT_ANNEX = "待审定的清单调整";
export const adjustmentAnnex = (pack: QuarterPack): readonly PackTable[] =>
  unlessEmpty({
    title: ADJUSTMENT_ANNEX,
    head: ["序号", "申请、项目", "类型", "申请单位", "原值、新值", "还缺"],
    rows: numbered(
      pack.undecided.map((row) => [
        oneLine(`${row.adjustment.code} ${row.adjustment.project} ${row.project?.name ?? ""}`, 60),
        ...[row.adjustment.type, oneLine(row.adjustment.applicant, 30), valuesWords(row)],
        row.lacks.length === 0 ? "齐全" : lackWords(row),
      ]),
    ),
    columns: [
      ...[text("申请编号", 14), text("类型", 14), text("项目编号", 12), text("项目名称", 24), text("节点序号", 10)],
      ...[text("原值", 16), text("新值", 16), text("申请单位", 20), day("申请日期"), text("理由", 40)],
      ...[text("分包市领导签字", 20), text("还缺", 40), text("单元格", 14)],
    ],
    cells: pack.undecided.map((row) => {
      const { code, type, project, seq, from, to, applicant, appliedOn, reason, workbook, key } = row.adjustment;
      return [
        ...[code, type, project, row.project?.name ?? "", isValue(seq) ? String(seq) : ""],
        ...[valueOr(from, ""), valueOr(to, ""), applicant, dated(appliedOn), prose(reason, 500)],
        ...[sponsorWords(row), lackWords(row), pack.place({ workbook, tab: "adjustments", key, field: "decision" })],
      ];
    }),
  });

export const SUGGESTION_ANNEX = "可研究调入、调出的项目";
export const suggestionAnnex = (pack: QuarterPack): readonly PackTable[] =>
  unlessEmpty({
    title: SUGGESTION_ANNEX,
    head: ["序号", "项目", "属地", "总投资", "年度计划", "情况"],
    rows: numbered(
      pack.suggestions.map((one) => {
        const { code, county, totalInvestment, annualPlan } = one.project;
        const plan = valueOr(annualPlan, null);
        return [
          ...[projectName(pack, code), oneLine(county, 30), moneyWords(totalInvestment)],
          ...[plan === null ? "—" : moneyWords(plan), suggestionReason(one, pack.asOf)],
        ];
      }),
    ),
    columns: [
      ...[text("项目编号", 12), text("项目名称", 24), text("属地", 12), text("责任单位", 20), text("研究", 10)],
      ...[amount("总投资(万元)"), amount("年度计划(万元)"), text("情况", 60), text("已申请", 20), text("单元格", 14)],
    ],
    cells: pack.suggestions.map((one) => {
      const { code, name, county, responsibleUnit, totalInvestment, annualPlan, workbook, key } = one.project;
      return [
        ...[code, name, county, responsibleUnit, suggestionWord(one), totalInvestment / YUAN_PER_WAN],
        ...[isValue(annualPlan) ? annualPlan / YUAN_PER_WAN : null, suggestionReason(one, pack.asOf)],
        ...[one.applied.join("、"), pack.place({ workbook, tab: "projects", key, field: "annualClass" })],
      ];
    }),
  });

export const STARTS_ANNEX = "下季度计划开工项目";
export const LATE_STARTS_ANNEX = "应开工未开工项目";
export const startAnnexes = (pack: QuarterPack): readonly PackTable[] => [
  ...startAnnex(STARTS_ANNEX, pack, pack.starts.starts),
  ...startAnnex(LATE_STARTS_ANNEX, pack, pack.starts.overdue),
];

const startAnnex = (title: string, pack: QuarterPack, starts: readonly NextStart[]): readonly PackTable[] =>
  unlessEmpty({
    title,
    head: ["序号", "项目", "责任单位", "计划开工", "年度计划", "具备", "准备情况"],
    rows: numbered(
      starts.map((start) => [
        projectName(pack, start.file.project.code),
        oneLine(start.file.project.responsibleUnit, 30),
        shortDayWords(start.planned, pack.asOf),
        isValue(start.file.project.annualPlan) ? moneyWords(start.file.project.annualPlan) : "—",
        `${doneCount(start)}/${START_MATTERS.length}`,
        readinessWords(start, pack.asOf),
      ]),
    ),
    columns: [
      ...[text("项目编号", 12), text("项目名称", 24), text("类别", 12), text("责任单位", 20), text("属地", 12)],
      ...[day("计划开工"), amount("总投资(万元)"), amount("年度计划(万元)"), count("具备几项"), text("准备情况", 14)],
      ...[text("还缺", 48), text("无法判定的", 30), text("单元格", 14)],
    ],
    cells: starts.map((start) => startCells(pack, start)),
  });

function startCells(pack: QuarterPack, start: NextStart): readonly CellValue[] {
  const { project } = start.file;
  const { code, name, category, responsibleUnit, county, totalInvestment, annualPlan, workbook, key } = project;
  return [
    ...[code, name, category, responsibleUnit, county, dated(start.planned), totalInvestment / YUAN_PER_WAN],
    ...[isValue(annualPlan) ? annualPlan / YUAN_PER_WAN : null, doneCount(start), startStateWord(start)],
    ...[allLacking(start, pack.asOf), unclearWords(start)],
    pack.place({ workbook, tab: "projects", key, field: "plannedStart" }),
  ];
}
