import { type Month, monthsBetween } from "../dates.ts";
import type { History, RowHistory } from "../history.ts";
import type { Observation } from "../registry.ts";
import type { ObservationBlock } from "./observation-block.ts";

export interface VisitsKnown {
  readonly observations: readonly Observation[];
  readonly history: History;
  readonly published: readonly Pick<ObservationBlock, "period" | "projects">[];
}

/** Each project's visits: by the rows of 观摩, by rows of visits that no longer stand there, and by published results. */
export function pastVisits({ observations, history, published }: VisitsKnown): ReadonlyMap<string, readonly Month[]> {
  const standing = new Set(observations.map(({ visit }) => visit));
  const gone = [...(history.tabs.observations ?? [])].flatMap(([, life]) => {
    const row = (life as RowHistory<Observation>).findLast((version) => version.row !== null)?.row;
    return row && !standing.has(row.visit) ? [row] : [];
  });
  const visits = [
    ...[...observations, ...gone].map(({ project, visit }) => ({ project, visit })),
    ...published.flatMap(({ period, projects }) => projects.map(({ project }) => ({ project, visit: period }))),
  ];
  return new Map(
    [...Map.groupBy(visits, ({ project }) => project)].map(([project, own]) => [
      project,
      [...new Set(own.map(({ visit }) => visit))].sort(),
    ]),
  );
}

/** The last visit less than `months` before this one, null without one: on the same month two years later it may be visited again. */
export const visitWithin = (visits: readonly Month[], visit: Month, months: number): Month | null =>
  visits.findLast((past) => past < visit && monthsBetween(past, visit) < months) ?? null;
