import type { PlainDate } from "./dates.ts";
import type { CellRef } from "./light.ts";
import { compare, divide, isZero, type Ratio, ZERO } from "./ratio.ts";

/** The items of the monthly score, in the order they are shown. Source: domain.md "Indicators". */
export const INDICATORS = [
  "investment",
  "starts",
  "completions",
  "funding",
  "milestones",
  "issues",
  "reporting",
  "inspection",
  "registration",
  "enterprises",
  "reserves",
  "fulfilment",
  "contractStarts",
  "operation",
  "capacity",
  "services",
] as const;
export type IndicatorCode = (typeof INDICATORS)[number];

/** As the rules, the tables and the explanations write them. */
export const INDICATOR_NAMES: Readonly<Record<IndicatorCode, string>> = {
  investment: "投资完成率",
  starts: "开工率",
  completions: "竣工投产率",
  funding: "资金到位率",
  milestones: "节点按期率",
  issues: "问题办结率",
  reporting: "报送",
  inspection: "督导",
  registration: "入统率",
  enterprises: "新增规上企业",
  reserves: "谋划储备",
  fulfilment: "签约项目履约率",
  contractStarts: "履约项目开工率",
  operation: "开工项目投产率",
  capacity: "投产项目达效率",
  services: "服务保障",
};

/** The sums an indicator rests on. Money is 元; the rest are counts, or inspection scores over 100 each. */
export interface IndicatorFigures {
  readonly code: IndicatorCode;
  readonly numerator: Ratio;
  readonly denominator: Ratio;
  /** What the numerator should have been by the period's end: target = due ÷ denominator. Equals the denominator when the target is 1. */
  readonly due: Ratio;
}

/** One project's, milestone's, issue's or inspection's share in the sums, with the cells it was read from. */
export interface IndicatorPart {
  /** Key of the row. */
  readonly subject: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly due: number;
  readonly because: PartReason;
  /** Of an annual plan spread evenly: months passed and months in all; null for other parts and for own monthly plans. */
  readonly months: readonly [passed: number, of: number] | null;
  readonly restsOn: readonly CellRef[];
  /** Of a milestone that its own two cells do not explain. */
  readonly judged?: JudgedMilestone;
  /** Of a problem: the day by which it was to be solved, with rest days, extensions and exemptions reckoned in. */
  readonly limit?: PlainDate;
}

/** What a milestone was judged by beside its 计划完成 and 实际完成 as they are typed now. */
export interface JudgedMilestone {
  /** Its original day, or the one an agreed 调整 gave; null where it is the day typed now. */
  readonly planned: PlainDate | null;
  /** The agreed 调整 that gave the day, by number. */
  readonly adjustment: string | null;
  readonly exemptDays: number;
  /** The milestone at the root of a lateness that is not the unit's own; null where it has none. */
  readonly root: { readonly key: string; readonly unit: string } | null;
}

export type PartReason =
  | "sum"
  | "last-reported"
  | "never-reported"
  | "funds-blank"
  | "done"
  | "done-own-part"
  | "not-done"
  | "waiting-for-predecessor"
  | "no-milestones"
  | "in-time"
  | "late"
  | "missing"
  | "score"
  | "plan-and-actual"
  | "counts"
  | "count-missing"
  | "earlier-counts"
  | "earlier-count-missing";

/** What stays out of numerator and denominator, and why. */
export interface LeftOut {
  readonly subject: string;
  readonly because: "exempt" | "unreadable" | "not-read" | "set-aside" | "no-annual-plan";
  readonly restsOn: readonly CellRef[];
}

export interface IndicatorValue extends IndicatorFigures {
  readonly parts: readonly IndicatorPart[];
  readonly leftOut: readonly LeftOut[];
}

/** An empty denominator or a target of 0 is no case: shown —, never 0 or 100. */
export const hasCase = (value: IndicatorFigures): boolean =>
  compare(value.denominator, ZERO) > 0 && compare(value.due, ZERO) > 0;

/** Numerator ÷ denominator; null when there is nothing to divide by. */
export const rateOf = (value: IndicatorFigures): Ratio | null =>
  isZero(value.denominator) ? null : divide(value.numerator, value.denominator);

export const targetOf = (value: IndicatorFigures): Ratio | null =>
  isZero(value.denominator) ? null : divide(value.due, value.denominator);

/** Rate ÷ target; null when there is no case. */
export const attainmentOf = (value: IndicatorFigures): Ratio | null =>
  hasCase(value) ? divide(value.numerator, value.due) : null;
