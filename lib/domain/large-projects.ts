import { isValue } from "./field.ts";
import type { Light } from "./light.ts";
import { isUnderConstruction, type ProjectFile } from "./project-file.ts";
import type { Money, Project } from "./registry.ts";

/** 超亿元: 在建 with an annual plan from this limit on. Source: domain.md M19; rule 超亿元标准. */
export const isLarge = (project: Pick<Project, "annualClass" | "annualPlan">, limit: Money): boolean =>
  isUnderConstruction(project) && isValue(project.annualPlan) && project.annualPlan >= limit;

/** Codes of the 超亿元 projects on the list in force, by the plan that counts. */
export const largeProjects = (listed: readonly ProjectFile[], limit: Money): ReadonlySet<string> =>
  new Set(listed.filter(({ project }) => isLarge(project, limit)).map(({ project }) => project.code));

/** How many there are, and how many of them are red and yellow. */
export function largeFigures(
  codes: ReadonlySet<string>,
  projects: readonly { readonly key: string; readonly light: Light }[],
): { readonly large: number; readonly largeRed: number; readonly largeYellow: number } {
  const lit = (light: Light): number => projects.filter((one) => codes.has(one.key) && one.light === light).length;
  return { large: codes.size, largeRed: lit("red"), largeYellow: lit("yellow") };
}
