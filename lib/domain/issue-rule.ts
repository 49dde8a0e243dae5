/** So many calendar days, rolled to a working day (民法典 203), or so many working days; the first day is never counted. */
export interface Term {
  readonly count: number;
  readonly unit: "calendar" | "working";
}

/** The clocks of 13710 and its variants. Values and sources: lib/rules/issue-rules.ts. */
export interface IssueRule {
  /** From 交办 until it is arranged, and until the first feedback; null: the variant has no such step. */
  readonly arrange: Term | null;
  readonly feedback: Term | null;
  /** From 交办 until an ordinary problem is solved, and a complex one in months. */
  readonly ordinary: Term;
  readonly complexMonths: number;
  /** Calendar days from 交办 within which the office says that it is complex. */
  readonly complexWithin: number;
  /** Months between two feedbacks of a complex problem past its first limit. */
  readonly feedbackEvery: number;
  /** How often a limit is put off at most. */
  readonly extensionsAtMost: number;
  /** Calendar days from 销号 within which it is opened again under its number. */
  readonly reopenWithin: number;
}
