import { type PlainDate, yearOf } from "../domain/dates.ts";
import type { DisclosureVerdict } from "../domain/disclosure/disclosure.ts";
import { clockVersion } from "../domain/disclosure/told-limit.ts";
import type { NoticeItem } from "../domain/notice.ts";
import { reachAdmins } from "../domain/recipients.ts";
import { workingDaysBetween } from "../domain/working-days.ts";
import { DISCLOSURE_REMINDERS, disclosureReportDays } from "../rules/disclosure-rules.ts";
import { ruleOn } from "../rules/rulebook.ts";
import { disclosureReportName } from "../views/disclosure-words.ts";
import { type Candidate, type Contacts, cellOf, NO_ITEM, type OwedInput, placeOf } from "./owed.ts";
import { personOf } from "./owed-cells.ts";

/** Rows of 公开 before their limit, twice at most, and once it passed: to whoever is responsible at 公开主体. Source: domain.md "Disclosure". */
export function owedDisclosures(input: OwedInput, contacts: Contacts): Candidate[] {
  const reminders = ruleOn(input.book, DISCLOSURE_REMINDERS, input.asOf).value;
  return input.judgement.disclosures().flatMap((verdict): Candidate[] => {
    const level = verdict.remaining === null ? null : levelOf(verdict, reminders);
    if (level === null) return [];
    const { row, limit } = verdict;
    const reached = contacts.responsible(row.discloser, personOf(contacts, row.project, row.discloser));
    const kind = level === "overdue" ? "disclosure-overdue" : "disclosure-due";
    return [{ kind, subject: verdict.key, level, due: limit!, item: itemOf(input, contacts, verdict), reached }];
  });
}

/** The nearest reminder whose day has come. */
function levelOf({ state, remaining }: DisclosureVerdict, reminders: readonly number[]): string | null {
  if (state === "overdue") return "overdue";
  const days = reminders.filter((one) => remaining! <= one).at(-1);
  return days === undefined ? null : String(days);
}

function itemOf(input: OwedInput, contacts: Contacts, verdict: DisclosureVerdict): NoticeItem {
  const { row, limit, remaining, provisional } = verdict;
  const { workbook, key } = row;
  const place = placeOf(input, { workbook, tab: "disclosures", key, field: "disclosedOn" });
  return {
    ...NO_ITEM,
    ...input.words.disclosure(verdict, place),
    ...{ workbook, tab: "disclosures", subject: key, cell: cellOf(place), unit: row.discloser },
    ...{
      project: row.project,
      projectName: contacts.projects.get(row.project)?.name ?? "",
      name: row.item,
      due: limit,
    },
    facts: {
      ...{ place, step: "none", round: clockVersion(verdict), provisional },
      ...{ workingDaysLeft: Math.max(remaining!, 0), workingDaysLate: Math.max(-remaining!, 0) },
    },
  };
}

/** The two days of last year's report: the units' own, to their 联络员; the government's, to the admins. Source: 政府信息公开条例 49. */
export function owedDisclosureReports(input: OwedInput, contacts: Contacts): Candidate[] {
  const { asOf, book, judgement, directory } = input;
  const year = yearOf(asOf) - 1;
  const days = disclosureReportDays(book, asOf);
  const ofUnits = reportReminder(input, days.unit);
  const ofGovernment = reportReminder(input, days.government);
  if (ofUnits === null && ofGovernment === null) return [];
  const rows = judgement.disclosures().filter(({ row }) => yearOf(row.formedOn) === year);
  const units = ofUnits === null ? [] : [...new Set(rows.map(({ row }) => row.discloser))].sort();
  return [
    ...units.map((unit) => ({ ...candidateOf(ofUnits!, unit, year), reached: liaisons(contacts, unit) })),
    ...(ofGovernment === null || rows.length === 0
      ? []
      : [{ ...candidateOf(ofGovernment, "", year), reached: { told: reachAdmins(directory).told, gaps: [] } }]),
  ];
}

const liaisons = (contacts: Contacts, unit: string): Candidate["reached"] => {
  const own = contacts.role(unit, "联络员", "liaison");
  return own.told.length > 0 ? own : contacts.responsible(unit, null);
};

interface ReportReminder {
  readonly due: PlainDate;
  readonly level: string;
  readonly workingDaysLeft: number;
}

function reportReminder({ asOf, book, calendar }: OwedInput, due: PlainDate): ReportReminder | null {
  const workingDaysLeft = workingDaysBetween(calendar, asOf, due);
  const reminders = ruleOn(book, DISCLOSURE_REMINDERS, asOf).value;
  const level = reminders.filter((days) => workingDaysLeft <= days).at(-1);
  return asOf > due || level === undefined ? null : { due, level: String(level), workingDaysLeft };
}

function candidateOf({ due, level, workingDaysLeft }: ReportReminder, unit: string, year: number) {
  const name = disclosureReportName(unit, year);
  const subject = `${unit === "" ? "all" : unit}/${year}`;
  const item = { ...NO_ITEM, tab: "disclosures", subject: name, unit, name, due, facts: { workingDaysLeft } };
  return { kind: "disclosure-report" as const, subject, level, due, item };
}
