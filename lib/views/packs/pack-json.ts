import type { UnsolvedIssue } from "../../domain/meeting-pack/unsolved.ts";
import { daysThere, levelOf } from "../../domain/meeting-pack/unsolved.ts";
import { readinessJson } from "../starts/readiness-json.ts";
import { checksJson } from "../starts/starts-json.ts";
import type { MechanismPack, QuarterPack } from "./pack-facts.ts";
import type { PackPaper } from "./paper.ts";

/** The same as numbers and codes, with the words of agenda and items. */
export function packJson(pack: QuarterPack | MechanismPack, paper: PackPaper): object {
  const { asOf, meetingDay, office, sections, assignments } = pack;
  return {
    version: 1,
    kind: pack.kind,
    ...{ asOf, meetingDay, office, title: paper.title },
    levels: sections.map(({ level, issues }) => ({ level, issues: issues.map(issueJson) })),
    ...(pack.kind === "quarter" ? quarterJson(pack) : mechanismJson(pack)),
    agenda: paper.agenda.map((line, index) => ({
      number: index + 1,
      kind: pack.agenda.items[index]!.matter.kind,
      ...line,
    })),
    minutes: pack.agenda.minutes,
    items: paper.items.map((item, index) => ({ ...item, due: assignments[index]!.due.day })),
    lacking: pack.lacking,
  };
}

const issueJson = (issue: UnsolvedIssue): object => ({
  key: issue.verdict.key,
  project: issue.verdict.project,
  unit: issue.verdict.unit,
  level: levelOf(issue),
  daysThere: daysThere(issue),
  state: issue.verdict.state,
  due: issue.verdict.due,
  workingDaysLate: issue.verdict.workingDaysLate,
  proposed: issue.raising.proposed,
});

const quarterJson = ({
  quarter,
  month,
  red,
  stuck,
  undecided,
  suggestions,
  starts,
  batches,
  asOf,
}: QuarterPack): object => ({
  quarter: quarter.period,
  month,
  stuck: stuck.map(({ project, overdue, float, root }) => ({
    ...{ project, milestone: overdue.key, daysLate: overdue.daysLate, float },
    ...{ root: root.key, unit: root.unit },
  })),
  red: red.map(({ verdict, months }) => ({ project: verdict.key, months })),
  undecided: undecided.map(({ adjustment, lacks }) => ({ code: adjustment.code, type: adjustment.type, lacks })),
  suggestions: suggestions.map(({ kind, project, applied }) => ({ kind, project: project.code, applied })),
  starts: starts.starts.map(({ planned, ...start }) => ({ planned, ...readinessJson(start) })),
  overdueStarts: starts.overdue.map(({ file }) => file.project.code),
  startBatches: {
    coming: batches.coming.map(({ batch, suggestions }) => ({
      batch,
      suggestions: suggestions.map(({ kind, readiness }) => ({ kind, project: readiness.file.project.code })),
    })),
    held: batches.held.map((batch) => checksJson(batch, asOf)),
  },
});

const mechanismJson = ({ mechanism, leader, last, tasks }: MechanismPack): object => ({
  ...{ mechanism, leader },
  last:
    last === null ? null : { day: last.day, decided: last.decided.map(taskJson), earlier: last.earlier.map(taskJson) },
  tasks: tasks.map(taskJson),
});

const taskJson = ({ key, unit, state, limit, workingDaysLate }: MechanismPack["tasks"][number]): object => ({
  ...{ key, unit, state, workingDaysLate },
  limit: limit.day,
});
