import type { PlainDate } from "../domain/dates.ts";
import { ESCALATION_STEPS, type EscalationRule, type EscalationStep } from "../domain/escalation.ts";
import type { RuleInForce } from "../domain/rule.ts";
import { choiceRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const FROM: PlainDate = "2025-01-01";
const SOURCE =
  "督办工作制度：逾期当日提醒责任人，1个工作日办公室主任，3个工作日主要负责人和包联领导，7个督办函，15个通报或约谈";

/** Working days past the due day of each step, more than those of the step before. */
const STEPS: RuleDef<readonly number[]> = {
  rule: { name: "逾期升级工作日", entries: [{ from: FROM, value: [0, 1, 3, 7, 15], source: SOURCE }] },
  hint: "请填五个从小到大的整数（工作日），依次为责任人、办公室主任、主要负责人和包联领导、督办函、通报或约谈，如 0、1、3、7、15",
  parse: (text) => {
    const days = text.split(/[、,，;；]/).map((part) => part.replace(/个?工作日$/, "").trim());
    if (days.length !== ESCALATION_STEPS.length || !days.every((day) => /^\d{1,3}$/.test(day))) return;
    const numbers = days.map(Number);
    return numbers.every((day, index) => index === 0 || day > numbers[index - 1]!) ? numbers : undefined;
  },
  show: (value) => `${value.join("、")}个工作日`,
};

const TALK_BY = choiceRule<EscalationRule["talkBy"]>(
  { name: "逾期升级末级文书", entries: [{ from: FROM, value: "约谈", source: "先谈后报：内部约谈先于公开通报" }] },
  ["约谈", "通报"],
);

export const ESCALATION_RULES: readonly RuleDef<unknown>[] = [STEPS, TALK_BY];

export function escalationRuleOn(book: Rulebook, day: PlainDate): RuleInForce<EscalationRule> {
  const { value, ...quoted } = ruleOn(book, STEPS, day);
  const from = Object.fromEntries(ESCALATION_STEPS.map((step, index) => [step, value[index]!]));
  const talkBy = ruleOn(book, TALK_BY, day).value;
  return { ...quoted, value: { from: from as Readonly<Record<EscalationStep, number>>, talkBy } };
}
