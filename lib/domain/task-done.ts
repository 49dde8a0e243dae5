import type { Instant, PlainDate } from "./dates.ts";
import { isValue } from "./field.ts";
import type { RowHistory } from "./history.ts";
import type { KnownPeople } from "./known-people.ts";
import { dayAt } from "./office-calendar.ts";
import type { Task } from "./registry.ts";

/** Why 完成日期 or 通过 does not count. */
export type TaskHindrance =
  | "done-in-future"
  | "done-unreadable"
  | "no-evidence"
  | "passed-without-day"
  | "no-verifier"
  | "verified-by-own-unit";

/** What of a task's being done counts on a day. */
export interface TaskDone {
  /** 完成日期 that counts: not in the future, with 佐证, not sent back since. null: not done. */
  readonly on: PlainDate | null;
  /** It is over: 通过 from outside 牵头单位, or the office verifies none. */
  readonly closed: boolean;
  readonly hindrance: TaskHindrance | null;
  /** The day of the reading that first saw the present 退回; null = not sent back. */
  readonly returnedOn: PlainDate | null;
}

export interface TaskDoneCase {
  readonly life: RowHistory<Task>;
  readonly asOf: PlainDate;
  readonly knownAt: Instant;
  readonly people: KnownPeople;
  readonly verified: boolean;
}

/** A written report is its own evidence: the day it came in (反馈日期) is the day it was done. */
export const isWrittenReport = (task: Pick<Task, "source">): boolean => task.source === "书面报告";

/** Done on 完成日期 with 佐证, closed by 通过 of somebody else; 退回 takes it back until it is done anew. Source: domain.md M5, M7, "13710". */
export function taskDone(task: Task, given: TaskDoneCase): TaskDone {
  const { asOf, verified } = given;
  const returned = returnOf(task, given);
  const returnedOn = returned?.on ?? null;
  const open = (hindrance: TaskHindrance | null): TaskDone => ({ on: null, closed: false, hindrance, returnedOn });
  const day = doneDay(task);
  if (day === null) return open(task.verification === "通过" ? "passed-without-day" : null);
  if (!isValue(day)) return open("done-unreadable");
  if (day > asOf) return open("done-in-future");
  if (!isWrittenReport(task) && !isValue(task.evidence)) return open("no-evidence");
  if (returned !== null && !doneSince(day, returned)) return open(null);
  const hindrance = task.verification === "通过" ? whyNotPassed(task, given.people) : null;
  const passed = task.verification === "通过" && hindrance === null;
  return { on: day, closed: passed || (!verified && returned === null), hindrance, returnedOn };
}

const doneDay = (task: Task): Task["doneOn"] =>
  task.doneOn === null && isWrittenReport(task) ? task.feedbackOn : task.doneOn;

interface Returned {
  readonly on: PlainDate;
  /** What 完成日期 was when it was sent back. */
  readonly claimed: Task["doneOn"];
}

/** The present 退回, since the reading that first saw it. */
function returnOf(task: Task, { life, knownAt }: TaskDoneCase): Returned | null {
  if (task.verification !== "退回") return null;
  let found: Returned | null = null;
  for (const { row, firstSeen } of life) {
    if (row === null || row.verification !== "退回") found = null;
    else if (found === null) found = { on: dayAt(firstSeen), claimed: doneDay(row) };
  }
  return found ?? { on: dayAt(knownAt), claimed: doneDay(task) };
}

/** 完成日期 was given anew after it was sent back. */
const doneSince = (day: PlainDate, { on, claimed }: Returned): boolean => day !== claimed && day >= on;

function whyNotPassed({ verifiedBy, leadUnit }: Task, people: KnownPeople): TaskHindrance | null {
  if (!isValue(verifiedBy)) return "no-verifier";
  return people.isOutside(verifiedBy, leadUnit) ? null : "verified-by-own-unit";
}
