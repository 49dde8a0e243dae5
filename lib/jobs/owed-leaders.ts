import { addDays, monthOf, type PlainDate, weekday } from "../domain/dates.ts";
import { isValue } from "../domain/field.ts";
import { partsOf } from "../domain/notice-key.ts";
import type { OfficeCalendar } from "../domain/office-calendar.ts";
import { lastLockedMonth } from "../domain/office-calendar.ts";
import type { ProjectVerdict } from "../domain/project-lights.ts";
import { merge, type Reached } from "../domain/recipients.ts";
import type { Project } from "../domain/registry.ts";
import { lightWord } from "../views/notice-lines.ts";
import { type LeaderBook, leaderFigures } from "./leader-book.ts";
import { type Candidate, type Contacts, cellOf, NO_ITEM, type OwedInput, placeOf } from "./owed.ts";

export type LeaderInput = OwedInput & { readonly calendar: OfficeCalendar };

/** A project that turned red, to its 包联领导 and the 分包市领导 of its unit, with the figures of that leader's own projects. */
export function owedProjectReds(input: LeaderInput, contacts: Contacts, leaders: LeaderBook): Candidate[] {
  const told = lastVersions(input);
  const reds = input.judgement.projects.filter((verdict) => verdict.light === "red");
  return reds.flatMap((verdict) => {
    const project = contacts.projects.get(verdict.key);
    if (project === undefined) return [];
    return split(leadersOf(contacts, project)).map((reached) =>
      redCandidate(input, verdict, project, reached, leaders, told),
    );
  });
}

export const leadersOf = (contacts: Contacts, project: Project): Reached =>
  merge([
    contacts.sponsor(isValue(project.sponsor) ? project.sponsor : null, project.responsibleUnit),
    contacts.cityLeader(project.responsibleUnit),
  ]);

/** One part per address, since every leader's figures are their own; the gaps stay with the first. */
export const split = ({ told, gaps }: Reached): Reached[] =>
  told.length === 0 ? [{ told, gaps }] : told.map((one, index) => ({ told: [one], gaps: index === 0 ? gaps : [] }));

function redCandidate(
  input: LeaderInput,
  verdict: ProjectVerdict,
  project: Project,
  reached: Reached,
  leaders: LeaderBook,
  told: ReadonlyMap<string, string>,
): Candidate {
  const recipient = reached.told[0]?.address ?? "";
  const place = placeOf(input, { workbook: verdict.workbook, tab: "projects", key: verdict.key, field: "code" });
  const before =
    verdict.previousLight === null || verdict.previousLight === "red" ? "" : lightWord(verdict.previousLight);
  const item = {
    ...NO_ITEM,
    ...input.words.project(verdict),
    light: verdict.light,
    workbook: verdict.workbook,
    tab: "projects",
    subject: verdict.key,
    cell: cellOf(place),
    unit: project.responsibleUnit,
    project: project.code,
    projectName: project.name,
    facts: { ...leaderFigures(leaders, recipient), before },
  };
  const due = spellOf(input, verdict, told.get(`${verdict.key}|${recipient}`));
  return { kind: "project-red", subject: verdict.key, level: "red", due, item, reached };
}

/**
 * Which red it is, named by the month it was first owed in. One that stood at the last locked month's end is the one told before, and so is
 * one told since; else the project fell and rose again, which is new. At a year's first lock a standing red is told once more.
 */
function spellOf({ asOf, calendar }: LeaderInput, { previousLight }: ProjectVerdict, told: string | undefined): string {
  const locked = lastLockedMonth(calendar, asOf);
  if (previousLight === "red") return told ?? locked;
  return told !== undefined && told > locked ? told : monthOf(asOf);
}

function lastVersions({ ledger }: OwedInput): ReadonlyMap<string, string> {
  const last = new Map<string, string>();
  for (const { key, kind, state } of ledger.notices.values()) {
    if (kind !== "project-red" || state === "withdrawn") continue;
    const { subject, recipient, due } = partsOf(key);
    const known = last.get(`${subject}|${recipient}`);
    if (known === undefined || known < due) last.set(`${subject}|${recipient}`, due);
  }
  return last;
}

export const mondayOf = (day: PlainDate): PlainDate => addDays(day, 1 - weekday(day));
