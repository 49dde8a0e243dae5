import type { Instant, Month, PlainDate } from "./dates.ts";
import type { History } from "./history.ts";
import type { MilestoneVerdict } from "./milestone.ts";
import type { OfficeCalendar } from "./office-calendar.ts";
import type { ProjectVerdict } from "./project-lights.ts";
import type { Registry } from "./registry.ts";
import type { ReportVerdict, UnitReportMark } from "./reports.ts";
import type { ReviewQuestion } from "./review-questions.ts";

/** What every verdict is made from: plain values. */
export interface JudgeInput {
  readonly registry: Registry;
  readonly history: History;
  /** The day judged; for a period its last day. */
  readonly asOf: PlainDate;
  /** A month judged as an ended one, with its own report and a light that may fall; null: a day (`daily`, `weekly`). */
  readonly period: Month | null;
  /** The moment of the reading the registry comes from. */
  readonly knownAt: Instant;
  readonly calendar: OfficeCalendar;
  readonly rules: JudgeRules;
  /** Question key → day it was first asked, from the ledger. */
  readonly asked: ReadonlyMap<string, PlainDate>;
}

export interface JudgeRules {
  readonly placeholder?: never;
}

/** The value every job starts from. Lists are in the order of the registry. */
export interface Judgement {
  readonly asOf: PlainDate;
  readonly period: Month | null;
  readonly milestones: readonly MilestoneVerdict[];
  readonly projects: readonly ProjectVerdict[];
  /** Every month of the year up to the last one due, and the one now due. */
  readonly reports: readonly ReportVerdict[];
  readonly unitMarks: readonly UnitReportMark[];
  readonly questions: readonly ReviewQuestion[];
}
