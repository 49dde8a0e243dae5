import type { MonthScore, MonthTaken, QuarterBlock } from "../domain/assessment/quarter-block.ts";
import type { CellValue } from "../ports/spreadsheet.ts";
import type { NewColumn, NewSheet, NewWorkbook } from "../ports/workbook-file.ts";
import { monthWord } from "./quarter-note.ts";
import { changeWords, groupWords } from "./ranking.ts";
import { redBlackRows } from "./red-black-list.ts";
import type { TabFrame } from "./summary.ts";
import { periodWords } from "./words.ts";

const text = (header: string, width: number): NewColumn => ({ header, width, format: "text" });
const points = (header: string): NewColumn => ({ header, width: 11, format: "decimal2" });
const whole = (header: string): NewColumn => ({ header, width: 8, format: "int" });

/** The attachment: ranking, lists with their footnotes, and every month taken. `lists`: the tab 系统-红黑榜. The same block gives the same workbook. */
export function quarterWorkbook(block: QuarterBlock, lists: TabFrame): NewWorkbook {
  const title = `${periodWords(block.period)}重点项目排名和红黑榜`;
  return {
    title,
    sheets: [
      rankingSheet(title, block),
      {
        title: "红黑榜",
        preface: [
          `${periodWords(block.period)}红黑榜`,
          "红榜：名次在前且投资完成率超过目标；黑榜：名次在后且投资完成率低于目标。席位不递补。",
        ],
        columns: lists.headers.map(({ title: header, width, format }) => ({ header, width, format })),
        rows: redBlackRows(block),
      },
      basisSheet(block.months),
    ],
  };
}

const rankingSheet = (title: string, { notes, months, rows }: QuarterBlock): NewSheet => ({
  title: "排名",
  preface: [title, ...notes],
  columns: [
    ...[text("组别", 12), whole("名次"), text("单位", 16), points("季度得分")],
    ...months.map(({ month }) => points(`${monthWord(month)}得分`)),
    ...[whole("上季名次"), text("变化", 8), text("说明", 60)],
  ],
  rows: rows.map((row) => [
    ...[groupWords(row.group), row.rank, row.unit, pointsOf(row.total)],
    ...row.months.map(({ total }) => pointsOf(total)),
    ...[row.previousRank, changeWords(row.change), row.note],
  ]),
});

export const pointsOf = (hundredths: MonthScore["total"]): CellValue => (hundredths === null ? null : hundredths / 100);

/** Every result taken, by its draft and digest: what a recomputation holds the period against. */
export const basisSheet = (months: readonly MonthTaken[], visits: readonly MonthTaken[] = []): NewSheet => ({
  title: "计算依据",
  preface: ["每个月份取自哪一份已发布的结果；编号为空的尚未发布，按锁定时的数据计算。"],
  columns: [text("种类", 10), text("期间", 12), text("草稿编号", 18), text("摘要", 70)],
  rows: [...months.map((one) => takenCells("月度排名", one)), ...visits.map((one) => takenCells("观摩", one))],
});

const takenCells = (kind: string, { month, draft, digest }: MonthTaken): readonly CellValue[] => [
  kind,
  periodWords(month),
  draft,
  digest,
];
