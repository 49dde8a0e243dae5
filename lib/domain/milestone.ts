import type { Month, PlainDate } from "./dates.ts";
import type { CellRef, Light } from "./light.ts";
import type { PredecessorLink } from "./predecessors.ts";
import type { RefutedClaim } from "./refuted-claims.ts";
import type { Adjustment, Exemption, Milestone } from "./registry.ts";
import type { RuleInForce, RuleRef } from "./rule.ts";

/** Thresholds of the milestone light, in calendar days. Values and sources: lib/rules/milestone-rules.ts. */
export interface MilestoneLightRule {
  /** Days late (n) from which an open milestone is blue, yellow, red. */
  readonly blueFrom: number;
  readonly yellowFrom: number;
  readonly redFrom: number;
  /** 临期: blue from so many days before the planned day. */
  readonly dueSoonWithin: number;
  /** A reminder without a light from so many days before the planned day. */
  readonly remindWithin: number;
  /** Stale is not green: judged when due within so many days … */
  readonly staleWithin: number;
  /** … and untouched for so many days. */
  readonly untouchedFor: number;
}

export type MilestoneCause =
  | "exempt"
  | "unreadable"
  | "not-dated"
  | "done-on-time"
  | "done-late"
  | "overdue"
  | "due-soon"
  | "due-later"
  | "stale";

/** Why a milestone could not be earlier than its predecessor allowed. Only present when a predecessor moved its day. */
export interface Push {
  /** Row key of the predecessor that decides. */
  readonly predecessor: string;
  readonly predecessorName: string;
  readonly predecessorUnit: string;
  /** Its actual day; null while it is open (then the as-of day was used). */
  readonly finished: PlainDate | null;
  readonly link: PredecessorLink;
  /** Own duration in working days (added unless the link goes to the finish). */
  readonly duration: number;
  /** max(planned, predecessor's actual + lag + own duration): own lateness counts from here. */
  readonly ownFrom: PlainDate;
  /** Calendar days of the lateness that are not this unit's. */
  readonly othersDaysLate: number;
  /** The milestone at the root of the delay, which the text names, and its unit. */
  readonly rootKey: string;
  readonly rootName: string;
  readonly rootUnit: string;
}

/** The verdict on one milestone as of a day. Days are calendar days. Source: domain.md "Milestone light". */
export interface MilestoneVerdict {
  readonly key: string;
  readonly workbook: string;
  readonly project: string;
  readonly seq: number;
  readonly milestone: Milestone;
  readonly asOf: PlainDate;
  readonly light: Light;
  readonly because: MilestoneCause;
  /** The day judged by: the original planned day, changed only by an agreed 调整. null: none, or unreadable. */
  readonly planned: PlainDate | null;
  /** The planned day as typed now; null: absent or unreadable. */
  readonly plannedNow: PlainDate | null;
  /** The actual day when done by the as-of day, else null. */
  readonly actual: PlainDate | null;
  readonly done: boolean;
  /** What was reported as done and an inspection found untrue; null: no such claim. Open again, unless a later inspection found it done. */
  readonly refuted: RefutedClaim | null;
  /** n = (actual, or as-of while open) − planned − exempt days; negative: days left; null when it cannot be computed. */
  readonly daysLate: number | null;
  readonly exemptDays: number;
  /** The agreed 变更节点 that set the planned day, null when it is the original one. */
  readonly adjustment: Adjustment | null;
  /** The exemption in force on the as-of day. */
  readonly exemption: Exemption | null;
  /** The colour n alone gives (blue, yellow, red when n ≥ 1), before the cap and the month's end; "none" otherwise. */
  readonly lateLight: Light;
  /** Lateness that is this unit's own; ≤ 0 counts as on time for it. null like `daysLate`, and behind a predecessor set aside. */
  readonly ownDaysLate: number | null;
  /** The unit answering for the milestone: its own, else the project's. "" when the project is unknown. */
  readonly ownUnit: string;
  readonly push: Push | null;
  /** Key of a predecessor whose row was set aside, where it may own the lateness: then nobody can say whose it is (`ownDaysLate` null). */
  readonly asidePredecessor: string | null;
  /** Due within the reminder's days and without a light of its own. */
  readonly reminder: boolean;
  /** Days since the row last changed; null when nothing is remembered of it. Filled only where it decided (`stale`). */
  readonly untouchedDays: number | null;
  /** Month whose report is missing, when that decided (`stale`), else null. */
  readonly missingReport: Month | null;
  /** A day counted on rests on a year whose holidays are not announced (暂定). */
  readonly provisional: boolean;
  /** Shared by all verdicts of a run. */
  readonly rule: RuleInForce<MilestoneLightRule>;
}

/** What a verdict rests on, made on demand: 200,000 verdicts carry no lists. */
export interface MilestoneBasis {
  readonly version: 1;
  readonly rule: RuleRef;
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
  readonly restsOn: readonly CellRef[];
}
