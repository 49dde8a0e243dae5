import type { Month, PlainDate } from "./dates.ts";
import { isValue } from "./field.ts";
import type { Task } from "./registry.ts";
import { isWrittenReport } from "./task-done.ts";

/** Rows of 任务 that track written reports, by project/month: 来源 书面报告, 项目编号, and the month in 来源名称 as people write it. */
export function writtenReportRows(tasks: readonly Task[]): ReadonlyMap<string, Task> {
  const rows = new Map<string, Task>();
  for (const task of tasks) {
    const month = isWrittenReport(task) && isValue(task.sourceName) ? monthIn(task.sourceName) : null;
    if (month !== null && isValue(task.project)) rows.set(`${task.project}/${month}`, task);
  }
  return rows;
}

/** 2026-05, 2026年5月, 2026.5, 2026/05 anywhere in a text. */
function monthIn(text: string): Month | null {
  const found = /(20\d{2})[-年./]?(0?[1-9]|1[0-2])(?!\d)/.exec(text.normalize("NFKC"));
  return found === null ? null : `${found[1]}-${found[2]!.padStart(2, "0")}`;
}

/** It came in: 反馈日期, or 完成日期, not after the day judged. */
export const isReceived = (task: Pick<Task, "feedbackOn" | "doneOn">, asOf: PlainDate): boolean =>
  [task.feedbackOn, task.doneOn].some((day) => isValue(day) && day <= asOf);
