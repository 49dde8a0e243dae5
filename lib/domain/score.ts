import { attainmentOf, type IndicatorCode, type IndicatorFigures } from "./indicator.ts";
import {
  add,
  compare,
  decimal,
  divide,
  isZero,
  larger,
  multiply,
  ONE,
  type Ratio,
  ratio,
  roundHalfUp,
  smaller,
  subtract,
  sum,
  ZERO,
} from "./ratio.ts";

/** Points earned above the target, per percentage point of target. */
export interface OvershootRule {
  /** Points per percentage point up to `firstUpTo` % of the target. */
  readonly first: number;
  readonly firstUpTo: number;
  /** Points per percentage point above it. */
  readonly beyond: number;
  readonly cap: number;
}

export interface ScoreRules {
  readonly weights: Readonly<Record<IndicatorCode, number>>;
  readonly overshoot: OvershootRule;
  /** A unit is ranked only when at least this many of 100 points have a case. */
  readonly minLiveWeight: number;
  /** Points taken off for each confirmed false report. */
  readonly falseDataPenalty: number;
}

/** What the office adds or takes away with a document, and confirmed false data (督查: 虚报). */
export interface ScoreExtras {
  /** 加减分, in points. */
  readonly adjustments: readonly number[];
  readonly falseReports: readonly FalseReport[];
}

export interface FalseReport {
  /** The inspection that confirmed it. */
  readonly inspection: string;
  readonly items: readonly IndicatorCode[];
}

export interface ScoreItem {
  readonly code: IndicatorCode;
  /** As the rules give it. */
  readonly weight: number;
  /** After the weights without a case were spread: what 100 % of the target earns. Zero without a case. */
  readonly effectiveWeight: Ratio;
  /** Rate ÷ target, uncapped; null = no case. */
  readonly attainment: Ratio | null;
  readonly overshoot: Ratio;
  /** Hundredths of a point; null = no case. */
  readonly points: number | null;
  readonly zeroedForFalseData: boolean;
}

export type Rankable = "yes" | "investment-no-case" | "live-weight-too-small";

export interface UnitScore {
  readonly items: readonly ScoreItem[];
  /** Of 100, the points that have a case. */
  readonly liveWeight: Ratio;
  /** Hundredths of a point, like every sum below. */
  readonly adjustment: number;
  readonly falseDataPenalty: number;
  readonly total: number;
  readonly rankable: Rankable;
}

const HUNDRED = ratio(100);

/**
 * The monthly score of one unit: rate ÷ target × weight, capped at the weight; overshoot for investment alone; weights without a case
 * spread over the rest in proportion. Each item is rounded half-up to two decimals and the total sums what is shown.
 * Source: domain.md "Monthly score".
 */
export function scoreUnit(values: readonly IndicatorFigures[], rules: ScoreRules, extras: ScoreExtras): UnitScore {
  const weighed = values.filter((value) => rules.weights[value.code] > 0);
  const spread = spreadOf(weighed, rules);
  const falseItems = new Set(extras.falseReports.flatMap((report) => report.items));
  const items = weighed.map((value) => scoreItem(value, rules, spread, falseItems.has(value.code)));
  const adjustment = roundHalfUp(sum(extras.adjustments.map(decimal)), 2);
  const penalty = roundHalfUp(multiply(decimal(rules.falseDataPenalty), ratio(-extras.falseReports.length)), 2);
  const points = items.reduce((total, item) => total + (item.points ?? 0), 0);
  const liveWeight = isZero(spread.all) ? ZERO : multiply(divide(spread.live, spread.all), HUNDRED);
  const rankable = rankableOf(items, liveWeight, rules.minLiveWeight);
  return { items, liveWeight, adjustment, falseDataPenalty: penalty, total: points + adjustment + penalty, rankable };
}

interface Spread {
  readonly live: Ratio;
  readonly all: Ratio;
}

function spreadOf(values: readonly IndicatorFigures[], rules: ScoreRules): Spread {
  const weight = (value: IndicatorFigures): Ratio => decimal(rules.weights[value.code]);
  const live = values.filter((value) => attainmentOf(value) !== null);
  return { live: sum(live.map(weight)), all: sum(values.map(weight)) };
}

function scoreItem(value: IndicatorFigures, rules: ScoreRules, spread: Spread, isFalse: boolean): ScoreItem {
  const weight = rules.weights[value.code];
  const attainment = attainmentOf(value);
  const item = { code: value.code, weight, attainment, zeroedForFalseData: isFalse && attainment !== null };
  if (attainment === null) return { ...item, effectiveWeight: ZERO, overshoot: ZERO, points: null };
  const effectiveWeight = divide(multiply(decimal(weight), HUNDRED), spread.live);
  if (isFalse) return { ...item, effectiveWeight, overshoot: ZERO, points: 0 };
  const overshoot = overshootOf(value.code, attainment, rules);
  return { ...item, effectiveWeight, overshoot, points: pointsFor(value.code, attainment, effectiveWeight, rules) };
}

/** Hundredths of a point, rounded once: attainment × weight up to the weight, and the overshoot. */
export function pointsFor(
  code: IndicatorCode,
  attainment: Ratio,
  effectiveWeight: Ratio,
  rules: Pick<ScoreRules, "overshoot">,
): number {
  const base = multiply(effectiveWeight, smaller(larger(attainment, ZERO), ONE));
  return roundHalfUp(add(base, overshootOf(code, attainment, rules)), 2);
}

const overshootOf = (code: IndicatorCode, attainment: Ratio, rules: Pick<ScoreRules, "overshoot">): Ratio =>
  code === "investment" ? overshootPoints(attainment, rules.overshoot) : ZERO;

/** Points for the part of the target that was exceeded: 0.2 per point from 100 to 130 %, 0.1 above, at most 10. Source: domain.md "Monthly score". */
export function overshootPoints(attainment: Ratio, rule: OvershootRule): Ratio {
  const percent = multiply(attainment, HUNDRED);
  if (compare(percent, HUNDRED) <= 0) return ZERO;
  const bend = decimal(rule.firstUpTo);
  const first = multiply(subtract(smaller(percent, bend), HUNDRED), decimal(rule.first));
  const beyond = multiply(larger(subtract(percent, bend), ZERO), decimal(rule.beyond));
  return smaller(add(first, beyond), decimal(rule.cap));
}

/** 投资完成率 must have a case where it carries weight: a scheme may do without it. */
function rankableOf(items: readonly ScoreItem[], liveWeight: Ratio, minimum: number): Rankable {
  if (items.some((item) => item.code === "investment" && item.attainment === null)) return "investment-no-case";
  return compare(liveWeight, decimal(minimum)) < 0 ? "live-weight-too-small" : "yes";
}
