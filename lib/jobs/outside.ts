import type { Instant, PlainDate } from "../domain/dates.ts";
import type { Finding } from "../domain/finding.ts";
import type { WriteDocument } from "../ports/document-file.ts";
import type { ComposeMail, Mailer } from "../ports/mailer.ts";
import type { CellChange, Spreadsheet } from "../ports/spreadsheet.ts";
import type { Store } from "../ports/store.ts";
import type { WriteWorkbook } from "../ports/workbook-file.ts";
import type { AnyJob } from "./job.ts";

/** A file as people are sent it. */
export interface Form {
  readonly filename: string;
  readonly content: Uint8Array;
}

/** `until` is the last day on which the link opens that person's board; the address is in lower case. */
export interface Links {
  readonly linkFor: (address: string, until: PlainDate) => string;
  /** As it looks where nobody shall be able to use it. */
  readonly unsigned: string;
}

/** What a run needs from outside, opened by the doors. */
export interface Outside {
  readonly workbook: string;
  readonly spreadsheet: Spreadsheet;
  /** A workbook of 分表 by its address, not looked at yet. Throws PortError "workbook-address" for one that must not be opened. */
  readonly openWorkbook: (address: string, name: string) => Spreadsheet;
  readonly store: Store;
  /** null: no mail is configured; everything else is done and the outcome says so. */
  readonly mailer: Mailer | null;
  readonly composeMail: ComposeMail;
  readonly writeWorkbook: WriteWorkbook;
  readonly writeDocument: WriteDocument;
  /** A blank form that travels with letters, as it is checked in. */
  readonly document: (name: "书面报告") => Promise<Form>;
  /** Signs links to the board; null: letters have none. */
  readonly links: Links | null;
  readonly mail: { readonly from: string; readonly replyTo: string | null; readonly allowedDomains: readonly string[] };
  readonly now: () => Instant;
  /** Milliseconds of a monotonic clock. */
  readonly ticks: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** A number in 0..1 for the jitter of retries. */
  readonly chance: () => number;
  /** Awaited at every named step: progress on a terminal, crash points in tests. */
  readonly onStep: (step: string, detail: string) => Promise<void> | void;
}

/** `period`: the one its slot is about, which need not be the last ended when the slot was missed for weeks; left out: the request's. */
export interface DueJob {
  readonly job: AnyJob;
  readonly runKey: string;
  readonly period?: string;
  /** Of a quarter or year that is drawn again: what its sheets are cut at; null = its lock. Left out: as the request says. */
  readonly sheets?: Instant | null;
}

export interface RunRequest {
  readonly jobs: readonly DueJob[];
  readonly asOf: PlainDate;
  readonly today: PlainDate;
  readonly period: string | null;
  /** Cuts data, rules and ledger to what was known then; null = all that is known now. */
  readonly knownAt: Instant | null;
  readonly mode: "apply" | "preview" | { readonly out: string };
}

export interface MessageOutcome {
  readonly key: string;
  readonly to: string;
  readonly subject: string;
  /** sent · refused · uncertain · not-allowed · owed (would be sent, or could not be today). */
  readonly state: string;
  readonly detail?: string;
  readonly text?: string;
}

/** What became of one workbook. `staleSince`: the day whose rows stand in for it. */
export interface WorkbookOutcome {
  readonly name: string;
  /** stale and missing were not read, the others were; not-written is owed; not-paired waits for `adopt`. */
  readonly state: "done" | "stale" | "missing" | "not-written" | "not-paired";
  readonly cellsChanged: number;
  readonly staleSince: PlainDate | null;
}

/** A cell of the registry itself, or of the workbook named. */
export type BookChange = CellChange & { readonly workbook?: string };

/** What happened, for people and machines alike. `trouble` decides between exit 0 and 1. */
export interface RunOutcome {
  readonly state: "done" | "busy" | "already-done" | "failed";
  readonly job: string;
  readonly asOf: PlainDate;
  readonly runId: number;
  readonly runKey: string;
  readonly published: Readonly<Record<string, number>>;
  readonly cellsChanged: number;
  readonly messages: readonly MessageOutcome[];
  readonly findings: readonly Finding[];
  readonly drafts: readonly { readonly id: string; readonly state: string; readonly differences: string }[];
  readonly figures: Readonly<Record<string, string | number>>;
  /** Codes with facts of what the admin must know; worded in views. */
  readonly remarks: readonly Remark[];
  readonly trouble: boolean;
  readonly changes: readonly BookChange[];
  /** The registry and its 分表; empty where there are none. */
  readonly workbooks: readonly WorkbookOutcome[];
  /** Of all that was decided, "" where nothing was: two runs with the same digest write and send the same. */
  readonly planDigest: string;
  /** Milliseconds per step. */
  readonly timings: Readonly<Record<string, number>>;
}

export interface Remark {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** The day may not be judged for writing or mailing, or the month (its last day) not at all: exit 2. */
export class RefusedDayError extends Error {
  readonly asOf: PlainDate;
  readonly because:
    | "after-today"
    | "before-last-run"
    | "known-at-needs-preview"
    | "known-at-before-memory"
    | "month-not-over"
    | "month-of-another-year";
  readonly limit: PlainDate;

  constructor(asOf: PlainDate, because: RefusedDayError["because"], limit: PlainDate) {
    super(`${because} ${asOf} ${limit}`);
    this.name = "RefusedDayError";
    this.asOf = asOf;
    this.because = because;
    this.limit = limit;
  }
}
