import { effectiveMonth, isAgreed } from "../adjustment.ts";
import type { Month, PlainDate } from "../dates.ts";
import { type Field, isValue, valueOr } from "../field.ts";
import { moveMonth, removalMonth } from "../list-in-force.ts";
import { byKey } from "../meeting-pack/unsolved.ts";
import type { Adjustment, Money, Project } from "../registry.ts";
import { MONEY } from "./changed-cells.ts";
import type { Paper } from "./papers.ts";
import { rivalsOf } from "./rivals.ts";
import { type Stated, statedWrongly } from "./stated.ts";
import { valueLacks } from "./value-lacks.ts";
import { changesTheList } from "./window.ts";

/** What a row of 调整 lacks, undecided or agreed. Source: domain.md M15. */
export type AdjustmentLack =
  /** 分包市领导 is not named, or has not signed. */
  | "signature"
  /** Signed after it was decided. */
  | "signature-late"
  /** 理由 says nothing. */
  | "explanation"
  /** 总投资 or 年度计划 of a red project is cut, or it leaves, without 红灯核减批准. */
  | "red-cut"
  | "old-value-missing"
  /** 原值 is not what counted on the day it was applied for. */
  | "old-value"
  | "new-value"
  | "unknown-project"
  | "unknown-milestone"
  | "on-the-list"
  | "off-the-list"
  /** 调入 of a project whose row or 立项 is not whole: `papers`. */
  | "papers"
  /** 调入 in force of a project that is still 储备. */
  | "still-reserve"
  /** Applied for by a unit that is neither the project's nor its county. */
  | "applicant"
  /** Applied for outside the last days of a quarter. */
  | "window"
  | "decision-early"
  | "decision-undated"
  /** 调出 asked for another month than the first of a later quarter. */
  | "removal-month"
  /** 调入 and 调出 of one project at once; two rows for one cell: `rivals`. */
  | "in-and-out"
  | "rival"
  /** A figure in its words is not the registry's: `stated`. */
  | "stated";

export interface CheckedAdjustment {
  readonly adjustment: Adjustment;
  readonly project: Project | null;
  readonly lacks: readonly AdjustmentLack[];
  /** What the registry holds where 原值 says otherwise: money in 元, or a day as typed; "" where it is blank. */
  readonly held: Money | PlainDate | "" | null;
  readonly papers: readonly Paper[];
  /** 申请编号 of rows that say otherwise. */
  readonly rivals: readonly string[];
  readonly stated: readonly Stated[];
}

export interface CheckInput {
  readonly adjustments: readonly Adjustment[];
  /** By code, with the plan that counts. */
  readonly projectOf: (code: string) => Project | undefined;
  /** Whether the row finds its project on the year's list, before it takes effect itself. */
  readonly isListed: (row: Adjustment) => boolean;
  /** Whether 年度类别 as typed is 储备. */
  readonly isReserve: (code: string) => boolean;
  /** With the plan that counted at the end of the day of application; null: nobody knows any more. */
  readonly heldAt: (row: Adjustment) => Project | null;
  /** A planned day likewise; undefined: there is no such milestone, null: nobody knows. */
  readonly plannedAt: (row: Adjustment) => Field<PlainDate> | undefined | "unknown";
  /** Red when it was applied for. */
  readonly wasRed: (row: Adjustment) => boolean;
  readonly isInWindow: (day: PlainDate) => boolean;
  readonly papersOf: (project: Project) => readonly Paper[];
  /** Read a typed value as the column it changes; null = cannot be read. */
  readonly readDay: (text: string) => PlainDate | null;
  readonly readMoney: (text: string) => Money | null;
}

/** Rows as they stand, by 申请编号; refused ones are history. Source: domain.md M15. */
export function checkedAdjustments(input: CheckInput): readonly CheckedAdjustment[] {
  const rivals = rivalsOf(input.adjustments);
  return input.adjustments
    .filter(({ decision }) => decision !== "不同意")
    .map((row) => checkedRow(row, rivals(row), input))
    .toSorted((a, b) => byKey(a.adjustment, b.adjustment));
}

function checkedRow(row: Adjustment, rivals: ReturnType<ReturnType<typeof rivalsOf>>, input: CheckInput) {
  const project = input.projectOf(row.project) ?? null;
  const value = valueLacks(row, project, input);
  const enters = row.type === "调入" && !value.lacks.includes("on-the-list");
  const papers = enters && project !== null ? input.papersOf(project) : [];
  const stated = project === null ? [] : statedWrongly(row, project, input.readMoney);
  const lacks: AdjustmentLack[] = [
    ...signatureLacks(row),
    ...(SAYS.test(row.reason) ? [] : (["explanation"] as const)),
    ...(isRedCut(row, project, input) && !isValue(row.redCutApproval) ? (["red-cut"] as const) : []),
    ...value.lacks,
    ...(papers.length === 0 ? [] : (["papers"] as const)),
    ...(project === null || appliesFor(project, row.applicant) ? [] : (["applicant"] as const)),
    ...(changesTheList(row.type) && !input.isInWindow(row.appliedOn) ? (["window"] as const) : []),
    ...decisionLacks(row),
    ...(rivals.opposed.length === 0 ? [] : (["in-and-out"] as const)),
    ...(rivals.same.length === 0 ? [] : (["rival"] as const)),
    ...(stated.length === 0 ? [] : (["stated"] as const)),
  ];
  return {
    adjustment: row,
    project,
    lacks,
    held: value.held,
    papers,
    rivals: [...rivals.opposed, ...rivals.same],
    stated,
  };
}

const SAYS = /[\p{L}\p{N}]/u;

function signatureLacks({ sponsor, signedOn, decision, decidedOn }: Adjustment): readonly AdjustmentLack[] {
  if (!isValue(sponsor) || !isValue(signedOn)) return ["signature"];
  return isValue(decision) && isValue(decidedOn) && signedOn > decidedOn ? ["signature-late"] : [];
}

function decisionLacks(row: Adjustment): readonly AdjustmentLack[] {
  if (!isAgreed(row)) return [];
  const { decidedOn, appliedOn, type } = row;
  if (!isValue(decidedOn)) return ["decision-undated"];
  const early = decidedOn < appliedOn ? (["decision-early"] as const) : [];
  const late = type === "调出" && removalMonth(row) !== effectiveMonth(row) ? (["removal-month"] as const) : [];
  return [...early, ...late];
}

/** The county asks, or who answers for it. */
const appliesFor = ({ county, responsibleUnit, leadUnit }: Project, applicant: string): boolean =>
  applicant === county || applicant === responsibleUnit || applicant === leadUnit;

/** 核减 of a red project: less money, or off the list. */
function isRedCut(row: Adjustment, project: Project | null, { wasRed, heldAt, readMoney }: CheckInput): boolean {
  if (project === null || !wasRed(row)) return false;
  if (row.type === "调出") return true;
  const money = MONEY[row.type];
  const to = isValue(row.to) ? readMoney(row.to) : null;
  return money !== undefined && to !== null && to < valueOr((heldAt(row) ?? project)[money], 0);
}

/** The month from which the row says it counts; of a 调出 put off, the one from which it does. */
export const countsFrom = (row: Adjustment): Month =>
  row.type === "调入" || row.type === "调出" ? moveMonth(row) : effectiveMonth(row);
