import type { PlainDate } from "./dates.ts";
import { isValue, valueOr } from "./field.ts";
import type { Step } from "./milestone-chain.ts";
import type { MilestonePlans } from "./milestone-plan.ts";
import { type Claims, doneOn } from "./refuted-claims.ts";
import type { Exemption, Milestone } from "./registry.ts";

/** What the steps of all projects are made from, as they are judged. */
export interface StepSources {
  readonly asOf: PlainDate;
  readonly milestones: readonly Milestone[];
  readonly claims: Claims;
  readonly plans: MilestonePlans;
  readonly unitOf: (milestone: Milestone) => string;
  readonly exemptionsOf: (milestone: Milestone) => readonly Exemption[];
}

/** The steps of a project, in the order of the registry; [] for one without milestones. Rows are gathered at the first question, steps made at each. */
export function stepsByProject(sources: StepSources): (project: string) => readonly Step[] {
  let rows: ReadonlyMap<string, readonly Milestone[]> | null = null;
  return (project) => {
    rows ??= Map.groupBy(sources.milestones, (milestone) => milestone.project);
    return (rows.get(project) ?? []).map((milestone) => stepOf(milestone, sources));
  };
}

/** Reported as done by the as-of day; a later day in the cell was still to come then. */
export const doneBy = ({ actual }: Milestone, asOf: PlainDate): PlainDate | null =>
  isValue(actual) && actual <= asOf ? actual : null;

function stepOf(milestone: Milestone, { asOf, claims, plans, unitOf, exemptionsOf }: StepSources): Step {
  const plan = plans.planOf(milestone);
  const finished = valueOr(doneOn(milestone, doneBy(milestone, asOf), claims, asOf), null);
  return {
    milestone,
    unit: unitOf(milestone),
    planned: valueOr(plan.planned, null),
    finished,
    end: finished ?? asOf,
    duration: valueOr(plan.frozen.duration, 0),
    links: plans.linksOf(milestone, plan),
    exemptions: exemptionsOf(milestone),
  };
}
