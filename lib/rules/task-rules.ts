import type { PlainDate } from "../domain/dates.ts";
import type { RuleInForce } from "../domain/rule.ts";
import type { TaskRule } from "../domain/task.ts";
import { quoted } from "./light-rules.ts";
import { choiceRule, wholeNumberRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const FROM: PlainDate = "2025-01-01";
const TASK_SYSTEM = "重点工作任务清单制度：延期须在期限届满前申请并经批准，至多两次；办结须经牵头单位以外的人核查";

const EXTENSIONS = wholeNumberRule(
  { name: "任务延期次数", entries: [{ from: FROM, value: 2, source: TASK_SYSTEM }] },
  "次",
  0,
  9,
);

const YES_NO = ["是", "否"] as const;
const VERIFIED: RuleDef<(typeof YES_NO)[number]> = choiceRule(
  { name: "任务办结须核查", entries: [{ from: FROM, value: "是", source: TASK_SYSTEM }] },
  YES_NO,
);

export const TASK_RULES: readonly RuleDef<unknown>[] = [EXTENSIONS, VERIFIED];

export function taskRuleOn(book: Rulebook, day: PlainDate): RuleInForce<TaskRule> {
  const [extensions, verified] = [ruleOn(book, EXTENSIONS, day), ruleOn(book, VERIFIED, day)];
  const value = { extensionsAtMost: extensions.value, verified: verified.value === "是" };
  return { ...quoted("任务时限", [extensions, verified]), value };
}
