import type { CellValue } from "../../ports/spreadsheet.ts";
import type { NewColumn, NewSheet, NewWorkbook } from "../../ports/workbook-file.ts";
import { groupWords } from "../ranking.ts";
import { periodWords } from "../words.ts";
import { type ToldBacktest, turnWords } from "./backtest.ts";

const column = (header: string, width: number, format: NewColumn["format"] = "text"): NewColumn => ({
  ...{ header, width, format },
});

/** Every change with its reason and all its cells, for --out. */
export const backtestWorkbook = (result: ToldBacktest): NewWorkbook => ({
  title: `回溯试算 ${periodWords(result.from)}至${periodWords(result.to)}`,
  sheets: [lightSheet(result), rankSheet(result)],
});

const lightSheet = ({ trials, months }: ToldBacktest): NewSheet => ({
  title: "灯色变化",
  preface: trials.map(({ name, rules }) => `【${name}】${rules.join("；")}`),
  columns: [
    ...[column("试用", 12), column("月份", 12), column("项目编号", 14), column("项目名称", 30), column("责任单位", 18)],
    ...[column("现行 → 试用", 20), column("原因", 80), column("依据的单元格", 40)],
  ],
  rows: eachChange(trials, (at) => months.flatMap((month) => month.trials[at]!.lightChanges)).map(
    ([trial, change]): CellValue[] => [
      ...[trial, periodWords(change.month), change.project, change.name, change.unit],
      ...[turnWords(change), change.why, change.cells.join("、")],
    ],
  ),
});

const rankSheet = ({ trials, months }: ToldBacktest): NewSheet => ({
  title: "名次变化",
  columns: [
    ...[column("试用", 12), column("月份", 12), column("组别", 14), column("单位", 18)],
    ...[column("现行名次", 10, "int"), column("试用名次", 10, "int")],
    ...[column("现行得分", 10, "decimal2"), column("试用得分", 10, "decimal2")],
    ...[column("原因", 80), column("依据的单元格", 40)],
  ],
  rows: eachChange(trials, (at) => months.flatMap((month) => month.trials[at]!.rankChanges)).map(
    ([trial, change]): CellValue[] => [
      ...[trial, periodWords(change.month), groupWords(change.group), change.unit],
      ...[change.fromRank, change.toRank, pointsCell(change.fromTotal), pointsCell(change.toTotal)],
      ...[change.why, change.cells.join("、")],
    ],
  ),
});

const pointsCell = (hundredths: number | null): CellValue => (hundredths === null ? null : hundredths / 100);

const eachChange = <T>(
  trials: ToldBacktest["trials"],
  changesOf: (at: number) => readonly T[],
): readonly (readonly [trial: string, change: T])[] =>
  trials.flatMap(({ name }, at) => changesOf(at).map((change) => [name, change] as const));
