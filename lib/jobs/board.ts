import { projectsOf, type Sight } from "../domain/board-scope.ts";
import type { IssueVerdict } from "../domain/issue-loop.ts";
import type { Judgement } from "../domain/judgement.ts";
import { compareLights } from "../domain/light.ts";
import type { ProjectVerdict } from "../domain/project-lights.ts";
import { readingRules } from "../rules/reading-rules.ts";
import type { Board, BoardProject, BoardRanking, BoardScope } from "../views/board/board.ts";
import { parseRankingBlock } from "../views/ranking.ts";
import { boardProjects } from "./board-projects.ts";
import { tallies, tallyOf } from "./board-tally.ts";
import type { JobInput } from "./job.ts";

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
  const projects = verdicts.map(boardProjects(input, judgement, issues));
  return {
    title: input.snapshots[0]?.name ?? "",
    asOf: input.asOf,
    at: input.readAt,
    scope,
    whole: sight.all,
    total: tallyOf(projects),
    counties: tallies(projects, countiesOf(input), ({ project }) => project.county),
    categories: tallies(projects, readingRules(input.book, input.asOf).categories, ({ project }) => project.category),
    large: projects.some(({ large }) => large) ? tallyOf(projects.filter(({ large }) => large)) : null,
    projects,
    issues,
    ranking: rankingOf(input),
    setAside: asideOf(input, verdicts, sight),
    stale: staleFor(input, projects, sight),
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

/** Workbooks the reader's rows come from, or whose unit is the reader's: how others keep theirs is not told. The registry's own tabs concern everybody. */
function staleFor(
  { stale, reading }: JobInput,
  projects: readonly BoardProject[],
  { all, units }: Sight,
): Board["stale"] {
  const used = new Set(
    projects.flatMap(({ verdict, steps }) => [
      verdict.project.workbook,
      ...steps.map((step) => step.verdict.milestone.workbook),
    ]),
  );
  const concerns = (unit: unknown): boolean => typeof unit === "string" && units.has(unit);
  const others = reading.registry.workbooks.filter(({ name, unit }) => !used.has(name) && !concerns(unit));
  return all ? stale : stale.filter(({ name }) => !others.some((book) => `${name}「`.startsWith(`${book.name}「`)));
}
