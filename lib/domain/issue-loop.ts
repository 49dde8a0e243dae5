import type { PlainDate } from "./dates.ts";
import { exemptionOn, projectExemptions } from "./exemption.ts";
import { isValue, valueOr } from "./field.ts";
import { lifeOf } from "./history.ts";
import type { IssueClosing } from "./issue-closing.ts";
import { type Course, isUnreadable, owedIn, stateOf } from "./issue-course.ts";
import type { IssueLimit } from "./issue-limit.ts";
import { clockBegan, type IssueCase, type Lateness, latenessOf, type Round, roundOf } from "./issue-round.ts";
import type { IssueRule } from "./issue-rule.ts";
import { type Seen, seenRows } from "./issue-seen.ts";
import type { Turn } from "./issue-solution.ts";
import { type IssueStart, type ReopenRefusal, reopenedUntil, startOf, turnsOf } from "./issue-turns.ts";
import type { Light } from "./light.ts";
import type { Loop, LoopState } from "./loop.ts";
import { type LoopLightRule, loopLight } from "./loop-light.ts";
import type { Exemption, Issue } from "./registry.ts";
import type { RuleInForce } from "./rule.ts";
import type { MovedDay } from "./told-days.ts";
import { workingDaysBetween } from "./working-days.ts";

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

/** A verdict on every problem, in the order of the registry. */
export const judgeIssues = (issues: readonly Issue[], given: IssueCase): readonly IssueVerdict[] =>
  issues.map((issue) => judgeIssue(issue, given));

/** Days told as 暂定 that the notice of the year moved, for the admins. Source: domain.md "Days". */
export const movedDays = (verdicts: readonly IssueVerdict[]): readonly MovedDay[] =>
  verdicts.flatMap((loop) =>
    loop.moved === null || loop.due === null ? [] : [{ ...loop.moved, loop, due: loop.due }],
  );

/** All turns of a problem, from its cells and from what they were. */
interface Walk {
  readonly assigned: IssueStart;
  readonly unit: string;
  readonly rounds: readonly Round[];
  readonly reopenRefused: ReopenRefusal | null;
  readonly lateness: readonly Lateness[];
}

function walkOf(issue: Issue, given: IssueCase): Walk {
  const { asOf, calendar, history, people } = given;
  const seen = seenRows(issue, lifeOf<Issue>(history, "issues", issue.key), given.knownAt);
  const rule = given.rule(firstDay(seen)).value;
  const assigned = startOf(seen, rule, calendar, asOf);
  const unit = unitOf(issue, given);
  const answerable = { unit, people };
  const { turns, lastSights, refused } = turnsOf(seen, asOf, answerable, (day) => reopenedUntil(day, rule, calendar));
  const clocked = (turn: Turn): Round => roundOf(issue, turn, turn.reopenedOn ?? assigned.day, answerable, given);
  const rounds = turns.map(clocked);
  const lateness = rounds.flatMap((round, index) => {
    const own = latenessOf(round, calendar);
    const sight = lastSights[index] ?? null;
    return own.length > 0 || sight === null ? own : latenessOf(clocked(sight), calendar);
  });
  return { assigned, unit, rounds, reopenRefused: refused, lateness };
}

function judgeIssue(issue: Issue, given: IssueCase): IssueVerdict {
  const { asOf, calendar } = given;
  const { rounds, ...walk } = walkOf(issue, given);
  const round = rounds.at(-1)!;
  const course: Course = { ...round, rule: round.rule.value, calendar };
  const state = stateOf(course);
  const { step, due: computed, fields } = owedIn(state, course);
  const { due, moved } = round.told.kept(step, computed, round.limit);
  const unreadable = isUnreadable(issue, fields);
  const exemption = exemptionOn(projectExemptions(given.exemptions, valueOr(issue.project, "")), asOf);
  const isExempt = exemption !== null && state !== "closed";
  const late = due === null || asOf <= due.day ? 0 : workingDaysBetween(calendar, due.day, asOf);
  return {
    ...walk,
    tab: "issues",
    workbook: issue.workbook,
    key: issue.key,
    title: issue.description,
    project: valueOr(issue.project, ""),
    person: valueOr(issue.responsiblePerson, null),
    cooperating: [],
    state,
    step,
    due: due?.day ?? null,
    workingDaysLate: unreadable || isExempt ? 0 : late,
    light: isExempt ? "exempt" : unreadable ? "grey" : lightOf(state, due?.day ?? null, late, round, given),
    round: clockBegan(round),
    provisional: due?.provisional ?? false,
    issue,
    asOf,
    owedBy: step === "none" ? "nobody" : step === "assign" || step === "verify" ? "office" : "unit",
    start: round.start,
    limit: round.limit,
    closing: round.closing,
    reopened: rounds.flatMap(({ turn }) => turn.reopenedOn ?? []),
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

/** A complex problem past its month has the new plan it was asked for: approved too late to move its limit, and nothing to mend. */
export const isPlannedLate = ({ limit, step, asOf, rule }: IssueVerdict): boolean =>
  limit?.complex === true &&
  step === "solve" &&
  asOf > limit.day &&
  limit.extensions.length < rule.value.extensionsAtMost &&
  (limit.refused === "asked-late" || limit.refused === "seen-late");
