import type { Month, PlainDate } from "./dates.ts";
import type { Light } from "./light.ts";
import type { Money } from "./registry.ts";
import type { RuleInForce, RuleRef } from "./rule.ts";

/** 进度, 开工, 入统, 节点: in the order shown. */
export const LAMP_KINDS = ["progress", "start", "registration", "milestones"] as const;
export type LampKind = (typeof LAMP_KINDS)[number];

/**
 * What the 进度 lamp measures, and its bounds. gap: points of the annual plan behind (银川); share: done ÷ planned in percent (武汉);
 * shortfall: what is missing in percent of planned (三亚). Measures are rounded to 0.1, half up, before judging.
 */
export type ProgressRule =
  | { readonly measure: "gap"; readonly blueAbove: number; readonly yellowFrom: number; readonly redAbove: number }
  | { readonly measure: "share"; readonly yellowBelow: number; readonly redBelow: number }
  | { readonly measure: "shortfall"; readonly yellowAbove: number; readonly redAbove: number };

/** Ended months without a start, the planned one included, from which the 开工 lamp is yellow, red. */
export interface StartRule {
  readonly yellowFrom: number;
  readonly redFrom: number;
}

/** Months after starting beyond which a project not in the statistics (入统) is yellow, red; only from this 总投资 (元) on. */
export interface RegistrationRule {
  readonly yellowAfter: number;
  readonly redAfter: number;
  readonly minimumTotal: Money;
}

/** The rules of the lamps on one day. */
export interface LampRules {
  readonly progress: RuleInForce<ProgressRule>;
  readonly start: RuleInForce<StartRule>;
  readonly registration: RuleInForce<RegistrationRule>;
}

/** Investment done against the plan to date of `month`, the latest month whose report deadline has passed. */
export interface ProgressLamp {
  readonly kind: "progress";
  readonly light: Light;
  readonly because:
    | "on-plan"
    | "behind"
    | "report-missing"
    | "report-aside"
    | "unreadable"
    | "no-annual-plan"
    | "not-under-construction"
    | "in-operation"
    | "no-report-due-yet"
    | "exempt";
  readonly month: Month | null;
  /** The last month reported, null when none was this year. */
  readonly lastReported: Month | null;
  readonly done: Money | null;
  readonly planned: Money | null;
  readonly annualPlan: Money | null;
  /** done ÷ annual plan and planned ÷ annual plan, 0..1. */
  readonly completion: number | null;
  readonly plannedShare: number | null;
  /** Points of the annual plan behind, rounded to 0.1; negative when ahead. */
  readonly gapPoints: number | null;
  /** What the rule judges, rounded to 0.1. */
  readonly measured: number | null;
  readonly rule: RuleInForce<ProgressRule>;
}

export interface StartLamp {
  readonly kind: "start";
  readonly light: Light;
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
  readonly rule: RuleInForce<StartRule>;
}

export interface RegistrationLamp {
  readonly kind: "registration";
  readonly light: Light;
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
  /** The last day without yellow, the last day without red. */
  readonly yellowAfter: PlainDate | null;
  readonly redAfter: PlainDate | null;
  readonly rule: RuleInForce<RegistrationRule>;
}

/** The worst overdue milestone; 临期 is the milestone's alone. */
export interface MilestonesLamp {
  readonly kind: "milestones";
  readonly light: Light;
  readonly because: "none-overdue" | "overdue" | "done-late" | "no-milestones" | "unreadable" | "aside" | "exempt";
  /** Key of the worst milestone, null when none is overdue. */
  readonly milestone: string | null;
  readonly daysLate: number;
  readonly rule: RuleRef;
}

export type Lamp = ProgressLamp | StartLamp | RegistrationLamp | MilestonesLamp;
