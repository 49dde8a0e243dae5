import type { Instant, PlainDate } from "./dates.ts";
import { isValue, UNREADABLE } from "./field.ts";
import { type IssueVerdict, isPlannedLate } from "./issue-loop.ts";
import { dayAt } from "./office-calendar.ts";
import type { PlanDoubt } from "./plan-doubts.ts";
import type { Issue } from "./registry.ts";

export type IssueDoubtCode =
  | "issue-start-moved"
  | "issue-out-of-order"
  | "issue-not-closed"
  | "issue-extension-refused"
  | "issue-complex-refused"
  | "issue-reopen-refused"
  | "issue-solved-moved-back"
  | "issue-returned-unchanged";

/** What is told of as done, in the order in which it is done. */
const DEEDS = [
  "assignedOn",
  "raisedOn",
  "arrangedOn",
  "firstFeedbackOn",
  "lastFeedbackOn",
  "extensionAskedOn",
  "approvedOn",
  "resolvedOn",
  "verifiedOn",
  "closedOn",
  "reopenedOn",
] as const satisfies readonly (keyof Issue)[];
type DayField = (typeof DEEDS)[number] | "reportedOn";

/** [earlier, later] deeds of one turn. */
const ORDER: readonly (readonly [DayField, DayField])[] = [
  ["reportedOn", "assignedOn"],
  ["assignedOn", "arrangedOn"],
  ["assignedOn", "firstFeedbackOn"],
  ["firstFeedbackOn", "lastFeedbackOn"],
  ["assignedOn", "extensionAskedOn"],
  ["extensionAskedOn", "approvedOn"],
  ["assignedOn", "resolvedOn"],
  ["resolvedOn", "verifiedOn"],
  ["verifiedOn", "closedOn"],
];

type Doubting = (code: PlanDoubt["code"], field: keyof Issue, facts?: PlanDoubt["facts"]) => PlanDoubt;

/** What in rows of 问题 cannot be right, or does not do what it was typed for: for people to mend. A crash it never is. */
export function issueDoubts(verdicts: readonly IssueVerdict[], knownAt: Instant): readonly PlanDoubt[] {
  const today = dayAt(knownAt);
  return verdicts.flatMap((verdict) => {
    const { issue, unit } = verdict;
    const doubt: Doubting = (code, field, facts = {}) => {
      const named = { name: issue.description.slice(0, 40), ...facts };
      return { code, tab: "issues", row: issue, field, unit, facts: named };
    };
    return [...dayDoubts(verdict, today, doubt), ...clockDoubts(verdict, doubt), ...closingDoubts(verdict, doubt)];
  });
}

/** A moved 交办日期 that does not count is told as such: the other days are held against the one that does. */
function dayDoubts({ issue, assigned }: IssueVerdict, today: PlainDate, doubt: Doubting): readonly PlanDoubt[] {
  const future = DEEDS.filter((field) => isValue(issue[field]) && issue[field] > today);
  const disordered = ORDER.flatMap(([earlier, later]) => {
    const before = earlier === "assignedOn" && assigned.typed !== null ? assigned.day : issue[earlier];
    const after = issue[later];
    if (!isValue(before) || !isValue(after) || after >= before || isOfFormerTurn(issue, after, before)) return [];
    return [doubt("issue-out-of-order", later, { other: earlier, counts: before })];
  });
  return [...future.map((field) => doubt("day-in-future", field)), ...disordered];
}

/** A cell left from before 重开, beside one filled since. */
const isOfFormerTurn = ({ reopenedOn }: Issue, older: PlainDate, newer: PlainDate): boolean =>
  isValue(reopenedOn) && older <= reopenedOn && reopenedOn <= newer;

function clockDoubts(verdict: IssueVerdict, doubt: Doubting): readonly PlanDoubt[] {
  const { assigned, limit, reopenRefused, state } = verdict;
  const found: PlanDoubt[] = [];
  if (assigned.typed !== null) found.push(doubt("issue-start-moved", "assignedOn", { counts: assigned.day ?? "" }));
  if (reopenRefused !== null) found.push(doubt("issue-reopen-refused", "reopenedOn", { because: reopenRefused }));
  if (limit === null || state === "closed") return found;
  if (limit.complexRefused !== null)
    found.push(doubt("issue-complex-refused", "complexityBy", { because: limit.complexRefused }));
  if (limit.refused !== null && limit.refused !== "pending" && !isPlannedLate(verdict))
    found.push(doubt("issue-extension-refused", "extendedTo", { because: limit.refused, counts: limit.day }));
  return found;
}

/** 通过 or 销号日期 stands in the row, and it is not closed. */
function closingDoubts({ issue, closing, state, reopened }: IssueVerdict, doubt: Doubting): readonly PlanDoubt[] {
  const { solvedOn, lacking, otherDay } = closing;
  const found: PlanDoubt[] = [];
  const counts = solvedOn ?? "";
  if (otherDay === "moved-back") found.push(doubt("issue-solved-moved-back", "resolvedOn", { counts }));
  if (otherDay === "returned-claim") found.push(doubt("issue-returned-unchanged", "resolvedOn", { counts }));
  const closedOn = isValue(issue.closedOn) && issue.closedOn > (reopened.at(-1) ?? "");
  if (state === "closed" || (issue.verification !== "通过" && !closedOn)) return found;
  const claims = issue.verification === "通过" ? lacking : [...lacking, ...(solvedOn === null ? ["solution"] : [])];
  const unnamed = claims.filter((because) => because !== "verifier-missing" || issue.verifiedBy !== UNREADABLE);
  return [...found, ...unnamed.map((because) => doubt("issue-not-closed", fieldOf(because), { because }))];
}

const FIELDS: Readonly<Record<string, keyof Issue>> = {
  evidence: "evidence",
  solution: "resolvedOn",
  verification: "verification",
  "verified-too-early": "verifiedOn",
};
const fieldOf = (because: string): keyof Issue => FIELDS[because] ?? "verifiedBy";
