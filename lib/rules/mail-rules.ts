import { wholeNumberRule } from "./rule-values.ts";
import type { RuleDef } from "./rulebook.ts";

/** At most two notices before a due day. Source: domain.md "Mail budget" (减负). */
const MOST_REMINDERS = 2;

/** Calendar days before a due day on which a reminder is owed, furthest first. */
export const REMINDER_DAYS: RuleDef<readonly number[]> = {
  rule: {
    name: "到期提醒天数",
    entries: [{ from: "2026-01-01", value: [7, 3], source: "减负要求：到期前至多提醒两次" }],
  },
  hint: "请填一个或两个 1 到 60 的整数（天），如 7、3",
  parse: (text) => {
    const days = text.split(/[、,，;；]/).map((part) => part.replace(/天$/, "").trim());
    if (days.length > MOST_REMINDERS || !days.every((day) => /^\d{1,2}$/.test(day) && +day >= 1 && +day <= 60)) return;
    const numbers = [...new Set(days.map(Number))].toSorted((a, b) => b - a);
    return numbers.length === days.length ? numbers : undefined;
  },
  show: (value) => `${value.join("、")}天`,
};

/** How many calendar days the weekly list of a unit looks ahead. */
export const WEEK_AHEAD_DAYS: RuleDef<number> = wholeNumberRule(
  { name: "周清单前瞻天数", entries: [{ from: "2026-01-01", value: 14, source: "周沟通：两周内到期事项" }] },
  "天",
  1,
  60,
);

/** How many calendar days after its letter a link to the board still opens it. */
export const LINK_DAYS: RuleDef<number> = wholeNumberRule(
  { name: "看板链接有效天数", entries: [{ from: "2026-01-01", value: 14, source: "本系统约定：信中链接两周内有效" }] },
  "天",
  1,
  60,
);

export const MAIL_RULES: readonly RuleDef<unknown>[] = [REMINDER_DAYS, WEEK_AHEAD_DAYS, LINK_DAYS];
