import type { Identity } from "../domain/identities.ts";
import type { ReviewQuestion } from "../domain/review-questions.ts";
import { monthWords } from "./notice-lines.ts";
import { moneyWords } from "./words.ts";

/**
 * Asked of the unit alone, in its own mail: which figures do not agree and why it is asked. Only figures the unit reported itself, never
 * one it should report. Source: voice.md "Asked privately".
 */
export const questionWords = (
  question: ReviewQuestion,
  place: string,
): { readonly reason: string; readonly action: string } => ({
  reason: `「月报」${question.report}${place === "" ? "" : `（${place}）`} ${TELLINGS[question.identity](question)}`,
  action: ACTIONS[question.identity] ?? "如数据属实，请在「复核说明」写明原因；如系笔误，请改正。",
});

const ACTIONS: Partial<Record<Identity, string>> = {
  "cumulative-fell": "如系更正，请在「复核说明」写明原因；如系笔误，请改正。",
};

type Telling = (question: ReviewQuestion) => string;

const TELLINGS: Readonly<Record<Identity, Telling>> = {
  "sum-differs": (question) =>
    `年初累计 ${money(question, "investedYtd")}，与${before(question)}本月完成投资 ${money(question, "invested")}不一致：年初累计应等于上月累计加本月。`,
  "cumulative-fell": (question) =>
    `年初累计 ${money(question, "investedYtd")}，小于${lastMonth(question)}的 ${money(question, "last")}：累计数不应减少。`,
  "above-total": ({ facts }) =>
    `截至上年底累计与年初累计之和超过总投资的 ${facts.percent}%，项目尚未投产：请核对这三项。`,
  "zero-months": ({ facts }) => `连续 ${facts.months} 个月完成投资为 0，且不在冬季停工期：请说明情况。`,
  "same-figure": ({ facts }) => `连续 ${facts.months} 个月完成投资相同：请核对是否据实填报。`,
  jump: (question) =>
    `本月完成投资 ${money(question, "invested")}，超过年度计划投资的 ${question.facts.share}%，也超过当月计划的 ${question.facts.percent}%：请核对。`,
  "above-funds": (question) =>
    `年初累计完成 ${money(question, "invested")}，年初累计到位 ${money(question, "funded")}，投资超过到位资金的 ${question.facts.percent}%：请核对。`,
};

const money = ({ facts }: ReviewQuestion, name: string): string => moneyWords(Number(facts[name]));

const lastMonth = ({ facts, month }: ReviewQuestion): string => monthWords(String(facts.lastMonth), month);

const before = (question: ReviewQuestion): string =>
  question.facts.lastMonth === "" ? "" : `${lastMonth(question)}年初累计 ${money(question, "last")}加`;
