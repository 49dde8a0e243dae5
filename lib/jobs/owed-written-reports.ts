import { isValue } from "../domain/field.ts";
import type { NoticeRecord } from "../domain/notice.ts";
import type { Duty, Reached } from "../domain/recipients.ts";
import { writtenReportName } from "../views/written-report-words.ts";
import { type Candidate, type Contacts, NO_ITEM, type OwedInput } from "./owed.ts";
import { type AskedReport, standingReports } from "./standing-reports.ts";

/**
 * A missed month's written report, to whoever is responsible: asked for once, and owed until it comes in, even if the figures are mended later.
 * Whoever was asked stays asked: a deputy or successor is not asked for the same month again. Overdue, it is
 * told as the row of 任务 that tracks it. Source: domain.md M9.
 */
export const owedWrittenReports = (input: OwedInput, contacts: Contacts): Candidate[] =>
  standingReports(input).flatMap((report) => candidateOf(input, contacts, report));

function candidateOf(input: OwedInput, contacts: Contacts, report: AskedReport): Candidate[] {
  const project = contacts.projects.get(report.project);
  if (project === undefined) return [];
  const { subject, due, asked, row } = report;
  const same = { kind: "written-report" as const, subject, level: "", due };
  const answering = asked.filter(({ item }) => item.facts.duty !== "admin");
  const toldByItsRow = row !== null && row.due < input.asOf;
  if (answering.length > 0 && toldByItsRow) return [];
  if (answering.length > 0) return [{ ...same, item: answering[0]!.item, reached: sameAs(answering) }];
  const person = isValue(project.responsiblePerson) ? project.responsiblePerson : null;
  const reached = contacts.responsible(project.responsibleUnit, person);
  return [{ ...same, item: asked[0]?.item ?? itemOf(input, report, project.name), reached }];
}

const sameAs = (records: readonly NoticeRecord[]): Reached => ({
  told: records.map(({ recipient, item }) => ({ address: recipient, duty: item.facts.duty as Duty })),
  gaps: [],
});

function itemOf(input: OwedInput, { verdict, due, month, project }: AskedReport, projectName: string) {
  const { workbook, key, unit, light } = verdict!;
  return {
    ...NO_ITEM,
    ...input.words.writtenReport(verdict!, due, input.asOf),
    light,
    workbook,
    tab: "tasks",
    subject: key,
    unit,
    project,
    projectName,
    name: writtenReportName(month, input.asOf),
    due,
    facts: { month },
  };
}
