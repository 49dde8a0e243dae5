import { isValue } from "../domain/field.ts";
import { asksSomething, type Finding } from "../domain/finding.ts";
import type { Light } from "../domain/light.ts";
import type { NoticeItem } from "../domain/notice.ts";
import { textMark } from "../domain/notice-key.ts";
import type { ReportVerdict } from "../domain/reports.ts";
import type { ReviewQuestion } from "../domain/review-questions.ts";
import type { UnitReportMark } from "../domain/unit-marks.ts";
import { isTabCode, tabOf } from "../registry/tabs.ts";
import { type Candidate, type Contacts, cellOf, NO_ITEM, type OwedInput, placeOf } from "./owed.ts";

/** Reports still missing after their day: late, then the colour of the unit's mark. Source: domain.md "Project lights" (late reporting). */
export function owedReports(input: OwedInput, contacts: Contacts): Candidate[] {
  const marks = new Map(input.judgement.unitMarks.map((mark) => [mark.unit, mark]));
  const missing = input.judgement.reports.filter((report) => report.state === "missing" && report.due < input.asOf);
  return missing.map((report) => {
    const mark = marks.get(report.unit);
    return reportCandidate(input, contacts, report, mark?.month === report.month ? mark : null);
  });
}

/** A report missing from an earlier month than the one marked is past every grace: 黄. */
function reportCandidate(
  input: OwedInput,
  contacts: Contacts,
  report: ReportVerdict,
  mark: UnitReportMark | null,
): Candidate {
  const light: Light = mark?.light ?? "yellow";
  const ref = { workbook: report.workbook, tab: "monthlyReports", key: report.key, field: "investedYtd" };
  const place = placeOf(input, ref);
  const project = contacts.projects.get(report.project);
  const item = {
    ...NO_ITEM,
    ...input.words.report(report, mark, place),
    light,
    workbook: report.workbook,
    tab: "monthlyReports",
    subject: report.key,
    cell: cellOf(place),
    unit: report.unit,
    project: report.project,
    projectName: project?.name ?? "",
    due: report.due,
    facts: { month: report.month, workingDaysLate: report.workingDaysLate, place },
  };
  const reached = contacts.responsible(report.unit, personOf(contacts, report.project, report.unit));
  return { kind: "report-missing", subject: report.key, level: light, due: report.due, item, reached };
}

/** The project's 责任人, for matters of its own unit. */
export function personOf(contacts: Contacts, code: string, unit: string): string | null {
  const project = contacts.projects.get(code);
  if (project === undefined || project.responsibleUnit !== unit) return null;
  return isValue(project.responsiblePerson) ? project.responsiblePerson : null;
}

/** 待复核: asked of the unit alone, until it answers. Where nobody of the unit can be asked, the admins hear that, and not what. */
export function owedQuestions(input: OwedInput, contacts: Contacts): Candidate[] {
  const open = input.judgement.questions.filter((question) => !question.answered);
  return open.map((question) => {
    const [first] = question.cells;
    const place = first === undefined ? "" : placeOf(input, first);
    return questionCandidate(input, contacts, question, place);
  });
}

function questionCandidate(input: OwedInput, contacts: Contacts, question: ReviewQuestion, place: string): Candidate {
  const item = {
    ...NO_ITEM,
    ...input.words.question(question, place),
    workbook: question.workbook,
    tab: "monthlyReports",
    subject: question.report,
    cell: cellOf(place),
    unit: question.unit,
    project: question.project,
    projectName: contacts.projects.get(question.project)?.name ?? "",
    facts: { place },
  };
  const { told, gaps } = contacts.responsible(question.unit, personOf(contacts, question.project, question.unit));
  const reached = { told: told.filter(({ duty }) => duty !== "admin"), gaps };
  return { kind: "review-question", subject: question.key, level: "", due: "", item, reached };
}

/** Cells to mend that belong to a unit; those of admin tabs and of nobody are the admins'. */
export const isForAdmins = (finding: Finding): boolean =>
  finding.unit === "" || !isTabCode(finding.tab) || tabOf(finding.tab).section === "admin";

export function owedCorrections(input: OwedInput, contacts: Contacts): Candidate[] {
  const ofUnits = input.findings.filter((finding) => asksSomething(finding) && !isForAdmins(finding));
  return ofUnits.map((finding) => {
    const project = finding.key.split("/")[0] ?? "";
    const reached = contacts.responsible(finding.unit, personOf(contacts, project, finding.unit));
    const item = { ...findingItem(input, finding), project, projectName: contacts.projects.get(project)?.name ?? "" };
    return { kind: "correction", subject: findingSubject(finding), level: "", due: "", item, reached };
  });
}

/** Another wrong value in the same cell is another matter; a row without a key is known by its place, one of a 分表 by its workbook too. */
export const findingSubject = ({ tab, key, cell, header, code, found, facts: { book } }: Finding): string =>
  [...(book === undefined ? [] : [book]), tab, key === "" ? cell : key, header, code, textMark(found)].join("/");

export function findingItem(input: OwedInput, finding: Finding): NoticeItem {
  const { reason, action, problem, found } = input.words.finding(finding);
  const { workbook, tab, key: subject, cell, unit, header: name } = finding;
  const facts = { problem, found, link: input.link(finding) };
  return { ...NO_ITEM, reason, action, workbook, tab, subject, cell, unit, name, facts };
}
