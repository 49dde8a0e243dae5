import type { PlainDate } from "../domain/dates.ts";
import type { RuleInForce } from "../domain/rule.ts";
import { wholeNumberRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const FROM: PlainDate = "2025-01-01";

/** Calendar days at a quarter's end in which changes of the list are applied for. */
const WINDOW = wholeNumberRule(
  {
    name: "清单调整期",
    entries: [
      { from: FROM, value: 10, source: "重点项目清单动态调整通行办法：每季度末最后10天受理，下季度首月起生效" },
    ],
  },
  "天",
  1,
  31,
);

/** Quarters red running from which leaving the list is suggested. */
const RED_QUARTERS = wholeNumberRule(
  {
    name: "建议调出红灯季度",
    entries: [{ from: FROM, value: 2, source: "清单动态调整内置口径：连续两个季度末红灯的项目建议调出" }],
  },
  "个季度",
  1,
  4,
);

export const LIST_RULES: readonly RuleDef<unknown>[] = [WINDOW, RED_QUARTERS];

export const redQuartersOn = (book: Rulebook, day: PlainDate): number => ruleOn(book, RED_QUARTERS, day).value;

/** Calendar days, the quarter's last day included. */
export const listWindowOn = (book: Rulebook, day: PlainDate): RuleInForce<number> => ruleOn(book, WINDOW, day);
