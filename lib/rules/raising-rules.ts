import type { RaisingRule } from "../domain/raising.ts";
import type { RuleInForce } from "../domain/rule.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const LEVELS = ["单位", "县区", "市直", "分管市领导", "市调度会"] as const;

/** Working days a problem may stay at each level. */
const LIMITS: RuleDef<readonly number[]> = {
  rule: {
    name: "提级期限工作日",
    entries: [
      {
        from: "2025-01-01",
        value: [5, 10, 10, 10, 20],
        source: "各级协调期限：单位一周，县区、市直、分管市领导各两周，市调度会一个月内研究",
      },
    ],
  },
  hint: `请填五个 1 到 250 的整数（工作日），依次为${LEVELS.join("、")}，如 5、10、10、10、20`,
  parse: (text) => {
    const days = text.split(/[、,，;；]/).map((part) => part.replace(/个?工作日$/, "").trim());
    if (days.length !== LEVELS.length) return;
    return days.every((day) => /^\d{1,3}$/.test(day) && +day >= 1 && +day <= 250) ? days.map(Number) : undefined;
  },
  show: (value) => `${value.join("、")}个工作日`,
};

export const RAISING_RULES: readonly RuleDef<unknown>[] = [LIMITS];

export function raisingRuleOn(book: Rulebook, day: string): RuleInForce<RaisingRule> {
  const { value, ...quoted } = ruleOn(book, LIMITS, day);
  const limits = Object.fromEntries(LEVELS.map((level, index) => [level, value[index]!]));
  return { ...quoted, value: limits as RaisingRule };
}
