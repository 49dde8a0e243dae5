import type { PlainDate } from "../dates.ts";

/** A term the office set for one row by a row of 规则 with its document. */
export interface SetTerm {
  /** Working days. */
  readonly days: number;
  readonly from: PlainDate;
  readonly source: string;
}

/** Terms of disclosure in working days, and what was set for single rows (by key of 公开) until the day asked for. */
export interface DisclosureRule {
  readonly proactive: number;
  /** 行政许可 and 行政处罚. */
  readonly decided: number;
  readonly onRequest: number;
  /** An extension of 依申请 has so many at most. */
  readonly mostExtension: number;
  readonly set: ReadonlyMap<string, SetTerm>;
  readonly extended: ReadonlyMap<string, SetTerm>;
}
