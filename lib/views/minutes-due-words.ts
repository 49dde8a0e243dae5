import type { PlainDate } from "../domain/dates.ts";
import type { Due, DueRule, NoDueBecause } from "../domain/minutes/due-day.ts";
import type { PeriodUnit } from "../domain/minutes/due-form.ts";
import { oneLine } from "./one-line.ts";
import { dayWords } from "./words.ts";

const BLANK: Readonly<Record<NoDueBecause, (words: string) => string>> = {
  none: () => "原文没有写时限",
  vague: (words) => `原文只写“${words}”，没有具体日期`,
  event: (words) => `“${words}”没有写明是哪一天`,
  repeated: (words) => `“${words}”是定期要求，不是一个时限`,
  "half-month": (words) => `“${words}”没有写明几日`,
  hours: (words) => `“${words}”按小时计，原文没有起算的钟点`,
  "before-period": (words) => `“${words}”可指期初，也可指期末`,
  about: (words) => `“${words}”不是一个确定的日期`,
  weekend: (words) => `“${words}”没有写明周六还是周日`,
  "no-such-day": (words) => `“${words}”没有这一天`,
  "no-meeting-day": (words) => `“${words}”要从会议日期推算，而原文读不出会议日期`,
  "no-issue-day": (words) => `“${words}”从印发之日起算，而原文读不出印发日期`,
  "other-start": (words) => `“${words}”从另一件事起算，那一天原文没有`,
  "year-unclear": (words) => `“${words}”没有写年份，难以断定是哪一年`,
  "before-meeting": (words) => `“${words}”早于会议日期`,
  several: (words) => `原文有几个时限（${words}），难以断定取哪一个`,
};

/** How the day was read, or why it is blank; `meeting` gives the year that need not be said again. */
export function dueNote(due: Due, meeting: PlainDate | null): string {
  const words = oneLine(due.words, 40);
  if (due.day === null) return `时限：${BLANK[due.because](words)}，留空。`;
  const day = dayWords(due.day, meeting ?? due.day);
  const provisional = due.provisional ? "暂定：该年度节假日安排尚未公布。" : "";
  return `时限：${ruleWords(due.by, words, day)}${provisional}`;
}

const COUNTED: Readonly<Record<PeriodUnit, string>> = {
  "working-days": "个工作日",
  days: "日",
  weeks: "周",
  months: "个月",
};

function ruleWords(by: DueRule, words: string, day: string): string {
  if (by.rule === "period") return periodWords(by, words, day);
  const year = by.yearAdded ? "原文没有写年份，该日在会议当年已过，按次年计；" : "";
  const how = by.rule === "weekday" ? "以周一为一周之始；" : "";
  return `“${words}”即 ${day}。${year}${how}写明的日期不因休息日顺延。`;
}

function periodWords(by: Extract<DueRule, { rule: "period" }>, words: string, day: string): string {
  const start = `${by.from === "issue" ? "印发之日" : "会议当日"} ${dayWords(by.start)}`;
  const rule =
    by.unit === "working-days"
      ? "民法典第二百零一条，国务院办公厅放假调休通知"
      : "到期日遇休息日顺延；民法典第二百零一条至第二百零三条";
  return `“${words}”从${start}起算，起始日不计，${by.n} ${COUNTED[by.unit]}到 ${day}（${rule}）。`;
}
