import type { PlainDate } from "../dates.ts";
import { type Field, isValue, valueOr } from "../field.ts";
import type { MilestoneVerdict } from "../milestone.ts";
import type { ProjectVerdict } from "../project-lights.ts";
import type { Adjustment, AdjustmentType, Money, Project } from "../registry.ts";
import { byKey } from "./unsolved.ts";

/** What an undecided row lacks before anybody can agree to it. */
export type AdjustmentLack =
  /** 分包市领导 is not named, or has not signed. */
  | "signature"
  /** 理由 says nothing, or the plan of a red project is cut without 红灯核减批准. */
  | "explanation"
  | "red-cut"
  | "old-value-missing"
  /** 原值 is not what the registry holds. */
  | "old-value"
  | "new-value"
  | "unknown-project"
  | "unknown-milestone"
  | "on-the-list"
  | "off-the-list";

export interface UndecidedAdjustment {
  readonly adjustment: Adjustment;
  readonly project: Project | null;
  readonly lacks: readonly AdjustmentLack[];
  /** What the registry holds where 原值 says otherwise: money in 元, or a day as typed; "" where it is blank. */
  readonly held: Money | PlainDate | "" | null;
}

export interface UndecidedInput {
  readonly adjustments: readonly Adjustment[];
  readonly asOf: PlainDate;
  /** By code, with the plan that counts, and whether it is on the list in force. */
  readonly projectOf: (code: string) => Project | undefined;
  readonly isListed: (code: string) => boolean;
  readonly milestoneOf: (project: string, seq: number) => MilestoneVerdict | undefined;
  readonly lightOf: (code: string) => ProjectVerdict["light"] | null;
  /** Read a typed value as the column it changes; null = cannot be read. */
  readonly readDay: (text: string) => PlainDate | null;
  readonly readMoney: (text: string) => Money | null;
}

/** Rows of 调整 nobody has decided by the day: those that lack nothing first, then the oldest. Source: domain.md M15. */
export const undecidedAdjustments = (input: UndecidedInput): readonly UndecidedAdjustment[] =>
  input.adjustments
    .filter((row) => isUndecided(row, input.asOf))
    .map((row) => undecidedOf(row, input))
    .toSorted(readyFirst);

const isUndecided = ({ decision, decidedOn, appliedOn }: Adjustment, asOf: PlainDate): boolean =>
  appliedOn <= asOf && (!isValue(decision) || (isValue(decidedOn) && decidedOn > asOf));

function readyFirst(a: UndecidedAdjustment, b: UndecidedAdjustment): number {
  const lacks = Number(a.lacks.length > 0) - Number(b.lacks.length > 0);
  const days = a.adjustment.appliedOn < b.adjustment.appliedOn ? -1 : 1;
  return lacks || (a.adjustment.appliedOn === b.adjustment.appliedOn ? byKey(a.adjustment, b.adjustment) : days);
}

function undecidedOf(row: Adjustment, input: UndecidedInput): UndecidedAdjustment {
  const project = input.projectOf(row.project) ?? null;
  const value = valueLacks(row, project, input);
  const lacks: AdjustmentLack[] = [
    ...(isValue(row.sponsor) && isValue(row.signedOn) ? [] : (["signature"] as const)),
    ...(SAYS.test(row.reason) ? [] : (["explanation"] as const)),
    ...(isRedCut(row, project, input) && !isValue(row.redCutApproval) ? (["red-cut"] as const) : []),
    ...value.lacks,
  ];
  return { adjustment: row, project, lacks, held: value.held };
}

const SAYS = /[\p{L}\p{N}]/u;

/** Which planned cell of the project a type changes. */
const MONEY: Partial<Record<AdjustmentType, "annualPlan" | "totalInvestment">> = {
  变更年度计划: "annualPlan",
  变更总投资: "totalInvestment",
};
const DAY: Partial<Record<AdjustmentType, "plannedStart" | "plannedFinish">> = {
  变更计划开工: "plannedStart",
  变更计划竣工: "plannedFinish",
};

interface ValueLacks {
  readonly lacks: readonly AdjustmentLack[];
  readonly held: UndecidedAdjustment["held"];
}

const only = (...lacks: readonly AdjustmentLack[]): ValueLacks => ({ lacks, held: null });

function valueLacks(row: Adjustment, project: Project | null, input: UndecidedInput): ValueLacks {
  const { type } = row;
  if (project === null) return type === "调入" ? only() : only("unknown-project");
  if (type === "调入") return input.isListed(row.project) ? only("on-the-list") : only();
  if (type === "调出") return input.isListed(row.project) ? only() : only("off-the-list");
  const [money, day] = [MONEY[type], DAY[type]];
  if (money !== undefined) return comparedValues(row, project[money], input.readMoney);
  if (day !== undefined) return comparedValues(row, project[day], input.readDay);
  const milestone = isValue(row.seq) ? input.milestoneOf(row.project, row.seq) : undefined;
  if (milestone === undefined) return only("unknown-milestone");
  if (type === "变更节点") return comparedValues(row, milestone.planned, input.readDay);
  return isValue(row.to) ? only() : only("new-value");
}

/** Against the plan that counts: a cell the unit has already changed changes nothing before the row is agreed. */
function comparedValues<T extends Money | PlainDate>(
  { from, to }: Adjustment,
  held: Field<T>,
  read: (text: string) => T | null,
): ValueLacks {
  const next: readonly AdjustmentLack[] = isValue(to) && read(to) !== null ? [] : ["new-value"];
  if (!isValue(from)) return held === null ? only(...next) : only("old-value-missing", ...next);
  if (!isValue(held)) return held === null ? { lacks: ["old-value", ...next], held: "" } : only(...next);
  return read(from) === held ? only(...next) : { lacks: ["old-value", ...next], held };
}

/** 核减 of a red project: less money, or off the list. */
function isRedCut(row: Adjustment, project: Project | null, { lightOf, readMoney }: UndecidedInput): boolean {
  if (project === null || lightOf(row.project) !== "red") return false;
  if (row.type === "调出") return true;
  const money = MONEY[row.type];
  const to = isValue(row.to) ? readMoney(row.to) : null;
  return money !== undefined && to !== null && to < valueOr(project[money], 0);
}
