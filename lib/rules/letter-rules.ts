import type { PlainDate } from "../domain/dates.ts";
import { wholeNumberRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const FROM: PlainDate = "2025-01-01";

/** Working days a unit has to answer a letter, from the day it is sent. */
const ANSWER_WITHIN = wholeNumberRule(
  {
    name: "督办函反馈期限",
    entries: [{ from: FROM, value: 5, source: "督办工作制度：收到督办函后 5 个工作日内书面反馈" }],
  },
  "个工作日",
  1,
  60,
);

/** What a number begins with: 重点办督函〔2026〕3号. */
const OFFICE_WORD: RuleDef<string> = {
  rule: {
    name: "函号机关代字",
    entries: [{ from: FROM, value: "重点办", source: "《党政机关公文格式》GB/T 9704：发文机关代字" }],
  },
  hint: "请填 1 到 10 个字，只用汉字、字母和数字，如 重点办",
  parse: (text) => (/^[\p{L}\p{N}]{1,10}$/u.test(text) ? text : undefined),
  show: (value) => value,
};

export const LETTER_RULES: readonly RuleDef<unknown>[] = [ANSWER_WITHIN, OFFICE_WORD];

/** In working days. */
export const answerWithinOn = (book: Rulebook, day: PlainDate): number => ruleOn(book, ANSWER_WITHIN, day).value;

export const officeWordOn = (book: Rulebook, day: PlainDate): string => ruleOn(book, OFFICE_WORD, day).value;
