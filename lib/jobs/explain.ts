import { disclosureBasis } from "../domain/disclosure/disclosure-basis.ts";
import { issueBasis } from "../domain/issue-basis.ts";
import type { Judgement } from "../domain/judgement.ts";
import type { CellRef } from "../domain/light.ts";
import { milestoneBasis } from "../domain/milestone-basis.ts";
import { projectBasis } from "../domain/project-basis.ts";
import { refutedCells } from "../domain/refuted-claims.ts";
import type { ReviewQuestion } from "../domain/review-questions.ts";
import { taskBasis } from "../domain/task-basis.ts";
import { claimWords } from "../views/claim-words.ts";
import { disclosureSentence, disclosureStateWord } from "../views/disclosure-words.ts";
import type { Explained } from "../views/explain.ts";
import { inspectionSentence } from "../views/inspection-words.ts";
import { issueSentence, issueStateWord } from "../views/issue-reasons.ts";
import { milestoneSentence } from "../views/milestone-reasons.ts";
import { oneLine, prose } from "../views/one-line.ts";
import { contextOf, lampSentence, projectSentence } from "../views/project-reasons.ts";
import { taskSentence } from "../views/task-reasons.ts";
import { staleWords } from "../views/workbook-words.ts";
import { writtenReportSentence } from "../views/written-report-words.ts";
import { explainAside } from "./explain-aside.ts";
import { explainForecast } from "./explain-forecast.ts";
import { explainedPlan, explainedStep } from "./explain-plan.ts";
import { startSentences } from "./explain-starts.ts";
import { cellsOf } from "./explained-cells.ts";
import type { JobInput } from "./job.ts";
import { backdatedNotes } from "./told-changes.ts";

/** Every figure of a project's or a milestone's (P-031/30) verdict, by cell; why its row counts for nothing; null = `key` is in no row. */
export const explain = (input: JobInput, key: string): Explained | null =>
  explainMilestone(input, key) ??
  explainProject(input, key) ??
  explainIssue(input, key) ??
  explainTask(input, key) ??
  explainDisclosure(input, key) ??
  explainAside(input, key);

function explainMilestone(input: JobInput, key: string): Explained | null {
  const judgement = input.judge(input.asOf, null);
  const verdict = judgement.milestones.find((one) => one.key === key);
  if (verdict === undefined) return null;
  const basis = milestoneBasis(verdict);
  const plan = explainedStep(judgement, verdict);
  const restsOn = distinct([...basis.restsOn, ...plan.restsOn]);
  const backdated = backdatedNotes(judgement)(verdict);
  const forecast = explainForecast(judgement, verdict);
  return {
    kind: "milestone",
    key,
    title: `${key} ${verdict.milestone.name}`,
    sentences: [
      `${milestoneSentence(verdict)}${backdated}`,
      ...plan.sentences,
      ...forecast.sentences,
      ...staleSentences(input, restsOn),
    ],
    rules: [basis.rule, ...forecast.rules],
    values: { ...basis.values, ...plan.values, ...forecast.values },
    cells: cellsOf(input, restsOn),
  };
}

function explainProject(input: JobInput, key: string): Explained | null {
  const judgement = input.judge(input.asOf, null);
  const verdict = judgement.projects.find((one) => one.key === key);
  if (verdict === undefined) return null;
  const basis = projectBasis(verdict);
  const verified = verifiedOf(judgement, key);
  const { rule, values } = basis;
  const plan = explainedPlan(judgement, key);
  const restsOn = distinct([...basis.restsOn, ...verified.restsOn, ...plan.restsOn]);
  return {
    kind: "project",
    key,
    title: `${key} ${verdict.project.name}`,
    sentences: [
      projectSentence(verdict),
      ...verdict.lamps.map((lamp) => lampSentence(lamp, contextOf(verdict))),
      ...reportSentences(judgement, key),
      ...verified.sentences,
      ...plan.sentences,
      ...startSentences(input, key),
      ...staleSentences(input, restsOn),
    ],
    rules: [rule, ...verdict.lamps.map((lamp) => lamp.rule), ...verified.rules],
    values,
    cells: cellsOf(input, restsOn),
  };
}

/** Each cell once. */
const distinct = (refs: readonly CellRef[]): readonly CellRef[] => [
  ...new Map(refs.map((ref) => [`${ref.workbook}/${ref.tab}/${ref.key}/${ref.field}`, ref])).values(),
];

/** Whether the project owes a written report for the last locked month, and why or why not. */
const reportSentences = ({ writtenReports, asOf }: Judgement, project: string): readonly string[] =>
  writtenReports.filter((one) => one.project === project).map((one) => writtenReportSentence(one, asOf));

/** What was verified beside what was reported: figures, and completions that were found untrue. */
function verifiedOf({ inspections, questions, milestones, asOf }: Judgement, project: string) {
  const figures = inspections.filter(({ inspection, figure }) => inspection.project === project && figure !== null);
  const refuted = milestones.filter((verdict) => verdict.project === project && verdict.refuted !== null);
  const questionOf = (key: string): ReviewQuestion | null =>
    questions.find((question) => question.key.startsWith(`${project}/${key}/verified-`)) ?? null;
  return {
    sentences: [
      ...figures.map((verdict) => inspectionSentence(verdict, questionOf(verdict.key), asOf)),
      ...refuted.map((verdict) => `${verdict.key} ${oneLine(verdict.milestone.name, 40)}：${claimWords(verdict)}。`),
    ],
    rules: figures.map(({ rule: { name, from, source } }) => ({ name, from, source })),
    restsOn: [
      ...figures.flatMap(({ figure }) => figure!.cells),
      ...refuted.flatMap((verdict) => refutedCells(verdict.refuted)),
    ],
  };
}

function explainIssue(input: JobInput, key: string): Explained | null {
  const verdict = input.judge(input.asOf, null).issues.find((one) => one.key === key);
  if (verdict === undefined) return null;
  const { rules, values, restsOn } = issueBasis(verdict);
  return {
    kind: "issue",
    key,
    title: `${key} ${prose(verdict.title, 60)}`,
    sentences: [`${issueStateWord(verdict)}。${issueSentence(verdict)}`, ...staleSentences(input, restsOn)],
    rules,
    values,
    cells: cellsOf(input, restsOn),
  };
}

function explainTask(input: JobInput, key: string): Explained | null {
  const verdict = input.judge(input.asOf, null).tasks.find((one) => one.key === key);
  if (verdict === undefined) return null;
  const { rules, values, restsOn } = taskBasis(verdict);
  return {
    kind: "task",
    key,
    title: `${key} ${prose(verdict.title, 60)}`,
    sentences: [taskSentence(verdict), ...staleSentences(input, restsOn)],
    rules,
    values,
    cells: cellsOf(input, restsOn),
  };
}

function explainDisclosure(input: JobInput, key: string): Explained | null {
  const verdict = input
    .judge(input.asOf, null)
    .disclosures()
    .find((one) => one.key === key);
  if (verdict === undefined) return null;
  const { rules, values, restsOn } = disclosureBasis(verdict);
  return {
    ...{ kind: "disclosure", key, title: prose(key, 80), rules, values, cells: cellsOf(input, restsOn) },
    sentences: [
      `${disclosureStateWord(verdict.state)}。${disclosureSentence(verdict)}`,
      ...staleSentences(input, restsOn),
    ],
  };
}

/** Cells of a workbook that could not be read are as they were. */
function staleSentences({ stale, asOf }: JobInput, refs: readonly CellRef[]): readonly string[] {
  const used = new Set(refs.map(({ workbook }) => workbook));
  return stale.filter(({ name }) => used.has(name)).map((one) => `${staleWords(one, asOf)}。`);
}
