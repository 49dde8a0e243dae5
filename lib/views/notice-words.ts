import type { Finding } from "../domain/finding.ts";
import type { ProjectVerdict } from "../domain/project-lights.ts";
import { wordFinding } from "./findings.ts";
import { milestoneWords } from "./milestone-reasons.ts";
import { projectSentence } from "./project-reasons.ts";
import { questionWords } from "./question-words.ts";
import { reportWords } from "./report-lines.ts";

/** The sentences of owed notices: why, and what to do. */
export const noticeWords = {
  milestone: milestoneWords,
  report: reportWords,
  question: questionWords,
  /** Its colour stands before it already. */
  project: (verdict: ProjectVerdict) => ({
    reason: projectSentence(verdict).replace(/^[红黄蓝绿灰免]：/, ""),
    action: "",
  }),
  finding: (finding: Finding) => {
    const { message, suggestion } = wordFinding(finding);
    return { reason: message, action: suggestion };
  },
};
