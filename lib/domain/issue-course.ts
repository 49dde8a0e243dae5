import type { PlainDate } from "./dates.ts";
import { UNREADABLE } from "./field.ts";
import type { IssueClosing } from "./issue-closing.ts";
import type { IssueLimit } from "./issue-limit.ts";
import type { IssueRule } from "./issue-rule.ts";
import { inTurn, type Turn } from "./issue-solution.ts";
import { termEnd } from "./issue-terms.ts";
import type { LoopState, LoopStep } from "./loop.ts";
import type { Issue } from "./registry.ts";
import { addPeriodMonths, type Calendar, type ComputedDay } from "./working-days.ts";

/** The present turn as far as it came. `start` and `limit` are null while nothing was assigned. */
export interface Course {
  readonly turn: Turn;
  readonly start: PlainDate | null;
  readonly limit: IssueLimit | null;
  readonly closing: IssueClosing;
  readonly rule: IssueRule;
  readonly calendar: Calendar;
  readonly putOff: (day: ComputedDay) => ComputedDay;
}

/** What is owed next, by when, and the cells that would say it is done. */
export interface Owed {
  readonly step: LoopStep;
  readonly due: ComputedDay | null;
  readonly fields: readonly (keyof Issue)[];
}

const rowOf = ({ turn }: Course): Issue => turn.seen.at(-1)!.row;

const lastFeedback = (course: Course): PlainDate | null => {
  const { firstFeedbackOn, lastFeedbackOn } = rowOf(course);
  const days = [firstFeedbackOn, lastFeedbackOn].filter((day) => inTurn(day, course.turn));
  return days.sort().at(-1) ?? null;
};

/** 待交办 → 已交办 → 已部署 → 已反馈 → 办理中 → 待核查 → 已销号; 退回 goes back to work. A later step tells of the earlier ones. */
export function stateOf(course: Course): LoopState {
  const { closing, start, turn } = course;
  const { arrangedOn, firstFeedbackOn, lastFeedbackOn, measures } = rowOf(course);
  if (closing.closedOn !== null) return "closed";
  if (closing.solvedOn !== null) return "to-verify";
  if (closing.returned !== null) return "returned";
  if (start === null) return "unassigned";
  const feedback = lastFeedback(course);
  if (feedback === null) return inTurn(arrangedOn, turn) ? "arranged" : "assigned";
  const again = inTurn(lastFeedbackOn, turn) && lastFeedbackOn !== firstFeedbackOn;
  const planned = typeof measures === "string" || course.limit!.extensions.length > 0;
  return again || planned ? "working" : "answered";
}

const SOLVING: Owed["fields"] = ["resolvedOn", "extensionAskedOn", "extendedTo", "approvedOn"];

/** The next step of the problem in this state. Without evidence 办结 stops no clock. Source: domain.md "13710". */
export function owedIn(state: LoopState, course: Course): Owed {
  const { start, rule, closing } = course;
  if (state === "closed") return { step: "none", due: null, fields: [] };
  if (state === "to-verify" && !closing.lacking.includes("evidence")) return { step: "verify", due: null, fields: [] };
  if (start === null || course.limit === null)
    return { step: state === "unassigned" ? "assign" : "solve", due: null, fields: ["assignedOn"] };
  if (state === "assigned" && rule.arrange !== null)
    return {
      step: "arrange",
      due: course.putOff(termEnd(course.calendar, start, rule.arrange)),
      fields: ["arrangedOn", "firstFeedbackOn", "lastFeedbackOn", "resolvedOn"],
    };
  if ((state === "assigned" || state === "arranged") && rule.feedback !== null)
    return {
      step: "first-feedback",
      due: course.putOff(termEnd(course.calendar, start, rule.feedback)),
      fields: ["firstFeedbackOn", "lastFeedbackOn", "resolvedOn"],
    };
  return course.limit.complex ? owedOfComplex(course, course.limit) : solve(course.limit);
}

const solve = ({ day, provisional }: IssueLimit): Owed => ({
  step: "solve",
  due: { day, provisional },
  fields: SOLVING,
});

/** Past its month a complex problem owes a new day, measures and a leader's approval, and then a feedback every month. */
function owedOfComplex(course: Course, limit: IssueLimit): Owed {
  const { turn, calendar, rule } = course;
  if (turn.until > limit.day) return isPlannedAnew(course) ? solve(limit) : { ...solve(limit), step: "re-plan" };
  if (turn.until <= limit.first || limit.extensions.length === 0) return solve(limit);
  const feedback = lastFeedback(course);
  const since = feedback !== null && feedback > limit.first ? feedback : limit.first;
  const due = course.putOff(addPeriodMonths(calendar, since, rule.feedbackEvery));
  return due.day < limit.day
    ? { step: "monthly-feedback", due, fields: ["lastFeedbackOn", "resolvedOn"] }
    : solve(limit);
}

/** A new day that a leader agreed to after the old one was over puts nothing off, but nothing more is to be planned; nor after the last extension. */
function isPlannedAnew({ turn, limit, rule }: Course): boolean {
  const { extendedTo, measures } = turn.seen.at(-1)!.row;
  if (limit!.extensions.length >= rule.extensionsAtMost) return true;
  const agreed = limit!.refused === "asked-late" || limit!.refused === "seen-late";
  return agreed && inTurnOrLater(extendedTo, turn) && typeof measures === "string" && isApproved(turn);
}

const inTurnOrLater = (day: Issue["extendedTo"], { until }: Turn): boolean => typeof day === "string" && day >= until;

function isApproved(turn: Turn): boolean {
  const { approver, approvedOn } = turn.seen.at(-1)!.row;
  return typeof approver === "string" && inTurn(approvedOn, turn);
}

/** A cell that decides the step holds something nobody can read. */
export const isUnreadable = (row: Issue, fields: Owed["fields"]): boolean =>
  fields.some((field) => row[field] === UNREADABLE);
