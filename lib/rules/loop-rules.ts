import type { PlainDate } from "../domain/dates.ts";
import type { LoopLightRule } from "../domain/loop-light.ts";
import type { RuleInForce } from "../domain/rule.ts";
import { quoted } from "./light-rules.ts";
import { wholeNumberRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const FROM = "2025-01-01";
const SOURCE = "督办工作制度：逾期1–2个工作日蓝，3–6个黄，7个及以上红（与逾期升级同步）；到期前2个工作日临期";

/** Working days past the day due from which a problem or task is blue, yellow, red. */
const LIGHTS: RuleDef<readonly number[]> = {
  rule: { name: "问题任务预警工作日", entries: [{ from: FROM, value: [1, 3, 7], source: SOURCE }] },
  hint: "请填三个从小到大的整数（工作日），依次为蓝、黄、红，如 1、3、7",
  parse: (text) => {
    const days = text.split(/[、,，;；]/).map((part) => part.replace(/个?工作日$/, "").trim());
    if (days.length !== 3 || !days.every((day) => /^\d{1,3}$/.test(day) && +day >= 1)) return;
    const numbers = days.map(Number);
    return numbers.every((day, index) => index === 0 || day > numbers[index - 1]!) ? numbers : undefined;
  },
  show: (value) => `${value.join("、")}个工作日`,
};

const NEAR = wholeNumberRule(
  { name: "问题任务临期工作日", entries: [{ from: FROM, value: 2, source: SOURCE }] },
  "个工作日",
  0,
  30,
);

export const LOOP_RULES: readonly RuleDef<unknown>[] = [LIGHTS, NEAR];

export function loopLightRuleOn(book: Rulebook, day: PlainDate): RuleInForce<LoopLightRule> {
  const [lights, near] = [ruleOn(book, LIGHTS, day), ruleOn(book, NEAR, day)];
  const [blueFrom, yellowFrom, redFrom] = lights.value as readonly [number, number, number];
  return {
    ...quoted("问题任务预警", [lights, near]),
    value: { blueFrom, yellowFrom, redFrom, nearWithin: near.value },
  };
}
