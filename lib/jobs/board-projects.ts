import { isValue } from "../domain/field.ts";
import type { IssueVerdict } from "../domain/issue-loop.ts";
import type { Judgement } from "../domain/judgement.ts";
import { largeProjects } from "../domain/large-projects.ts";
import type { MilestoneVerdict } from "../domain/milestone.ts";
import type { ProjectVerdict } from "../domain/project-lights.ts";
import { summaryRulesOn } from "../rules/summary-rules.ts";
import type { BoardChange, BoardProject } from "../views/board/board.ts";
import { isShared } from "../views/changes-tab.ts";
import { nameColumn } from "./column-names.ts";
import type { JobInput } from "./job.ts";
import { questionsByMatter } from "./told-changes.ts";

/** What a project's page shows of its changes. */
const MOST_CHANGES = 8;

/** A project with everything its row and its page say. Indexes are made once, networks and forecasts when their project is. */
export function boardProjects(
  { book, asOf }: JobInput,
  judgement: Judgement,
  issues: readonly IssueVerdict[],
): (verdict: ProjectVerdict) => BoardProject {
  const steps = Map.groupBy(judgement.milestones, ({ project }) => project);
  const problems = Map.groupBy(issues, ({ project }) => project);
  const changes = sharedChanges(judgement);
  const { members } = judgement.list;
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
      listed: members.has(project.code),
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
