import type { QuestionCode, ReviewQuestion } from "../domain/review-questions.ts";
import { oneLine } from "./one-line.ts";
import { moneyWords, periodWords, shortDayWords } from "./words.ts";

type Facts = ReviewQuestion["facts"];

const money = (facts: Facts, name: string): string => moneyWords(Number(facts[name] ?? 0));

/** What the identity says and the figures the unit itself reported; never the figure that would fit. */
const SENTENCES: Readonly<Record<QuestionCode, (facts: Facts) => string>> = {
  "sum-differs": (facts) =>
    `年初累计 ${money(facts, "investedYtd")}，本月 ${money(facts, "invested")}${lastWords(facts)}：年初累计应等于上次年初累计加本月，现不相等。`,
  "cumulative-fell": (facts) =>
    `年初累计 ${money(facts, "investedYtd")}，小于${monthOf(facts)}的 ${money(facts, "last")}：累计数不应减少。`,
  "above-total": (facts) =>
    `截至上年底累计 ${money(facts, "investedBefore")}，今年累计 ${money(facts, "done")}，合计超过总投资 ${money(facts, "totalInvestment")}的 ${facts.percent}%，而项目尚未投产。`,
  "zero-months": (facts) => `连续 ${facts.months} 个月投资为 0，期间没有冬季停工的豁免。`,
  "same-figure": (facts) => `连续 ${facts.months} 个月的投资数相同。`,
  jump: (facts) =>
    `本月投资 ${money(facts, "invested")}，超过年度计划的 ${facts.share}%，也超过本月计划的 ${timesWords(Number(facts.percent))}。`,
  "above-funds": (facts) =>
    `年初累计投资 ${money(facts, "invested")}，超过年初累计到位资金 ${money(facts, "funded")}的 ${facts.percent}%。`,
  "verified-above": (facts) =>
    `所报年初累计 ${money(facts, "reported")}，${inspectionWords(facts)}核实为 ${money(facts, "verified")}，少 ${apart(facts)}。`,
  "verified-below": (facts) =>
    `所报年初累计 ${money(facts, "reported")}，${inspectionWords(facts)}核实已有 ${money(facts, "verified")}，多 ${apart(facts)}。`,
};

/** 6月12日督查 D-07 */
const inspectionWords = ({ date, inspection }: Facts): string =>
  `${shortDayWords(String(date))}督查 ${oneLine(String(inspection), 30)} `;

const apart = ({ reported, verified }: Facts): string => moneyWords(Math.abs(Number(reported) - Number(verified)));

const monthOf = (facts: Facts): string => periodWords(String(facts.lastMonth));
const lastWords = (facts: Facts): string =>
  facts.lastMonth === "" ? "" : `，${monthOf(facts)}年初累计 ${money(facts, "last")}`;

/** The system says neither which of the two figures is right nor which one to report. */
const INSPECTION_ACTION = "请核对两个数字，在「复核说明」写明差异的原因；如系笔误，请改正。";
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
  action: question.identity.startsWith("verified-") ? INSPECTION_ACTION : ACTION,
});

/** 3 倍, or percents where it is no whole number. */
const timesWords = (percent: number): string => (percent % 100 === 0 ? `${percent / 100} 倍` : `${percent}%`);
