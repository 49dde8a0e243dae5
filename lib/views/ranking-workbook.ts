import { INDICATOR_NAMES, type IndicatorCode } from "../domain/indicator.ts";
import type { RankedItem, RankingBlock, RankingRow } from "../domain/ranking-block.ts";
import type { CellValue } from "../ports/spreadsheet.ts";
import type { NewColumn, NewSheet, NewWorkbook } from "../ports/workbook-file.ts";
import { groupWords, rankingRows } from "./ranking.ts";
import { confidenceSheet } from "./ranking-confidence.ts";
import { footnotesSheet } from "./ranking-footnotes.ts";
import type { TabFrame } from "./summary.ts";
import { periodWords, YUAN_PER_WAN } from "./words.ts";

/** The attachment: the table as published, and a sheet with the sums behind every point. The same block gives the same workbook. */
export function rankingWorkbook(block: RankingBlock, frame: TabFrame): NewWorkbook {
  const title = `${periodWords(block.period)}重点项目月度排名`;
  const footnotes = footnotesSheet(block);
  return {
    title,
    sheets: [
      {
        title: "排名",
        preface: [title, ...block.notes],
        columns: frame.headers.map(({ title: header, width, format }) => ({ header, width, format })),
        rows: rankingRows(block),
      },
      basisSheet(block),
      confidenceSheet(block, groupWords),
      ...(footnotes === null ? [] : [footnotes]),
    ],
  };
}

const BASIS_COLUMNS: readonly NewColumn[] = [
  { header: "单位", width: 16, format: "text" },
  { header: "指标", width: 14, format: "text" },
  { header: "权重", width: 8, format: "decimal2" },
  { header: "完成", width: 16, format: "decimal2" },
  { header: "应完成", width: 16, format: "decimal2" },
  { header: "总数", width: 16, format: "decimal2" },
  { header: "完成率(%)", width: 12, format: "decimal1" },
  { header: "目标(%)", width: 12, format: "decimal1" },
  { header: "得分", width: 10, format: "decimal2" },
];

const basisSheet = (block: RankingBlock): NewSheet => ({
  title: "计算依据",
  preface: [
    "得分 = 完成 ÷ 应完成 × 权重，以权重为上限；无对应项目的权重按比例分摊；投资和资金单位为万元，督导为评分之和，其余为个数。",
  ],
  columns: BASIS_COLUMNS,
  rows: block.rows.flatMap((row) => row.items.map((item) => basisCells(row, item))),
});

function basisCells(row: RankingRow, item: RankedItem): readonly CellValue[] {
  const amount = (value: number): number => (isMoney(item.code) ? value / YUAN_PER_WAN : value);
  return [
    row.unit,
    INDICATOR_NAMES[item.code],
    item.weight,
    amount(item.numerator),
    amount(item.due),
    amount(item.denominator),
    item.rate === null ? null : item.rate / 10,
    item.target === null ? null : item.target / 10,
    row.rank === null || item.points === null ? null : item.points / 100,
  ];
}

export const isMoney = (code: IndicatorCode): boolean => code === "investment" || code === "funding";
