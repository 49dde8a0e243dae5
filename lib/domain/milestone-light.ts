import { epochDay, type PlainDate } from "./dates.ts";
import { exemptDays, exemptionOn } from "./exemption.ts";
import { compareLights, type Light } from "./light.ts";
import type { MilestoneLightRule } from "./milestone.ts";
import type { Exemption } from "./registry.ts";

/** A milestone with a day to be judged by; `actual` may lie after the day judged: then it was open on that day. */
export interface DatedMilestone {
  readonly planned: PlainDate;
  readonly actual: PlainDate | null;
  /** Exemptions that hold for this milestone. */
  readonly exemptions: readonly Exemption[];
}

/** Light and lateness as of one day, from the dates alone ("stale is not green" needs more: judgeMilestones). */
export interface Standing {
  readonly light: Light;
  readonly because: "exempt" | "done-on-time" | "done-late" | "overdue" | "due-soon" | "due-later";
  readonly daysLate: number;
  readonly exemptDays: number;
  readonly lateLight: Light;
}

/** Calendar days late, less the exempt ones. Source: domain.md "Milestone light". */
export function standingAt(milestone: DatedMilestone, day: PlainDate, rule: MilestoneLightRule): Standing {
  const { planned, actual, exemptions } = milestone;
  const done = actual !== null && actual <= day;
  const end = done ? actual : day;
  const exempted = exemptDays(exemptions, planned, end);
  const daysLate = epochDay(end) - epochDay(planned) - exempted;
  const lateLight = lightOfLateness(daysLate, rule);
  const figures = { daysLate, exemptDays: exempted, lateLight };
  if (exemptionOn(exemptions, day) !== null) return { light: "exempt", because: "exempt", ...figures };
  if (done && daysLate <= 0) return { light: "green", because: "done-on-time", ...figures };
  if (done) return { light: keptLight(lateLight, actual, day), because: "done-late", ...figures };
  if (daysLate > 0) return { light: lateLight, because: "overdue", ...figures };
  if (daysLate >= -rule.dueSoonWithin) return { light: "blue", because: "due-soon", ...figures };
  return { light: "none", because: "due-later", ...figures };
}

/** The light on any day, for folding over months: `milestoneLightAt(milestone, monthEnd, rule)`. */
export const milestoneLightAt = (milestone: DatedMilestone, day: PlainDate, rule: MilestoneLightRule): Light =>
  standingAt(milestone, day, rule).light;

/**
 * What the milestone adds to its project's lamp 节点: its colour when overdue or done late this month, 绿 when done, otherwise 无.
 * 临期 is the milestone's alone.
 */
export function overdueLightAt(milestone: DatedMilestone, day: PlainDate, rule: MilestoneLightRule): Light {
  const { light, because } = standingAt(milestone, day, rule);
  return because === "due-soon" ? "none" : light;
}

export function lightOfLateness(daysLate: number, rule: MilestoneLightRule): Light {
  if (daysLate >= rule.redFrom) return "red";
  if (daysLate >= rule.yellowFrom) return "yellow";
  if (daysLate >= rule.blueFrom) return "blue";
  return "none";
}

/** Done late: the colour it had, at most yellow, until the month of completion is over; then green. */
function keptLight(late: Light, actual: PlainDate, day: PlainDate): Light {
  if (late === "none" || actual.slice(0, 7) < day.slice(0, 7)) return "green";
  return compareLights(late, "yellow") > 0 ? "yellow" : late;
}
