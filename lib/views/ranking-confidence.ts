import { STEPS, type Step } from "../domain/confidence.ts";
import type { RankedUnit, RankingBlock } from "../domain/ranking-block.ts";
import type { CellValue } from "../ports/spreadsheet.ts";
import type { NewColumn, NewSheet } from "../ports/workbook-file.ts";

const STEP_HEADS: Readonly<Record<Step, string>> = {
  milestone: "多一个节点按期",
  start: "多一个项目开工",
  "plan-point": "年度计划多 1 个百分点",
};

const text = (header: string, width: number): NewColumn => ({ header, width, format: "text" });
const whole = (header: string, width: number): NewColumn => ({ header, width, format: "int" });
const points = (header: string, width: number): NewColumn => ({ header, width, format: "decimal2" });

/** A sheet of the attachment: how far the places are apart. It measures differences and asks for nothing. Source: 统计法. */
export const confidenceSheet = (block: RankingBlock, group: (name: string) => string): NewSheet => ({
  title: "名次的把握",
  preface: [
    "各栏说明名次之间差多少：其他单位和其他指标不变，某一项多计一份，得分会多多少、会是第几名；空白为该项无对应项目或已全部完成。",
    "仅供比较名次的稳固程度，不是任务，也不是填报依据；数据一律以实际完成为准。",
  ],
  columns: [
    ...[text("组别", 12), whole("名次", 8), text("单位", 16), points("总分", 10)],
    ...[points("与上一名相差", 14), points("领先下一名", 12)],
    ...STEPS.flatMap((step) => [points(`${STEP_HEADS[step]}多得分`, 22), whole(`${STEP_HEADS[step]}名次`, 22)]),
  ],
  rows: block.rows.filter((row) => row.rank !== null).map((row) => cellsOf(row, block, group)),
});

const cellsOf = (row: RankedUnit, block: RankingBlock, group: (name: string) => string): readonly CellValue[] => [
  ...[group(row.group), row.rank, row.unit, row.total / 100],
  ...[row.gapAbove === null ? null : row.gapAbove.points / 100, leadOver(row, block)],
  ...STEPS.flatMap((step) => {
    const more = row.oneMore?.find((one) => one.step === step);
    return more === undefined ? [null, null] : [more.points / 100, more.rank];
  }),
];

/** Points ahead of the next lower total of the group; null for the last. */
function leadOver(row: RankedUnit, { rows }: RankingBlock): number | null {
  const below = rows.filter((one) => one.rank !== null && one.group === row.group && one.total < row.total);
  return below.length === 0 ? null : (row.total - Math.max(...below.map(({ total }) => total))) / 100;
}
