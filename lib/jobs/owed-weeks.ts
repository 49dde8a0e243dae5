import { addDays, type PlainDate, weekday } from "../domain/dates.ts";
import { isValue } from "../domain/field.ts";
import type { MilestoneVerdict } from "../domain/milestone.ts";
import { merge } from "../domain/recipients.ts";
import type { Project } from "../domain/registry.ts";
import type { ReportVerdict } from "../domain/reports.ts";
import { WEEK_AHEAD_DAYS } from "../rules/mail-rules.ts";
import { ruleOn } from "../rules/rulebook.ts";
import { weekDueLine, weekReportLine } from "../views/week-lines.ts";
import { type Candidate, type Contacts, NO_ITEM, type OwedInput } from "./owed.ts";

/**
 * The unit's week: what falls due in the next 14 days and which reports are missing, for the lead unit, the responsible unit and the
 * milestone's unit, to 主要负责人, 办公室主任 and 联络员. A unit with neither hears nothing. Source: domain.md M4 and "Who is told what".
 */
export function owedWeeks(input: OwedInput, contacts: Contacts): Candidate[] {
  const until = addDays(input.asOf, ruleOn(input.book, WEEK_AHEAD_DAYS, input.asOf).value);
  const due = byUnits(input.judgement.milestones.filter(isDueBy(until)), (verdict) =>
    unitsOf(contacts.projects.get(verdict.project), verdict.ownUnit),
  );
  const missing = byUnits(
    input.judgement.reports.filter((report) => report.state === "missing"),
    (report) => unitsOf(contacts.projects.get(report.project), report.unit),
  );
  const units = [...new Set([...due.keys(), ...missing.keys()])].filter((unit) => unit !== "").sort();
  return units.map((unit) => weekOf(input, contacts, unit, until, due.get(unit) ?? [], missing.get(unit) ?? []));
}

const isDueBy =
  (until: PlainDate) =>
  (verdict: MilestoneVerdict): boolean =>
    !verdict.done &&
    verdict.light !== "exempt" &&
    verdict.planned !== null &&
    deadlineOf(verdict) >= verdict.asOf &&
    deadlineOf(verdict) <= until;

/** Exempt days move it. */
const deadlineOf = ({ planned, exemptDays }: MilestoneVerdict): PlainDate => addDays(planned!, exemptDays);

const unitsOf = (project: Project | undefined, unit: string): string[] => [
  unit,
  ...(project === undefined ? [] : [project.responsibleUnit]),
  ...(project !== undefined && isValue(project.leadUnit) ? [project.leadUnit] : []),
];

function byUnits<T>(rows: readonly T[], units: (row: T) => readonly string[]): ReadonlyMap<string, readonly T[]> {
  const grouped = new Map<string, T[]>();
  for (const row of rows)
    for (const unit of new Set(units(row))) {
      const list = grouped.get(unit);
      if (list === undefined) grouped.set(unit, [row]);
      else list.push(row);
    }
  return grouped;
}

function weekOf(
  input: OwedInput,
  contacts: Contacts,
  unit: string,
  until: PlainDate,
  due: readonly MilestoneVerdict[],
  missing: readonly ReportVerdict[],
): Candidate {
  const { asOf } = input;
  const name = (code: string): string => contacts.projects.get(code)?.name ?? "";
  const facts = {
    unitName: unit,
    until,
    due: due
      .toSorted((a, b) => (deadlineOf(a) < deadlineOf(b) ? -1 : 1))
      .map((verdict) => weekDueLine(verdict, name(verdict.project), unit)),
    missing: missing.map((report) => weekReportLine(report, name(report.project), asOf, unit)),
  };
  const monday = addDays(asOf, 1 - weekday(asOf));
  const reached = merge([
    contacts.role(unit, "主要负责人", "unit-head"),
    contacts.role(unit, "办公室主任", "office-head"),
    contacts.role(unit, "联络员", "liaison"),
  ]);
  const gaps = reached.told.length > 0 ? reached.gaps : contacts.responsible(unit, null).gaps;
  const item = { ...NO_ITEM, tab: "units", subject: unit, unit, due: monday, facts };
  return { kind: "unit-week", subject: unit, level: "week", due: monday, item, reached: { told: reached.told, gaps } };
}
