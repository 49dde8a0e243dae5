import type { PlainDate } from "../domain/dates.ts";
import type { Finding } from "../domain/finding.ts";
import type { Notice, NoticeKind } from "../domain/notice.ts";
import type { NewDocument } from "./document-file.ts";
import type { CellValue, SystemTab } from "./spreadsheet.ts";
import type { NewWorkbook } from "./workbook-file.ts";

/** Values of one department tab's system columns, by key; `values` in the order of the tab's system columns. */
export interface TabStatus {
  readonly tab: string;
  readonly values: ReadonlyMap<string, readonly CellValue[]>;
}

/**
 * What a draft is: confirming publishes a "ranking" (month), "quarter", "year" or "observation", appends the "rows" of a RowsDraft, numbers and sends
 * a "letter" to one unit, numbers and freezes a "document" (DocumentDraft) and sends it to its readers.
 */
export type DraftKind = "ranking" | "quarter" | "year" | "observation" | "rows" | "letter" | "document";

/** Results that rank or name: sealed until the lock is over, published whole, re-issued with their differences. */
export const RESULT_KINDS = ["ranking", "quarter", "year", "observation"] as const satisfies readonly DraftKind[];
export type ResultKind = (typeof RESULT_KINDS)[number];

export const isResult = (kind: DraftKind): kind is ResultKind => (RESULT_KINDS as readonly string[]).includes(kind);

/** A file that goes with a draft. */
export type ProposedFile =
  | { readonly filename: string; readonly workbook: NewWorkbook }
  | { readonly filename: string; readonly document: NewDocument };

/** What must wait for a person's confirmation: a published block and its attachment, frozen as they stand. */
export interface DraftProposal {
  readonly kind: DraftKind;
  /** What makes it one matter with its successors, which replace it: a month; of other kinds a file's name, a unit and a day. */
  readonly period: string;
  /** "M-2026-05": capitals, figures and hyphens, with a figure at its end; a re-issue gets "-2", "-3" from the runner. */
  readonly idStem: string;
  /** A result waits until this day is over; other kinds give the day they are drafted. */
  readonly lockDay: PlainDate;
  /** Frozen JSON: what confirmation publishes. Equal text = the same draft. */
  readonly body: string;
  readonly attachment: ProposedFile | null;
  /** Digests of the rows and of the rules it was made from: frozen with it. */
  readonly inputDigest: string;
  readonly rulesDigest: string;
}

/**
 * What to write and send: a value. A dry run prints it, a golden test compares it, the run record stores its digest.
 * `findings` are also rows of 系统-数据问题, which is among the system tabs.
 */
export interface Plan {
  readonly job: string;
  readonly asOf: PlainDate;
  readonly status: readonly TabStatus[];
  readonly systemTabs: readonly SystemTab[];
  readonly findings: readonly Finding[];
  /** Kinds this job answers for: owed notices of these kinds that are not in `notices` are withdrawn. */
  readonly kinds: readonly NoticeKind[];
  readonly notices: readonly Notice[];
  readonly drafts: readonly DraftProposal[];
  /** Ids of drafts that wait and no longer hold; left out: none. */
  readonly outdated?: readonly string[];
  /** Figures for the run record and the admin's summary. */
  readonly figures: Readonly<Record<string, string | number>>;
}
