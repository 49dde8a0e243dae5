/** The year a day without four digits lies in: none said, the meeting's (今年), or the one after it (明年). */
export type YearWord = number | null | "this" | "next";

/** What words like 6月底前 or 10个工作日内 say, before the meeting's day is known. `day` 0 = the month's last day. */
export type DueForm =
  | { readonly form: "day"; readonly year: YearWord; readonly month: number; readonly day: number }
  | { readonly form: "month"; readonly after: number; readonly day: number }
  | { readonly form: "quarter"; readonly after: number }
  | { readonly form: "weekday"; readonly after: number | null; readonly weekday: number }
  | {
      readonly form: "period";
      readonly unit: PeriodUnit;
      readonly n: number;
      readonly from: "meeting" | "issue" | "other";
    }
  | { readonly form: "unclear"; readonly because: UnclearDue };

export type PeriodUnit = "working-days" | "days" | "weeks" | "months";

/**
 * Why words are no day: vague 尽快 · event 汛期前 · repeated 每月5日前 · half-month 半个月内 · hours 24小时内 · before-period 6月前 (its first day or its last?) ·
 * about 6月底前后 · weekend 周末 · no-such-day 6月31日.
 */
export type UnclearDue =
  | "vague"
  | "event"
  | "repeated"
  | "half-month"
  | "hours"
  | "before-period"
  | "about"
  | "weekend"
  | "no-such-day";

/** Where such words stand in a plain text, and what they are. */
export interface DuePhrase {
  readonly at: number;
  readonly end: number;
  readonly words: string;
  readonly form: DueForm;
  /** Said to be a limit (前, 内, 底, 于…): in running text a bare day may be anything. */
  readonly limit: boolean;
}
