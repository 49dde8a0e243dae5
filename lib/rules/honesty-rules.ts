import type { PlainDate } from "../domain/dates.ts";
import type { HonestyRule } from "../domain/honesty.ts";
import type { RuleInForce } from "../domain/rule.ts";
import { wholeNumberRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const BACKDATED_AFTER: RuleDef<number> = wholeNumberRule(
  {
    name: "补录界限天数",
    entries: [{ from: "2025-01-01", value: 7, source: "数据质量要求：实际日期应在一周内填报，超过的注明补录" }],
  },
  "天",
  1,
  90,
);

export const HONESTY_RULES: readonly RuleDef<unknown>[] = [BACKDATED_AFTER];

/** When an actual day counts as typed long after it. */
export function honestyRuleOn(book: Rulebook, day: PlainDate): RuleInForce<HonestyRule> {
  const { value, ...rule } = ruleOn(book, BACKDATED_AFTER, day);
  return { ...rule, value: { backdatedAfter: value } };
}
