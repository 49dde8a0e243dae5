import type { Instant, Month, PlainDate } from "./dates.ts";
import { type Field, isValue, UNREADABLE } from "./field.ts";
import type { FoldRule } from "./light-fold.ts";
import type { MilestoneLightRule, MilestoneVerdict } from "./milestone.ts";
import { standingAt } from "./milestone-light.ts";
import type { MilestonePlans } from "./milestone-plan.ts";
import { type Lateness, milestonesLamp } from "./milestones-lamp.ts";
import type { PlanBasis } from "./planned-to-date.ts";
import { progressLamp } from "./progress-lamp.ts";
import type { ProjectFile } from "./project-file.ts";
import type { Lamp, LampRules } from "./project-lamps.ts";
import { type Claims, doneOn } from "./refuted-claims.ts";
import type { Exemption, Milestone, Project } from "./registry.ts";
import type { RuleInForce } from "./rule.ts";
import { registrationLamp, startLamp } from "./start-lamps.ts";

/** One moment at which lamps are read: the day judged, what was known, which months count, and the rules of that day. */
export interface Moment {
  readonly asOf: PlainDate;
  readonly knownAt: Instant;
  /** The month whose report counts for 进度, null while none of the year is due. */
  readonly reportMonth: Month | null;
  /** The last month that is over. */
  readonly endedMonth: Month;
  readonly lamps: LampRules;
  readonly fold: RuleInForce<FoldRule>;
  readonly milestone: RuleInForce<MilestoneLightRule>;
  readonly basis: PlanBasis;
  readonly januaryWithFebruary: boolean;
  /** The days milestones are judged by, as frozen then. */
  readonly plans: MilestonePlans;
  /** What inspections known then say of what was reported as done. */
  readonly claims: Claims;
  /** The project with the plan that counted then. */
  readonly legitimate: (project: Project) => Project;
}

/** The four lamps of a file; `late` holds the lateness of its milestones, those that are not late may be left out. */
export function lampsAt(
  reported: ProjectFile,
  late: readonly Lateness[],
  exempt: boolean,
  moment: Moment,
): readonly Lamp[] {
  const { asOf, reportMonth, endedMonth, lamps, basis, januaryWithFebruary, milestone } = moment;
  const file = moment.claims.counted(reported);
  return [
    progressLamp(file, { month: reportMonth, basis, januaryWithFebruary, exempt, rule: lamps.progress }),
    startLamp(file, { asOf, endedMonth, exempt, rule: lamps.start }),
    registrationLamp(file, { asOf, exempt, rule: lamps.registration }),
    milestonesLamp(late, file.milestones.length > 0, exempt, milestone, file.aside.milestones.size > 0),
  ];
}

/** How late a milestone was at a moment, judged by the plan frozen then; null when it has no day. */
export function latenessAt(milestone: Milestone, exemptions: readonly Exemption[], moment: Moment): Lateness | null {
  const { planned } = moment.plans.planOf(milestone);
  return latenessOf(milestone, planned, milestone.actual, exemptions, moment);
}

/** The same where planned day and 实际完成 are known already. */
export function latenessOf(
  milestone: Milestone,
  planned: Field<PlainDate>,
  reported: Field<PlainDate>,
  exemptions: readonly Exemption[],
  moment: Moment,
): Lateness | null {
  const { key } = milestone;
  const actual = doneOn(milestone, reported, moment.claims, moment.asOf);
  if (planned === UNREADABLE || actual === UNREADABLE)
    return { key, light: "grey", because: "unreadable", daysLate: null };
  if (!isValue(planned)) return null;
  const done = isValue(actual) ? actual : null;
  return { key, ...standingAt({ planned, actual: done, exemptions }, moment.asOf, moment.milestone.value) };
}

/**
 * Whether a milestone whose plan was never changed could have been late, or was unreadable, on any day before `end`: the others need no
 * second look. `changed`: 实际完成 was another one before, or an inspection doubted it.
 */
export const mayHaveBeenLate = (verdict: MilestoneVerdict, end: PlainDate, changed: boolean): boolean => {
  const { milestone, planned } = verdict;
  if (milestone.planned === UNREADABLE || milestone.actual === UNREADABLE) return true;
  if (planned === null || planned >= end) return false;
  return changed || !(isValue(milestone.actual) && milestone.actual <= planned);
};
