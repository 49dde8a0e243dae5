import type { DisclosureVerdict } from "../domain/disclosure/disclosure.ts";
import type { MilestoneForecast } from "../domain/forecast.ts";
import { type InspectionVerdict, isSettled } from "../domain/inspection.ts";
import type { IssueVerdict } from "../domain/issue-loop.ts";
import type { Judgement } from "../domain/judgement.ts";
import type { MilestoneVerdict } from "../domain/milestone.ts";
import type { ProjectVerdict } from "../domain/project-lights.ts";
import type { ReportVerdict } from "../domain/reports.ts";
import { isOwed } from "../domain/reports.ts";
import type { ReviewQuestion } from "../domain/review-questions.ts";
import type { TaskVerdict } from "../domain/task.ts";
import type { TabStatus } from "../ports/plan.ts";
import type { CellValue } from "../ports/spreadsheet.ts";
import { type Reading, rowOf } from "../registry/reading.ts";
import { openClaim } from "../views/claim-words.ts";
import { disclosureSentence, disclosureStateWord } from "../views/disclosure-words.ts";
import { FORECAST_LIGHT, forecastAside, forecastSentence } from "../views/forecast-words.ts";
import { issueSentence, issueStateWord } from "../views/issue-reasons.ts";
import { milestoneSentence } from "../views/milestone-reasons.ts";
import { lightWord } from "../views/notice-lines.ts";
import { projectSentence } from "../views/project-reasons.ts";
import { reportSentence, reportStateWord } from "../views/report-lines.ts";
import { taskSentence, taskStateWord } from "../views/task-reasons.ts";
import { backdatedNotes } from "./told-changes.ts";

type Cells = readonly CellValue[];

/** The system columns of 项目, 节点, 月报, 问题, 任务 and 公开, by key. 系统说明 begins with the row's key, so that a sort gone wrong is seen. */
export function statusOf(judgement: Judgement, reading: Reading): readonly TabStatus[] {
  const backdated = backdatedNotes(judgement);
  const warned = judgement.warned();
  return [
    { tab: "projects", values: new Map(judgement.projects.map((verdict) => [verdict.key, projectCells(verdict)])) },
    {
      tab: "milestones",
      values: new Map(
        judgement.milestones.map((verdict) => [
          verdict.key,
          milestoneCells(verdict, warned.get(verdict.key), reading, backdated(verdict)),
        ]),
      ),
    },
    { tab: "monthlyReports", values: reportCells(judgement) },
    { tab: "issues", values: new Map(judgement.issues.map((verdict) => [verdict.key, issueCells(verdict)])) },
    { tab: "tasks", values: new Map(judgement.tasks.map((verdict) => [verdict.key, taskCells(verdict)])) },
    { tab: "disclosures", values: new Map(judgement.disclosures().map((one) => [one.key, disclosureCells(one)])) },
  ];
}

/** No light is a blank cell: the word 无 would fill the column with nothing to do. */
const lightCell = (light: ProjectVerdict["light"]): CellValue => (light === "none" ? null : lightWord(light));

const projectCells = (verdict: ProjectVerdict): Cells => [
  lightCell(verdict.light),
  verdict.completion,
  `${verdict.key}：${projectSentence(verdict)}`,
];

const issueCells = (verdict: IssueVerdict): Cells => [
  issueStateWord(verdict),
  verdict.due === null ? null : { date: verdict.due },
  lightCell(verdict.light),
  `${verdict.key}：${issueSentence(verdict)}`,
];

const taskCells = (verdict: TaskVerdict): Cells => [
  taskStateWord(verdict),
  verdict.remaining,
  lightCell(verdict.light),
  `${verdict.key}：${taskSentence(verdict)}`,
];

const disclosureCells = (verdict: DisclosureVerdict): Cells => [
  verdict.limit === null ? null : { date: verdict.limit },
  disclosureStateWord(verdict.state),
  `${verdict.key}：${disclosureSentence(verdict)}`,
];

const NOTHING: Cells = [null, null, null];

/** A milestone that is not due yet says nothing unless a forecast warns of it: its countdown would change every row every day. */
function milestoneCells(
  verdict: MilestoneVerdict,
  forecast: MilestoneForecast | undefined,
  reading: Reading,
  backdated: string,
): Cells {
  if (verdict.because === "due-later") return laterCells(verdict, forecast);
  const late = verdict.daysLate !== null && verdict.daysLate > 0 ? verdict.daysLate : null;
  return [
    lightCell(verdict.light),
    late,
    `${verdict.key}：${milestoneSentence(verdict, exemptionPlace(verdict, reading))}${outlook(verdict, forecast)}${backdated}`,
  ];
}

/** A light of its own stays; the forecast is told beside it. */
const outlook = ({ asOf }: MilestoneVerdict, forecast: MilestoneForecast | undefined): string =>
  forecast === undefined ? "" : forecastAside(forecast, asOf);

function laterCells(verdict: MilestoneVerdict, forecast: MilestoneForecast | undefined): Cells {
  const claim = verdict.refuted === null ? "" : openClaim(verdict);
  const warning = forecast === undefined ? "" : forecastSentence(forecast, verdict.asOf);
  if (claim === "" && warning === "") return NOTHING;
  return [forecast === undefined ? null : FORECAST_LIGHT, null, `${verdict.key}：${warning}${claim}`];
}

function exemptionPlace({ exemption }: MilestoneVerdict, { places }: Reading): string {
  if (exemption === null) return "";
  const row = rowOf(places, exemption.workbook, "exemptions", exemption.key);
  return row === null ? "" : `「豁免」第 ${row} 行`;
}

/** Suspicions stay out of the sheet until the unit answered or its days are over. */
function reportCells({ reports, questions, inspections }: Judgement): ReadonlyMap<string, Cells> {
  const shared = Map.groupBy(
    questions.filter((question) => question.shared),
    (question) => question.report,
  );
  const settled = Map.groupBy(inspections.filter(isSettled), ({ figure }) => figure!.report);
  return new Map(
    reports.filter(isOwed).map((report) => {
      const verified = settled.get(report.key) ?? [];
      return [report.key, cellsOfReport(report, shared.get(report.key) ?? [], verified)];
    }),
  );
}

const cellsOfReport = (
  report: ReportVerdict,
  questions: readonly ReviewQuestion[],
  verified: readonly InspectionVerdict[],
): Cells => [
  reportStateWord(report, questions, verified),
  `${report.key}：${reportSentence(report, questions, verified)}`,
];
