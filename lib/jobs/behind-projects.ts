import { isValue } from "../domain/field.ts";
import type { Judgement } from "../domain/judgement.ts";
import type { MilestoneVerdict } from "../domain/milestone.ts";
import { planMargin } from "../domain/plan-margin.ts";
import type { Project } from "../domain/registry.ts";
import type { Behind } from "../views/raising-lines.ts";

const NOTHING: Behind = { milestone: null, plannedFinish: null, margin: null };

/** What waits behind a problem, as the registry plans it: its project's next open milestone from the as-of day on, 计划竣工, and what the plan can still bear. */
export function behindProjects(
  { milestones, asOf, schedules, scheduleCase }: Pick<Judgement, "milestones" | "asOf" | "schedules" | "scheduleCase">,
  codes: ReadonlySet<string>,
): (project: Project | undefined) => Behind {
  const next = new Map<string, MilestoneVerdict>();
  for (const verdict of codes.size === 0 ? [] : milestones) {
    const { project, planned, done } = verdict;
    if (!codes.has(project) || done || planned === null || planned < asOf) continue;
    const known = next.get(project);
    if (known === undefined || planned < known.planned!) next.set(project, verdict);
  }
  return (project) => {
    if (project === undefined) return NOTHING;
    const verdict = next.get(project.code);
    const milestone = verdict === undefined ? null : { name: verdict.milestone.name, planned: verdict.planned! };
    const open = project.actualFinish === null && isValue(project.plannedFinish);
    const given = scheduleCase(project.code);
    const margin = planMargin(given, schedules(project.code));
    const waits = given?.verdicts.find(({ seq }) => seq === margin?.waits);
    return {
      milestone,
      plannedFinish: open ? (project.plannedFinish as string) : null,
      margin: margin === null ? null : { ...margin, name: waits?.milestone.name ?? "" },
    };
  };
}
