import type { PlainDate } from "./dates.ts";
import { isValue, UNREADABLE } from "./field.ts";
import { type Answerable, closingOf } from "./issue-closing.ts";
import type { IssueRule } from "./issue-rule.ts";
import type { Seen } from "./issue-seen.ts";
import type { Turn } from "./issue-solution.ts";
import { termEnd } from "./issue-terms.ts";
import { addPeriodDays, type Calendar } from "./working-days.ts";

/** The day the first clock begins. `typed`: 交办日期 as it stands, where a later one than the one that counts was typed. */
export interface IssueStart {
  readonly day: PlainDate | null;
  readonly unreadable: boolean;
  readonly typed: PlainDate | null;
}

/**
 * 交办日期 as first read. An earlier day typed later counts; a later one only while the clock has not begun, or to mend a slip within the term of
 * the first step after the cell was first read: the clock does not run backwards, more time is asked for by 延期.
 */
export function startOf(seen: readonly Seen[], rule: IssueRule, calendar: Calendar, asOf: PlainDate): IssueStart {
  let day: PlainDate | null = null;
  let openUntil: PlainDate = "";
  for (const { row, seenOn } of seen) {
    const typed = row.assignedOn;
    if (!isValue(typed)) continue;
    if (day === null) openUntil = mendableUntil(seenOn, rule, calendar);
    if (day === null || typed < day || seenOn <= openUntil || day > seenOn) day = typed;
  }
  const typed = seen.at(-1)!.row.assignedOn;
  const unreadable = day === null && typed === UNREADABLE;
  return {
    day: day !== null && day <= asOf ? day : null,
    unreadable,
    typed: isValue(typed) && day !== null && typed > day ? typed : null,
  };
}

const mendableUntil = (day: PlainDate, { arrange }: IssueRule, calendar: Calendar): PlainDate =>
  termEnd(calendar, day, arrange ?? { count: 1, unit: "calendar" }).day;

/** Why 重开日期 as it stands begins no new turn: the problem was not closed, or was closed too long ago. */
export type ReopenRefusal = "not-closed" | "too-late";

export interface IssueTurns {
  /** Oldest first, the present one last; never empty. */
  readonly turns: readonly Turn[];
  /** Each former turn as the last reading before 重开 saw it, null where none did: a 重开 typed with an older day hides nothing of it. */
  readonly lastSights: readonly (Turn | null)[];
  readonly refused: ReopenRefusal | null;
}

/**
 * 重开 of a closed problem begins a new turn under the same number for so many days; it stays begun when its cell is cleared. What a reading saw
 * open cannot be opened again; of what no reading saw, the typed day is believed. Source: domain.md "13710".
 */
export function turnsOf(
  seen: readonly Seen[],
  asOf: PlainDate,
  answerable: Answerable,
  reopenedUntil: (closed: PlainDate) => PlainDate,
): IssueTurns {
  const turns: Turn[] = [{ reopenedOn: null, until: asOf, seen }];
  const lastSights: (Turn | null)[] = [];
  let refused: ReopenRefusal | null = null;
  let from = 0;
  for (const [index, { row, absentOn }] of seen.entries()) {
    const on = row.reopenedOn;
    const turn = turns.at(-1)!;
    if (!isValue(on) || on > asOf || on <= (turn.reopenedOn ?? "")) continue;
    const before = { ...turn, until: on, seen: seen.slice(from, index + 1) };
    const closed = lastClosed(before, answerable);
    refused = closed === null ? (index === 0 ? null : "not-closed") : on > reopenedUntil(closed) ? "too-late" : null;
    if (refused !== null) continue;
    turns[turns.length - 1] = before;
    const sight = absentOn === null || absentOn > asOf ? asOf : absentOn;
    lastSights.push(index === from ? null : { ...turn, until: sight, seen: seen.slice(from, index) });
    turns.push({ reopenedOn: on, until: asOf, seen: seen.slice(index) });
    from = index;
  }
  const typed = seen.at(-1)!.row.reopenedOn;
  return { turns, lastSights, refused: isValue(typed) && typed <= asOf ? refused : null };
}

/** The day the turn was closed last, in any of its versions. */
function lastClosed(turn: Turn, answerable: Answerable): PlainDate | null {
  const days = turn.seen.flatMap((_, index) => {
    const { closedOn } = closingOf({ ...turn, seen: turn.seen.slice(0, index + 1) }, null, answerable);
    return closedOn === null ? [] : [closedOn];
  });
  return days.at(-1) ?? null;
}

/** The last day on which a problem is opened again under its number. Calendar days, rolled (民法典 203). */
export const reopenedUntil = (closed: PlainDate, { reopenWithin }: IssueRule, calendar: Calendar): PlainDate =>
  addPeriodDays(calendar, closed, reopenWithin).day;
