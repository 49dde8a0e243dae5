import { valueOr } from "../field.ts";
import type { ListInForce } from "../list-in-force.ts";
import type { Project } from "../registry.ts";
import type { ListSums } from "./notice-block.ts";

export const NO_SUMS: ListSums = { number: 0, totalInvestment: 0, annualPlan: 0 };

/** 储备 wait in the pool (项目库) until an agreed 调入; the year's list is everything else. */
export const isOnYearList = ({ annualClass }: Pick<Project, "annualClass">): boolean => annualClass !== "储备";

/** Projects of the year's list, by code. */
export const yearList = ({ projects }: Pick<ListInForce, "projects">): ReadonlyMap<string, Project> =>
  new Map(projects.filter(isOnYearList).map((project) => [project.code, project]));

/** What one project adds; a plan that is blank or cannot be read adds nothing. */
export const sumsOf = ({ totalInvestment, annualPlan }: Project): ListSums => ({
  number: 1,
  totalInvestment,
  annualPlan: valueOr(annualPlan, 0),
});

export const FIGURES = ["number", "totalInvestment", "annualPlan"] as const satisfies readonly (keyof ListSums)[];
export type Figure = (typeof FIGURES)[number];

const each = (of: (figure: Figure) => number): ListSums => ({
  number: of("number"),
  totalInvestment: of("totalInvestment"),
  annualPlan: of("annualPlan"),
});

export const plus = (a: ListSums, b: ListSums): ListSums => each((figure) => a[figure] + b[figure]);
export const minus = (a: ListSums, b: ListSums): ListSums => each((figure) => a[figure] - b[figure]);
export const isSame = (a: ListSums, b: ListSums): boolean => FIGURES.every((figure) => a[figure] === b[figure]);

export const totalOf = (projects: Iterable<Project>): ListSums => {
  let sums = NO_SUMS;
  for (const project of projects) sums = plus(sums, sumsOf(project));
  return sums;
};
