import type { OneStepMore } from "./confidence.ts";
import type { Month } from "./dates.ts";
import type { IndicatorCode } from "./indicator.ts";
import type { ProjectMove } from "./project-moves.ts";
import type { Rankable } from "./score.ts";

/** Ties: competition 1,2,2,4 (竞赛) or dense 1,2,2,3 (连续). */
export type TieMethod = "competition" | "dense";

/** The kinds of units ranked together, joined by "+" ("县区+园区"); "" = never ranked. */
export type RankingGroup = string;
export const UNRANKED_GROUP: RankingGroup = "";

export type NotRanked = Exclude<Rankable, "yes"> | "group-not-ranked" | "opted-out";

/** One indicator of one unit, as plain numbers: what is shown and what it was computed from. */
export interface RankedItem {
  readonly code: IndicatorCode;
  /** Hundredths of a point; null = no case. */
  readonly points: number | null;
  /** Tenths of a percent, rounded half-up, uncapped; null = no case. */
  readonly rate: number | null;
  readonly target: number | null;
  readonly numerator: number;
  readonly denominator: number;
  readonly due: number;
  readonly weight: number;
  readonly zeroedForFalseData: boolean;
}

/** How far a unit is from the place above: hundredths of a point, and whether one more milestone in time would close it. */
export interface GapAbove {
  readonly rank: number;
  readonly points: number;
  readonly withinOneMilestone: boolean;
}

export interface RankedUnit {
  readonly unit: string;
  readonly group: RankingGroup;
  /** null: not ranked (`notRanked` says why). */
  readonly rank: number | null;
  readonly tied: boolean;
  readonly notRanked: NotRanked | null;
  /** Hundredths of a point, like `adjustment` and `falseDataPenalty`. */
  readonly total: number;
  readonly adjustment: number;
  readonly falseDataPenalty: number;
  readonly items: readonly RankedItem[];
  readonly previousRank: number | null;
  /** Places gained (positive) or lost; null when there is nothing to compare with. */
  readonly change: number | null;
  readonly gapAbove: GapAbove | null;
  /** How firm the place is: what one step more would have changed. Blocks of before have none. */
  readonly oneMore?: readonly OneStepMore[];
}

export interface RankingRow extends RankedUnit {
  /** 说明: the sentence people read, frozen with the block. */
  readonly note: string;
  /** Reports owed for the month and not in, of a unit that is not ranked: its month counts 0 in a quarter. Left out where there are none. */
  readonly reportsMissing?: number;
  /** The first hundred of each, left out where there are none. */
  readonly exempted?: readonly Exempted[];
  readonly moves?: readonly ProjectMove[];
}

/** A row of 豁免 by which figures of the month were left out. */
export interface Exempted {
  readonly exemption: string;
  readonly project: string;
  /** null: the whole project. */
  readonly seq: number | null;
  /** 原因; null: not filled, or unreadable. */
  readonly cause: string | null;
}

/** A unit that rose most in its group since the last published month. */
export interface Riser {
  readonly unit: string;
  readonly group: RankingGroup;
  readonly previousRank: number;
  readonly rank: number;
  readonly change: number;
}

/** A published month: what confirmation publishes and later months compare with. Plain JSON. */
export interface RankingBlock {
  readonly kind: "ranking";
  readonly version: 1;
  readonly period: Month;
  readonly ties: TieMethod;
  readonly indicators: readonly IndicatorCode[];
  readonly groups: readonly GroupFacts[];
  /** 序时依据 and the like, in words. */
  readonly notes: readonly string[];
  readonly rows: readonly RankingRow[];
  /** 进步奖; left out where the rule gives none. */
  readonly risers?: readonly Riser[];
  /** Workbooks nobody has read: their projects are not in it, so it stays a draft. Left out where there are none, as `stale` is. */
  readonly missing?: readonly string[];
  /** Sentences on workbooks whose rows are old; among the notes too. */
  readonly stale?: readonly string[];
}

export interface GroupFacts {
  readonly group: RankingGroup;
  readonly ranked: number;
  /** Fewer units than the rule asks for: ranked, but no black list. */
  readonly small: boolean;
}

/** Where a unit stood in the last published ranking. */
export type PreviousPlaces = ReadonlyMap<string, { readonly group: RankingGroup; readonly rank: number | null }>;
export const NO_PREVIOUS: PreviousPlaces = new Map();

export const placesOf = (block: {
  readonly rows: readonly Pick<RankingRow, "unit" | "group" | "rank">[];
}): PreviousPlaces => new Map(block.rows.map((row) => [row.unit, { group: row.group, rank: row.rank }]));
