import type { Month, PlainDate } from "./dates.ts";
import type { CellRef, Light } from "./light.ts";
import type { RuleRef } from "./rule.ts";

export type ReportState = "in-time" | "late" | "missing" | "not-owed" | "not-due-yet";

/** One project's report of one month. 报送 = in-time ÷ (in-time + late + missing). */
export interface ReportVerdict {
  readonly workbook: string;
  /** Key of the report: project code / month. */
  readonly key: string;
  readonly project: string;
  /** The project's responsible unit, which answers for the report. */
  readonly unit: string;
  readonly month: Month;
  readonly state: ReportState;
  readonly because: ReportBecause;
  readonly due: PlainDate;
  /** 暂定: the due day lies in a year whose holidays are not announced. */
  readonly provisional: boolean;
  /** The day it came in, null while it is not in. */
  readonly on: PlainDate | null;
  /** Working days after the due day: until it came in, or until the as-of day. 0 when in time. */
  readonly workingDaysLate: number;
  readonly rule: RuleRef;
  readonly restsOn: readonly CellRef[];
}

export type ReportBecause =
  | "seen-in-time"
  | "dated-in-time"
  | "not-proven-late"
  | "seen-absent-after-due"
  | "dated-late"
  | "absent"
  | "not-due-yet"
  | "not-on-list"
  | "in-operation"
  | "january-with-february";

/** The unit's mark for late reporting (never a project's): late 蓝, three working days 黄, two months running 红. */
export interface UnitReportMark {
  readonly unit: string;
  readonly month: Month;
  readonly light: Light;
  readonly because: "in-time" | "late" | "late-for-days" | "late-again" | "none-owed";
  readonly owed: number;
  readonly inTime: number;
  /** Keys of the reports that were late or are missing. */
  readonly late: readonly string[];
  readonly missing: readonly string[];
  readonly workingDaysLate: number;
  readonly rule: RuleRef;
}
