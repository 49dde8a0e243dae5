import { valueOr } from "../../domain/field.ts";
import type { TaskVerdict } from "../../domain/task.ts";
import { oneLine, prose } from "../one-line.ts";
import { taskStateWord } from "../task-reasons.ts";
import { shortDayWords } from "../words.ts";
import { dated, numbered, unlessEmpty } from "./list-annexes.ts";
import type { PackGround } from "./pack-facts.ts";
import { count, day, type PackTable, text } from "./paper.ts";

export const TASKS_ANNEX = "其他未办结的任务";
export const tasksAnnex = (title: string, pack: PackGround, tasks: readonly TaskVerdict[]): readonly PackTable[] =>
  unlessEmpty({
    title,
    head: ["序号", "任务", "牵头单位", "时限", "状态", "逾期", "来源"],
    rows: numbered(
      tasks.map(({ key, title: content, unit, limit, workingDaysLate, task, ...verdict }) => [
        ...[`${oneLine(key, 30)} ${prose(content, 60)}`, oneLine(unit, 30), shortDayWords(limit.day, pack.asOf)],
        ...[taskStateWord({ ...verdict, key, title: content, unit, limit, workingDaysLate, task })],
        ...[workingDaysLate > 0 ? String(workingDaysLate) : "", oneLine(valueOr(task.sourceName, task.source), 40)],
      ]),
    ),
    columns: [
      ...[text("任务编号", 14), text("任务内容", 48), text("牵头单位", 20), text("配合单位", 24), day("时限")],
      ...[text("状态", 10), count("逾期工作日"), text("来源", 10), text("来源名称", 28), day("来源日期")],
      ...[text("进展", 40), text("单元格", 14)],
    ],
    cells: tasks.map((verdict) => {
      const { task, unit, cooperating, limit, workingDaysLate, workbook, key } = verdict;
      return [
        ...[key, prose(task.content, 500), unit, cooperating.join("、"), dated(limit.day), taskStateWord(verdict)],
        ...[workingDaysLate, task.source, valueOr(task.sourceName, ""), dated(task.sourceDate)],
        ...[prose(valueOr(task.progress, ""), 500), pack.place({ workbook, tab: "tasks", key, field: "content" })],
      ];
    }),
  });
