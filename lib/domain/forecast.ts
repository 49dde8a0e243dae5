import type { PlainDate } from "./dates.ts";
import type { RuleInForce } from "./rule.ts";

/** When a forecast becomes a 蓝, and what it may rest on. Values and sources: lib/rules/forecast-rules.ts. */
export interface ForecastRule {
  /** 0..1: a chance of missing the planned day from which an open milestone is 蓝 (预测). */
  readonly threshold: number;
  /** Fewer past steps than this say nothing. */
  readonly fewestCases: number;
  /** Only milestones due within so many calendar days are lit. */
  readonly horizonDays: number;
  readonly samples: number;
}

/** The forecast of one open milestone, by Monte Carlo over the project's network. Never counted in a ranking. Source: issue 5, Early warning. */
export interface MilestoneForecast {
  readonly seq: number;
  /** The day judged by; null: none, so nothing can be missed. */
  readonly planned: PlainDate | null;
  /** 0..1: share of the samples that finish after `planned`. */
  readonly chanceLate: number | null;
  /** Days by which half, and four in five, of the samples finish. */
  readonly median: PlainDate;
  readonly likelyBy: PlainDate;
  /** Past steps of the unit the forecast rests on, and how many of them were late. */
  readonly unit: string;
  readonly cases: number;
  readonly casesLate: number;
  /** The record is the unit's own, or, where that is too short, that of all units. */
  readonly record: "unit" | "all" | "none";
  /** Open predecessors, where waiting for them adds a tenth or more to the chance; else []. */
  readonly waitsFor: readonly number[];
  /** 蓝（预测）: passes the rule's threshold and is not late yet. */
  readonly warns: boolean;
}

export interface ProjectForecast {
  readonly project: string;
  readonly milestones: readonly MilestoneForecast[];
  /** Of the project's fixed finish. */
  readonly finish: MilestoneForecast | null;
  /** Printed with every forecast; the same seed, rows and day give the same figures. */
  readonly seed: string;
  readonly rule: RuleInForce<ForecastRule>;
}
