import type { ReportState, ReportVerdict } from "../domain/reports.ts";
import type { ReviewQuestion } from "../domain/review-questions.ts";
import { questionWords } from "./review-words.ts";
import { dayWords, shortDayWords } from "./words.ts";

const STATE_WORDS: Readonly<Record<ReportState, string>> = {
  "in-time": "按时",
  late: "迟报",
  missing: "未报",
  "not-owed": "不需报送",
  "not-due-yet": "未到期",
};

/** The word of 核验; a question that others may see comes first. */
export const reportStateWord = (report: ReportVerdict, questions: readonly ReviewQuestion[]): string =>
  questions.some((question) => question.shared && !question.answered) ? "待复核" : STATE_WORDS[report.state];

/** Why the report stands as it does, and the questions that may be shown. */
export function reportSentence(report: ReportVerdict, questions: readonly ReviewQuestion[]): string {
  const open = questions.filter((question) => question.shared && !question.answered);
  const asked = open.map((question) => `待复核：${questionWords(question, "").reason}`).join("");
  const answered = questions.some((question) => question.answered) ? "已作复核说明。" : "";
  return `${stateSentence(report)}${asked}${answered}`;
}

function stateSentence({ because, due, on, workingDaysLate, provisional }: ReportVerdict): string {
  const day = `${dayWords(due)}前报送${provisional ? "（暂定）" : ""}`;
  const came = on === null ? "" : shortDayWords(on, due);
  switch (because) {
    case "seen-in-time":
    case "dated-in-time":
      return `按时：${came}报送（应于${day}）。`;
    case "not-proven-late":
      return `按时：没有迟报的记录（应于${day}）。`;
    case "seen-absent-after-due":
      return `迟报：期满后读取时仍未报，${came}报送，晚 ${workingDaysLate} 个工作日（应于${day}）。`;
    case "dated-late":
      return `迟报：填报日期为${came}，晚 ${workingDaysLate} 个工作日（应于${day}）。`;
    case "absent":
      return `未报：应于${day}，已晚 ${workingDaysLate} 个工作日。`;
    case "not-due-yet":
      return `应于${day}。`;
    case "in-operation":
      return "已投产，不需报送。";
    case "january-with-february":
      return "1月可与2月一并报送，不单独计。";
    default:
      return "不在清单的在建项目内，不需报送。";
  }
}
