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

/** Who signs: 发文机关标志 and 落款 of every document. */
const OFFICE_NAME: RuleDef<string> = {
  rule: {
    name: "发文机关名称",
    entries: [{ from: FROM, value: "重点项目建设办公室", source: "《党政机关公文格式》GB/T 9704：发文机关署名" }],
  },
  hint: "请填 2 到 30 个字，只用汉字、字母、数字和括号，如 甲市重点项目建设办公室",
  parse: (text) => (/^[\p{L}\p{N}（）()]{2,30}$/u.test(text) ? text : undefined),
  show: (value) => value,
};

export const LETTER_RULES: readonly RuleDef<unknown>[] = [ANSWER_WITHIN, OFFICE_WORD, OFFICE_NAME];

/** In working days. */
export const answerWithinOn = (book: Rulebook, day: PlainDate): number => ruleOn(book, ANSWER_WITHIN, day).value;

/** 发文机关署名; number and name are the office's own. */
export const officeNameOn = (book: Rulebook, day: PlainDate): string => ruleOn(book, OFFICE_NAME, day).value;

export const officeWordOn = (book: Rulebook, day: PlainDate): string => ruleOn(book, OFFICE_WORD, day).value;
