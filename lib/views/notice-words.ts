import type { Finding } from "../domain/finding.ts";
import type { ProjectVerdict } from "../domain/project-lights.ts";
import { disclosureWords } from "./disclosure-words.ts";
import { typedWords } from "./finding-words.ts";
import { wordFinding } from "./findings.ts";
import { forecastWords } from "./forecast-words.ts";
import { historyQuestionWords } from "./history-question-words.ts";
import { loopSentences } from "./loop-words.ts";
import { milestoneWords } from "./milestone-reasons.ts";
import { projectBrief } from "./project-brief.ts";
import { questionWords } from "./question-words.ts";
import { reportWords } from "./report-lines.ts";
import { writtenReportWords } from "./written-report-words.ts";

/** The sentences of owed notices: why, and what to do. */
export const noticeWords = {
  milestone: milestoneWords,
  forecast: forecastWords,
  report: reportWords,
  writtenReport: writtenReportWords,
  question: questionWords,
  history: historyQuestionWords,
  disclosure: disclosureWords,
  loop: loopSentences,
  project: (verdict: ProjectVerdict) => ({ reason: projectBrief(verdict), action: "" }),
  finding: (finding: Finding) => {
    const { told, problem, suggestion } = wordFinding(finding);
    return { reason: told, action: suggestion, problem, found: typedWords(finding.found) };
  },
};
