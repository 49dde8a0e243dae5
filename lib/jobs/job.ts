import type { MonthResult } from "../domain/assessment/month-result.ts";
import type { Consulted } from "../domain/consultation.ts";
import type { Instant, Month, PlainDate } from "../domain/dates.ts";
import type { Finding } from "../domain/finding.ts";
import type { History } from "../domain/history.ts";
import type { Judgement } from "../domain/judgement.ts";
import type { Ledger, NoticeKind } from "../domain/notice.ts";
import type { OfficeCalendar } from "../domain/office-calendar.ts";
import type { StaleWorkbook } from "../domain/stale-workbook.ts";
import type { Plan } from "../ports/plan.ts";
import type { WorkbookSnapshot } from "../ports/spreadsheet.ts";
import type { Reading } from "../registry/reading.ts";
import type { Rulebook } from "../rules/rulebook.ts";
import type { LetterBook } from "./letter-book.ts";
import type { JobName } from "./schedule.ts";

/** Jobs with a schedule, and `publish`, which follows a confirmation. */
export type AnyJob = JobName | "publish";

/** A result that left after confirmation: frozen, so later months compare with what was really published. */
export interface Published {
  readonly kind: string;
  readonly period: string;
  readonly id: string;
  readonly digest: string;
  readonly body: string;
  /** Where a re-issue differs from what was published before; "" for a first issue. */
  readonly differences: string;
  /** When it was confirmed. */
  readonly at: Instant;
}

/** Everything a job decides from. Plain values; `judge` is the judgement of a day (month null) or of an ended month, made once and kept. */
export interface JobInput {
  readonly reading: Reading;
  /** The sheets the reading comes from. */
  readonly snapshots: readonly WorkbookSnapshot[];
  /** Workbooks whose rows are old, or not there. */
  readonly stale: readonly StaleWorkbook[];
  /** Findings of reading and of the tab 规则 together. */
  readonly findings: readonly Finding[];
  readonly book: Rulebook;
  readonly calendar: OfficeCalendar;
  /** The moment of the reading. */
  readonly readAt: Instant;
  readonly history: History;
  readonly rulesDigest: string;
  readonly judge: (asOf: PlainDate, period: Month | null) => Judgement;
  readonly ledger: Ledger;
  readonly published: readonly Published[];
  /** What a quarter or year is made of; empty where another period is judged. */
  readonly months: readonly MonthResult[];
  readonly letters: LetterBook;
  /** Results that were let out for consultation. */
  readonly consulted: readonly Consulted[];
  readonly asOf: PlainDate;
  /** What --period asked for, or the month the runner chose; null = none. */
  readonly period: string | null;
}

export interface Job {
  readonly name: AnyJob;
  readonly kinds: readonly NoticeKind[];
  readonly decide: (input: JobInput) => Plan;
}
