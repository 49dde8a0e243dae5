import type { Light } from "../domain/light.ts";
import { progressSums } from "../domain/progress-sums.ts";
import type { ProjectVerdict } from "../domain/project-lights.ts";
import type { BoardProject, BoardTally, NamedTally } from "../views/board/board.ts";
import { isForecastLate } from "../views/board/facts.ts";

/** Counts and sums over some projects of the board. */
export function tallyOf(projects: readonly BoardProject[]): BoardTally {
  const lights: Partial<Record<Light, number>> = {};
  for (const { verdict } of projects) lights[verdict.light] = (lights[verdict.light] ?? 0) + 1;
  return {
    projects: projects.length,
    lights,
    sums: progressSums(projects.filter(({ listed }) => listed).map(({ verdict }) => verdict)),
    overdue: projects.reduce((sum, { steps }) => sum + steps.filter(isOverdue).length, 0),
    forecastLate: projects.filter(isForecastLate).length,
  };
}

const isOverdue = ({ verdict }: BoardProject["steps"][number]): boolean => verdict.because === "overdue";

/** One line per name that has projects, in the order given; what is not among them last. Lines add up to all. */
export function tallies(
  projects: readonly BoardProject[],
  names: readonly string[],
  nameOf: (verdict: ProjectVerdict) => string,
): readonly NamedTally[] {
  const order = new Map(names.map((name, index) => [name, index]));
  const groups = Map.groupBy(projects, ({ verdict }) => order.get(nameOf(verdict)) ?? names.length);
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([at, members]) => ({ name: names[at] ?? null, ...tallyOf(members) }));
}
