import type { PlainDate } from "../domain/dates.ts";
import type { RuleInForce } from "../domain/rule.ts";
import type { BatchRule } from "../domain/starts/batch.ts";
import { quoted, registrationRuleOn } from "./light-rules.ts";
import { wholeNumberRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const FROM: PlainDate = "2025-01-01";
const BATCHES = "重点项目集中开工通行安排：每年2月、5月、8月、11月底各一批";
const CHECKS = "集中开工“回头看”（内置）：开工后30日查实际开工，60日查入统";

const MONTHS: RuleDef<readonly number[]> = {
  rule: { name: "集中开工月份", entries: [{ from: FROM, value: [2, 5, 8, 11], source: BATCHES }] },
  hint: "请用顿号分隔，如 2月、5月、8月、11月，每月至多一次",
  parse: (text) => {
    const months = text.split(/[、,，;；]/).map((word) => Number(/^(\d{1,2})月?$/.exec(word.trim())?.[1] ?? 0));
    const isFit = months.every((month) => month >= 1 && month <= 12) && new Set(months).size === months.length;
    return isFit ? months.toSorted((a, b) => a - b) : undefined;
  },
  show: (months) => months.map((month) => `${month}月`).join("、"),
};

const days = (name: string, value: number): RuleDef<number> =>
  wholeNumberRule({ name, entries: [{ from: FROM, value, source: CHECKS }] }, "天", 1, 365);

/** Calendar days after the ceremony. */
const START_DAYS = days("集中开工核查天数", 30);
const REGISTRATION_DAYS = days("集中开工入统核查天数", 60);

export const START_RULES: readonly RuleDef<unknown>[] = [MONTHS, START_DAYS, REGISTRATION_DAYS];

/** Batches and their checks as the rules stand on a day; the limit of 总投资 is that of the 入统 lamp. */
export function batchRuleOn(book: Rulebook, day: PlainDate): RuleInForce<BatchRule> {
  const [months, start, registration] = [MONTHS, START_DAYS, REGISTRATION_DAYS].map((def) =>
    ruleOn<unknown>(book, def, day),
  ) as [RuleInForce<readonly number[]>, RuleInForce<number>, RuleInForce<number>];
  const { minimumTotal } = registrationRuleOn(book, day).value;
  const value = { months: months.value, startDays: start.value, registrationDays: registration.value, minimumTotal };
  return { ...quoted("集中开工", [months, start, registration]), value };
}
