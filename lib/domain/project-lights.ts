import type { Month, PlainDate } from "./dates.ts";
import type { CellRef, Light } from "./light.ts";
import type { Money } from "./registry.ts";
import type { RuleRef } from "./rule.ts";

/** 进度, 开工, 入统, 节点. */
export const LAMP_KINDS = ["progress", "start", "registration", "milestones"] as const;
export type LampKind = (typeof LAMP_KINDS)[number];

interface LampBase {
  readonly light: Light;
  readonly rule: RuleRef;
  readonly restsOn: readonly CellRef[];
}

/** Investment done against the plan to date of `month`, the latest month whose report deadline has passed. */
export interface ProgressLamp extends LampBase {
  readonly kind: "progress";
  readonly because:
    | "on-plan"
    | "behind"
    | "report-missing"
    | "unreadable"
    | "no-annual-plan"
    | "not-under-construction"
    | "in-operation"
    | "no-report-due-yet"
    | "exempt";
  readonly month: Month | null;
  /** The last month reported, when it is not `month`. */
  readonly lastReported: Month | null;
  readonly done: Money | null;
  readonly planned: Money | null;
  readonly annualPlan: Money | null;
  /** done ÷ annual plan and planned ÷ annual plan, 0..1. */
  readonly completion: number | null;
  readonly plannedShare: number | null;
  /** What the preset judges, rounded to 0.1: points behind (银川), done ÷ planned in percent (武汉), shortfall in percent of planned (三亚). */
  readonly measure: number | null;
  /** Points of the annual plan behind, rounded to 0.1; negative when ahead. */
  readonly gapPoints: number | null;
}

export interface StartLamp extends LampBase {
  readonly kind: "start";
  readonly because:
    | "started"
    | "not-yet-planned"
    | "not-started"
    | "no-planned-start"
    | "not-new-this-year"
    | "unreadable"
    | "exempt";
  readonly plannedStart: PlainDate | null;
  readonly startedOn: PlainDate | null;
  /** Ended months without a start, the planned one included. */
  readonly monthsBehind: number;
}

export interface RegistrationLamp extends LampBase {
  readonly kind: "registration";
  readonly because:
    | "registered"
    | "in-term"
    | "not-registered"
    | "not-started-this-year"
    | "below-threshold"
    | "unreadable"
    | "exempt";
  readonly startedOn: PlainDate | null;
  readonly registeredOn: PlainDate | null;
  /** The day the lamp turns yellow, the day it turns red: the first day after one month, after two months. */
  readonly yellowFrom: PlainDate | null;
  readonly redFrom: PlainDate | null;
}

export interface MilestonesLamp extends LampBase {
  readonly kind: "milestones";
  readonly because: "none-overdue" | "overdue" | "done-late" | "no-milestones" | "unreadable" | "exempt";
  /** Key of the worst milestone, its days late; null when none is overdue. */
  readonly milestone: string | null;
  readonly daysLate: number;
}

export type Lamp = ProgressLamp | StartLamp | RegistrationLamp | MilestonesLamp;

/** What would turn the project green, as codes: never an investment figure. */
export interface Clears {
  readonly lamp: LampKind;
  readonly by:
    | "investment-bounds"
    | "report"
    | "start"
    | "registration"
    | "milestone-done"
    | "correct-cell"
    | "month-end";
  /** The day by which, where there is one. */
  readonly until: PlainDate | null;
}

/** The verdict on one project. `light` is the one shown: a fold over the months; `rawLight` is that of today's lamps. */
export interface ProjectVerdict {
  readonly key: string;
  readonly workbook: string;
  readonly light: Light;
  readonly rawLight: Light;
  readonly because: "worst-lamp" | "step-down" | "held-grey" | "raised-before" | "exempt" | "no-lamp";
  readonly lamps: readonly Lamp[];
  /** "red" when the same lamp was raw yellow in two consecutive months (处置=按红), else `light`. */
  readonly handledAs: Light;
  /** The lamps that were yellow twice running. */
  readonly repeated: readonly LampKind[];
  /** 回填: months before the first run were judged from today's rows. */
  readonly backfilled: boolean;
  /** Shown at the end of the last judged month, null before the first. */
  readonly previousLight: Light | null;
  readonly completion: number | null;
  readonly plannedShare: number | null;
  readonly gapPoints: number | null;
  readonly reportedMonth: Month | null;
  readonly clears: readonly Clears[];
}

export interface ProjectBasis {
  readonly version: 1;
  readonly rule: RuleRef;
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
  readonly restsOn: readonly CellRef[];
}

/** The verdict's basis as JSON: rule, values used, cells it rests on. */
export function projectBasis(verdict: ProjectVerdict): ProjectBasis {
  const worst = verdict.lamps.find((lamp) => lamp.light === verdict.rawLight) ?? verdict.lamps[0]!;
  return { version: 1, rule: worst.rule, values: {}, restsOn: verdict.lamps.flatMap((lamp) => lamp.restsOn) };
}
