import { addDays, monthOf, type PlainDate, weekday } from "../domain/dates.ts";
import { isValue, valueOr } from "../domain/field.ts";
import type { IssueVerdict } from "../domain/issue-loop.ts";
import { partsOf } from "../domain/notice-key.ts";
import type { OfficeCalendar } from "../domain/office-calendar.ts";
import { lastLockedMonth } from "../domain/office-calendar.ts";
import type { ProjectVerdict } from "../domain/project-lights.ts";
import type { Raising } from "../domain/raising.ts";
import { merge, type Reached, reachAdmins } from "../domain/recipients.ts";
import type { Project } from "../domain/registry.ts";
import { issueSentences } from "../views/leader-lines.ts";
import { lightWord } from "../views/notice-lines.ts";
import type { Behind } from "../views/raising-lines.ts";
import { behindProjects } from "./behind-projects.ts";
import { type LeaderBook, leaderFigures } from "./leader-book.ts";
import { type Candidate, type Contacts, cellOf, NO_ITEM, type OwedInput, placeOf } from "./owed.ts";
import { raisings } from "./owed-raising.ts";

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

/** Above the unit itself, which hears of its problems anyway. */
const DECIDING_LEVELS: readonly string[] = ["县区", "市直", "分管市领导", "市调度会", "省"];

/**
 * Open problems that stand at a leader's level, the heads of 属地 and 牵头单位 included, with what the lower levels tried; what is handed in for 核查 waits for nobody's decision.
 * Source: domain.md "逾期升级" (levels), M18.
 */
export function owedDecisions(input: OwedInput, contacts: Contacts, leaders: LeaderBook): Candidate[] {
  const open = input.judgement.issues.filter(isToDecide);
  const raising = raisings(input);
  const behind = behindProjects(input.judgement, new Set(open.map(({ project }) => project)));
  return open.flatMap((verdict) => {
    const matter = decisionOf(
      input,
      contacts,
      verdict,
      raising(verdict),
      behind(contacts.projects.get(verdict.project)),
    );
    return split(decidersOf(input, contacts, verdict)).map((reached) => toDecider(matter, reached, leaders));
  });
}

const isToDecide = ({ issue, state }: IssueVerdict): boolean =>
  state !== "closed" && state !== "to-verify" && DECIDING_LEVELS.includes(String(issue.level));

function decidersOf(input: OwedInput, contacts: Contacts, { issue, project: code, unit }: IssueVerdict): Reached {
  const project = contacts.projects.get(code);
  if (issue.level === "县区") return headOf(contacts, project?.county ?? "");
  if (issue.level === "市直") return headOf(contacts, valueOr(project?.leadUnit ?? null, ""));
  const sponsor = contacts.sponsor(
    project !== undefined && isValue(project.sponsor) ? project.sponsor : null,
    project?.responsibleUnit ?? "",
  );
  if (issue.level !== "分管市领导") return merge([sponsor, reachAdmins(input.directory)]);
  return merge([contacts.cityLeader(unit), sponsor]);
}

const headOf = (contacts: Contacts, unit: string): Reached => contacts.role(unit, "主要负责人", "unit-head");

type Decision = Omit<Candidate, "reached">;

function decisionOf(
  input: OwedInput,
  contacts: Contacts,
  { issue, project: code, unit }: IssueVerdict,
  raising: Raising,
  behind: Behind,
): Decision {
  const project = contacts.projects.get(code);
  const place = placeOf(input, { workbook: issue.workbook, tab: "issues", key: issue.key, field: "level" });
  const present = raising.stays.at(-1)!;
  const item = {
    ...NO_ITEM,
    ...issueSentences({ issue, unit, project, raising, behind }, input.asOf),
    workbook: issue.workbook,
    tab: "issues",
    subject: issue.code,
    cell: cellOf(place),
    unit,
    project: project?.code ?? "",
    projectName: project?.name ?? "",
    facts: { daysAtLevel: present.days, place },
  };
  return { kind: "matter-to-decide", subject: issue.code, level: String(issue.level), due: present.from, item };
}

const toDecider = (matter: Decision, reached: Reached, leaders: LeaderBook): Candidate => {
  const facts = { ...leaderFigures(leaders, reached.told[0]?.address ?? ""), ...matter.item.facts };
  return { ...matter, item: { ...matter.item, facts }, reached };
};

export const mondayOf = (day: PlainDate): PlainDate => addDays(day, 1 - weekday(day));
