import type { Month } from "../domain/dates.ts";
import type { ObservationRule } from "../domain/observation/ballots.ts";
import type { Outlier } from "../domain/observation/outliers.ts";
import type { Ratio } from "../domain/ratio.ts";
import type { Project } from "../domain/registry.ts";
import type { NewColumn, NewSheet, NewWorkbook } from "../ports/workbook-file.ts";
import { oneLine } from "./one-line.ts";
import { fixed, periodWords } from "./words.ts";

/** One judge's ballot. `mark` stands on a sheet of its own, by which the office knows the ballot again. */
export interface BallotPaper {
  readonly visit: Month;
  readonly judge: string;
  readonly unit: string;
  readonly asked: ObservationRule["asked"];
  readonly projects: readonly Pick<Project, "code" | "name" | "responsibleUnit">[];
  /** Projects of the visit that are not on it: the own unit's. */
  readonly own: number;
  readonly mark: { readonly lot: number; readonly code: string };
}

const MARK_SHEET = "选票标识";
const MARK = { visit: "场次", judge: "评委", lot: "批次", code: "识别码" } as const;
const COMMON = { markSheet: MARK_SHEET, mark: MARK, project: ["项目编号", "编号", "项目编码"] };

/** How a ballot is read again, by what it asks for. */
export const BALLOT_HEADERS = {
  scores: { ...COMMON, vote: ["评分", "得分", "打分", "分数"] },
  places: { ...COMMON, vote: ["名次", "排名"] },
} as const;

export function ballotWorkbook(paper: BallotPaper): NewWorkbook {
  const title = `${periodWords(paper.visit)}项目观摩评比选票`;
  const sheet: NewSheet = {
    title: "选票",
    preface: [title, `评委：${oneLine(paper.judge, 30)}（${oneLine(paper.unit, 40)}）`, ...instructions(paper)],
    columns: [...COLUMNS, voteColumn(paper)],
    rows: paper.projects.map(({ code, name, responsibleUnit }) => [paper.visit, code, name, responsibleUnit, null]),
    roomTo: 0,
  };
  return { title, sheets: [sheet, markSheet(paper)] };
}

function instructions({ asked, own, projects }: BallotPaper): readonly string[] {
  const how =
    asked === "scores"
      ? "请在“评分”列给每个项目填 0 到 100 分，可带小数；不评的留空。"
      : `请在“名次”列给每个项目填名次，第一名填 1，至多 ${projects.length}；并列的填同一名次，不评的留空。`;
  const recused = own === 0 ? "" : `本单位的 ${own} 个项目按回避规定不在票上。`;
  return [how, `${recused}请用原文件填写，不增删项目，填好后原文件交回；截止之前不公布任何单张选票和汇总。`];
}

const COLUMNS: readonly NewColumn[] = [
  { header: "场次", width: 10, format: "text" },
  { header: "项目编号", width: 14, format: "text" },
  { header: "项目名称", width: 36, format: "text" },
  { header: "责任单位", width: 22, format: "text" },
];

function voteColumn({ asked, projects }: BallotPaper): NewColumn {
  if (asked === "scores")
    return { header: "评分", width: 10, format: "number", note: "0 到 100 分，可带小数", range: { min: 0, max: 100 } };
  const values = projects.map((_, at) => String(at + 1));
  return { header: "名次", width: 10, format: "int", note: "第一名填 1", choices: { values, strict: true } };
}

/** Protected and out of sight: not for people. */
const markSheet = ({ visit, judge, mark }: BallotPaper): NewSheet => ({
  title: MARK_SHEET,
  columns: [
    { header: "项", width: 12, format: "text" },
    { header: "值", width: 70, format: "text" },
  ],
  rows: [
    [MARK.visit, visit],
    [MARK.judge, judge],
    [MARK.lot, String(mark.lot)],
    [MARK.code, mark.code],
  ],
  hidden: true,
  protect: true,
});

/** What the drafted rows were made from. */
export const ballotSource = (visit: Month, lot: number): string =>
  `${periodWords(visit)}观摩选票${lot === 1 ? "" : `（第 ${lot} 批）`}`;

/** For the admins alone. */
export const outlierNote = ({ apart }: Pick<Outlier, "apart">): string =>
  `${apartWords(apart)}，请核对，是否计入不由此决定`;

/** 比中位数高 18 分 */
export const apartWords = (apart: Ratio): string => {
  const above = apart.n >= 0n;
  const points = above ? apart : { n: -apart.n, d: apart.d };
  return `比中位数${above ? "高" : "低"} ${fixed(points, 2).replace(/\.?0+$/, "")} 分`;
};

/** 2026-07-选票-张三.xlsx; a name is a cell, so only letters and digits of it make a file's name. */
export const ballotFileName = (visit: Month, judge: string): string =>
  `${visit}-选票-${judge.replace(/[^\p{L}\p{N}_-]+/gu, "_").slice(0, 60)}.xlsx`;
