import type { Month } from "../dates.ts";
import type { GroupFacts, RankingGroup, TieMethod } from "../ranking-block.ts";

/** "2026Q3" */
export type Quarter = string;

/** One month as the quarter (or year) takes it. `draft` is the id of the published month, "" while it is none: then `total` is what would be published. */
export interface MonthTaken {
  readonly month: Month;
  readonly draft: string;
  readonly digest: string;
}

/** A unit's month in a mean. Hundredths of a point; null = the month does not count for the unit. */
export interface MonthScore {
  readonly month: Month;
  readonly total: number | null;
  readonly because: "scored" | "reports-missing" | "no-score";
}

/** 投资完成率 at the period's end and its target, tenths of a percent as shown; null = no case. */
export interface InvestmentShown {
  readonly rate: number | null;
  readonly target: number | null;
}

export interface QuarterRow {
  readonly unit: string;
  readonly group: RankingGroup;
  readonly rank: number | null;
  readonly tied: boolean;
  /** Hundredths of a point, half up once; null = no month counts. */
  readonly total: number | null;
  readonly months: readonly MonthScore[];
  readonly investment: InvestmentShown;
  /** Confirmed false data in the quarter: off the red list. */
  readonly falseReports: number;
  readonly previousRank: number | null;
  readonly change: number | null;
  readonly note: string;
}

export type ListColor = "red" | "black";

/** A unit on the list, or one that would have stood there and does not, with the reason shown as a footnote. */
export interface ListedUnit {
  readonly group: RankingGroup;
  readonly color: ListColor;
  readonly unit: string;
  readonly rank: number;
  readonly investment: InvestmentShown;
  readonly stands: boolean;
  readonly because:
    | "listed"
    | "exempt"
    | "false-data"
    | "tie-over-third"
    | "tie-at-edge"
    | "target-not-beaten"
    | "target-not-missed"
    | "no-case";
  readonly note: string;
}

/** A group's list: seats there were and seats left empty. `blackOff`: fewer than the rule's units, no black list. */
export interface ListSeats {
  readonly group: RankingGroup;
  readonly red: number;
  readonly redEmpty: number;
  readonly black: number;
  readonly blackEmpty: number;
  readonly blackOff: boolean;
}

/** A quarter as confirmation publishes it: ranking by the mean of its months, and the red and black lists. Plain JSON. */
export interface QuarterBlock {
  readonly kind: "quarter";
  readonly version: 1;
  readonly period: Quarter;
  readonly ties: TieMethod;
  readonly months: readonly MonthTaken[];
  readonly groups: readonly GroupFacts[];
  readonly notes: readonly string[];
  readonly rows: readonly QuarterRow[];
  readonly seats: readonly ListSeats[];
  readonly lists: readonly ListedUnit[];
  readonly missing?: readonly string[];
  readonly stale?: readonly string[];
}
