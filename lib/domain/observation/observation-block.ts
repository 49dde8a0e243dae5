import type { Month } from "../dates.ts";

/** How the judges of a visit are counted: a mean (trimmed from seven judges up), or votes by rank (100, 97, 94 …). */
export type BallotMethod = "mean" | "trimmed-mean" | "rank-votes";

/** One project of a visit. */
export interface ObservedProject {
  readonly project: string;
  readonly name: string;
  /** The 责任单位 it goes to. */
  readonly unit: string;
  readonly county: string;
  /** Hundredths of a point; null = no ballot counts. */
  readonly score: number | null;
  readonly place: number | null;
  readonly tied: boolean;
  /** Ballots counted. */
  readonly judges: number;
  readonly method: BallotMethod | null;
}

/** A visit's result as confirmation publishes it: no judge is named and no single ballot shown. Plain JSON. Source: domain.md M13. */
export interface ObservationBlock {
  readonly kind: "observation";
  readonly version: 1;
  /** 场次 */
  readonly period: Month;
  readonly theme: string;
  readonly notes: readonly string[];
  readonly projects: readonly ObservedProject[];
  /** Workbooks nobody has read: the visit stays a draft. */
  readonly missing?: readonly string[];
}
