import type { InspectionVerdict } from "../domain/inspection.ts";
import type { ReportVerdict } from "../domain/reports.ts";
import type { ReviewQuestion } from "../domain/review-questions.ts";
import type { UnitReportMark } from "../domain/unit-marks.ts";
import { inspectionSentence, inspectionWord } from "./inspection-words.ts";
import { oneLine } from "./one-line.ts";
import { questionSentence } from "./question-words.ts";
import { dayWords, shortDayWords } from "./words.ts";

/** Where to report, and why the unit stands as it does. Never what to report. */
export const reportWords = (
  verdict: ReportVerdict,
  mark: UnitReportMark | null,
  place: string,
): { readonly reason: string; readonly action: string } => ({
  reason: mark === null ? "" : markWords(mark),
  action: `请在${place === "" ? `「月报」表新增一行（${oneLine(verdict.key, 40)}）` : place}填报；本月没有进展的，也请如实填写。`,
});

function markWords({ because, monthsRunning, rule }: UnitReportMark): string {
  const source = `（规则：${rule.name}，${rule.from} 起）`;
  if (because === "late-again") return `贵单位连续 ${monthsRunning} 个月有月报迟报或未报，报送为红${source}。`;
  if (because === "late-for-days") return `晚报满 ${rule.value.yellowFrom} 个工作日，报送为黄${source}。`;
  return because === "late" ? `过期未报，报送为蓝${source}。` : "";
}

const STATES: Readonly<Record<ReportVerdict["state"], string>> = {
  "in-time": "按时",
  late: "迟报",
  missing: "未报",
  "not-owed": "",
  "not-due-yet": "未到期",
  unseen: "读不到，无法判定",
};

/** What stands in 核验; `questions` are those others may see, `inspections` those that are settled. */
export function reportStateWord(
  { state }: ReportVerdict,
  questions: readonly ReviewQuestion[],
  inspections: readonly InspectionVerdict[] = [],
): string {
  const open = questions.some((question) => !question.answered);
  const review = open ? "待复核" : questions.length > 0 ? "已说明" : "";
  const verified = [...new Set(inspections.map(inspectionWord))];
  return [STATES[state], review, ...verified].filter((word) => word !== "").join("，");
}

/** What stands in 系统说明: how it came in, what is asked, what was verified. */
export const reportSentence = (
  verdict: ReportVerdict,
  questions: readonly ReviewQuestion[],
  inspections: readonly InspectionVerdict[] = [],
): string =>
  [
    cameIn(verdict),
    ...questions.map((question) => `${questionSentence(question)}${answerWords(question)}`),
    ...inspections.map((inspection) => inspectionSentence(inspection, null, verdict.due)),
  ].join("");

function cameIn({ state, due, on, workingDaysLate, provisional }: ReportVerdict): string {
  const until = `应于${dayWords(due, on ?? due)}前报送${provisional ? "（暂定）" : ""}`;
  if (state === "missing") return `${until}，尚未收到，已晚 ${workingDaysLate} 个工作日。`;
  if (state === "late") return `${until}，${receivedWords(on, due)}，晚 ${workingDaysLate} 个工作日。`;
  return state === "in-time" ? `${until}，${receivedWords(on, due)}，按时。` : `${until}。`;
}

const receivedWords = (on: string | null, due: string): string =>
  on === null ? "已收到（没有填报日期，也没有过期未报的记录）" : `${shortDayWords(on, due)}收到`;

const answerWords = ({ answered }: ReviewQuestion): string => (answered ? "已有复核说明。" : "待复核。");
