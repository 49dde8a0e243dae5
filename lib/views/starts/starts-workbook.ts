import { isValue } from "../../domain/field.ts";
import type { BatchChecks } from "../../domain/starts/batch-checks.ts";
import { START_MATTERS } from "../../domain/starts/matters.ts";
import { doneCount, type StartReadiness } from "../../domain/starts/readiness.ts";
import type { CellValue } from "../../ports/spreadsheet.ts";
import type { NewSheet, NewWorkbook } from "../../ports/workbook-file.ts";
import { amount, count, day, text } from "../packs/paper.ts";
import { periodWords, YUAN_PER_WAN } from "../words.ts";
import { honestyLines, registrationWords, startCheckWords } from "./check-words.ts";
import { faultLines, leftOut, suggestionLines } from "./list-words.ts";
import { allLacking, MATTER_STATES, startStateWord, unclearWords } from "./readiness-words.ts";
import type { StartsTold } from "./starts-text.ts";

/** The admin's paper: readiness, suggestions, list, figures, and what came of this batch and of the one before. */
export const startsWorkbook = (told: StartsTold): NewWorkbook => ({
  title: `${periodWords(told.batch)}集中开工`,
  sheets: [
    readinessSheet(told),
    suggestionSheet(told),
    listSheet(told),
    figureSheet(told),
    ...(told.before === null ? [] : [checkSheet("上一批核查", told.before, told)]),
    ...(told.checks === null ? [] : [checkSheet("本批核查", told.checks, told)]),
  ],
});

const dated = (on: string | null): CellValue => (on === null ? null : { date: on });
const wan = (money: number | null): CellValue => (money === null ? null : money / YUAN_PER_WAN);

const readinessSheet = ({ candidates, asOf, batch }: StartsTold): NewSheet => ({
  title: "准备情况",
  preface: ["只供管理员核对，不对外。"],
  columns: [
    ...[text("项目编号", 12), text("项目名称", 26), text("责任单位", 20), text("属地", 12), text("年度类别", 10)],
    ...[day("计划开工"), text("本批", 8), text("准备情况", 12), count("具备几项")],
    ...START_MATTERS.map((matter) => text(matter, 10)),
    ...[text("还缺（哪个节点、计划日、谁负责）", 60), text("无法判定的", 30)],
  ],
  rows: candidates.map((one) => readinessCells(one, batch, asOf)),
});

function readinessCells(one: StartReadiness, batch: string, asOf: string): readonly CellValue[] {
  const { code, name, responsibleUnit, county, annualClass, startBatch } = one.file.project;
  return [
    ...[code, name, responsibleUnit, county, annualClass, dated(one.planned)],
    ...[startBatch === batch ? "列入" : isValue(startBatch) ? startBatch : null, startStateWord(one), doneCount(one)],
    ...one.matters.map(({ state }) => MATTER_STATES[state]),
    ...[allLacking(one, asOf), unclearWords(one)],
  ];
}

const suggestionSheet = ({ suggestions, list, asOf }: StartsTold): NewSheet => ({
  title: "建议",
  columns: [text("建议和须改正的", 120)],
  rows: [...faultLines(list.faults), ...suggestionLines(suggestions, asOf)].map((line) => [line]),
});

const listSheet = (told: StartsTold): NewSheet => ({
  title: "名单",
  preface: [told.confirmed === null ? "据「项目」表所填批次，还没有确认的通知。" : "据已确认的通知。"],
  columns: [
    ...[
      count("序号"),
      text("项目编号", 12),
      text("项目名称", 26),
      text("类别", 12),
      text("属地", 12),
      text("责任单位", 20),
    ],
    ...[amount("总投资(万元)"), amount("年度计划(万元)"), text("会场", 10)],
  ],
  rows: (told.confirmed?.block ?? told.list.block).entries.map((entry, index) => [
    ...[index + 1, entry.project, entry.name, entry.category, entry.county, entry.unit],
    ...[wan(entry.totalInvestment), wan(entry.annualPlan), entry.venue],
  ]),
});

function figureSheet({ confirmed, figures, setAside }: StartsTold): NewSheet {
  const shown = confirmed?.figures ?? figures;
  const { all, byVenue, byCounty, byCategory } = shown;
  const groups = [
    { kind: "合计", of: [{ name: "", sums: all }] },
    ...[
      { kind: "会场", of: byVenue },
      { kind: "属地", of: byCounty },
      { kind: "类别", of: byCategory },
    ],
  ];
  return {
    title: "数字",
    preface: leftOut(shown, setAside),
    columns: [text("分类", 10), text("名称", 20), count("个数"), amount("总投资(万元)"), amount("年度计划(万元)")],
    rows: groups.flatMap(({ kind, of }) =>
      of.map(({ name, sums }) => [kind, name, sums.number, wan(sums.totalInvestment), wan(sums.annualPlan)]),
    ),
  };
}

const checkSheet = (title: string, batch: BatchChecks, { asOf }: StartsTold): NewSheet => ({
  title,
  preface: honestyLines(batch, asOf),
  columns: [
    ...[text("项目编号", 12), text("项目名称", 26), text("责任单位", 20), text("实际开工", 44), text("督查编号", 14)],
    text("入统", 30),
  ],
  rows: batch.checks.map((check) => [
    ...[check.entry.project, check.entry.name, check.entry.unit, startCheckWords(check, asOf)],
    ...[check.inspection?.code ?? null, registrationWords(check, asOf)],
  ]),
});
