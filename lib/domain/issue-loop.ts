import type { Instant, PlainDate } from "./dates.ts";
import { type ExemptionIndex, exemptionOn, projectExemptions } from "./exemption.ts";
import { isValue, valueOr } from "./field.ts";
import { type History, lifeOf } from "./history.ts";
import { type Answerable, closingOf, type IssueClosing } from "./issue-closing.ts";
import { type Course, isUnreadable, owedIn, stateOf } from "./issue-course.ts";
import { puttingOff } from "./issue-exemption.ts";
import { type IssueLimit, issueLimit } from "./issue-limit.ts";
import type { IssueRule } from "./issue-rule.ts";
import { type Seen, seenRows } from "./issue-seen.ts";
import type { Turn } from "./issue-solution.ts";
import { type ToldTurn, toldTurn } from "./issue-told.ts";
import { type IssueStart, type ReopenRefusal, reopenedUntil, startOf, turnsOf } from "./issue-turns.ts";
import type { KnownPeople } from "./known-people.ts";
import type { Light } from "./light.ts";
import type { Loop, LoopState } from "./loop.ts";
import { type LoopLightRule, loopLight } from "./loop-light.ts";
import type { Exemption, Issue } from "./registry.ts";
import type { RuleInForce } from "./rule.ts";
import type { MovedDay, ToldDays } from "./told-days.ts";
import { type Calendar, type ComputedDay, workingDaysBetween } from "./working-days.ts";

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

/** One row of 问题 on its 13710 clock. Source: domain.md M5, M6, "13710". */
export interface IssueVerdict extends Loop {
  readonly tab: "issues";
  readonly issue: Issue;
  readonly asOf: PlainDate;
  readonly owedBy: "office" | "unit" | "nobody";
  /** The day the present clock began: 交办, or 重开 of the last turn. null: not begun, or unreadable. */
  readonly start: PlainDate | null;
  readonly assigned: IssueStart;
  /** null while nothing was assigned. */
  readonly limit: IssueLimit | null;
  readonly closing: IssueClosing;
  /** Every 重开日期 that counts, oldest first. */
  readonly reopened: readonly PlainDate[];
  readonly reopenRefused: ReopenRefusal | null;
  /** Oldest first, the present turn's last. */
  readonly lateness: readonly Lateness[];
  /** A cell that decides the next step cannot be read: 无法判定. */
  readonly unreadable: boolean;
  /** The exemption of its project in force on the as-of day: the clock stands still. */
  readonly exemption: Exemption | null;
  /** The day told as 暂定 where it would now be another one. */
  readonly moved: Pick<MovedDay, "told" | "computed"> | null;
  readonly rule: RuleInForce<IssueRule>;
  readonly lightRule: RuleInForce<LoopLightRule>;
}

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

/** A verdict on every problem, in the order of the registry. */
export const judgeIssues = (issues: readonly Issue[], given: IssueCase): readonly IssueVerdict[] =>
  issues.map((issue) => judgeIssue(issue, given));

/** Days told as 暂定 that the notice of the year moved, for the admins. Source: domain.md "Days". */
export const movedDays = (verdicts: readonly IssueVerdict[]): readonly MovedDay[] =>
  verdicts.flatMap((loop) =>
    loop.moved === null || loop.due === null ? [] : [{ ...loop.moved, loop, due: loop.due }],
  );

/** One turn with its clock. */
interface Round {
  readonly turn: Turn;
  readonly start: PlainDate | null;
  readonly rule: RuleInForce<IssueRule>;
  readonly limit: IssueLimit | null;
  readonly closing: IssueClosing;
  readonly told: ToldTurn;
  readonly putOff: (day: ComputedDay) => ComputedDay;
}

function judgeIssue(issue: Issue, given: IssueCase): IssueVerdict {
  const { asOf, calendar, history } = given;
  const seen = seenRows(issue, lifeOf<Issue>(history, "issues", issue.key), given.knownAt);
  const firstRule = given.rule(firstDay(seen));
  const assigned = startOf(seen, firstRule.value, calendar, asOf);
  const unit = unitOf(issue, given);
  const answerable = { unit, people: given.people };
  const { turns, lastSights, refused } = turnsOf(seen, asOf, answerable, (closed) =>
    reopenedUntil(closed, firstRule.value, calendar),
  );
  const clocked = (turn: Turn): Round => roundOf(issue, turn, turn.reopenedOn ?? assigned.day, answerable, given);
  const rounds = turns.map(clocked);
  const formerly = lastSights.map((turn) => (turn === null ? [] : latenessOf(clocked(turn), calendar)));
  const round = rounds.at(-1)!;
  const course: Course = { ...round, rule: round.rule.value, calendar };
  const state = stateOf(course);
  const owed = owedIn(state, course);
  const { due, moved } = round.told.kept(owed.step, owed.due, round.limit);
  const unreadable = isUnreadable(issue, owed.fields);
  const exemption = exemptionOn(projectExemptions(given.exemptions, valueOr(issue.project, "")), asOf);
  const late = due === null || asOf <= due.day ? 0 : workingDaysBetween(calendar, due.day, asOf);
  const stands = exemption !== null && state !== "closed";
  return {
    tab: "issues",
    workbook: issue.workbook,
    key: issue.key,
    title: issue.description,
    project: valueOr(issue.project, ""),
    unit,
    person: valueOr(issue.responsiblePerson, null),
    cooperating: [],
    state,
    step: owed.step,
    due: due?.day ?? null,
    workingDaysLate: unreadable || stands ? 0 : late,
    light: stands ? "exempt" : unreadable ? "grey" : lightOf(state, due?.day ?? null, late, round, given),
    round: clockBegan(round),
    provisional: due?.provisional ?? false,
    issue,
    asOf,
    owedBy: owed.step === "none" ? "nobody" : owed.step === "assign" || owed.step === "verify" ? "office" : "unit",
    start: round.start,
    assigned,
    limit: round.limit,
    closing: round.closing,
    reopened: turns.flatMap(({ reopenedOn }) => reopenedOn ?? []),
    reopenRefused: refused,
    lateness: rounds.flatMap((one, index) => {
      const own = latenessOf(one, calendar);
      return own.length > 0 ? own : (formerly[index] ?? []);
    }),
    unreadable,
    exemption,
    moved,
    rule: round.rule,
    lightRule: given.light,
  };
}

/** The day that says which rule holds for the first turn. */
const firstDay = (seen: readonly Seen[]): PlainDate =>
  seen.map(({ row }) => row.assignedOn).find(isValue) ?? seen[0]!.row.reportedOn;

function unitOf({ responsibleUnit, project }: Issue, { unitOfProject }: IssueCase): string {
  if (isValue(responsibleUnit)) return responsibleUnit;
  return responsibleUnit === null && isValue(project) ? unitOfProject(project) : "";
}

function roundOf(issue: Issue, turn: Turn, start: PlainDate | null, answerable: Answerable, given: IssueCase): Round {
  const { calendar, asOf } = given;
  const rule = given.rule(start ?? issue.reportedOn);
  const putOff = puttingOff(given.exemptions, valueOr(issue.project, ""), start, asOf, calendar);
  const told = toldTurn(issue, turn, given.told);
  const limit =
    start === null
      ? null
      : issueLimit(start, turn, { ...answerable, calendar, rule: rule.value, putOff, told: told.limit });
  const closing = closingOf(turn, limit?.day ?? null, answerable);
  return { turn, start, rule, limit, closing, told, putOff };
}

/** By 退回 or 重开, whichever came last. */
const clockBegan = ({ turn, closing }: Round): PlainDate | "" => {
  const [reopened, returned] = [turn.reopenedOn ?? "", closing.returned?.on ?? ""];
  return returned > reopened ? returned : reopened;
};

/** Solved, its light is that of the day it was solved; while 核查 is still owed nothing is green. */
function lightOf(state: LoopState, due: PlainDate | null, late: number, round: Round, given: IssueCase): Light {
  const { calendar, asOf, light } = given;
  const { solvedOn, closedOn } = round.closing;
  if (due !== null) {
    const daysLeft = workingDaysBetween(calendar, asOf, due);
    return loopLight({ daysLate: late, daysLeft, closedOn: null, asOf }, light.value);
  }
  if (solvedOn === null) return "none";
  const daysLate = round.limit === null ? 0 : Math.max(workingDaysBetween(calendar, round.limit.day, solvedOn), 0);
  const done = loopLight({ daysLate, daysLeft: 0, closedOn: closedOn ?? solvedOn, asOf }, light.value);
  return state !== "closed" && done === "green" ? "none" : done;
}

function latenessOf({ turn, limit, closing }: Round, calendar: Calendar): readonly Lateness[] {
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
