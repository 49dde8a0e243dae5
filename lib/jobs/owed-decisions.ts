import { isValue, valueOr } from "../domain/field.ts";
import type { IssueVerdict } from "../domain/issue-loop.ts";
import type { Raising } from "../domain/raising.ts";
import { merge, type Reached, reachAdmins } from "../domain/recipients.ts";
import { issueSentences } from "../views/leader-lines.ts";
import type { Behind } from "../views/raising-lines.ts";
import { behindProjects } from "./behind-projects.ts";
import { type LeaderBook, leaderFigures } from "./leader-book.ts";
import { type Candidate, type Contacts, cellOf, NO_ITEM, type OwedInput, placeOf } from "./owed.ts";
import { split } from "./owed-leaders.ts";
import { raisings } from "./owed-raising.ts";

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
    facts: { daysAtLevel: present.days, level: String(issue.level), place },
  };
  return { kind: "matter-to-decide", subject: issue.code, level: String(issue.level), due: present.from, item };
}

const toDecider = (matter: Decision, reached: Reached, leaders: LeaderBook): Candidate => {
  const facts = { ...leaderFigures(leaders, reached.told[0]?.address ?? ""), ...matter.item.facts };
  return { ...matter, item: { ...matter.item, facts }, reached };
};
