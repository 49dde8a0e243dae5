import { addDays, type PlainDate } from "../domain/dates.ts";
import { isValue } from "../domain/field.ts";
import type { CellRef, Light } from "../domain/light.ts";
import type { MilestoneLightRule, MilestoneVerdict } from "../domain/milestone.ts";
import type { NoticeItem } from "../domain/notice.ts";
import { partsOf } from "../domain/notice-key.ts";
import type { Project } from "../domain/registry.ts";
import { workingDaysBetween } from "../domain/working-days.ts";
import { REMINDER_DAYS } from "../rules/mail-rules.ts";
import { milestoneLightRule } from "../rules/milestone-rules.ts";
import { ruleOn } from "../rules/rulebook.ts";
import { type Candidate, type Contacts, cellOf, NO_ITEM, type OwedInput, placeOf } from "./owed.ts";

/**
 * What is owed about milestones that are not done and not exempt: overdue, its colour, to whoever is responsible; own lateness 黄 to the heads
 * of the unit, 红 to the sponsor too; before the day, the reminders of the rule, and what an inspection found not done. Source: domain.md "逾期升级", "Mail budget".
 */
export function owedMilestones(input: OwedInput, contacts: Contacts): Candidate[] {
  const thresholds = milestoneLightRule(input.book, input.asOf).value;
  const reminders = remindersOf(input);
  return input.judgement.milestones.flatMap((verdict) => {
    if (verdict.done || verdict.light === "exempt") return [];
    if (verdict.planned === null || verdict.daysLate === null) return refutedEarly(input, contacts, verdict);
    if (verdict.daysLate > 0) return overdue(input, contacts, verdict, thresholds);
    return [...refutedEarly(input, contacts, verdict), ...reminder(input, contacts, verdict, reminders(verdict))];
  });
}

/** The reminders of the rule; without the furthest where a forecast was told in its place: at most two notices before a due day. */
function remindersOf({ book, asOf, ledger }: OwedInput): (verdict: MilestoneVerdict) => readonly number[] {
  const all = ruleOn(book, REMINDER_DAYS, asOf).value;
  const told = new Set<string>();
  for (const { key, kind, state } of ledger.notices.values()) {
    if (kind !== "milestone-forecast" || state !== "sent") continue;
    const { subject, due } = partsOf(key);
    told.add(`${subject} ${due}`);
  }
  if (told.size === 0) return () => all;
  return (verdict) => (told.has(`${verdict.key} ${deadlineOf(verdict)}`) ? all.slice(-1) : all);
}

/** Exempt days put it off. */
export const deadlineOf = ({ asOf, daysLate }: MilestoneVerdict): PlainDate => addDays(asOf, -daysLate!);

/** The version of what is owed: a milestone that an inspection threw back to open is told of anew. */
const versionOf = ({ planned, refuted }: MilestoneVerdict): string =>
  refuted === null ? planned! : `${planned ?? ""}/${refuted.inspection.key}`;

/** Reported as done, found not done, and not late yet: no light tells of it. */
function refutedEarly(input: OwedInput, contacts: Contacts, verdict: MilestoneVerdict): Candidate[] {
  if (verdict.refuted === null) return [];
  const place = placeOf(input, actualCell(verdict));
  const item = itemOf(verdict, contacts, place, input.words.milestone(verdict, place));
  const reached = contacts.responsible(
    verdict.ownUnit,
    responsibleFor(verdict, contacts.projects.get(verdict.project)),
  );
  return [{ kind: "inspection-question", subject: verdict.key, level: "", due: versionOf(verdict), item, reached }];
}

function overdue(
  input: OwedInput,
  contacts: Contacts,
  verdict: MilestoneVerdict,
  rule: MilestoneLightRule,
): Candidate[] {
  if (verdict.because !== "overdue") return [];
  const place = placeOf(input, actualCell(verdict));
  const item = itemOf(verdict, contacts, place, input.words.milestone(verdict, place));
  const same = { subject: verdict.key, due: versionOf(verdict), item };
  const project = contacts.projects.get(verdict.project);
  const responsible = contacts.responsible(verdict.ownUnit, responsibleFor(verdict, project));
  const own = colourOf(verdict.ownDaysLate ?? 0, rule);
  const candidates: Candidate[] = [{ ...same, kind: "milestone-light", level: verdict.light, reached: responsible }];
  if (own === "yellow" || own === "red") {
    const heads = contacts.role(verdict.ownUnit, "主要负责人", "unit-head");
    candidates.push({ ...same, kind: "milestone-raised", level: "yellow", reached: heads });
  }
  if (own === "red" && project !== undefined) {
    const sponsor = contacts.sponsor(isValue(project.sponsor) ? project.sponsor : null, project.responsibleUnit);
    candidates.push({ ...same, kind: "milestone-raised", level: "red", reached: sponsor });
  }
  return candidates;
}

/** The colour of lateness that is the unit's own. */
function colourOf(days: number, rule: MilestoneLightRule): Light {
  if (days >= rule.redFrom) return "red";
  if (days >= rule.yellowFrom) return "yellow";
  return days >= rule.blueFrom ? "blue" : "none";
}

/** One candidate at most: the nearest reminder whose day has come. */
function reminder(
  input: OwedInput,
  contacts: Contacts,
  verdict: MilestoneVerdict,
  reminders: readonly number[],
): Candidate[] {
  const left = -verdict.daysLate!;
  const deadline = deadlineOf(verdict);
  const level = reminders.filter((days) => left <= days).at(-1);
  if (level === undefined) return [];
  const place = placeOf(input, actualCell(verdict));
  const item = itemOf(verdict, contacts, place, { reason: "", action: "" });
  const workingDaysLeft = workingDaysBetween(input.calendar, input.asOf, deadline);
  const reached = contacts.responsible(
    verdict.ownUnit,
    responsibleFor(verdict, contacts.projects.get(verdict.project)),
  );
  return [
    {
      kind: "milestone-due",
      subject: verdict.key,
      level: String(level),
      due: deadline,
      item: { ...item, due: deadline, facts: { ...item.facts, workingDaysLeft, ...movedBy(verdict) } },
      reached,
    },
  ];
}

/** Exempt days that the deadline waited for. */
const movedBy = ({ exemptDays, planned }: MilestoneVerdict) => (exemptDays === 0 ? {} : { exemptDays, planned });

/** The milestone's 责任人; left blank the project's, where the milestone is its unit's own. */
export function responsibleFor({ milestone, ownUnit }: MilestoneVerdict, project: Project | undefined): string | null {
  if (isValue(milestone.responsiblePerson)) return milestone.responsiblePerson;
  if (project === undefined || project.responsibleUnit !== ownUnit) return null;
  return isValue(project.responsiblePerson) ? project.responsiblePerson : null;
}

export const actualCell = ({ workbook, key }: MilestoneVerdict): CellRef => ({
  workbook,
  tab: "milestones",
  key,
  field: "actual",
});

export function itemOf(
  verdict: MilestoneVerdict,
  contacts: Contacts,
  place: string,
  words: { reason: string; action: string },
): NoticeItem {
  return {
    ...NO_ITEM,
    ...words,
    light: verdict.light,
    workbook: verdict.workbook,
    tab: "milestones",
    subject: verdict.key,
    cell: cellOf(place),
    unit: verdict.ownUnit,
    project: verdict.project,
    projectName: contacts.projects.get(verdict.project)?.name ?? "",
    name: verdict.milestone.name,
    due: verdict.planned,
    facts: { daysLate: verdict.daysLate, place, provisional: verdict.provisional },
  };
}
