import type { CellsOfRow } from "./cell-steps.ts";
import { isValue } from "./field.ts";
import { type History, lifeOf } from "./history.ts";
import type { Project, Registry, TabCode } from "./registry.ts";

/** Whose row it is. */
export interface Belonging {
  /** Code of the project, "" where there is none. */
  readonly project: string;
  /** The unit that answers for the row, "" when none can be told. */
  readonly unit: string;
}

const text = (cell: unknown): string => (typeof cell === "string" ? cell : "");

/** By the row's own unit, else its project's; a project that is gone is asked as it was last known. */
export function belongingOf(registry: Registry, history: History): (tab: TabCode, row: CellsOfRow) => Belonging {
  const units = new Map(registry.projects.map(({ code, responsibleUnit }) => [code, responsibleUnit]));
  const unitOf = (code: string): string => {
    const known = units.get(code) ?? lastUnit(history, code);
    units.set(code, known);
    return known;
  };
  return (tab, row) => {
    const project = tab === "projects" ? text(row.code) : text(row.project);
    const own = text(tab === "tasks" ? row.leadUnit : tab === "disclosures" ? row.discloser : row.responsibleUnit);
    return { project, unit: own === "" && project !== "" ? unitOf(project) : own };
  };
}

const lastUnit = (history: History, code: string): string =>
  lifeOf<Project>(history, "projects", code).findLast(({ row }) => row !== null)?.row?.responsibleUnit ?? "";

/** Projects, by code, whose milestones a 督查 found not to be done. */
export const disprovedMilestones = ({ inspections }: Pick<Registry, "inspections">): ReadonlySet<string> =>
  new Set(
    inspections.flatMap(({ project, seq, milestoneTrue }) =>
      milestoneTrue === false && isValue(seq) ? [`${project}/${seq}`] : [],
    ),
  );
