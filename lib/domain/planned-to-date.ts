import { type Month, monthNumber, type PlainDate, yearOf } from "./dates.ts";
import { type Field, isValue, UNREADABLE } from "./field.ts";
import type { CellRef } from "./light.ts";
import type { Money, MonthlyPlan, Project, Target } from "./registry.ts";

/** How the annual plan is laid over the year: the project's own 月计划, its active months, or n/12 for all (月均). */
export type PlanBasis = "own" | "active" | "even";

/**
 * Planned to date (序时) of one project at a month's end. `amount` is whole 元, cumulative, rounded half up, so that
 * December is the annual plan and sums stay exact; null = cannot be told, `because` says why.
 */
export interface PlannedToDate {
  readonly amount: Money | null;
  readonly because: "planned" | "no-annual-plan" | "unreadable";
  readonly basis: PlanBasis;
  readonly restsOn: readonly CellRef[];
}

export interface PlanSource {
  readonly project: Pick<Project, "workbook" | "key" | "annualPlan" | "plannedStart" | "plannedFinish">;
  /** The project's row of 月计划 for that year, null when there is none. */
  readonly own: MonthlyPlan | null;
}

/** The planned share of the year at the end of `month`. A source without its own plan is laid over its active months when "own" is asked. */
export function plannedToDate(source: PlanSource, month: Month, wanted: PlanBasis): PlannedToDate {
  const basis = basisOf(source, month, wanted);
  return { ...plannedAmount(source, month, basis), basis, restsOn: plannedCells(source, month, basis) };
}

const basisOf = (source: PlanSource, month: Month, wanted: PlanBasis): PlanBasis =>
  wanted === "own" && !hasOwnPlan(source, month) ? "active" : wanted;

/** The figure without its cells. */
export function plannedAmount(
  source: PlanSource,
  month: Month,
  wanted: PlanBasis,
): Pick<PlannedToDate, "amount" | "because"> {
  const plan = source.project.annualPlan;
  if (plan === UNREADABLE) return { amount: null, because: "unreadable" };
  if (!isValue(plan) || plan <= 0) return { amount: null, because: "no-annual-plan" };
  const amount = amountBy(source, plan, month, basisOf(source, month, wanted));
  return { amount, because: amount === null ? "unreadable" : "planned" };
}

function amountBy(source: PlanSource, plan: Money, month: Month, basis: PlanBasis): Money | null {
  if (basis === "own") return ownPlanned(source.own!, month);
  if (basis === "even") return portion(plan, monthNumber(month), 12);
  const { plannedStart, plannedFinish } = source.project;
  if (plannedStart === UNREADABLE || plannedFinish === UNREADABLE) return null;
  const [first, last] = activeMonths(plannedStart, plannedFinish, yearOf(month));
  return portion(plan, clamp(monthNumber(month) - first + 1, 0, last - first + 1), last - first + 1);
}

const clamp = (n: number, low: number, high: number): number => Math.min(Math.max(n, low), high);

/** plan × part ÷ whole in whole 元, half up; exact below 7.5 × 10^14 元. */
const portion = (plan: Money, part: number, whole: number): Money => {
  const rest = (plan * part) % whole;
  return (plan * part - rest) / whole + (2 * rest >= whole ? 1 : 0);
};

/**
 * First and last active month of the year, 1..12: from the planned start, or January, to the planned finish, or December.
 * A start after the year leaves December; a finish before the start or before the year is passed over.
 */
export function activeMonths(
  plannedStart: Field<PlainDate>,
  plannedFinish: Field<PlainDate>,
  year: number,
): readonly [number, number] {
  const first = isValue(plannedStart) ? monthWithin(plannedStart, year, 1, 12) : 1;
  const last = isValue(plannedFinish) && yearOf(plannedFinish) === year ? monthNumber(plannedFinish) : 12;
  return [first, last < first ? 12 : last];
}

const monthWithin = (day: PlainDate, year: number, before: number, after: number): number => {
  if (yearOf(day) < year) return before;
  return yearOf(day) > year ? after : monthNumber(day);
};

/** Whether the project has a 月计划 of the year with at least one month filled. */
const hasOwnPlan = (source: PlanSource, month: Month): boolean =>
  source.own !== null && source.own.year === yearOf(month) && source.own.months.some((cell) => cell !== null);

/** Blank months of a plan that was given are 0; an unreadable month up to this one spoils the sum. */
function ownPlanned(own: MonthlyPlan, month: Month): Money | null {
  const cells = own.months.slice(0, monthNumber(month));
  if (cells.includes(UNREADABLE)) return null;
  return cells.reduce<number>((sum, cell) => sum + (isValue(cell) ? cell : 0), 0);
}

/** The cells the figure rests on. */
function plannedCells({ project, own }: PlanSource, month: Month, basis: PlanBasis): readonly CellRef[] {
  const cell = (field: string): CellRef => ({ workbook: project.workbook, tab: "projects", key: project.key, field });
  if (basis === "even") return [cell("annualPlan")];
  if (basis === "active") return [cell("annualPlan"), cell("plannedStart"), cell("plannedFinish")];
  const months = Array.from({ length: monthNumber(month) }, (_, index) => `m${index + 1}`);
  return [
    cell("annualPlan"),
    ...months.map((field) => ({ workbook: own!.workbook, tab: "monthlyPlans", key: own!.key, field })),
  ];
}

/**
 * The one basis of a ranking (rule 序时依据): own plans only if every ranked project has one, else active months.
 * Source: domain.md "Planned to date".
 */
export const rankingBasis = (wanted: PlanBasis, sources: readonly PlanSource[], month: Month): PlanBasis =>
  wanted === "own" && !sources.every((source) => hasOwnPlan(source, month)) ? "active" : wanted;

/** The basis of a light: the project's own plan if given, else its active months; 月均 holds for all. */
export const lightBasis = (wanted: PlanBasis): PlanBasis => (wanted === "even" ? "even" : "own");

/**
 * The curve of 目标 for a scope: cumulative planned investment in whole 元 at each month's end, January first;
 * a quarter's increment grows evenly over its three months. From the first quarter without a readable figure on: null.
 */
export function cityCurve(targets: readonly Target[], scope: string, year: number): readonly (Money | null)[] {
  const increments = [1, 2, 3, 4].map((quarter) => {
    const target = targets.find((row) => row.scope === scope && row.period === `${year}Q${quarter}`);
    return target !== undefined && isValue(target.plannedInvestment) ? target.plannedInvestment : null;
  });
  return Array.from({ length: 12 }, (_, index) => curvePoint(increments, index));
}

function curvePoint(increments: readonly (Money | null)[], index: number): Money | null {
  const quarter = Math.floor(index / 3);
  const upTo = increments.slice(0, quarter + 1);
  if (upTo.includes(null)) return null;
  const before = upTo.slice(0, quarter).reduce<number>((sum, increment) => sum + increment!, 0);
  return before + portion(upTo[quarter]!, (index % 3) + 1, 3);
}
