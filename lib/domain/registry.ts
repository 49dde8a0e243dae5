import type { Month, PlainDate } from "./dates.ts";
import type { Field } from "./field.ts";

/**
 * The registry as plain values: what people wrote, row by row, after reading. Required columns are values
 * (a row without them was set aside); every other column is a Field. Money is whole 元, shares are 0..1.
 * Names of units, people and projects are already matched: they hold the canonical name of the tab 单位 or 人员.
 * Source: registry.md. Field names are the codes of the columns.
 */
export interface Row {
  /** Workbook as named in 分表 or --registry. */
  readonly workbook: string;
  /** Normalised key; parts of a composite key joined by "/". */
  readonly key: string;
}

export type Money = number;
export type Category = string;
export type AnnualClass = "新开工" | "续建" | "前期" | "储备";

export interface Project extends Row {
  readonly code: string;
  readonly nationalCode: Field<string>;
  readonly name: string;
  readonly category: Category;
  readonly annualClass: AnnualClass;
  readonly county: string;
  readonly leadUnit: Field<string>;
  readonly responsibleUnit: string;
  readonly responsiblePerson: Field<string>;
  readonly sponsor: Field<string>;
  readonly countySponsor: Field<string>;
  readonly massWorkGroup: Field<string>;
  readonly owner: Field<string>;
  readonly totalInvestment: Money;
  readonly annualPlan: Field<Money>;
  readonly investedBefore: Field<Money>;
  readonly plannedStart: Field<PlainDate>;
  readonly actualStart: Field<PlainDate>;
  readonly plannedFinish: Field<PlainDate>;
  readonly actualFinish: Field<PlainDate>;
  readonly plannedOperation: Field<PlainDate>;
  readonly actualOperation: Field<PlainDate>;
  readonly registeredOn: Field<PlainDate>;
  readonly startBatch: Field<Month>;
  readonly venue: Field<"主会场" | "分会场">;
  readonly secrecy: Field<string>;
  readonly location: Field<string>;
  readonly remark: Field<string>;
}

export interface Milestone extends Row {
  readonly project: string;
  readonly seq: number;
  readonly name: string;
  readonly doneWhen: Field<string>;
  readonly predecessors: Field<string>;
  readonly duration: Field<number>;
  readonly planned: Field<PlainDate>;
  readonly actual: Field<PlainDate>;
  readonly responsibleUnit: Field<string>;
  readonly responsiblePerson: Field<string>;
  readonly documentType: Field<"行政许可" | "行政处罚" | "其他">;
  readonly disclosureCategory: Field<string>;
  readonly evidence: Field<string>;
  readonly remark: Field<string>;
}

export interface MonthlyPlan extends Row {
  readonly project: string;
  readonly year: number;
  /** Twelve cells, January first. */
  readonly months: readonly Field<Money>[];
}

export interface MonthlyReport extends Row {
  readonly project: string;
  readonly month: Month;
  readonly invested: Field<Money>;
  readonly investedYtd: Field<Money>;
  readonly funded: Field<Money>;
  readonly fundedYtd: Field<Money>;
  readonly visualProgress: Field<string>;
  readonly reporter: Field<string>;
  readonly reportedOn: Field<PlainDate>;
  readonly reviewAnswer: Field<string>;
}

export type IssueLevel = "单位" | "县区" | "市直" | "分管市领导" | "市调度会" | "省";

export interface Issue extends Row {
  readonly code: string;
  readonly project: Field<string>;
  readonly mechanism: Field<string>;
  readonly category: string;
  readonly description: string;
  readonly complexity: Field<"一般" | "复杂">;
  readonly complexityBy: Field<string>;
  readonly raisedBy: Field<string>;
  readonly reportedOn: PlainDate;
  readonly assignedOn: Field<PlainDate>;
  readonly responsibleUnit: Field<string>;
  readonly responsiblePerson: Field<string>;
  readonly level: Field<IssueLevel>;
  readonly raisedOn: Field<PlainDate>;
  readonly arrangedOn: Field<PlainDate>;
  readonly firstFeedbackOn: Field<PlainDate>;
  readonly lastFeedbackOn: Field<PlainDate>;
  readonly measures: Field<string>;
  readonly extensionAskedOn: Field<PlainDate>;
  readonly extendedTo: Field<PlainDate>;
  readonly approver: Field<string>;
  readonly approvedOn: Field<PlainDate>;
  readonly resolvedOn: Field<PlainDate>;
  readonly evidence: Field<string>;
  readonly verifiedBy: Field<string>;
  readonly verification: Field<"通过" | "退回">;
  readonly verifiedOn: Field<PlainDate>;
  readonly closedOn: Field<PlainDate>;
  readonly reopenedOn: Field<PlainDate>;
}

export interface Task extends Row {
  readonly code: string;
  readonly mechanism: Field<string>;
  readonly source: string;
  readonly sourceName: Field<string>;
  readonly sourceDate: PlainDate;
  readonly content: string;
  readonly project: Field<string>;
  readonly leader: Field<string>;
  readonly leadUnit: string;
  readonly cooperatingUnits: Field<readonly string[]>;
  readonly due: PlainDate;
  readonly deliverable: Field<string>;
  readonly roadmap: Field<string>;
  readonly feedbackOn: Field<PlainDate>;
  readonly progress: Field<string>;
  readonly extensionAskedOn: Field<PlainDate>;
  readonly extendedTo: Field<PlainDate>;
  readonly extensionApprover: Field<string>;
  readonly extensionApprovedOn: Field<PlainDate>;
  readonly doneOn: Field<PlainDate>;
  readonly evidence: Field<string>;
  readonly verifiedBy: Field<string>;
  readonly verification: Field<"通过" | "退回">;
  readonly review: Field<"好" | "较好" | "一般" | "差">;
  readonly reviewMonth: Field<Month>;
}

export interface Inspection extends Row {
  readonly code: string;
  readonly project: string;
  readonly date: PlainDate;
  readonly method: Field<string>;
  readonly inspectors: Field<string>;
  readonly verifiedYtd: Field<Money>;
  readonly seq: Field<number>;
  readonly milestoneTrue: Field<boolean>;
  readonly score: Field<number>;
  readonly problems: Field<string>;
  readonly ruling: Field<"属实" | "误差" | "虚报">;
  readonly ruledBy: Field<string>;
  readonly ruledOn: Field<PlainDate>;
  readonly evidence: Field<string>;
}

export interface Observation extends Row {
  readonly visit: Month;
  readonly project: string;
  readonly judge: string;
  readonly score: Field<number>;
  readonly place: Field<number>;
}

export interface Disclosure extends Row {
  readonly project: string;
  readonly category: string;
  readonly item: string;
  readonly documentType: "行政许可" | "行政处罚" | "其他";
  readonly manner: Field<"主动" | "依申请">;
  readonly formedOn: PlainDate;
  readonly consultFrom: Field<PlainDate>;
  readonly consultTo: Field<PlainDate>;
  readonly discloser: string;
  readonly disclosedOn: Field<PlainDate>;
  readonly link: Field<string>;
  readonly withheldBecause: Field<string>;
  readonly secrecyReview: Field<string>;
}

export type AdjustmentType =
  | "调入"
  | "调出"
  | "变更节点"
  | "变更前置"
  | "变更计划开工"
  | "变更计划竣工"
  | "变更总投资"
  | "变更年度计划";

/** `from` (原值) and `to` (新值) are text as typed: what they mean depends on the type. */
export interface Adjustment extends Row {
  readonly code: string;
  readonly type: AdjustmentType;
  readonly redCutApproval: Field<string>;
  readonly project: string;
  readonly seq: Field<number>;
  readonly from: Field<string>;
  readonly to: Field<string>;
  readonly effectiveMonth: Field<Month>;
  readonly applicant: string;
  readonly appliedOn: PlainDate;
  readonly reason: string;
  readonly sponsor: Field<string>;
  readonly signedOn: Field<PlainDate>;
  readonly decision: Field<"同意" | "不同意">;
  readonly decidedOn: Field<PlainDate>;
}

/** `period` is "2026-09", "2026Q3" or "2026". */
export interface UnitIndicator extends Row {
  readonly unit: string;
  readonly period: string;
  readonly indicator: string;
  readonly plan: Field<number>;
  readonly actual: Field<number>;
}

export type UnitGroup = "县区" | "园区" | "市直" | "国企" | "其他";

export interface Unit extends Row {
  readonly name: string;
  readonly aliases: Field<readonly string[]>;
  readonly group: UnitGroup;
  readonly ranked: Field<boolean>;
  readonly sponsor: Field<string>;
}

export type Role = "包联领导" | "主要负责人" | "办公室主任" | "联络员" | "管理员" | "评委";

/** `email` is lower case and syntactically an address; domains are checked by the doors. */
export interface Person extends Row {
  readonly name: string;
  readonly unit: string;
  readonly title: Field<string>;
  readonly email: Field<string>;
  readonly roles: readonly Role[];
  readonly deputy: Field<string>;
  readonly leaveFrom: Field<PlainDate>;
  readonly leaveTo: Field<PlainDate>;
  readonly disabled: Field<boolean>;
}

export interface ScoreAdjustment extends Row {
  readonly code: string;
  readonly unit: string;
  readonly period: string;
  readonly points: number;
  readonly reason: string;
  readonly basis: string;
  readonly confirmedBy: string;
}

/** Quarter increments. `scope` is 全市, a unit name or a group. */
export interface Target extends Row {
  readonly period: string;
  readonly scope: string;
  readonly plannedInvestment: Field<Money>;
  readonly plannedStarts: Field<number>;
  readonly plannedFinishes: Field<number>;
}

/** A row of 规则, as typed: `lib/rules` gives it its meaning. */
export interface RuleRow extends Row {
  readonly parameter: string;
  readonly value: string;
  readonly from: PlainDate;
  readonly basis: string;
  readonly note: Field<string>;
}

/** A row of 节假日. `scope` is 全市 or a county. */
export interface CalendarRow extends Row {
  readonly date: PlainDate;
  readonly type: "放假" | "上班";
  readonly scope: Field<string>;
  readonly basis: Field<string>;
}

export interface MilestoneTemplateStep extends Row {
  readonly template: string;
  readonly seq: number;
  readonly name: string;
  readonly predecessors: Field<string>;
  readonly duration: number;
  readonly documentType: Field<string>;
  readonly disclosureCategory: Field<string>;
}

export interface Exemption extends Row {
  readonly code: string;
  readonly project: string;
  readonly seq: Field<number>;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly cause: Field<"不可抗力" | "政策调整" | "上级原因" | "冬季停工">;
  readonly approvedBy: string;
  readonly basis: Field<string>;
}

export interface Letter extends Row {
  readonly code: string;
  readonly type: Field<"提醒函" | "督办函" | "约谈" | "通报">;
  readonly unit: Field<string>;
  readonly subject: Field<string>;
  readonly sentOn: Field<PlainDate>;
  readonly answerDue: Field<PlainDate>;
  readonly answeredOn: Field<PlainDate>;
  readonly accepted: Field<boolean>;
  readonly acceptedBy: Field<string>;
}

export interface Appeal extends Row {
  readonly code: string;
  readonly unit: string;
  readonly period: string;
  readonly item: string;
  readonly reason: string;
  readonly raisedOn: PlainDate;
  readonly answer: Field<string>;
  readonly conclusion: Field<"采纳" | "部分采纳" | "不采纳">;
  readonly answeredOn: Field<PlainDate>;
}

export interface WorkbookRow extends Row {
  readonly name: string;
  readonly address: string;
  readonly unit: Field<string>;
}

export interface ConsoleRow extends Row {
  readonly code: string;
  readonly command: string;
  readonly asOf: Field<PlainDate>;
  readonly run: Field<boolean>;
  readonly publish: Field<boolean>;
  readonly applicant: Field<string>;
}

/** The whole registry. `setAside` counts the rows of each tab that were set aside (另有 N 个未计入). */
export interface Registry {
  readonly projects: readonly Project[];
  readonly milestones: readonly Milestone[];
  readonly monthlyPlans: readonly MonthlyPlan[];
  readonly monthlyReports: readonly MonthlyReport[];
  readonly issues: readonly Issue[];
  readonly tasks: readonly Task[];
  readonly inspections: readonly Inspection[];
  readonly observations: readonly Observation[];
  readonly disclosures: readonly Disclosure[];
  readonly adjustments: readonly Adjustment[];
  readonly unitIndicators: readonly UnitIndicator[];
  readonly units: readonly Unit[];
  readonly people: readonly Person[];
  readonly scoreAdjustments: readonly ScoreAdjustment[];
  readonly targets: readonly Target[];
  readonly rules: readonly RuleRow[];
  readonly calendar: readonly CalendarRow[];
  readonly milestoneTemplates: readonly MilestoneTemplateStep[];
  readonly exemptions: readonly Exemption[];
  readonly letters: readonly Letter[];
  readonly appeals: readonly Appeal[];
  readonly workbooks: readonly WorkbookRow[];
  readonly console: readonly ConsoleRow[];
  readonly setAside: Readonly<Record<string, number>>;
}

export type TabCode = Exclude<keyof Registry, "setAside">;
