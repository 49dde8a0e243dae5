import type { History, RowHistory } from "../../lib/domain/history.ts";
import type { MilestoneVerdict } from "../../lib/domain/milestone.ts";
import { judgeMilestones, type MilestoneInput } from "../../lib/domain/milestone-judgement.ts";
import { monthlyLocks } from "../../lib/domain/original-plan.ts";
import { NO_CLAIMS } from "../../lib/domain/refuted-claims.ts";
import type { Adjustment, AdjustmentType, Exemption, Milestone, Project } from "../../lib/domain/registry.ts";
import { officeCalendarFor } from "../../lib/rules/deadlines.ts";
import { milestoneLightRule } from "../../lib/rules/milestone-rules.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { newMilestone, newProject } from "./registry-rows.ts";

export const CITY = officeCalendarFor(NO_OVERRIDES, [], null);
export const NEXT_LOCK = monthlyLocks(CITY);
export const RULE = milestoneLightRule(NO_OVERRIDES, "2026-06-12");

export const newExemption = (project: string, from: string, to: string): Exemption => ({
  workbook: "台账",
  key: `H-${from}`,
  code: `H-${from}`,
  project,
  seq: null,
  from,
  to,
  cause: "不可抗力",
  approvedBy: "张某",
  basis: null,
});

/** Agreed on the day it was applied for, in effect from then, unless said otherwise. */
export const newAdjustment = (type: AdjustmentType, project: string, appliedOn: string): Adjustment => ({
  workbook: "台账",
  key: `T-${appliedOn}`,
  code: `T-${appliedOn}`,
  type,
  redCutApproval: null,
  project,
  seq: null,
  from: null,
  to: null,
  effectiveMonth: null,
  applicant: "甲县",
  appliedOn,
  reason: "征地受阻",
  sponsor: null,
  signedOn: null,
  decision: "同意",
  decidedOn: null,
});

/** Half past seven in the morning in China, when the daily run reads. */
export const reading = (day: string): string => `${day}T01:30:00.000Z`;

/** A row's life from [day read, row] pairs: each version was first seen then, and absent at the reading before. */
export function lifeOfRow<T>(...versions: readonly (readonly [string, T | null])[]): RowHistory<T> {
  return versions.map(([day, row], index) => ({
    firstSeen: reading(day),
    lastSeenAbsent: index === 0 ? null : reading(versions[index - 1]![0]),
    row,
  }));
}

export const historyOf = (tab: string, lives: readonly (readonly [string, RowHistory<unknown>])[]): History => ({
  firstReading: reading("2026-01-05"),
  lastReading: reading("2026-06-11"),
  tabs: { [tab]: new Map(lives) },
});

export const NEVER_READ: History = { firstReading: null, lastReading: null, tabs: {} };

/** ISO days only: what lib/registry reads more generously. */
export const readDay = (text: string): string | null => (/^\d{4}-\d\d-\d\d$/.test(text) ? text : null);

export const newInput = (milestones: readonly Milestone[], more: Partial<MilestoneInput> = {}): MilestoneInput => ({
  asOf: "2026-06-12",
  knownAt: reading("2026-06-12"),
  history: NEVER_READ,
  nextLock: NEXT_LOCK,
  rule: RULE,
  calendarOf: () => CITY,
  aside: new Map(),
  claims: NO_CLAIMS,
  missingReport: () => null,
  readPlannedDay: readDay,
  ...more,
  registry: {
    projects: [inCharge("P-1", "甲县发改局")],
    exemptions: [],
    adjustments: [],
    ...more.registry,
    milestones,
  },
});

export const inCharge = (code: string, unit: string): Project => ({ ...newProject(code), responsibleUnit: unit });

export const newStep = (seq: number, cells: Partial<Milestone>): Milestone => ({
  ...newMilestone("P-1", seq),
  ...cells,
});

export function verdictsOf(
  milestones: readonly Milestone[],
  more: Partial<MilestoneInput> = {},
): readonly MilestoneVerdict[] {
  return judgeMilestones(newInput(milestones, more));
}

export const verdictOf = (milestone: Milestone, more: Partial<MilestoneInput> = {}): MilestoneVerdict =>
  verdictsOf([milestone], more)[0]!;
