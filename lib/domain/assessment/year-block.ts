import type { Month } from "../dates.ts";
import type { GroupFacts, RankingGroup, TieMethod } from "../ranking-block.ts";
import type { MonthScore, MonthTaken } from "./quarter-block.ts";

/** One visit that counts for the unit. Hundredths of a point. */
export interface VisitScore {
  readonly visit: Month;
  readonly project: string;
  readonly score: number;
}

export interface YearRow {
  readonly unit: string;
  readonly group: RankingGroup;
  readonly rank: number | null;
  readonly tied: boolean;
  /** Hundredths of a point: 0.9 × (10 % mean of months + 45 % June + 45 % December) + 0.1 × 观摩, or the bracket alone; half up once. */
  readonly total: number | null;
  readonly months: readonly MonthScore[];
  readonly june: MonthScore;
  readonly december: MonthScore;
  readonly visits: readonly VisitScore[];
  readonly previousRank: number | null;
  readonly change: number | null;
  readonly note: string;
}

/** A year as confirmation publishes it. Plain JSON. Source: domain.md "Roll-up". */
export interface YearBlock {
  readonly kind: "year";
  readonly version: 1;
  /** "2026" */
  readonly period: string;
  readonly ties: TieMethod;
  readonly months: readonly MonthTaken[];
  /** Visits taken, by 场次. */
  readonly visits: readonly MonthTaken[];
  readonly groups: readonly GroupFacts[];
  readonly notes: readonly string[];
  readonly rows: readonly YearRow[];
  readonly missing?: readonly string[];
  readonly stale?: readonly string[];
}
