import {
  attainmentOf,
  hasCase,
  INDICATOR_NAMES,
  type IndicatorCode,
  type IndicatorValue,
  rateOf,
  targetOf,
} from "../domain/indicator.ts";
import type { RankingRow } from "../domain/ranking-block.ts";
import { compare, decimal, multiply, ONE, type Ratio, ratio, sum, toNumber } from "../domain/ratio.ts";
import type { OvershootRule, ScoreItem, ScoreRules } from "../domain/score.ts";
import type { UnitMonth } from "../domain/unit-month.ts";
import { basisWords } from "./ranking.ts";
import { isMoney } from "./ranking-workbook.ts";
import { leftOutLine, type Places, partLine } from "./unit-explanation-parts.ts";
import { NO_CASE, percentWords, periodWords, scoreWords, wanWords } from "./words.ts";

/** One term of a score with everything it rests on: an indicator of a month, a month of a quarter or a year. */
export interface CalculationItem {
  readonly code: string;
  readonly name: string;
  /** "" where it has none. */
  readonly weight: string;
  /** Done ÷ whole, and the target; or that there is no case. */
  readonly rate: string;
  /** What to type into a calculator, with its result; "" without a case. */
  readonly formula: string;
  /** Hundredths of a point; null = no case. */
  readonly points: number | null;
  /** Every part, with its cells. */
  readonly lines: readonly string[];
}

/** The whole calculation of one unit: its own figures only, no place, no other unit. Plain JSON. */
export interface Calculation {
  readonly unit: string;
  readonly period: string;
  /** Hundredths of a point; null = none. */
  readonly total: number | null;
  readonly lead: readonly string[];
  readonly items: readonly CalculationItem[];
  /** What was added or taken off. */
  readonly extras: readonly string[];
  /** How the items make up the total. */
  readonly sum: readonly string[];
}

/** Every figure of a unit's month, line by line, so that a calculator reaches the same last decimal. */
export const unitExplanation = (
  month: UnitMonth,
  row: RankingRow | null,
  rules: ScoreRules,
  places: Places,
): readonly string[] => calculationLines(monthCalculation(month, rules, places), row?.note ?? null);

/** `note`: the sentence of the ranking, null where the place is not to be told. */
export const calculationLines = (calculation: Calculation, note: string | null): readonly string[] => [
  `${headWords(calculation)}${note === null ? "" : `：${note}`}`,
  ...calculation.lead,
  ...calculation.items.flatMap(itemLines),
  ...calculation.extras,
  ...calculation.sum,
];

const headWords = ({ unit, period, total }: Calculation): string =>
  `${unit} ${scoreName(period)} ${total === null ? NO_CASE : scoreWords(total)}`;

/** 2026年5月月度评分 · 2026年第三季度评分 · 2026年度评分. */
export const scoreName = (period: string): string =>
  period.length === 4 ? `${period}年度评分` : `${periodWords(period)}${period.includes("Q") ? "" : "月度"}评分`;

function itemLines({ name, weight, rate, formula, lines }: CalculationItem): readonly string[] {
  const head = [weight === "" ? "" : `权重 ${weight}`, rate].filter((part) => part !== "").join("，");
  return [`【${name}】${head}`, ...(formula === "" ? [] : [`  得分：${formula}`]), ...lines.map((line) => `  ${line}`)];
}

/** The calculation of a unit's month. */
export function monthCalculation(month: UnitMonth, rules: ScoreRules, places: Places): Calculation {
  const { score, unit, period } = month;
  const live = score.items.filter((item) => item.points !== null);
  const liveWeight = sum(live.map((item) => decimal(item.weight)));
  return {
    unit: unit.name,
    period,
    total: termsOf(month).length === 0 ? null : score.total,
    lead: [`序时依据：${basisWords(month.basis)}。`],
    items: score.items.map((item) => itemOf(item, month, rules, liveWeight, places)),
    extras: [
      ...month.falseReports.map((report) => `督查 ${report.inspection} 认定虚报，扣 ${rules.falseDataPenalty} 分。`),
      ...month.adjustments.map((entry) => `加减分 ${entry.key}：${entry.points} 分（${entry.reason}）。`),
    ],
    sum: [totalLine(month)],
  };
}

/** What the total adds up; none: the unit has no case at all, which is neither 0 nor 100. */
function termsOf({ score }: UnitMonth): readonly number[] {
  const items = score.items.filter((item) => item.points !== null).map((item) => item.points!);
  return [...items, ...[score.falseDataPenalty, score.adjustment].filter((points) => points !== 0)];
}

function totalLine(month: UnitMonth): string {
  const terms = termsOf(month).map((points) => (points / 100).toFixed(2));
  if (terms.length === 0) return `总分：${NO_CASE}（各项都无对应项目）`;
  return `总分 = ${terms.join(" + ").replaceAll("+ -", "− ")} = ${scoreWords(month.score.total)}`;
}

function itemOf(
  item: ScoreItem,
  month: UnitMonth,
  rules: ScoreRules,
  liveWeight: Ratio,
  places: Places,
): CalculationItem {
  const value = month.values.find((entry) => entry.code === item.code)!;
  return {
    code: item.code,
    name: INDICATOR_NAMES[item.code],
    weight: String(item.weight),
    rate: hasCase(value) ? rateLine(value) : `${NO_CASE} 无对应项目，权重按比例分摊`,
    formula: item.points === null ? "" : formula(item, value, rules.overshoot, liveWeight),
    points: item.points,
    lines: [
      ...value.parts.map((part) => partLine(value.code, part, places)),
      ...value.leftOut.map((entry) => leftOutLine(entry, places)),
    ],
  };
}

function rateLine(value: IndicatorValue): string {
  const { code } = value;
  const [done, due, whole] = [value.numerator, value.due, value.denominator].map((figure) => amount(code, figure));
  const unit = isMoney(code) ? " 万元" : "";
  const rate = `${done}${unit} ÷ ${whole}${unit} = ${percentWords(rateOf(value)!)}`;
  return compare(targetOf(value)!, ONE) === 0
    ? rate
    : `${rate}；目标 ${due}${unit} ÷ ${whole}${unit} = ${percentWords(targetOf(value)!)}`;
}

const amount = (code: IndicatorCode, figure: Ratio): string =>
  isMoney(code) ? wanWords(toNumber(figure)) : String(toNumber(figure));

/** What to type into a calculator: only whole figures and figures of the rules, rounded once at the end. */
function formula(item: ScoreItem, value: IndicatorValue, rule: OvershootRule, liveWeight: Ratio): string {
  const points = scoreWords(item.points!);
  if (item.zeroedForFalseData) return `认定虚报，该项 ${points}`;
  const spread = compare(liveWeight, ratio(100)) === 0 ? "" : ` × 100 ÷ ${toNumber(liveWeight)}`;
  const weight = `${item.weight}${spread}`;
  const attained = `${amount(item.code, value.numerator)} ÷ ${amount(item.code, value.due)}`;
  const attainment = attainmentOf(value)!;
  if (compare(attainment, ONE) < 0) return `${attained} × ${weight} = ${points}`;
  const extra = item.code === "investment" ? overshootFormula(attained, attainment, rule) : "";
  return `达到目标，得满权重 ${weight}${extra} = ${points}`;
}

function overshootFormula(attained: string, attainment: Ratio, rule: OvershootRule): string {
  if (compare(attainment, ONE) === 0) return "";
  const percent = `${attained} × 100`;
  const bent = compare(multiply(attainment, ratio(100)), decimal(rule.firstUpTo)) > 0;
  const terms = bent
    ? `(${rule.firstUpTo} − 100) × ${rule.first} + (${percent} − ${rule.firstUpTo}) × ${rule.beyond}`
    : `(${percent} − 100) × ${rule.first}`;
  return ` + 超额加分 ${terms}（至多 ${rule.cap}）`;
}
