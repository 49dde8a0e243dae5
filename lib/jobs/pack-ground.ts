import type { PlainDate } from "../domain/dates.ts";
import type { IssueVerdict } from "../domain/issue-loop.ts";
import { agendaOf } from "../domain/meeting-pack/agenda.ts";
import { proposedAssignments } from "../domain/meeting-pack/assignments.ts";
import type { Matter } from "../domain/meeting-pack/matters.ts";
import type { LevelSection, UnsolvedIssue } from "../domain/meeting-pack/unsolved.ts";
import { officeNameOn } from "../rules/letter-rules.ts";
import { meetingRulesOn } from "../rules/meeting-rules.ts";
import { setAsideWords } from "../views/packs/lacking.ts";
import type { PackGround } from "../views/packs/pack-facts.ts";
import { staleWords } from "../views/workbook-words.ts";
import { adminsOf } from "./assess.ts";
import { behindProjects } from "./behind-projects.ts";
import type { JobInput } from "./job.ts";
import { raisings } from "./owed-raising.ts";
import { cellWords } from "./plan-cells.ts";

/** Problems with the levels they went through, as the history knows them. */
export function packIssues(input: JobInput, issues: readonly IssueVerdict[]): readonly UnsolvedIssue[] {
  const raising = raisings({ ...input, registry: input.reading.registry });
  return issues.map((verdict) => ({ verdict, raising: raising(verdict) }));
}

export interface GroundRequest {
  readonly sections: readonly LevelSection[];
  readonly matters: readonly Matter[];
  readonly meetingDay: PlainDate;
}

/** What every meeting's papers share: agenda, proposed items, and where everything stands. */
export function packGround(input: JobInput, { sections, matters, meetingDay }: GroundRequest): PackGround {
  const { asOf, book, calendar, reading } = input;
  const { registry } = reading;
  const judgement = input.judge(asOf, null);
  const rules = meetingRulesOn(book, asOf);
  const projects = new Map(judgement.files.map(({ project }) => [project.code, project]));
  const units = new Set(registry.units.map(({ name }) => name));
  const projectOf: PackGround["projectOf"] = (code) => projects.get(code);
  const officeName = officeNameOn(book, asOf);
  const office = adminsOf(registry)[0]?.unit ?? officeName;
  const agenda = agendaOf(matters, { rule: rules.agenda, projectOf, office });
  const codes = new Set(sections.flatMap(({ issues }) => issues.map(({ verdict }) => verdict.project)));
  const behind = behindProjects(judgement, codes);
  const { assignment } = rules;
  const isUnit = (name: string): boolean => units.has(name);
  const terms = { rule: assignment.value, calendar, meetingDay, projectOf, isUnit };
  return {
    ...{ asOf, meetingDay, office, officeName, sections, agenda, projectOf },
    assignments: proposedAssignments(agenda.items, terms),
    assignmentRule: assignment,
    behind: (code) => behind(projectOf(code)),
    place: (ref) => cellWords(input, [ref]),
    lacking: [...input.stale.map((one) => `${staleWords(one, asOf)}。`), ...setAsideWords(registry.setAside)],
  };
}
