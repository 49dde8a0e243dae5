import type { PlainDate } from "../../lib/domain/dates.ts";
import { isValue } from "../../lib/domain/field.ts";
import type { MilestoneVerdict } from "../../lib/domain/milestone.ts";
import type { Milestone } from "../../lib/domain/registry.ts";
import type { ReportVerdict } from "../../lib/domain/reports.ts";

const RULE = { name: "案例", from: "2026-01-01", source: "案例" };
const LIGHT_RULE = {
  blueFrom: 1,
  yellowFrom: 8,
  redFrom: 16,
  dueSoonWithin: 3,
  remindWithin: 7,
  staleWithin: 30,
  untouchedFor: 30,
};

/** A milestone's verdict as far as scores look at it; lateness is given, not computed. */
export function newMilestoneVerdict(
  milestone: Milestone,
  unit: string,
  asOf: PlainDate,
  ownDaysLate: number | null,
  more: Partial<MilestoneVerdict> = {},
): MilestoneVerdict {
  const done = isValue(milestone.actual) && milestone.actual <= asOf;
  return {
    key: milestone.key,
    workbook: milestone.workbook,
    project: milestone.project,
    seq: milestone.seq,
    milestone,
    asOf,
    light: "none",
    because: "due-later",
    planned: isValue(milestone.planned) ? milestone.planned : null,
    plannedNow: isValue(milestone.planned) ? milestone.planned : null,
    actual: done ? (milestone.actual as PlainDate) : null,
    done,
    refuted: null,
    daysLate: ownDaysLate,
    exemptDays: 0,
    exemption: null,
    lateLight: "none",
    ownDaysLate,
    ownUnit: unit,
    adjustment: null,
    push: null,
    reminder: false,
    untouchedDays: null,
    missingReport: null,
    asidePredecessor: null,
    provisional: false,
    rule: { ...RULE, value: LIGHT_RULE },
    ...more,
  };
}

export const newReportVerdict = (
  project: string,
  unit: string,
  month: string,
  state: ReportVerdict["state"],
): ReportVerdict => ({
  workbook: "台账",
  key: `${project}/${month}`,
  project,
  unit,
  month,
  state,
  because: state === "in-time" ? "seen-in-time" : "absent",
  due: "2026-06-05",
  provisional: false,
  on: null,
  workingDaysLate: 0,
  rule: RULE,
});
