import type { PlainDate } from "../../domain/dates.ts";
import { valueOr } from "../../domain/field.ts";
import type { ListSuggestion, OutReason } from "../../domain/list-change/suggestions.ts";
import { monthWords } from "../notice-lines.ts";
import { oneLine } from "../one-line.ts";
import { projectBrief } from "../project-brief.ts";
import { moneyWords, shortDayWords } from "../words.ts";

export const suggestionWord = ({ kind }: ListSuggestion): string => (kind === "in" ? "可调入" : "可调出");

/** 可调出 P-031 滨河路（甲县）：总投资 …，年度计划 …；3月末、6月末均为红灯（…）；已申请 T-1。 */
export function suggestionLine(one: ListSuggestion, asOf: PlainDate): string {
  const { code, name, county, totalInvestment, annualPlan } = one.project;
  const plan = valueOr(annualPlan, null);
  const figures = `总投资 ${moneyWords(totalInvestment)}，年度计划 ${plan === null ? "未填" : moneyWords(plan)}`;
  const applied = one.applied.length === 0 ? "" : `；已申请 ${one.applied.map((row) => oneLine(row, 30)).join("、")}`;
  const who = `${oneLine(`${code} ${name}`, 60)}（${oneLine(county, 30)}）`;
  return `${suggestionWord(one)} ${who}：${figures}；${suggestionReason(one, asOf)}${applied}。`;
}

/** Why, with the figures it rests on. */
export const suggestionReason = (one: ListSuggestion, asOf: PlainDate): string =>
  one.kind === "in"
    ? `${one.project.annualClass}项目，${one.started ? "已经开工，立项和台账资料齐全" : "立项、台账资料和开工前各项手续齐全"}`
    : one.reasons.map((reason) => reasonWords(reason, one, asOf)).join("；");

function reasonWords(reason: OutReason, one: Extract<ListSuggestion, { kind: "out" }>, asOf: PlainDate): string {
  if (reason.because === "red")
    return `${reason.months.map((month) => `${monthWords(month, asOf)}末`).join("、")}均为红灯（${projectBrief(one.verdict)}）`;
  return reason.planned === null
    ? "本年新开工项目，年底仍未开工，没有填写计划开工"
    : `本年新开工项目，计划${shortDayWords(reason.planned, asOf)}开工，年底仍未开工`;
}
