import { projectsOf, type Sight } from "../domain/board-scope.ts";
import { isValue } from "../domain/field.ts";
import type { IssueVerdict } from "../domain/issue-loop.ts";
import type { Judgement } from "../domain/judgement.ts";
import { largeProjects } from "../domain/large-projects.ts";
import { compareLights } from "../domain/light.ts";
import type { MilestoneVerdict } from "../domain/milestone.ts";
import type { ProjectVerdict } from "../domain/project-lights.ts";
import { readingRules } from "../rules/reading-rules.ts";
import { summaryRulesOn } from "../rules/summary-rules.ts";
import type { Board, BoardChange, BoardProject, BoardRanking, BoardScope } from "../views/board/board.ts";
import { isShared } from "../views/changes-tab.ts";
import { parseRankingBlock } from "../views/ranking.ts";
import { tallies, tallyOf } from "./board-tally.ts";
import { nameColumn } from "./column-names.ts";
import type { JobInput } from "./job.ts";
import { questionsByMatter } from "./told-changes.ts";

/** What a project's page shows of its changes. */
const MOST_CHANGES = 8;

const NOTHING: Sight = { all: false, projects: new Set(), units: new Set() };

/**
 * The wall chart of the day judged, as one person or everybody may see it: projects by code, sums over what is shown only. Questions that wait for an
 * answer, findings and drafts are no part of it. Source: issue 5, Wall chart; M20.
 */
export function boardOf(input: JobInput, scope: BoardScope): Board {
  const judgement = input.judge(input.asOf, null);
  const sight = sightOf(input, judgement, scope);
  const seen = (code: string): boolean => sight.all || sight.projects.has(code);
  const verdicts = judgement.projects.filter(({ project }) => seen(project.code)).toSorted(byCode);
  const issues = judgement.issues
    .filter(isOpen)
    .filter((issue) => isSeen(issue, sight))
    .sort(worstFirst);
  const make = maker(input, judgement, issues);
  const projects = verdicts.map(make);
  return {
    title: input.snapshots[0]?.name ?? "",
    asOf: input.asOf,
    at: input.readAt,
    scope,
    total: tallyOf("全部", projects),
    counties: tallies(projects, countiesOf(input), ({ project }) => project.county),
    categories: tallies(projects, readingRules(input.book, input.asOf).categories, ({ project }) => project.category),
    large: projects.some(({ large }) => large)
      ? tallyOf(
          "超亿元",
          projects.filter(({ large }) => large),
        )
      : null,
    projects,
    issues,
    ranking: rankingOf(input),
    setAside: asideOf(input, verdicts, sight),
    stale: input.stale,
  };
}

function sightOf({ reading, asOf }: JobInput, judgement: Judgement, { person }: BoardScope): Sight {
  if (person === null) return { ...NOTHING, all: true };
  const source = {
    registry: reading.registry,
    projects: judgement.projects.map(({ project }) => project),
    milestones: judgement.milestones.map(({ milestone }) => milestone),
    issues: judgement.issues.map(({ issue }) => issue),
  };
  return projectsOf(person, source, asOf) ?? NOTHING;
}

const byCode = (a: ProjectVerdict, b: ProjectVerdict): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

const isOpen = ({ state }: IssueVerdict): boolean => state !== "closed";

const isSeen = ({ project, unit }: IssueVerdict, { all, projects, units }: Sight): boolean =>
  all || (project === "" ? units.has(unit) : projects.has(project));

/** The worst light, then the longest overdue, then the earliest limit. */
const worstFirst = (a: IssueVerdict, b: IssueVerdict): number =>
  compareLights(b.light, a.light) ||
  b.workingDaysLate - a.workingDaysLate ||
  ((a.due ?? "9999") < (b.due ?? "9999") ? -1 : (a.due ?? "9999") > (b.due ?? "9999") ? 1 : 0) ||
  (a.key < b.key ? -1 : 1);

/** Counties and parks in the office's own order. */
const countiesOf = ({ reading }: JobInput): readonly string[] =>
  reading.registry.units.filter(({ group }) => group === "县区" || group === "园区").map(({ name }) => name);

function maker(
  { book, asOf }: JobInput,
  judgement: Judgement,
  issues: readonly IssueVerdict[],
): (verdict: ProjectVerdict) => BoardProject {
  const steps = Map.groupBy(judgement.milestones, ({ project }) => project);
  const problems = Map.groupBy(issues, ({ project }) => project);
  const changes = sharedChanges(judgement);
  const large = largeProjects(judgement.listed, summaryRulesOn(book, asOf).largePlan);
  return (verdict) => {
    const { project } = verdict;
    const schedule = judgement.schedules(project.code);
    const forecast = judgement.forecasts(project.code);
    const forecastOf = new Map((forecast?.milestones ?? []).map((one) => [one.seq, one]));
    return {
      verdict,
      unit: project.responsibleUnit,
      leader: isValue(project.sponsor) ? project.sponsor : "",
      steps: (steps.get(project.code) ?? []).toSorted(bySeq).map((step) => ({
        verdict: step,
        schedule: schedule?.stepOf(step.seq) ?? null,
        forecast: forecastOf.get(step.seq) ?? null,
      })),
      schedule,
      forecast,
      issues: problems.get(project.code) ?? [],
      months: verdict.months,
      changes: changes(project.code),
      large: large.has(project.code),
    };
  };
}

const bySeq = (a: MilestoneVerdict, b: MilestoneVerdict): number => a.seq - b.seq;

/** What 系统-变更 shows of a project. */
function sharedChanges(judgement: Judgement): (project: string) => readonly BoardChange[] {
  const questions = questionsByMatter(judgement);
  const shown = judgement.changes().filter((change) => isShared(change, questions));
  const byProject = Map.groupBy(shown, ({ project }) => project);
  return (project) =>
    (byProject.get(project) ?? []).slice(0, MOST_CHANGES).map((change) => ({
      change,
      column: nameColumn(change.tab, change.field),
      question: questions.get(change.matter) ?? null,
    }));
}

/** The newest confirmed one. */
function rankingOf({ published }: JobInput): BoardRanking | null {
  const newest = published.findLast(({ kind }) => kind === "ranking");
  if (newest === undefined) return null;
  return { id: newest.id, block: parseRankingBlock(newest.body), differences: newest.differences };
}

/** Nobody can tell whose a project is that cannot be read: only who sees all is told of it. */
function asideOf({ reading }: JobInput, verdicts: readonly ProjectVerdict[], { all }: Sight): Board["setAside"] {
  const count = (tab: "projects" | "milestones"): number =>
    (reading.tabs.get(tab) ?? []).reduce((sum, { aside }) => sum + aside.size, 0);
  if (all) return { projects: count("projects"), milestones: count("milestones") };
  return { projects: 0, milestones: verdicts.reduce((sum, { file }) => sum + file.aside.milestones.size, 0) };
}
