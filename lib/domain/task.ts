import type { Instant, PlainDate } from "./dates.ts";
import { isValue, UNREADABLE, valueOr } from "./field.ts";
import { type History, lifeOf, type RowHistory, unquietLives } from "./history.ts";
import type { KnownPeople } from "./known-people.ts";
import type { Loop, LoopState } from "./loop.ts";
import { type LoopLightRule, loopLight } from "./loop-light.ts";
import type { NextLock } from "./original-plan.ts";
import type { Task } from "./registry.ts";
import type { RuleInForce } from "./rule.ts";
import { isWrittenReport, type TaskDone, taskDone } from "./task-done.ts";
import { type TaskLimit, taskLimit } from "./task-limit.ts";
import { type Calendar, isProvisional, workingDaysBetween } from "./working-days.ts";

/** Numbers of the office's own for tasks. */
export interface TaskRule {
  /** Extensions granted at most. */
  readonly extensionsAtMost: number;
  /** true: done is closed only by 通过 of somebody outside 牵头单位. */
  readonly verified: boolean;
}

/** One row of 任务 on its clock. `due` is null once it was handed in: the office verifies. Source: domain.md M7, M8; registry.md 任务. */
export interface TaskVerdict extends Loop {
  readonly tab: "tasks";
  readonly task: Task;
  readonly asOf: PlainDate;
  /** The day that counts, with the extensions granted. */
  readonly limit: TaskLimit;
  readonly done: TaskDone;
  /** On or before the limit; null while it is not done. */
  readonly inTime: boolean | null;
  /** Working days that doing it took beyond the limit: 0 in time, null while it is not done. */
  readonly doneLate: number | null;
  /** 剩余工作日: working days left, 0 on the day, negative beyond it; null once it was handed in. */
  readonly remaining: number | null;
  readonly rule: RuleInForce<TaskRule>;
  readonly lightRule: RuleInForce<LoopLightRule>;
}

/** Its 反馈日期 hands it in. */
export const isReportRow = (loop: Loop): boolean => "task" in loop && isWrittenReport((loop as TaskVerdict).task);

/** What tasks are judged with. */
export interface TaskCase {
  readonly history: History;
  readonly asOf: PlainDate;
  readonly knownAt: Instant;
  readonly nextLock: NextLock;
  readonly calendar: Calendar;
  readonly people: KnownPeople;
  readonly rule: RuleInForce<TaskRule>;
  readonly light: RuleInForce<LoopLightRule>;
}

/** A verdict on every task, in the order of the registry. */
export function judgeTasks(tasks: readonly Task[], given: TaskCase): readonly TaskVerdict[] {
  const { history } = given;
  const unquiet = unquietLives(history, "tasks");
  const lifeOfTask = (task: Task): RowHistory<Task> =>
    task.verification === "退回"
      ? lifeOf(history, "tasks", task.key)
      : ((unquiet.get(task.key) ?? []) as RowHistory<Task>);
  return tasks.map((task) => judgeTask(task, lifeOfTask(task), given));
}

function judgeTask(task: Task, life: RowHistory<Task>, given: TaskCase): TaskVerdict {
  const { asOf, calendar, rule } = given;
  const limit = taskLimit(task, { ...given, life, atMost: rule.value.extensionsAtMost });
  const done = taskDone(task, { ...given, life, verified: rule.value.verified });
  const state = stateOf(task, done);
  const open = state !== "closed" && state !== "to-verify";
  const remaining = workingDaysBetween(calendar, asOf, limit.day);
  const doneLate = done.on === null ? null : Math.max(workingDaysBetween(calendar, limit.day, done.on), 0);
  const daysLate = open ? Math.max(-remaining, 0) : doneLate!;
  return {
    tab: "tasks",
    workbook: task.workbook,
    key: task.key,
    title: task.content,
    project: valueOr(task.project, ""),
    unit: task.leadUnit,
    person: null,
    cooperating: valueOr(task.cooperatingUnits, []).filter((unit) => unit !== task.leadUnit),
    state,
    step: open ? "solve" : state === "closed" ? "none" : "verify",
    due: open ? limit.day : null,
    workingDaysLate: open ? daysLate : 0,
    light: loopLight({ daysLate, daysLeft: remaining, closedOn: open ? null : done.on, asOf }, given.light.value),
    round: done.returnedOn ?? "",
    provisional: open && limit.day > asOf && isProvisional(calendar, asOf, limit.day),
    task,
    asOf,
    limit,
    done,
    inTime: done.on === null ? null : done.on <= limit.day,
    doneLate,
    remaining: open ? remaining : null,
    rule,
    lightRule: given.light,
  };
}

function stateOf(task: Task, done: TaskDone): LoopState {
  if (done.closed) return "closed";
  if (done.on !== null) return "to-verify";
  if (done.returnedOn !== null) return "returned";
  return isValue(task.feedbackOn) || isValue(task.progress) || task.feedbackOn === UNREADABLE ? "working" : "assigned";
}
