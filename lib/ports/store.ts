import type { Instant, PlainDate } from "../domain/dates.ts";
import type { MessageRecord, Notice, NoticeRecord } from "../domain/notice.ts";
import type { DraftKind } from "./plan.ts";

/** One human row as read: raw cells by column code, as canonical JSON. Equal text = unchanged row. */
export interface StoredRow {
  readonly key: string;
  readonly json: string;
}

/** A tab as read; `layout` (JSON: title, header row, columns, order of the keys) is enough to rebuild the sheet around the rows. */
export interface StoredTab {
  readonly tab: string;
  readonly layout: string;
  readonly rows: readonly StoredRow[];
}

export interface StoredVersion {
  readonly firstSeen: Instant;
  readonly lastSeenAbsent: Instant | null;
  /** null = deleted. */
  readonly json: string | null;
}

/** A row on its way into the store. */
export interface RowRead {
  /** Unique in its tab. */
  readonly key: string;
  /** A whole number below 2⁵³: rows of equal text have equal marks, and others hardly ever. */
  readonly mark: number;
  /** Text for a row whose mark is new: making it costs more than all else. */
  readonly json: () => string;
}

/** A tab on its way into the store: its rows may be made while they are gone through, which can happen twice. */
export interface TabRead {
  readonly tab: string;
  readonly layout: string;
  readonly rows: Iterable<RowRead>;
}

/** History of one workbook as far as known at an instant. `lives` holds every key with its versions, oldest first; json of the present version included. */
export interface StoredHistory {
  readonly firstReading: Instant | null;
  readonly lastReading: Instant | null;
  readonly tabs: ReadonlyMap<string, ReadonlyMap<string, readonly StoredVersion[]>>;
}

export interface RunRecord {
  readonly runId: number;
  /** job + scheduled time, or "manual:" + job + instant. */
  readonly runKey: string;
  readonly job: string;
  readonly asOf: PlainDate;
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
  readonly state: "running" | "done" | "failed";
  readonly planDigest: string;
  readonly inputDigest: string;
  readonly rulesDigest: string;
  /** Figures for 系统-运行 and the admin's summary. */
  readonly figures: Readonly<Record<string, string | number>>;
  readonly error: string;
}

export type NewRun = Pick<RunRecord, "runKey" | "job" | "asOf" | "startedAt">;

/** A run as it begins: every store keeps the same. */
export const begunRun = ({ runKey, job, asOf, startedAt }: NewRun, runId: number): RunRecord => ({
  ...{ runId, runKey, job, asOf, startedAt },
  finishedAt: null,
  state: "running",
  planDigest: "",
  inputDigest: "",
  rulesDigest: "",
  figures: {},
  error: "",
});

/** Everything that waits for a person. `body` is JSON, `attachment` the file as drafted; both are frozen with `digest`. */
export interface DraftRecord {
  readonly id: string;
  readonly kind: DraftKind;
  readonly period: string;
  readonly createdAt: Instant;
  /** A ranking cannot be confirmed before this day is over (lock day); of other kinds the day it was drafted. */
  readonly lockDay: PlainDate;
  readonly digest: string;
  readonly inputDigest: string;
  readonly rulesDigest: string;
  readonly body: string;
  readonly attachment: { readonly filename: string; readonly content: Uint8Array } | null;
  /** "dropped": withdrawn by a person. */
  readonly state: "draft" | "confirmed" | "superseded" | "dropped";
  readonly confirmedBy: string;
  readonly confirmedAt: Instant | null;
  /** Where a re-issue differs from what was published before; "" for a first issue. */
  readonly differences: string;
}

export interface StoreLock {
  /** Grows with every holder: a writer with an older token is refused (PortError "lease-lost"). */
  readonly token: number;
  release(): Promise<void>;
}

/**
 * Truth about runs, history and mails. Only single-item conditional writes, so that SQLite and DynamoDB keep the same contract.
 * Every write takes the lock's token and is refused when a later holder exists. Instants are given by the caller: a store has no clock of its own
 * except for the heartbeat of its lock.
 */
export interface Store {
  readonly id: string;
  /** The one run at a time. null: somebody living holds it (`holder` tells who). A dead process is taken over: of a file's store on this host at once, of a shared table when its lease ends. */
  lock(): Promise<
    StoreLock | { readonly heldBy: { readonly host: string; readonly pid: number; readonly since: Instant } }
  >;

  /** Adds versions for rows that differ from the newest version, and deletions for keys that are gone. Tabs not given are left alone. */
  recordReading(token: number, workbook: string, at: Instant, tabs: readonly TabRead[]): Promise<{ changed: number }>;
  /** As far as known at `knownAt` (default: everything). `withRows` false leaves `json` of rows with one version "" (fast path). */
  history(workbook: string, options?: { knownAt?: Instant; withRows?: boolean }): Promise<StoredHistory>;
  /** The tabs as read at the last reading at or before `knownAt`; null when there was none. */
  readingAt(workbook: string, knownAt: Instant): Promise<{ at: Instant; tabs: readonly StoredTab[] } | null>;
  workbooks(): Promise<readonly string[]>;

  /** Takes the next number; null when the run key is already done. A key that was started and never finished is started again. */
  startRun(token: number, run: NewRun): Promise<RunRecord | null>;
  finishRun(token: number, run: RunRecord): Promise<void>;
  /** Newest first. */
  runs(options?: { job?: string; limit?: number }): Promise<readonly RunRecord[]>;

  /** Adds notices not yet known, refreshes the item of those still owed, withdraws owed ones of these kinds that are not in the list. */
  recordNotices(token: number, kinds: readonly string[], notices: readonly Notice[], at: Instant): Promise<void>;
  notices(options?: {
    knownAt?: Instant;
    recipient?: string;
    state?: NoticeRecord["state"];
  }): Promise<readonly NoticeRecord[]>;
  /** Freezes a message with the notices it carries; false when its id exists. */
  addMessage(token: number, message: MessageRecord): Promise<boolean>;
  /** Moves a message on, only from one of `from`; "sent" also marks its notices sent. false when it stood elsewhere. */
  moveMessage(
    token: number,
    id: string,
    from: readonly MessageRecord["state"][],
    to: { state: MessageRecord["state"]; at: Instant; detail: string },
  ): Promise<boolean>;
  messages(options?: {
    recipient?: string;
    day?: PlainDate;
    states?: readonly MessageRecord["state"][];
    /** false leaves `raw` empty (fast path for those who only need the ledger). */
    withRaw?: boolean;
  }): Promise<readonly MessageRecord[]>;

  addDraft(token: number, draft: DraftRecord): Promise<boolean>;
  /** Only from state "draft". */
  moveDraft(
    token: number,
    id: string,
    to: { state: Exclude<DraftRecord["state"], "draft">; by: string; at: Instant },
  ): Promise<boolean>;
  drafts(options?: { kind?: string; period?: string; knownAt?: Instant }): Promise<readonly DraftRecord[]>;

  /** Small named facts (adopted workbooks, last complaint to the admins …). */
  fact(name: string): Promise<string | null>;
  setFact(token: number, name: string, value: string): Promise<void>;

  close(): Promise<void>;
}
