import type { Identity } from "../domain/identities.ts";
import type { ReviewQuestion } from "../domain/review-questions.ts";
import { moneyWords, periodWords } from "./words.ts";

type Facts = ReviewQuestion["facts"];

const money = (facts: Facts, name: string): string => moneyWords(Number(facts[name] ?? 0));

/** What the identity says and the figures the unit itself reported; never the figure that would fit. */
const SENTENCES: Readonly<Record<Identity, (facts: Facts) => string>> = {
  "sum-differs": (facts) =>
    `年初累计 ${money(facts, "investedYtd")}，本月 ${money(facts, "invested")}${lastWords(facts)}：年初累计应等于上次年初累计加本月，现不相等。`,
  "cumulative-fell": (facts) =>
    `年初累计 ${money(facts, "investedYtd")}，小于${monthOf(facts)}的 ${money(facts, "last")}：累计数不应减少。`,
  "above-total": (facts) =>
    `截至上年底累计 ${money(facts, "investedBefore")}，今年累计 ${money(facts, "done")}，合计超过总投资 ${money(facts, "totalInvestment")}的 ${facts.percent}%，而项目尚未投产。`,
  "zero-months": (facts) => `连续 ${facts.months} 个月投资为 0，期间没有冬季停工的豁免。`,
  "same-figure": (facts) => `连续 ${facts.months} 个月的投资数相同。`,
  jump: (facts) =>
    `本月投资 ${money(facts, "invested")}，超过年度计划的 ${facts.share}%，也超过本月计划的 ${facts.percent}%。`,
  "above-funds": (facts) =>
    `年初累计投资 ${money(facts, "invested")}，超过年初累计到位资金 ${money(facts, "funded")}的 ${facts.percent}%。`,
};

const monthOf = (facts: Facts): string => periodWords(String(facts.lastMonth));
const lastWords = (facts: Facts): string =>
  facts.lastMonth === "" ? "" : `，${monthOf(facts)}年初累计 ${money(facts, "last")}`;

const ACTION = "如情况属实或系更正，请在「复核说明」写明原因；如系笔误，请改正。";

/** P-018/2026-05 年初累计 3,200万元，小于2026年4月的 3,450万元：累计数不应减少。 */
export const questionSentence = ({ report, identity, facts }: ReviewQuestion): string =>
  `${report} ${SENTENCES[identity](facts)}`;

/** Asked of the unit alone. `place` is where the figure stands (「月报」表第 12 行 F12). */
export const questionWords = (
  question: ReviewQuestion,
  place: string,
): { readonly reason: string; readonly action: string } => ({
  reason: `${place === "" ? "「月报」表" : place}：${questionSentence(question)}`,
  action: ACTION,
});
