import { isValue } from "./field.ts";
import type { PlanDoubt, PlanDoubtCode } from "./plan-doubts.ts";
import type { TaskVerdict } from "./task.ts";

/** What in rows of 任务 cannot be right: done or due before it was given, verified by the own unit, a limit typed over, a day that has not come. */
export const taskDoubts = (tasks: readonly TaskVerdict[]): readonly PlanDoubt[] => tasks.flatMap(doubtsOf);

function doubtsOf({ task, limit, done, state, asOf }: TaskVerdict): readonly PlanDoubt[] {
  const doubt = (code: PlanDoubtCode, field: string, facts: PlanDoubt["facts"] = {}): readonly PlanDoubt[] => [
    { code, tab: "tasks", row: task, field, unit: task.leadUnit, facts: { name: task.content.slice(0, 40), ...facts } },
  ];
  const claimed = isValue(task.doneOn) ? task.doneOn : null;
  return [
    ...(state !== "closed" && task.due < task.sourceDate
      ? doubt("task-due-before-source", "due", { counts: task.sourceDate })
      : []),
    ...(limit.moved ? doubt("task-due-moved", "due", { counts: limit.day }) : []),
    ...(claimed !== null && claimed > asOf ? doubt("day-in-future", "doneOn") : []),
    ...(claimed !== null && claimed < task.sourceDate
      ? doubt("task-done-before-source", "doneOn", { counts: task.sourceDate })
      : []),
    ...(done.hindrance === "verified-by-own-unit"
      ? doubt("task-verified-by-own-unit", "verifiedBy", { part: task.leadUnit })
      : []),
  ];
}
