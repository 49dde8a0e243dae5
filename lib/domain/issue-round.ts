import type { Instant, PlainDate } from "./dates.ts";
import type { ExemptionIndex } from "./exemption.ts";
import { valueOr } from "./field.ts";
import type { History } from "./history.ts";
import { type Answerable, closingOf, type IssueClosing } from "./issue-closing.ts";
import { puttingOff } from "./issue-exemption.ts";
import { type IssueLimit, issueLimit } from "./issue-limit.ts";
import type { IssueRule } from "./issue-rule.ts";
import { solutionIn, type Turn } from "./issue-solution.ts";
import { type ToldTurn, toldTurn } from "./issue-told.ts";
import type { KnownPeople } from "./known-people.ts";
import type { LoopLightRule } from "./loop-light.ts";
import type { Issue } from "./registry.ts";
import type { RuleInForce } from "./rule.ts";
import type { ToldDays } from "./told-days.ts";
import { type Calendar, type ComputedDay, workingDaysBetween } from "./working-days.ts";

/** What problems are judged with. */
export interface IssueCase {
  readonly history: History;
  readonly asOf: PlainDate;
  readonly knownAt: Instant;
  readonly calendar: Calendar;
  readonly people: KnownPeople;
  readonly exemptions: ExemptionIndex;
  /** 责任单位 of a project, "" when it is unknown. */
  readonly unitOfProject: (code: string) => string;
  /** The clocks in force on the day one began. */
  readonly rule: (day: PlainDate) => RuleInForce<IssueRule>;
  readonly light: RuleInForce<LoopLightRule>;
  /** Days told by letter: none of them moves earlier. */
  readonly told: ToldDays;
}

/** A limit that was not kept. It stays on record whatever the cells say later. */
export interface Lateness {
  /** 重开日期 of the turn, "" for the first. */
  readonly round: PlainDate | "";
  readonly limit: PlainDate;
  /** The day it was solved, was last seen open, or the as-of day. */
  readonly until: PlainDate;
  readonly workingDays: number;
  /** "entered-late": solved in time as typed, though a reading after the limit saw it open (补录). */
  readonly because: "solved-late" | "entered-late" | "open";
}

/** One turn with its clock. */
export interface Round {
  readonly turn: Turn;
  readonly start: PlainDate | null;
  readonly rule: RuleInForce<IssueRule>;
  readonly limit: IssueLimit | null;
  readonly closing: IssueClosing;
  readonly told: ToldTurn;
  readonly putOff: (day: ComputedDay) => ComputedDay;
}

export function roundOf(
  issue: Issue,
  turn: Turn,
  start: PlainDate | null,
  answerable: Answerable,
  given: IssueCase,
): Round {
  const { calendar, asOf } = given;
  const rule = given.rule(start ?? issue.reportedOn);
  const solvedOn = solutionIn(turn)?.day ?? null;
  const putOff = puttingOff(given.exemptions, valueOr(issue.project, ""), { start, solvedOn }, asOf, calendar);
  const told = toldTurn(issue, turn, given.told);
  const limit =
    start === null
      ? null
      : issueLimit(start, turn, { ...answerable, calendar, rule: rule.value, putOff, told: told.limit });
  const closing = closingOf(turn, limit?.day ?? null, answerable);
  return { turn, start, rule, limit, closing, told, putOff };
}

/** By 退回 or 重开, whichever came last. */
export const clockBegan = ({ turn, closing }: Round): PlainDate | "" => {
  const [reopened, returned] = [turn.reopenedOn ?? "", closing.returned?.on ?? ""];
  return returned > reopened ? returned : reopened;
};

export function latenessOf({ turn, limit, closing }: Round, calendar: Calendar): readonly Lateness[] {
  if (limit === null) return [];
  const { solvedOn, seenOpenOn } = closing;
  const round = turn.reopenedOn ?? "";
  const kept = (until: PlainDate, because: Lateness["because"]): Lateness => ({
    round,
    limit: limit.day,
    until,
    workingDays: workingDaysBetween(calendar, limit.day, until),
    because,
  });
  if (solvedOn === null) return turn.until > limit.day ? [kept(turn.until, "open")] : [];
  if (solvedOn > limit.day) return [kept(solvedOn, "solved-late")];
  return seenOpenOn === null ? [] : [kept(seenOpenOn, "entered-late")];
}
