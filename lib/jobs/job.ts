import type { PlainDate } from "../domain/dates.ts";
import type { Finding } from "../domain/finding.ts";
import type { Judgement } from "../domain/judgement.ts";
import type { Ledger, NoticeKind } from "../domain/notice.ts";
import type { OfficeCalendar } from "../domain/office-calendar.ts";
import type { Plan } from "../ports/plan.ts";
import type { Reading } from "../registry/reading.ts";
import type { Rulebook } from "../rules/rulebook.ts";
import type { JobName } from "./schedule.ts";

/** A result that left after confirmation: frozen, so later months compare with what was really published. */
export interface Published {
  readonly kind: string;
  readonly period: string;
  readonly id: string;
  readonly digest: string;
  readonly body: string;
}

/** Everything a job decides from. Plain values; `judge` is the judgement of any day or period's end, made once and kept. */
export interface JobInput {
  readonly reading: Reading;
  /** Findings of reading, of the tab 规则 and of the registry's people together. */
  readonly findings: readonly Finding[];
  readonly book: Rulebook;
  readonly calendar: OfficeCalendar;
  readonly judge: (asOf: PlainDate) => Judgement;
  readonly ledger: Ledger;
  readonly published: readonly Published[];
  readonly asOf: PlainDate;
  /** What --period asked for; null = the job's own. */
  readonly period: string | null;
}

export interface Job {
  readonly name: JobName;
  readonly kinds: readonly NoticeKind[];
  readonly decide: (input: JobInput) => Plan;
}
