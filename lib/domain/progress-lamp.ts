import { mayBeAside } from "./aside-rows.ts";
import { type Month, monthNumber } from "./dates.ts";
import { investedToDate, isReported } from "./investment.ts";
import type { Light } from "./light.ts";
import { lightBasis, type PlanBasis, plannedAmount } from "./planned-to-date.ts";
import { isUnderConstruction, operatesBefore, type ProjectFile } from "./project-file.ts";
import type { ProgressLamp, ProgressRule } from "./project-lamps.ts";
import type { Money } from "./registry.ts";
import type { RuleInForce } from "./rule.ts";

/** What the 进度 lamp is judged with. `month` null: no report of this year is due yet. */
export interface ProgressCase {
  readonly month: Month | null;
  readonly basis: PlanBasis;
  /** January may come with February's report. */
  readonly januaryWithFebruary: boolean;
  readonly exempt: boolean;
  readonly rule: RuleInForce<ProgressRule>;
}

/** Done against planned of the month whose report deadline has passed. Source: domain.md "Project lights". */
export function progressLamp(file: ProjectFile, given: ProgressCase): ProgressLamp {
  const { month, rule, exempt } = given;
  if (exempt) return without("exempt", "exempt", given);
  if (!isUnderConstruction(file.project)) return without("none", "not-under-construction", given);
  if (month === null || waitsForFebruary(file, month, given)) return without("none", "no-report-due-yet", given);
  if (operatesBefore(file, month)) return without("none", "in-operation", given);
  const planned = plannedAmount(file, month, lightBasis(given.basis));
  if (planned.because === "no-annual-plan") return without("none", "no-annual-plan", given);
  const figures = figuresAt(file, month, planned.amount, rule.value);
  const lamp = { kind: "progress", month, rule, ...figures } as const;
  if (figures.lastReported !== month)
    return { ...lamp, light: "grey", because: mayBeAside(file.aside, month) ? "report-aside" : "report-missing" };
  if (figures.measured === null) return { ...lamp, light: "grey", because: "unreadable" };
  const light = lightOf(rule.value, figures.measured);
  return { ...lamp, light, because: light === "green" ? "on-plan" : "behind" };
}

const waitsForFebruary = (file: ProjectFile, month: Month, { januaryWithFebruary }: ProgressCase): boolean =>
  januaryWithFebruary && monthNumber(month) === 1 && !isReported(file.reports(month));

const without = (light: Light, because: ProgressLamp["because"], { month, rule }: ProgressCase): ProgressLamp => ({
  kind: "progress",
  light,
  because,
  month,
  lastReported: null,
  done: null,
  planned: null,
  annualPlan: null,
  completion: null,
  plannedShare: null,
  gapPoints: null,
  measured: null,
  rule,
});

type Figures = Omit<ProgressLamp, "kind" | "light" | "because" | "month" | "rule">;

function figuresAt(file: ProjectFile, month: Month, planned: Money | null, rule: ProgressRule): Figures {
  const { value: done, month: lastReported } = investedToDate(file.reports, month);
  const plan = file.project.annualPlan;
  const annualPlan = typeof plan === "number" ? plan : null;
  const known = { lastReported, done, planned, annualPlan };
  const whole = annualPlan ?? 1;
  const completion = done === null || annualPlan === null ? null : done / whole;
  const plannedShare = planned === null || annualPlan === null ? null : planned / whole;
  if (done === null || planned === null || annualPlan === null)
    return { ...known, completion, plannedShare, gapPoints: null, measured: null };
  const gapPoints = gapOf(done, planned, annualPlan);
  return { ...known, completion, plannedShare, gapPoints, measured: measure(rule, done, planned, gapPoints) };
}

/** Points of the annual plan behind, rounded half up to 0.1. */
export const gapOf = (done: Money, planned: Money, annualPlan: Money): number =>
  tenths((planned - done) * 1000, annualPlan);

/** Nothing planned yet is nothing owed: 100 % of it is done, 0 % is missing. */
function measure(rule: ProgressRule, done: Money, planned: Money, gapPoints: number): number {
  if (rule.measure === "gap") return gapPoints;
  if (planned <= 0) return rule.measure === "share" ? 100 : 0;
  return rule.measure === "share" ? tenths(done * 1000, planned) : tenths((planned - done) * 1000, planned);
}

/** thousands ÷ whole in tenths, half up, without a binary fraction in between: exact while 2 × thousands < 2^53. */
function tenths(thousands: number, whole: number): number {
  const [top, bottom] = [2 * thousands + whole, 2 * whole];
  const rest = ((top % bottom) + bottom) % bottom;
  return (top - rest) / bottom / 10;
}

/** Bounds as in the rule: 10–30 inclusive is yellow, 80 % is not yellow, 50 % is not red. */
export function lightOf(rule: ProgressRule, measured: number): Light {
  if (rule.measure === "share")
    return measured < rule.redBelow ? "red" : measured < rule.yellowBelow ? "yellow" : "green";
  if (measured > rule.redAbove) return "red";
  if (rule.measure === "shortfall") return measured > rule.yellowAbove ? "yellow" : "green";
  if (measured >= rule.yellowFrom) return "yellow";
  return measured > rule.blueAbove ? "blue" : "green";
}
