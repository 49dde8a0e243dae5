import { type History, type RowHistory, unquietLives } from "../domain/history.ts";
import type { Loop } from "../domain/loop.ts";
import type { Ledger } from "../domain/notice.ts";
import { noticeKey, partsOf } from "../domain/notice-key.ts";
import type { Issue, Registry, Task } from "../domain/registry.ts";

/** Rows of 问题 and 任务 by tab and key. */
export interface LoopRows {
  readonly issues: ReadonlyMap<string, Issue>;
  readonly tasks: ReadonlyMap<string, Task>;
}

export const loopRows = ({ issues, tasks }: Pick<Registry, "issues" | "tasks">): LoopRows => ({
  issues: new Map(issues.map((row) => [row.key, row])),
  tasks: new Map(tasks.map((row) => [row.key, row])),
});

/** Whether a matter came to its unit and person, or back to them, after the first reading of its workbook: what stood before is not new. */
export function newLoops(history: History, rows: LoopRows): (loop: Loop) => boolean {
  const [issues, tasks] = [unquietLives(history, "issues"), unquietLives(history, "tasks")];
  return (loop) => {
    const back = loop.round !== "";
    if (loop.tab === "tasks") {
      const now = rows.tasks.get(loop.key);
      const life = (tasks.get(loop.key) ?? []) as RowHistory<Task>;
      return now !== undefined && cameLater(life, (row) => isSameTask(row, now, back));
    }
    const now = rows.issues.get(loop.key);
    const life = (issues.get(loop.key) ?? []) as RowHistory<Issue>;
    return now !== undefined && cameLater(life, (row) => isSameIssue(row, now, back));
  };
}

const isSameTask = (row: Task, now: Task, back: boolean): boolean =>
  row.leadUnit === now.leadUnit && (!back || row.verification === now.verification);

/** 交办日期 moved or cleared later is no new assignment: the clock stays. */
const isSameIssue = (row: Issue, now: Issue, back: boolean): boolean =>
  (row.assignedOn !== null || now.assignedOn === null) &&
  row.responsibleUnit === now.responsibleUnit &&
  row.responsiblePerson === now.responsiblePerson &&
  (!back || (row.verification === now.verification && row.reopenedOn === now.reopenedOn));

/** The present state began with a reading that was not the workbook's first. */
function cameLater<T>(life: RowHistory<T>, isSame: (row: T) => boolean): boolean {
  let since: RowHistory<T>[number] | null = null;
  for (const version of life) {
    if (version.row === null || !isSame(version.row)) since = null;
    else since ??= version;
  }
  return since !== null && since.lastSeenAbsent !== null;
}

/** Who was told of each assignment: a deputy who comes later is not told of it as new. By key without the recipient. */
export type AssignmentsTold = ReadonlyMap<string, ReadonlySet<string>>;

export function assignmentsTold({ notices }: Ledger): AssignmentsTold {
  const told = new Map<string, Set<string>>();
  for (const { key, kind, state, recipient } of notices.values()) {
    if (kind !== "loop-assigned" || state !== "sent") continue;
    const assignment = noticeKey({ ...partsOf(key), recipient: "" });
    told.set(assignment, (told.get(assignment) ?? new Set()).add(recipient));
  }
  return told;
}
