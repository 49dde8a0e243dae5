import { type Bounces, NO_BOUNCES } from "./bounce.ts";
import type { Instant, PlainDate } from "./dates.ts";
import type { Light } from "./light.ts";

/**
 * A notice is owed to one person: kind + subject + level + due version + recipient. Whether it was sent is the ledger's to say.
 * `item` is what its line in the mail needs, plain JSON. Source: domain.md "Mail budget".
 */
export interface Notice {
  readonly key: string;
  readonly kind: NoticeKind;
  /** Address, lower case: the identity of a person. */
  readonly recipient: string;
  readonly item: NoticeItem;
}

export type NoticeKind =
  | "milestone-light"
  | "milestone-due"
  | "milestone-forecast"
  | "report-missing"
  | "written-report"
  | "correction"
  | "correction-mended"
  | "review-question"
  | "history-question"
  | "inspection-question"
  | "project-red"
  | "milestone-raised"
  | "loop-assigned"
  | "loop-due"
  | "loop-overdue"
  | "loop-raised"
  | "loop-to-verify"
  | "issue-to-raise"
  | "issue-lowered"
  | "disclosure-due"
  | "disclosure-overdue"
  | "disclosure-report"
  | "start-check"
  | "matter-to-decide"
  | "unit-week"
  | "leader-week"
  | "ranking-published"
  | "observation-own"
  | "letter-sent"
  | "consultation"
  | "appeal-answered"
  | "document-sent"
  | "draft-to-confirm"
  | "run-summary"
  | "burden-report"
  | "admin-alert"
  | "mail-trouble";

/** Kinds that no letter is written for: they are told in the next one that leaves anyway. */
export const RIDING_ALONG: readonly NoticeKind[] = ["correction-mended"];

/** One matter of a mail. Fields that a kind does not need are absent. Dates are plain dates, money is 元, shares 0..1. */
export interface NoticeItem {
  readonly light: Light;
  /** Where: workbook, tab code, key and, as far as known, the A1 address of the cell to fill. */
  readonly workbook: string;
  readonly tab: string;
  readonly subject: string;
  readonly cell: string;
  readonly unit: string;
  readonly project: string;
  readonly projectName: string;
  readonly name: string;
  /** The sentence that says why, made by views/reasons when the notice was decided. */
  readonly reason: string;
  /** What to do, likewise. */
  readonly action: string;
  readonly due: PlainDate | null;
  /** Further named facts of the kind (figures of a leader's week, counts of a run summary …). */
  readonly facts: { readonly [name: string]: string | number | boolean | null | readonly (string | number)[] };
}

export interface NoticeRecord extends Notice {
  readonly state: "owed" | "sent" | "withdrawn";
  readonly firstOwed: Instant;
  readonly changedAt: Instant;
  /** The message that carried it, "" while owed. */
  readonly messageId: string;
}

/**
 * One letter. ready → sending (committed just before DATA) → sent | refused | uncertain. `day` is the working day whose budget it uses.
 */
export interface MessageRecord {
  readonly id: string;
  readonly recipient: string;
  readonly day: PlainDate;
  readonly subject: string;
  readonly raw: Uint8Array;
  readonly noticeKeys: readonly string[];
  readonly state: "ready" | "sending" | "sent" | "refused" | "uncertain" | "void";
  readonly createdAt: Instant;
  readonly changedAt: Instant;
  readonly detail: string;
}

/** What the jobs see of the ledger: every notice ever owed, by key, each person's last letter, and who cannot be written to. */
export interface Ledger {
  readonly notices: ReadonlyMap<string, NoticeRecord>;
  readonly lastLetter: ReadonlyMap<string, PlainDate>;
  readonly bounces: Bounces;
}

export const NO_LEDGER: Ledger = { notices: new Map(), lastLetter: new Map(), bounces: NO_BOUNCES };
