import { addDays, lastDayOf, type Month, monthNumber, type PlainDate } from "./dates.ts";
import { type ExemptionIndex, exemptionOn, projectExemptions } from "./exemption.ts";
import type { Light } from "./light.ts";
import { type MonthTarget, monthTarget } from "./month-target.ts";
import { lockDay, type OfficeCalendar } from "./office-calendar.ts";
import type { ProgressLamp } from "./project-lamps.ts";
import type { ProjectVerdict } from "./project-lights.ts";
import type { RuleInForce } from "./rule.ts";
import { addWorkingDays, type ComputedDay } from "./working-days.ts";

export interface WrittenReportRule {
  /** Percent of the month's own target that may be missing. */
  readonly tolerancePercent: number;
  /** Working days from the lock to the day due. */
  readonly workingDays: number;
}

/** month-short: the month's own target was missed; progress-light: the 进度 lamp is 黄 or 红. */
export type WrittenReportCause = "month-short" | "progress-light";

export type WrittenReportNoCase =
  | "on-target"
  | "january-with-february"
  | "exempt"
  | "no-annual-plan"
  | "report-missing"
  | "report-aside"
  | "unreadable"
  | "not-under-construction"
  | "in-operation"
  | "no-report-due-yet";

/** Whether a project owes a written report for the last locked month. Source: domain.md M9. */
export interface WrittenReportVerdict {
  readonly workbook: string;
  readonly key: string;
  readonly project: string;
  readonly month: Month;
  readonly unit: string;
  readonly owed: boolean;
  /** Why it is owed; empty when it is not. */
  readonly causes: readonly WrittenReportCause[];
  /** Why it is no case; null when it is owed. */
  readonly noCase: WrittenReportNoCase | null;
  readonly target: MonthTarget;
  /** The 进度 lamp. */
  readonly light: Light;
  readonly lockDay: PlainDate;
  /** When it becomes owed today. */
  readonly due: ComputedDay;
  readonly rule: RuleInForce<WrittenReportRule>;
}

export interface WrittenReportCase {
  readonly month: Month;
  readonly asOf: PlainDate;
  readonly calendar: OfficeCalendar;
  readonly exemptions: ExemptionIndex;
  readonly januaryWithFebruary: boolean;
  readonly rule: RuleInForce<WrittenReportRule>;
}

/**
 * Of every project, from the day after the month's lock on. The term runs from the day before it is asked, as a rule the lock: who is asked
 * later, since a figure was mended or a run was missed, gets no less time.
 */
export function writtenReports(
  projects: readonly ProjectVerdict[],
  given: WrittenReportCase,
): readonly WrittenReportVerdict[] {
  const lock = lockDay(given.calendar, given.month);
  if (given.asOf <= lock.day) return [];
  const end = addWorkingDays(given.calendar, addDays(given.asOf, -1), given.rule.value.workingDays);
  const due = { day: end.day, provisional: end.provisional || lock.provisional };
  return projects.map((verdict) => judgeOne(verdict, given, lock.day, due));
}

const NOTHING: MonthTarget = { planned: null, done: null, share: null, withJanuary: false };

function judgeOne(
  verdict: ProjectVerdict,
  given: WrittenReportCase,
  lock: PlainDate,
  due: ComputedDay,
): WrittenReportVerdict {
  const lamp = verdict.lamps[0] as ProgressLamp;
  const { file, project } = verdict;
  const { month, rule, januaryWithFebruary } = given;
  const outside = outsideOf(verdict, lamp, given);
  const target = outside === null ? monthTarget(file, month, verdict.planBasis, januaryWithFebruary) : NOTHING;
  const causes = outside === null ? causesOf(target, lamp, rule.value) : [];
  return {
    workbook: verdict.workbook,
    key: `${project.code}/${month}`,
    project: project.code,
    month,
    unit: project.responsibleUnit,
    owed: causes.length > 0,
    causes,
    noCase: causes.length > 0 ? null : (outside ?? "on-target"),
    target,
    light: lamp.light,
    lockDay: lock,
    due,
    rule,
  };
}

/** A missing report is asked for as such, and is not a written report too. */
function outsideOf(
  { project }: ProjectVerdict,
  lamp: ProgressLamp,
  given: WrittenReportCase,
): WrittenReportNoCase | null {
  const { month, exemptions, januaryWithFebruary } = given;
  if (lamp.because !== "on-plan" && lamp.because !== "behind") return lamp.because;
  if (exemptionOn(projectExemptions(exemptions, project.code), lastDayOf(month)) !== null) return "exempt";
  return januaryWithFebruary && monthNumber(month) === 1 ? "january-with-february" : null;
}

function causesOf(
  { share }: MonthTarget,
  { light }: ProgressLamp,
  rule: WrittenReportRule,
): readonly WrittenReportCause[] {
  const short = share !== null && 1000 - share > rule.tolerancePercent * 10;
  return [
    ...(short ? (["month-short"] as const) : []),
    ...(light === "yellow" || light === "red" ? (["progress-light"] as const) : []),
  ];
}
