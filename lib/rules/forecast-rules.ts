import type { PlainDate } from "../domain/dates.ts";
import type { ForecastRule } from "../domain/forecast.ts";
import type { RuleInForce } from "../domain/rule.ts";
import { quoted } from "./light-rules.ts";
import { wholeNumberRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const SOURCE = "经验值";

const part = (name: string, value: number, unit: string, min: number, max: number): RuleDef<number> =>
  wholeNumberRule(
    { name: `预警预测 ${name}`, entries: [{ from: "2026-01-01", value, source: SOURCE }] },
    unit,
    min,
    max,
  );

/** A chance of missing the planned day from which a milestone is 蓝（预测）. */
const THRESHOLD = part("可能性", 70, "%", 1, 100);
/** Fewer past milestones of a unit do not stand alone: the record of all counts with so many cases beside them. */
const CASES = part("最少例数", 8, "个", 1, 1000);
/** 0 turns the forecast off. */
const AHEAD = part("提前", 30, "天", 0, 366);
const SAMPLES = part("推演次数", 1000, "次", 100, 100_000);

export const FORECAST_RULES: readonly RuleDef<number>[] = [THRESHOLD, CASES, AHEAD, SAMPLES];

export function forecastRuleOn(book: Rulebook, day: PlainDate): RuleInForce<ForecastRule> {
  const on = (def: RuleDef<number>) => ruleOn(book, def, day);
  const [threshold, cases, ahead, samples] = [on(THRESHOLD), on(CASES), on(AHEAD), on(SAMPLES)];
  return {
    ...quoted("预警预测", [threshold, cases, ahead, samples]),
    value: {
      threshold: threshold.value / 100,
      fewestCases: cases.value,
      horizonDays: ahead.value,
      samples: samples.value,
    },
  };
}
