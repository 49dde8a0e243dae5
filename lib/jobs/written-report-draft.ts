import { isValue } from "../domain/field.ts";
import type { Judgement } from "../domain/judgement.ts";
import type { Project } from "../domain/registry.ts";
import type { RowsDraft } from "../domain/rows-draft.ts";
import type { DraftProposal } from "../ports/plan.ts";
import { placeOf } from "../registry/places.ts";
import { writtenReportCells, writtenReportNotes, writtenReportSource } from "../views/written-report-words.ts";
import { writtenReportsWorkbook } from "../views/written-reports-workbook.ts";
import { digestOf } from "./drafting.ts";
import type { JobInput } from "./job.ts";
import { type AskedReport, askedReports } from "./standing-reports.ts";

/**
 * Rows of 任务 that track the written reports of the last locked month, for an admin to confirm. A row people typed is not proposed; one that came
 * from this draft stays in it, so that what was confirmed or dropped is not proposed a second time. Source: domain.md M9.
 */
export function writtenReportDrafts(input: JobInput, judgement: Judgement): readonly DraftProposal[] {
  const [first] = judgement.writtenReports;
  if (first === undefined || !hasTasks(input)) return [];
  const { month, lockDay, rule } = first;
  const { registry } = input.reading;
  const projects = new Map(registry.projects.map((project) => [project.code, project]));
  const asked = askedReports({ ...input, judgement, registry }).filter((report) => report.month === month);
  const proposed = asked.flatMap((report) => proposal(report, projects.get(report.project), lockDay));
  if (proposed.every(({ stands }) => stands)) return [];
  const notes = writtenReportNotes(rule.value.workingDays);
  const rows = proposed.map(({ cells }, index) => ({ item: String(index + 1), cells, notes }));
  const body: RowsDraft = { tab: "tasks", source: writtenReportSource(month), rows };
  return [
    {
      kind: "rows",
      period: month,
      idStem: `W-${month}`,
      lockDay,
      body: JSON.stringify(body),
      attachment: { filename: `${writtenReportSource(month)}.xlsx`, workbook: writtenReportsWorkbook(body) },
      inputDigest: digestOf(JSON.stringify(proposed)),
      rulesDigest: input.rulesDigest,
    },
  ];
}

/** Where 任务 cannot be read nobody can say which rows stand already. */
const hasTasks = ({ reading, snapshots }: JobInput): boolean =>
  placeOf(reading.places, snapshots[0]?.name ?? "", "tasks") !== null;

function proposal(report: AskedReport, project: Project | undefined, lockDay: string) {
  if (project === undefined) return [];
  const { month, due, row } = report;
  const leader = isValue(project.sponsor) ? project.sponsor : null;
  const cells = writtenReportCells({
    project: project.code,
    month,
    unit: project.responsibleUnit,
    leader,
    lockDay,
    due,
  });
  if (row !== null && row.code !== cells.code) return [];
  return [{ cells, stands: row !== null }];
}
