import { type PlainDate, yearOf } from "./dates.ts";
import { UNREADABLE } from "./field.ts";
import type { IndicatorPart, JudgedMilestone } from "./indicator.ts";
import { type Case, cellsOf, counted, leftOut } from "./indicator-sums.ts";
import type { MilestoneVerdict } from "./milestone.ts";
import { refutedCells } from "./refuted-claims.ts";

/** Due this year by the period's end. Lateness that is not the unit's own counts as on time for it. */
export function milestoneCase(verdict: MilestoneVerdict, end: PlainDate): Case {
  const { milestone, planned, exemption } = verdict;
  const restsOn = [...cellsOf(milestone, "milestones", "planned", "actual"), ...refutedCells(verdict.refuted)];
  if (milestone.planned === UNREADABLE && planned === null)
    return leftOut(verdict.key, "unreadable", restsOn.slice(0, 1));
  if (planned === null || planned > end || yearOf(planned) !== yearOf(end)) return null;
  if (exemption !== null) return leftOut(verdict.key, "exempt", cellsOf(exemption, "exemptions", "from", "to"));
  if (verdict.asidePredecessor !== null)
    return leftOut(verdict.key, "set-aside", cellsOf(milestone, "milestones", "predecessors"));
  if (verdict.ownDaysLate === null) return leftOut(verdict.key, "unreadable", restsOn);
  const because = milestoneReason(verdict, verdict.ownDaysLate);
  const part = counted(verdict.key, because !== "not-done" && because !== "late", because, restsOn);
  const judged = judgedBy(verdict, because);
  return judged === null ? part : { ...part, judged };
}

/** null: the two cells of its row say it all. */
function judgedBy(verdict: MilestoneVerdict, because: IndicatorPart["because"]): JudgedMilestone | null {
  const { planned, plannedNow, adjustment, exemptDays, push } = verdict;
  const isExcused = because === "done-own-part" || because === "waiting-for-predecessor";
  const root = isExcused && push !== null ? { key: push.rootKey, unit: push.rootUnit } : null;
  const other = planned === plannedNow ? null : planned;
  if (other === null && exemptDays === 0 && root === null) return null;
  return { planned: other, adjustment: other === null ? null : (adjustment?.code ?? null), exemptDays, root };
}

/** An open milestone due on the last day itself, waiting for nobody, was not done on or before its day. */
function milestoneReason(verdict: MilestoneVerdict, own: number): IndicatorPart["because"] {
  if (!verdict.done) return own < 0 || (own === 0 && verdict.push !== null) ? "waiting-for-predecessor" : "not-done";
  if (own > 0) return "late";
  return (verdict.daysLate ?? 0) > 0 ? "done-own-part" : "done";
}
