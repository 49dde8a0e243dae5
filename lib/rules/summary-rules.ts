import type { PlainDate } from "../domain/dates.ts";
import type { SummaryRules } from "../domain/summary.ts";
import { decimalIn, decimalRule } from "./decimal-rule.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const FROM: PlainDate = "2026-01-01";
const SOURCE = "汇总内置口径（规模分档、超亿元为通行分法）";
const YUAN_PER_YI = 100_000_000;

/** 总投资 from which a band begins, in 亿元, largest first; what is below the last is the smallest band. */
export const SIZE_BANDS: RuleDef<readonly number[]> = {
  rule: { name: "规模分档", entries: [{ from: FROM, value: [100, 50, 10], source: SOURCE }] },
  hint: "请从大到小写各档起点（亿元），如 100、50、10",
  parse: (text) => descending(text.split(/[、,;]/).map((part) => decimalIn(part, "亿元"))),
  show: (bands) => `${bands.join("、")}亿元`,
};

function descending(bands: readonly (number | undefined)[]): readonly number[] | undefined {
  const numbers = bands.filter((band) => band !== undefined);
  const falling = numbers.every((band, index) => band > 0 && (index === 0 || band < numbers[index - 1]!));
  return falling && numbers.length === bands.length ? numbers : undefined;
}

/** 超亿元: annual plan from which a project is tracked apart, in 亿元. */
const LARGE_PLAN = decimalRule({
  name: "超亿元标准",
  from: FROM,
  value: 1,
  source: SOURCE,
  unit: "亿元",
  max: 1000,
});

/** The plan curve of 目标 may differ from the annual plan by so much of it (documents round their figures) and still ends at 100 %. */
const CURVE_TOLERANCE = decimalRule({
  name: "计划曲线容差",
  from: FROM,
  value: 0.1,
  source: SOURCE,
  unit: "%",
  max: 5,
});

export const SUMMARY_RULES: readonly RuleDef<unknown>[] = [SIZE_BANDS, LARGE_PLAN, CURVE_TOLERANCE];

export const summaryRulesOn = (book: Rulebook, day: PlainDate): SummaryRules => ({
  bands: ruleOn(book, SIZE_BANDS, day).value.map((band) => Math.round(band * YUAN_PER_YI)),
  largePlan: Math.round(ruleOn(book, LARGE_PLAN, day).value * YUAN_PER_YI),
  curveTolerancePercent: ruleOn(book, CURVE_TOLERANCE, day).value,
});
