import type { ProgressRow } from "../domain/progress.ts";
import { multiply, type Ratio, ratio, toNumber } from "../domain/ratio.ts";
import type { Money } from "../domain/registry.ts";
import type { Summary, SummaryNotes, SummaryRow } from "../domain/summary.ts";
import type { SummaryDimension, SummaryGroup } from "../domain/summary-divisions.ts";
import type { CellValue, SystemHeader, SystemTab } from "../ports/spreadsheet.ts";
import { YUAN_PER_YI } from "./words.ts";

/** Title and headers of one of our tabs, as lib/registry defines them; rows here follow the order of those headers. */
export interface TabFrame {
  readonly title: string;
  readonly headers: readonly SystemHeader[];
}

const DIMENSION_WORDS: Readonly<Record<SummaryDimension, string>> = {
  "under-construction": "合计(在建)",
  preliminary: "合计(前期)",
  reserve: "合计(储备)",
  "annual-class": "年度类别",
  category: "类别",
  size: "规模",
  county: "属地",
  "large-plan": "超亿元",
  "large-by-category": "超亿元项目(类别)",
};

/** 系统-汇总: exact figures in 亿元 and percent; what the sums lack, `more` first, is said in rows 说明 at the end. */
export const summaryTab = (summary: Summary, frame: TabFrame, more: readonly string[] = []): SystemTab => ({
  ...frame,
  rows: [
    ...summary.rows.map(summaryCells),
    ...[...more, ...noteWords(summary.notes)].map((note) => noteCells(note, frame)),
  ],
  ridesAlong: false,
});

const summaryCells = (row: SummaryRow): readonly CellValue[] => [
  DIMENSION_WORDS[row.dimension],
  groupWords(row.group),
  row.projects,
  inYi(row.totalInvestment),
  inYi(row.annualPlan),
  inYi(row.done),
  row.annualPlan === 0 ? null : inPercent(ratio(row.done, row.annualPlan)),
  row.planned === null || row.plannedOf === 0 ? null : inPercent(ratio(row.planned, row.plannedOf)),
];

function groupWords(group: SummaryGroup): string {
  if (group.kind === "named") return group.name;
  if (group.kind === "all") return "全部";
  if (group.kind === "other") return "其他";
  const [from, below] = [group.from, group.below].map((bound) => (bound === null ? null : inYi(bound)));
  if (below === null || below === undefined) return `≥${from}亿`;
  return from === null || from === undefined ? `<${below}亿` : `${from}–${below}亿`;
}

const noteCells = (note: string, frame: TabFrame): readonly CellValue[] =>
  frame.headers.map((_, index) => (index === 0 ? "说明" : index === 1 ? note : null));

/** What was not counted, or counted from an earlier month. Empty when there is nothing to say. */
export function noteWords(notes: SummaryNotes): readonly string[] {
  const said: readonly (readonly [number, string])[] = [
    [notes.setAside, `另有 ${notes.setAside} 个项目未计入（见系统-数据问题）`],
    [notes.planUnreadable, `${notes.planUnreadable} 个在建项目的年度计划投资无法读取，金额未计入`],
    [notes.doneUnreadable, `${notes.doneUnreadable} 个在建项目的年初累计无法读取，金额未计入`],
    [notes.lastReported, `${notes.lastReported} 个在建项目当月未报，年初累计取最近一次所报`],
    [notes.neverReported, `${notes.neverReported} 个在建项目今年尚无月报，年初累计按 0 计`],
    [
      notes.reportAside,
      `${notes.reportAside} 个在建项目当月月报重复或无法读取，年初累计取最近一次能读取的（见系统-数据问题）`,
    ],
    [notes.cityCurve ? 1 : 0, "合计(在建)的序时为「目标」全市计划曲线，其余各行为所含项目的序时"],
  ];
  return said.filter(([count]) => count > 0).map(([, words]) => words);
}

/** 系统-进度: the plan of every quarter and the year; quarters that have not begun leave what was done empty. */
export const progressTab = (rows: readonly ProgressRow[], frame: TabFrame): SystemTab => ({
  ...frame,
  rows: rows.map(progressCells),
  ridesAlong: false,
});

function progressCells(row: ProgressRow): readonly CellValue[] {
  const { done } = row;
  return [
    row.period,
    row.investment === null ? null : inYi(row.investment),
    percentOrBlank(row.cumulativeShare),
    done === null ? null : inYi(done.investment),
    percentOrBlank(done?.share),
    row.starts,
    percentOrBlank(row.cumulativeStartShare),
    row.finishes,
    percentOrBlank(done?.startRate),
    percentOrBlank(done?.fundingRate),
    percentOrBlank(done?.contractRate),
    percentOrBlank(done?.operationRate),
  ];
}

const HUNDRED = ratio(100);
const inYi = (money: Money): number => toNumber(ratio(money, YUAN_PER_YI));
const inPercent = (share: Ratio): number => toNumber(multiply(share, HUNDRED));
const percentOrBlank = (share: Ratio | null | undefined): number | null =>
  share === null || share === undefined ? null : inPercent(share);
