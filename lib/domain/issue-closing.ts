import type { PlainDate } from "./dates.ts";
import { type Field, isValue } from "./field.ts";
import type { Seen } from "./issue-seen.ts";
import type { KnownPeople } from "./known-people.ts";
import type { Issue } from "./registry.ts";

/** One turn of a problem's clock: from 交办 or 重开 to the next 重开 or the as-of day. */
export interface Turn {
  /** 重开日期; null in the first turn. */
  readonly reopenedOn: PlainDate | null;
  readonly until: PlainDate;
  /** Never empty; the last version is the one in force. */
  readonly seen: readonly Seen[];
}

/** Who stands in the row, and whom 人员 knows. */
export interface Answerable {
  readonly unit: string;
  readonly people: KnownPeople;
}

/** What 通过 or 办结 lacks to close a problem. */
export type IssueLack =
  | "evidence"
  | "verification"
  | "verifier-missing"
  | "verifier-unit"
  | "verifier-self"
  | "verified-too-early";

/** 退回: on which day, and what 办结日期 it refused. */
export interface IssueReturn {
  readonly on: PlainDate;
  readonly claimed: PlainDate | null;
}

/** How far the present turn came. */
export interface IssueClosing {
  /** 办结日期 that counts; null: not solved, or what was claimed was returned. */
  readonly solvedOn: PlainDate | null;
  /** The day it was closed; null while it stands. */
  readonly closedOn: PlainDate | null;
  readonly lacking: readonly IssueLack[];
  readonly returned: IssueReturn | null;
  /** Why `solvedOn` is not the typed day: it had been returned and was passed unchanged, or stood late before and was moved back. */
  readonly otherDay: "returned-claim" | "moved-back" | null;
  /** The last reading after the limit that still saw nothing solved, where 办结日期 lies within it (补录). */
  readonly seenOpenOn: PlainDate | null;
}

/** A day of this turn that has come. */
export const inTurn = (day: Field<PlainDate>, { reopenedOn, until }: Turn): day is PlainDate =>
  isValue(day) && day <= until && (reopenedOn === null || day >= reopenedOn);

/** 办结日期 of this turn: one on the day of 重开 is still the old one. */
const claimOf = ({ resolvedOn }: Issue, turn: Turn): PlainDate | null =>
  inTurn(resolvedOn, turn) && resolvedOn !== turn.reopenedOn ? resolvedOn : null;

/**
 * Closed only by 通过 from somebody outside the unit and not the person responsible, with evidence, of the solution that stands.
 * Source: domain.md "13710".
 */
export function closingOf(turn: Turn, limit: PlainDate | null, answerable: Answerable): IssueClosing {
  const { row } = turn.seen.at(-1)!;
  const returned = lastReturn(turn);
  const claim = claimOf(row, turn);
  const open = { solvedOn: null, closedOn: null, lacking: [], returned, otherDay: null, seenOpenOn: null };
  if (claim === null) return open;
  const stale = returned !== null && !isRenewed(claim, returned);
  if (stale && row.verification !== "通过") return open;
  const lacking = lacksOf(row, claim, turn, answerable);
  const counted = stale ? latest(claim, passedOn(turn, returned)) : notMovedBack(claim, turn, limit, returned);
  const closedOn = lacking.length > 0 ? null : closingDay(row, counted, turn);
  return {
    solvedOn: counted,
    closedOn,
    lacking,
    returned,
    otherDay: counted === claim ? null : stale ? "returned-claim" : "moved-back",
    seenOpenOn: limit !== null && counted <= limit ? seenOpenAfter(limit, turn, returned) : null,
  };
}

const latest = (a: PlainDate, b: PlainDate): PlainDate => (a > b ? a : b);
const earliest = (a: PlainDate, b: PlainDate): PlainDate => (a < b ? a : b);

/** What was solved after 退回: on a later day, or on that very day if it says another one than was returned. */
const isRenewed = (claim: PlainDate, { on, claimed }: IssueReturn): boolean =>
  claim > on || (claim === on && claim !== claimed);

/** 退回 is remembered when its cell is cleared or typed over: only a new 办结日期, or 通过, answers it. */
function lastReturn(turn: Turn): IssueReturn | null {
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

/** When a returned 办结日期 was passed after all: not before the last reading that saw it returned. */
function passedOn({ seen, until }: Turn, { on }: IssueReturn): PlainDate {
  const { row, seenOn, absentOn } = seen[seen.findLastIndex((one) => one.row.verification !== "通过") + 1]!;
  const typed = isValue(row.verifiedOn) ? row.verifiedOn : seenOn;
  return earliest([on, typed, absentOn ?? on].reduce(latest), until);
}

function lacksOf(row: Issue, claim: PlainDate, turn: Turn, answerable: Answerable): readonly IssueLack[] {
  const lacking: IssueLack[] = isValue(row.evidence) ? [] : ["evidence"];
  const verification = verificationLack(row, claim, turn, answerable);
  return verification === null ? lacking : [...lacking, verification];
}

function verificationLack(row: Issue, claim: PlainDate, turn: Turn, { unit, people }: Answerable): IssueLack | null {
  const { verification, verifiedBy, verifiedOn, responsiblePerson } = row;
  if (verification !== "通过" || (isValue(verifiedOn) && verifiedOn > turn.until)) return "verification";
  if (!isValue(verifiedBy)) return "verifier-missing";
  if (isValue(responsiblePerson) && verifiedBy === responsiblePerson) return "verifier-self";
  const units = people.unitsOf(verifiedBy);
  if (units.length > 0 && units.every((known) => known === unit)) return "verifier-unit";
  if (isValue(verifiedOn) ? verifiedOn < claim : stoodBefore(claim, turn)) return "verified-too-early";
  return null;
}

/** An undated 通过 that was there before the present 办结日期 was typed passed something else. */
function stoodBefore(claim: PlainDate, { seen }: Turn): boolean {
  const index = seen.findIndex(({ row }) => row.resolvedOn === claim);
  return index > 0 && seen[index - 1]!.row.verification === "通过";
}

/** A day once typed that was late does not become one in time by typing again; an empty cell never said anything. */
function notMovedBack(claim: PlainDate, turn: Turn, limit: PlainDate | null, returned: IssueReturn | null): PlainDate {
  if (limit === null || claim > limit) return claim;
  const late = claimsSince(returned, turn).filter((day) => day > limit);
  return late.length === 0 ? claim : late.reduce(earliest);
}

/** Days claimed as done by the time they were read, after the last 退回. */
function claimsSince(returned: IssueReturn | null, turn: Turn): readonly PlainDate[] {
  const days = turn.seen.flatMap(({ row, seenOn }) => {
    const claim = claimOf(row, turn);
    return claim !== null && claim <= seenOn ? [claim] : [];
  });
  return returned === null ? days : days.filter((day) => isRenewed(day, returned));
}

/** The last reading after the limit that saw the problem open, before what is solved now was first claimed. */
function seenOpenAfter(limit: PlainDate, turn: Turn, returned: IssueReturn | null): PlainDate | null {
  const first = turn.seen.find(({ row }) => {
    const claim = claimOf(row, turn);
    return claim !== null && (returned === null || isRenewed(claim, returned));
  });
  const absent = first?.absentOn ?? null;
  return absent !== null && absent > limit ? absent : null;
}

function closingDay({ closedOn, verifiedOn }: Issue, solved: PlainDate, turn: Turn): PlainDate {
  if (inTurn(closedOn, turn) && closedOn >= solved) return closedOn;
  return inTurn(verifiedOn, turn) ? latest(verifiedOn, solved) : solved;
}
