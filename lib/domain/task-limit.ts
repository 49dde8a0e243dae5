import type { Instant, PlainDate } from "./dates.ts";
import { isValue, UNREADABLE } from "./field.ts";
import type { RowHistory } from "./history.ts";
import { dayAt, endOfDay } from "./office-calendar.ts";
import type { NextLock } from "./original-plan.ts";
import type { Task } from "./registry.ts";

/** An extension that counts. */
export interface Extension {
  readonly askedOn: PlainDate;
  readonly to: PlainDate;
  readonly approver: string;
  readonly approvedOn: PlainDate;
}

/** Why the cells of 延期 as they stand do not count. */
export type ExtensionRefusal =
  | "not-asked"
  | "asked-in-future"
  | "asked-after-due"
  | "not-approved"
  | "not-later"
  | "too-many"
  | "unreadable";

/** The day by whose end a task is to be done, and how it came to be that day. */
export interface TaskLimit {
  readonly day: PlainDate;
  /** 时限 before any extension: as it stood when it was frozen. */
  readonly first: PlainDate;
  /** 时限 as typed now differs from the frozen one. */
  readonly moved: boolean;
  readonly extensions: readonly Extension[];
  /** Of the cells of 延期 as they stand; null = they count, or are empty. */
  readonly refused: ExtensionRefusal | null;
}

export interface TaskLimitCase {
  readonly life: RowHistory<Task>;
  readonly asOf: PlainDate;
  readonly knownAt: Instant;
  readonly nextLock: NextLock;
  /** Extensions granted at most. */
  readonly atMost: number;
}

/**
 * 时限 is a fixed day. An extension counts when it was asked for on or before the day in force, approved, and later than it; so many times at
 * most. What was granted before counts although its cells were typed over. Source: domain.md "13710" (延期), registry.md 任务.
 */
export function taskLimit(task: Task, given: TaskLimitCase): TaskLimit {
  const rows = [...given.life.flatMap(({ row }) => row ?? []), task];
  const first = frozenDue(task, given);
  const granted: Extension[] = [];
  for (const episode of episodesOf(rows)) {
    const extension = episode.map((row) => extensionOf(row, first, granted, given)).find((one) => one !== null);
    if (extension !== undefined && !granted.some(({ to }) => to === extension.to)) granted.push(extension);
  }
  const refused = refusalOf(task, first, granted, given);
  return { day: granted.at(-1)?.to ?? first, first, moved: task.due !== first, extensions: granted, refused };
}

/**
 * 时限 is frozen at the first monthly lock after the row was first seen, or at the end of its own day when that comes first, but not on the day
 * it was first seen: slips are mended the same day.
 */
function frozenDue(task: Task, { life, knownAt, nextLock }: TaskLimitCase): PlainDate {
  const seen = life.find(({ row }) => row !== null);
  if (seen === undefined || seen.row === null) return task.due;
  const ownDay = endOfDay(seen.row.due);
  const lock = nextLock(seen.firstSeen);
  const firstDay = endOfDay(dayAt(seen.firstSeen));
  const freeze = latest(firstDay, ownDay < lock ? ownDay : lock);
  if (knownAt <= freeze) return task.due;
  return life.findLast(({ firstSeen, row }) => row !== null && firstSeen <= freeze)?.row?.due ?? task.due;
}

const latest = (a: Instant, b: Instant): Instant => (a > b ? a : b);

/** Versions in a row that ask for the same day: filled in step by step, they are one request. */
function episodesOf(rows: readonly Task[]): readonly (readonly Task[])[] {
  const episodes: Task[][] = [];
  for (const row of rows) {
    if (!isValue(row.extendedTo)) continue;
    const last = episodes.at(-1);
    if (last !== undefined && last[0]!.extendedTo === row.extendedTo) last.push(row);
    else episodes.push([row]);
  }
  return episodes;
}

function extensionOf(
  row: Task,
  first: PlainDate,
  before: readonly Extension[],
  given: TaskLimitCase,
): Extension | null {
  if (whyRefused(row, first, before, given) !== null) return null;
  return {
    askedOn: row.extensionAskedOn as PlainDate,
    to: row.extendedTo as PlainDate,
    approver: row.extensionApprover as string,
    approvedOn: row.extensionApprovedOn as PlainDate,
  };
}

function whyRefused(
  row: Task,
  first: PlainDate,
  before: readonly Extension[],
  { asOf, atMost }: TaskLimitCase,
): ExtensionRefusal | null {
  const { extensionAskedOn: asked, extendedTo: to, extensionApprover: approver, extensionApprovedOn: approved } = row;
  const limit = before.at(-1)?.to ?? first;
  if ([asked, to, approver, approved].includes(UNREADABLE)) return "unreadable";
  if (!isValue(asked)) return "not-asked";
  if (asked > asOf) return "asked-in-future";
  if (asked > limit) return "asked-after-due";
  if (!isValue(approver) || !isValue(approved) || approved > asOf) return "not-approved";
  if (!isValue(to) || to <= limit) return "not-later";
  return before.length >= atMost ? "too-many" : null;
}

/** Cells that were granted are not judged a second time against their own day. */
function refusalOf(
  task: Task,
  first: PlainDate,
  granted: readonly Extension[],
  given: TaskLimitCase,
): ExtensionRefusal | null {
  if (task.extendedTo === null && task.extensionAskedOn === null) return null;
  if (isValue(task.extendedTo) && granted.some(({ to }) => to === task.extendedTo)) return null;
  return whyRefused(task, first, granted, given);
}
