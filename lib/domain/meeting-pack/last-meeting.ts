import type { PlainDate } from "../dates.ts";
import { type Field, isValue, valueOr } from "../field.ts";
import type { TaskVerdict } from "../task.ts";
import { byKey } from "./unsolved.ts";

/** What a mechanism's last meeting handed out, and what of earlier ones is still open. */
export interface LastMeeting {
  readonly day: PlainDate;
  /** 来源名称 of its items, as typed. */
  readonly names: readonly string[];
  readonly decided: readonly TaskVerdict[];
  readonly earlier: readonly TaskVerdict[];
}

/** A blank or unreadable 机制 counts as the usual one. Source: registry.md 问题, 任务. */
const USUAL = "重点项目";
export const mechanismOf = (mechanism: Field<string>): string => valueOr(mechanism, USUAL);

/** The mechanism whose 工作例会 the head of minutes names, the longest of several: 招商引资工作例会会议纪要. */
export function mechanismNamed(title: string, mechanisms: readonly string[]): string | null {
  const named = mechanisms.filter((name) => title.includes(`${name}工作例会`));
  return named.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

/** The meeting is known by its items: tasks of 来源 会议 with the latest 来源日期 up to the day. null: none is known. */
export function lastMeeting(tasks: readonly TaskVerdict[], asOf: PlainDate): LastMeeting | null {
  const ofMeetings = tasks.filter(({ task }) => task.source === "会议" && task.sourceDate <= asOf);
  const day = ofMeetings.reduce((last, { task }) => (task.sourceDate > last ? task.sourceDate : last), "");
  if (day === "") return null;
  const decided = ofMeetings.filter(({ task }) => task.sourceDate === day).toSorted(byKey);
  const earlier = ofMeetings.filter(({ task, state }) => task.sourceDate < day && state !== "closed");
  const names = new Set(decided.flatMap(({ task }) => (isValue(task.sourceName) ? [task.sourceName] : [])));
  return { day, names: [...names], decided, earlier: mostOverdueFirst(earlier) };
}

/** Open on the day, whatever its source. */
export const openTasks = (tasks: readonly TaskVerdict[], asOf: PlainDate): readonly TaskVerdict[] =>
  mostOverdueFirst(tasks.filter(({ task, state }) => state !== "closed" && task.sourceDate <= asOf));

const mostOverdueFirst = (tasks: readonly TaskVerdict[]): readonly TaskVerdict[] =>
  tasks.toSorted((a, b) => handedIn(a, b) || b.workingDaysLate - a.workingDaysLate || byLimit(a, b) || byKey(a, b));

/** What waits for 核查 comes last. */
const handedIn = (a: TaskVerdict, b: TaskVerdict): number =>
  Number(a.state === "to-verify") - Number(b.state === "to-verify");

const byLimit = (a: TaskVerdict, b: TaskVerdict): number =>
  a.limit.day < b.limit.day ? -1 : a.limit.day > b.limit.day ? 1 : 0;
