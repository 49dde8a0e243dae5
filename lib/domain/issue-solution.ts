import type { PlainDate } from "./dates.ts";
import { type Field, isValue } from "./field.ts";
import type { Seen } from "./issue-seen.ts";
import type { Issue } from "./registry.ts";

/** One turn of a problem's clock: from 交办 or 重开 to the next 重开 or the as-of day. */
export interface Turn {
  /** 重开日期; null in the first turn. */
  readonly reopenedOn: PlainDate | null;
  readonly until: PlainDate;
  /** Never empty; the last version is the one in force. */
  readonly seen: readonly Seen[];
}

/** 退回: on which day, and what 办结日期 it refused. */
export interface IssueReturn {
  readonly on: PlainDate;
  readonly claimed: PlainDate | null;
}

/** What the last version says of being solved. */
interface Solution {
  /** 办结日期 as typed. */
  readonly claim: PlainDate;
  /** The day that counts by this version alone: of a 办结日期 that had been returned and was passed unchanged, the day it passed. */
  readonly day: PlainDate;
}

/** A day of this turn that has come. */
export const inTurn = (day: Field<PlainDate>, { reopenedOn, until }: Turn): day is PlainDate =>
  isValue(day) && day <= until && (reopenedOn === null || day >= reopenedOn);

export const latest = (a: PlainDate, b: PlainDate): PlainDate => (a > b ? a : b);
const earliest = (a: PlainDate, b: PlainDate): PlainDate => (a < b ? a : b);

/** 办结日期 of this turn: one on the day of 重开 is still the old one. */
const claimOf = ({ resolvedOn }: Issue, turn: Turn): PlainDate | null =>
  inTurn(resolvedOn, turn) && resolvedOn !== turn.reopenedOn ? resolvedOn : null;

/** 退回 is remembered when its cell is cleared or typed over: only a new 办结日期, or 通过, answers it. */
export function lastReturn(turn: Turn): IssueReturn | null {
  let last: IssueReturn | null = null;
  for (const [index, { row, seenOn }] of turn.seen.entries()) {
    const before = turn.seen[index - 1]?.row;
    const stood = before?.verification === "退回" && before.verifiedOn === row.verifiedOn;
    if (row.verification !== "退回" || stood) continue;
    if (isValue(row.verifiedOn) && !inTurn(row.verifiedOn, turn)) continue;
    const on = isValue(row.verifiedOn) ? row.verifiedOn : earliest(seenOn, turn.until);
    const claim = claimOf(row, turn);
    if (last === null || on >= last.on) last = { on, claimed: claim !== null && claim <= on ? claim : null };
  }
  return last;
}

/** Null: not solved, or what was claimed was returned. */
export function solutionIn(turn: Turn): Solution | null {
  const { row } = turn.seen.at(-1)!;
  const claim = claimOf(row, turn);
  if (claim === null) return null;
  const returned = lastReturn(turn);
  if (returned === null || isRenewed(claim, returned)) return { claim, day: claim };
  const passed = row.verification === "通过" && !(isValue(row.verifiedOn) && row.verifiedOn > turn.until);
  return passed ? { claim, day: latest(claim, passedOn(turn, returned)) } : null;
}

/** What was solved after 退回: on a later day, or on that very day if it says another one than was returned. */
const isRenewed = (claim: PlainDate, { on, claimed }: IssueReturn): boolean =>
  claim > on || (claim === on && claim !== claimed);

/** When a returned 办结日期 was passed after all: not before the last reading that saw it returned. */
function passedOn({ seen, until }: Turn, { on }: IssueReturn): PlainDate {
  const { row, seenOn, absentOn } = seen[seen.findLastIndex((one) => one.row.verification !== "通过") + 1]!;
  const typed = isValue(row.verifiedOn) ? row.verifiedOn : seenOn;
  return earliest([on, typed, absentOn ?? on].reduce(latest), until);
}

/** The turn as each version but the last was last seen. */
const before = ({ seen, until, reopenedOn }: Turn): readonly Turn[] =>
  seen.slice(0, -1).map((_, index) => ({
    reopenedOn,
    until: earliest(seen[index + 1]!.absentOn ?? until, until),
    seen: seen.slice(0, index + 1),
  }));

/**
 * Late days that stood in the sheet before, since the last 退回: a day once typed that was late does not become one in time by typing again; an
 * empty cell never said anything. A day that had not come while it stood is a slip.
 */
export function lateBefore(turn: Turn, limit: PlainDate, returned: IssueReturn | null): PlainDate | null {
  const late = before(turn).flatMap((earlier) => {
    const solution = solutionIn(earlier);
    const isLate = solution !== null && solution.day > limit && lastReturn(earlier)?.on === returned?.on;
    return isLate ? [solution.day] : [];
  });
  return late.length === 0 ? null : late.reduce(earliest);
}

/** The last reading after the limit that saw the problem open, before what is solved now was claimed. */
export function seenOpenAfter(limit: PlainDate, turn: Turn): PlainDate | null {
  const open = before(turn).findLastIndex((earlier) => solutionIn(earlier) === null);
  const sight = turn.seen[open + 1]!.absentOn;
  const absent = sight === null ? null : earliest(sight, turn.until);
  return absent !== null && absent > limit ? absent : null;
}
