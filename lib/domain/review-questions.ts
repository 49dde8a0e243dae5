import type { Month, PlainDate } from "./dates.ts";
import type { CellRef } from "./light.ts";
import type { RuleRef } from "./rule.ts";

export const IDENTITIES = [
  "sum-differs",
  "cumulative-fell",
  "above-total",
  "zero-months",
  "same-figure",
  "jump",
  "above-funds",
] as const;
export type Identity = (typeof IDENTITIES)[number];

/** 待复核: a figure that breaks an identity, asked of the unit in its own mail. Never proposes a figure. */
export interface ReviewQuestion {
  /** Report key + identity: the same question keeps its key. */
  readonly key: string;
  readonly identity: Identity;
  readonly workbook: string;
  /** Key of the report. */
  readonly report: string;
  readonly project: string;
  readonly unit: string;
  readonly month: Month;
  readonly cells: readonly CellRef[];
  /** Figures the unit itself reported, in 元, and counts of months. */
  readonly facts: Readonly<Record<string, string | number>>;
  /** 复核说明 is filled. */
  readonly answered: boolean;
  readonly firstAsked: PlainDate;
  /** The last day on which only the unit sees it: five working days from the first asking. */
  readonly privateUntil: PlainDate;
  /** Answered, or the five working days have passed. */
  readonly shared: boolean;
  readonly rule: RuleRef;
}
