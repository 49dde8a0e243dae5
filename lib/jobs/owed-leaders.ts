import { addDays, daysBetween, monthOf, type PlainDate, weekday } from "../domain/dates.ts";
import { isValue } from "../domain/field.ts";
import type { Light } from "../domain/light.ts";
import { partsOf } from "../domain/notice-key.ts";
import type { OfficeCalendar } from "../domain/office-calendar.ts";
import { lastLockedMonth } from "../domain/office-calendar.ts";
import type { ProjectVerdict } from "../domain/project-lights.ts";
import { merge, type Reached, reachAdmins } from "../domain/recipients.ts";
import type { Issue, Project } from "../domain/registry.ts";
import { issueSentences } from "../views/leader-lines.ts";
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
const split = ({ told, gaps }: Reached): Reached[] =>
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

const CITY_LEVELS: readonly string[] = ["分管市领导", "市调度会", "省"];

/** Open problems that stand at a leader's level. Source: domain.md "逾期升级" (levels). */
export function owedDecisions(input: OwedInput, contacts: Contacts, leaders: LeaderBook): Candidate[] {
  const open = input.registry.issues.filter((issue) => isOpen(issue) && CITY_LEVELS.includes(String(issue.level)));
  return open.flatMap((issue) =>
    split(decidersOf(input, contacts, issue)).map((reached) => decisionOf(input, contacts, issue, reached, leaders)),
  );
}

const isOpen = (issue: Issue): boolean =>
  issue.closedOn === null && (issue.resolvedOn === null || issue.verification === "退回");

function decidersOf(input: OwedInput, contacts: Contacts, issue: Issue): Reached {
  const project = isValue(issue.project) ? contacts.projects.get(issue.project) : undefined;
  const sponsor = contacts.sponsor(
    project !== undefined && isValue(project.sponsor) ? project.sponsor : null,
    project?.responsibleUnit ?? "",
  );
  if (issue.level !== "分管市领导") return merge([sponsor, reachAdmins(input.directory)]);
  const unit = isValue(issue.responsibleUnit) ? issue.responsibleUnit : (project?.responsibleUnit ?? "");
  return merge([contacts.cityLeader(unit), sponsor]);
}

function decisionOf(
  input: OwedInput,
  contacts: Contacts,
  issue: Issue,
  reached: Reached,
  leaders: LeaderBook,
): Candidate {
  const project = isValue(issue.project) ? contacts.projects.get(issue.project) : undefined;
  const place = placeOf(input, { workbook: issue.workbook, tab: "issues", key: issue.key, field: "level" });
  const raised: PlainDate = isValue(issue.raisedOn) ? issue.raisedOn : issue.reportedOn;
  const light: Light = "none";
  const item = {
    ...NO_ITEM,
    ...issueSentences(issue, project, input.asOf),
    light,
    workbook: issue.workbook,
    tab: "issues",
    subject: issue.code,
    cell: cellOf(place),
    unit: isValue(issue.responsibleUnit) ? issue.responsibleUnit : "",
    project: project?.code ?? "",
    projectName: project?.name ?? "",
    facts: {
      ...leaderFigures(leaders, reached.told[0]?.address ?? ""),
      daysAtLevel: daysBetween(raised, input.asOf),
      place,
    },
  };
  return { kind: "matter-to-decide", subject: issue.code, level: String(issue.level), due: raised, item, reached };
}

export const mondayOf = (day: PlainDate): PlainDate => addDays(day, 1 - weekday(day));
