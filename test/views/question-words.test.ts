import { expect, test } from "vitest";
import { IDENTITIES } from "../../lib/domain/identities.ts";
import type { ReviewQuestion } from "../../lib/domain/review-questions.ts";
import { questionSentence, questionWords } from "../../lib/views/question-words.ts";

const QUESTION: ReviewQuestion = {
  key: "P-018/2026-05/cumulative-fell",
  identity: "cumulative-fell",
  workbook: "台账",
  report: "P-018/2026-05",
  project: "P-018",
  projectName: "城市书房",
  unit: "甲局",
  month: "2026-05",
  cells: [],
  facts: { investedYtd: 32_000_000, last: 34_500_000, lastMonth: "2026-04" },
  answered: false,
  firstAsked: "2026-06-12",
  privateUntil: "2026-06-19",
  shared: false,
  rule: { name: "投资核验", from: "2026-01-01", source: "" },
};

test("a cumulative figure that fell is asked about with both figures and no third one", () => {
  expect(questionWords(QUESTION, "「月报」表第 96 行（E96）")).toEqual({
    reason:
      "「月报」表第 96 行（E96）：P-018/2026-05 年初累计 3,200 万元，小于2026年4月的 3,450 万元：累计数不应减少。",
    action: "如情况属实或系更正，请在「复核说明」写明原因；如系笔误，请改正。",
  });
});

test("every identity has its sentence, without undefined figures in it", () => {
  const facts = {
    invested: 1e8,
    investedYtd: 3e8,
    last: 1e8,
    lastMonth: "2026-04",
    months: 3,
    share: 30,
    percent: 300,
  };
  const more = { totalInvestment: 1e9, investedBefore: 9e8, done: 4e8, funded: 1e8 };
  for (const identity of IDENTITIES) {
    const sentence = questionSentence({ ...QUESTION, identity, facts: { ...facts, ...more } });
    expect(sentence).not.toMatch(/undefined|NaN|[!！]/);
    expect(sentence).toMatch(/^P-018\/2026-05 .+。$/);
  }
});

test("a jump says how many times the month's plan, in percent where it is no whole number", () => {
  const jump = (percent: number): string =>
    questionSentence({ ...QUESTION, identity: "jump", facts: { invested: 1e8, share: 30, percent } });
  expect(jump(300)).toContain("超过年度计划的 30%，也超过本月计划的 3 倍。");
  expect(jump(250)).toContain("也超过本月计划的 250%。");
});

test("a first report of the year names no month before it", () => {
  const facts = { investedYtd: 3e8, invested: 2e8, last: 0, lastMonth: "" };
  expect(questionSentence({ ...QUESTION, identity: "sum-differs", facts })).toBe(
    "P-018/2026-05 年初累计 3 亿元，本月 2 亿元：年初累计应等于上次年初累计加本月，现不相等。",
  );
});
