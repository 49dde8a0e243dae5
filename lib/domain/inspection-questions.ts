import type { PlainDate } from "./dates.ts";
import { type History, lifeOf } from "./history.ts";
import type { InspectionVerdict } from "./inspection.ts";
import { dayAt } from "./office-calendar.ts";
import type { MonthlyReport } from "./registry.ts";
import { type Asking, isAnswered, questionAbout, type ReviewQuestion } from "./review-questions.ts";

/** 待复核: what was verified differs from what was reported, and nobody has ruled on it yet. Asked of the unit, never with a figure to report. */
export function inspectionQuestions(
  verdicts: readonly InspectionVerdict[],
  history: History,
  asking: Omit<Asking, "rule">,
): readonly ReviewQuestion[] {
  return verdicts.flatMap((verdict) => {
    const { inspection, file, figure, ruling, rule } = verdict;
    if (figure === null || figure.finding === "agrees" || ruling !== null) return [];
    const report = file.reports(figure.month)!;
    const identity = figure.finding === "above" ? ("verified-above" as const) : ("verified-below" as const);
    const key = `${inspection.project}/${inspection.key}/${identity}`;
    const answered = isAnswered(report) && answeredSince(report, inspection.date, history);
    const facts = { ...figuresOf(verdict), percent: rule.value.differencePercent };
    const [verified, ...reported] = figure.cells;
    const cells = [...reported, verified!];
    return [questionAbout(file, { key, identity, report, cells, facts, answered }, { ...asking, rule })];
  });
}

const figuresOf = ({ inspection, figure }: InspectionVerdict) => ({
  inspection: inspection.code,
  date: inspection.date,
  verified: figure!.verified,
  reported: figure!.reported,
});

/** What was written in 复核说明 before the inspection answers something else; what nobody remembers otherwise counts as an answer. */
function answeredSince(report: MonthlyReport, day: PlainDate, history: History): boolean {
  const life = lifeOf<MonthlyReport>(history, "monthlyReports", report.key);
  const other = life.findLastIndex(({ row }) => row?.reviewAnswer !== report.reviewAnswer);
  const written = life[other + 1];
  return written === undefined || dayAt(written.firstSeen) >= day;
}
