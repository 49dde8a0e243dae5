import type { PlainDate } from "../domain/dates.ts";
import type { InspectionRule } from "../domain/inspection.ts";
import type { DatedValue, RuleInForce } from "../domain/rule.ts";
import type { SamplingRule } from "../domain/sampling.ts";
import { quoted } from "./light-rules.ts";
import { wholeNumberRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const FROM: PlainDate = "2025-01-01";
const VERIFYING = "督查核实口径（内置）：计量和入账时间上的小差异不问，两条界限都超过才问";
const SAMPLING = "督查抽样办法（内置）：风险优先，随机补充，同一种子可以复现";

const numberRule = (
  name: string,
  value: number,
  [unit, min, max]: readonly [string, number, number],
  source: string,
): RuleDef<number> => {
  const entries: readonly DatedValue<number>[] = [{ from: FROM, value, source }];
  return wholeNumberRule({ name, entries }, unit, min, max);
};

const DIFFERENCE_PERCENT = numberRule("核实差异百分比", 5, ["%", 0, 100], VERIFYING);
const DIFFERENCE_FLOOR = numberRule("核实差异起点金额", 50, ["万元", 0, 10_000_000], VERIFYING);
const COUNT = numberRule("督查抽样件数", 10, ["个项目", 1, 1000], SAMPLING);
const RANDOM_EVERY = numberRule("督查抽样随机间隔", 5, ["个", 1, 100], SAMPLING);
const AHEAD_DAYS = numberRule("督查抽样提前天数", 60, ["天", 1, 1000], SAMPLING);
const AHEAD_POINTS = numberRule("督查抽样超前百分点", 20, ["个百分点", 1, 100], SAMPLING);
const SILENT_DAYS = numberRule("督查抽样静默天数", 45, ["天", 1, 365], SAMPLING);

export const INSPECTION_RULES = [
  DIFFERENCE_PERCENT,
  DIFFERENCE_FLOOR,
  COUNT,
  RANDOM_EVERY,
  AHEAD_DAYS,
  AHEAD_POINTS,
  SILENT_DAYS,
] as const;

const YUAN_PER_WAN = 10_000;

export function inspectionRuleOn(book: Rulebook, day: PlainDate): RuleInForce<InspectionRule> {
  const [percent, floor] = [ruleOn(book, DIFFERENCE_PERCENT, day), ruleOn(book, DIFFERENCE_FLOOR, day)];
  const value = { differencePercent: percent.value, differenceFloor: floor.value * YUAN_PER_WAN };
  return { ...quoted("核实差异", [percent, floor]), value };
}

export function samplingRuleOn(book: Rulebook, day: PlainDate): RuleInForce<SamplingRule> {
  const defs = [COUNT, RANDOM_EVERY, AHEAD_DAYS, AHEAD_POINTS, SILENT_DAYS].map((def) => ruleOn(book, def, day));
  const [count, randomEvery, aheadDays, aheadPoints, silentDays] = defs.map(({ value }) => value) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { ...quoted("督查抽样", defs), value: { count, randomEvery, aheadDays, aheadPoints, silentDays } };
}
