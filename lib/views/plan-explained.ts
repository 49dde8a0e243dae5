import type { PlainDate } from "../domain/dates.ts";
import type { PlanMargin } from "../domain/plan-margin.ts";
import type { StepSchedule } from "../domain/schedule.ts";
import { oneLine } from "./one-line.ts";
import { FINISH_WORDS } from "./plan-facts.ts";
import { momentWords } from "./plan-sentences.ts";
import { shortDayWords } from "./words.ts";

/** 按节点推算：应在 30 个工作日前完成（最迟4月29日），缺 30 个工作日，在关键线路上。 `whole`: no step lacks what is reckoned with. */
export function stepPlanSentence(
  days: StepSchedule,
  asOf: PlainDate,
  workingDays: (from: PlainDate, to: PlainDate) => number,
  whole: boolean,
): string {
  const float = days.totalFloat !== null && days.totalFloat >= 0 ? `，总时差 ${days.totalFloat} 个工作日` : "";
  const critical = days.critical ? "，在关键线路上" : "";
  const half = whole ? "" : "（有节点没有工期或前置节点，推算不全）";
  return `按节点推算：${momentWords(days, { asOf, workingDays })}${float}${critical}${half}。`;
}

/** 节点计划：计划竣工12月20日不能实现，关键线路缺 30 个工作日，最早2027年2月1日完成；现在等20「环评」。 */
export function projectPlanSentence(margin: PlanMargin, waits: string, code: string, asOf: PlainDate): string {
  const { float, finish } = margin;
  const held = `${FINISH_WORDS[finish.from]}${shortDayWords(finish.day, asOf)}`;
  const chain = float < 0 ? `缺 ${-float} 个工作日` : float === 0 ? "没有余地" : `还有 ${float} 个工作日`;
  const stands = `${held}${float < 0 ? "不能" : "能够"}实现，关键线路${chain}`;
  const way = float < 0 ? `；补救办法见 duban plan ${oneLine(code, 40)}` : "";
  return `节点计划：${stands}，最早${shortDayWords(finish.earliest, asOf)}完成；现在等${margin.waits}「${oneLine(waits, 30)}」${way}。`;
}

export const circularPlanSentence = (code: string): string =>
  `节点计划：前置节点循环，不作推算，见 duban plan ${oneLine(code, 40)}。`;
