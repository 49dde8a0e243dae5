import { investedToDate } from "./investment.ts";
import type { CellRef } from "./light.ts";
import { lightBasis, type PlanBasis, plannedToDate } from "./planned-to-date.ts";
import type { ProjectFile } from "./project-file.ts";
import type { Lamp } from "./project-lamps.ts";
import type { ProjectVerdict } from "./project-lights.ts";
import type { RuleRef } from "./rule.ts";

/** What a project's verdict rests on, made on demand. The form is versioned. */
export interface ProjectBasis {
  readonly version: 1;
  readonly rule: RuleRef;
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
  readonly restsOn: readonly CellRef[];
}

/** Rule and values of every lamp, and the cells of those that speak. */
export function projectBasis(verdict: ProjectVerdict): ProjectBasis {
  const { light, rawLight, because, handledAs, backfilled, previousLight, lamps, file } = verdict;
  const deciding = lamps.find((lamp) => lamp.light === rawLight) ?? lamps[0]!;
  const { name, from, source } = deciding.rule;
  return {
    version: 1,
    rule: { name, from, source },
    values: {
      ...{ light, rawLight, because, handledAs, backfilled, previousLight },
      ...Object.assign({}, ...lamps.map(valuesOf)),
    },
    restsOn: lamps.flatMap((lamp) => lampCells(lamp, file, verdict.planBasis)),
  };
}

const speaks = (lamp: Lamp): boolean => lamp.light !== "none" && lamp.light !== "exempt";

/** The lamp's own fields under its kind: progress.gapPoints, start.monthsBehind … */
const valuesOf = (lamp: Lamp): Record<string, string | number | boolean | null> =>
  Object.fromEntries(
    Object.entries(lamp)
      .filter(([field]) => field !== "kind" && field !== "rule")
      .map(([field, value]) => [`${lamp.kind}.${field}`, value]),
  );

/** The cells one lamp rests on; none where it has no light. */
export const lampCells = (lamp: Lamp, file: ProjectFile, basis: PlanBasis): readonly CellRef[] =>
  speaks(lamp) ? cellsOf(lamp, file, basis) : [];

function cellsOf(lamp: Lamp, file: ProjectFile, basis: PlanBasis): readonly CellRef[] {
  const { workbook, key } = file.project;
  const cells = (...fields: readonly string[]): readonly CellRef[] =>
    fields.map((field) => ({ workbook, tab: "projects", key, field }));
  if (lamp.kind === "start") return cells("plannedStart", "actualStart");
  if (lamp.kind === "registration") return cells("actualStart", "registeredOn", "totalInvestment");
  if (lamp.kind === "progress") return progressCells(lamp.month!, file, basis);
  if (lamp.milestone === null) return [];
  return ["planned", "actual"].map((field) => ({ workbook, tab: "milestones", key: lamp.milestone!, field }));
}

function progressCells(month: string, file: ProjectFile, basis: PlanBasis): readonly CellRef[] {
  const done = investedToDate(file.reports, month);
  const missing = {
    workbook: file.project.workbook,
    tab: "monthlyReports",
    key: `${file.project.key}/${month}`,
    field: "investedYtd",
  };
  return [...(done.stale ? [missing] : []), ...done.restsOn, ...plannedToDate(file, month, lightBasis(basis)).restsOn];
}
