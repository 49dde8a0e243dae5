import type { PlainDate } from "./dates.ts";
import type { Light } from "./light.ts";

/** Where a matter stands: 待交办, 已交办, 已部署, 已反馈, 办理中, 待核查, 退回, 已销号. Words: lib/views. */
export type LoopState =
  | "unassigned"
  | "assigned"
  | "arranged"
  | "answered"
  | "working"
  | "to-verify"
  | "returned"
  | "closed";

/** What is owed next: 交办, 部署, 首次反馈, 办结, 每月反馈, 重定时限 (new date, measures, approval), 核查. "none": nothing more. */
export type LoopStep =
  | "assign"
  | "arrange"
  | "first-feedback"
  | "solve"
  | "monthly-feedback"
  | "re-plan"
  | "verify"
  | "none";

/**
 * A matter that goes round until it is closed, a row of 问题 or 任务, on its clock: as reminders, 逾期升级, letters, weeks and leaders see it.
 * Source: domain.md M5–M8, "13710", "逾期升级".
 */
export interface Loop {
  readonly tab: "issues" | "tasks";
  readonly workbook: string;
  readonly key: string;
  /** 问题描述 or 任务内容 as typed. */
  readonly title: string;
  /** 项目编号, "" when it belongs to none. */
  readonly project: string;
  /** Who answers for it: 责任单位 or 牵头单位; "" when nobody can be told. */
  readonly unit: string;
  /** 责任人 as matched, null = the unit's contact. */
  readonly person: string | null;
  /** 配合单位. */
  readonly cooperating: readonly string[];
  readonly state: LoopState;
  readonly step: LoopStep;
  /** 当前时限: the day by whose end `step` is owed; null when none runs. */
  readonly due: PlainDate | null;
  /** Working days since `due`: 0 while it is not over. */
  readonly workingDaysLate: number;
  readonly light: Light;
  /** The day the present clock began anew by 退回 or 重开; "" for the first round. A part of the version of what is owed. */
  readonly round: PlainDate | "";
  /** `due` rests on a year whose holidays are not announced (暂定). */
  readonly provisional: boolean;
}

/** 待核查 by the office. 办结 without evidence stops no clock: its unit still owes. Source: domain.md "13710". */
export const isHandedIn = ({ state, step, due }: Loop): boolean =>
  state === "to-verify" && (step === "verify" || due === null);
