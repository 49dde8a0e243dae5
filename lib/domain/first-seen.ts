import type { Instant } from "./dates.ts";
import { isValue } from "./field.ts";
import { type History, type RowHistory, unquietLives } from "./history.ts";
import type { Loop } from "./loop.ts";
import type { Issue, Milestone, Task } from "./registry.ts";

/** The reading that first saw a milestone done, null when the first of all did, or nothing tells. */
export function milestonesDone(history: History): (key: string) => Instant | null {
  const lives = unquietLives(history, "milestones");
  return (key) => firstOfSame((lives.get(key) ?? []) as RowHistory<Milestone>, (row) => isValue(row.actual));
}

/** Of a closed matter the reading that first saw it so, of an open one that first saw it with its unit; null as above. */
export function loopSteps(history: History): (loop: Loop) => Instant | null {
  const [issues, tasks] = [unquietLives(history, "issues"), unquietLives(history, "tasks")];
  return ({ tab, key, state }) => {
    const closed = state === "closed";
    if (tab === "tasks") return firstWith((tasks.get(key) ?? []) as RowHistory<Task>, closed ? TASK_END : TASK_START);
    return firstWith((issues.get(key) ?? []) as RowHistory<Issue>, closed ? ISSUE_END : ISSUE_START);
  };
}

const TASK_START = ["leadUnit", "cooperatingUnits"] as const;
const TASK_END = ["doneOn", "feedbackOn", "verification"] as const;
const ISSUE_START = ["assignedOn", "responsibleUnit"] as const;
const ISSUE_END = ["resolvedOn", "verification", "closedOn"] as const;

/** Since when these cells are as they are. */
function firstWith<T>(life: RowHistory<T>, fields: readonly (keyof T)[]): Instant | null {
  const now = life.at(-1)?.row;
  if (now === null || now === undefined) return null;
  const same = (row: T): boolean => fields.every((field) => JSON.stringify(row[field]) === JSON.stringify(now[field]));
  return firstOfSame(life, same);
}

function firstOfSame<T>(life: RowHistory<T>, holds: (row: T) => boolean): Instant | null {
  let since: RowHistory<T>[number] | null = null;
  for (const version of life) {
    if (version.row === null || !holds(version.row)) since = null;
    else since ??= version;
  }
  return since === null || since.lastSeenAbsent === null ? null : since.firstSeen;
}
