import { type AsideIndex, asideOf, mayBeAsideStep } from "./aside-rows.ts";
import type { Instant } from "./dates.ts";
import { isValue } from "./field.ts";
import { dayAt } from "./office-calendar.ts";
import type { PlanDoubt, PlanDoubtCode } from "./plan-doubts.ts";
import type { Inspection, Milestone } from "./registry.ts";

export interface InspectionRows {
  readonly inspections: readonly Inspection[];
  readonly milestones: readonly Milestone[];
  readonly aside: AsideIndex;
  readonly knownAt: Instant;
}

/** What in rows of 督查 cannot count as it stands. They are the office's own rows: the admins are told. */
export function inspectionDoubts(rows: InspectionRows): readonly PlanDoubt[] {
  const { inspections, knownAt } = rows;
  if (inspections.length === 0) return [];
  const today = dayAt(knownAt);
  const steps = stepsNamed(rows);
  return inspections.flatMap((row) => [
    ...(row.date > today ? [doubt("inspection-in-future", row, "date")] : []),
    ...(isValue(row.ruledOn) && row.ruledOn > today ? [doubt("day-in-future", row, "ruledOn")] : []),
    ...stepDoubts(row, steps, rows.aside),
    ...rulingDoubts(row),
  ]);
}

const doubt = (code: PlanDoubtCode, row: Inspection, field: string, facts: PlanDoubt["facts"] = {}): PlanDoubt => ({
  code,
  tab: "inspections",
  row,
  field,
  unit: "",
  facts: { project: row.project, ...facts },
});

const stepKey = ({ project, seq }: Pick<Inspection, "project" | "seq">): string => `${project}/${String(seq)}`;

/** Of all milestones only those an inspection names. */
function stepsNamed({ inspections, milestones }: InspectionRows): ReadonlySet<string> {
  const projects = new Set(inspections.filter(({ seq }) => isValue(seq)).map(({ project }) => project));
  if (projects.size === 0) return projects;
  return new Set(milestones.filter(({ project }) => projects.has(project)).map(stepKey));
}

function stepDoubts(row: Inspection, steps: ReadonlySet<string>, aside: AsideIndex): readonly PlanDoubt[] {
  const { seq, project, milestoneTrue } = row;
  if (seq === null) return isValue(milestoneTrue) ? [doubt("inspection-without-milestone", row, "seq")] : [];
  if (!isValue(seq) || steps.has(stepKey(row)) || mayBeAsideStep(asideOf(aside, project), seq)) return [];
  return [doubt("inspection-milestone-unknown", row, "seq", { seq })];
}

/** 虚报 counts in scores only with a name and a day, and changes no light without what was found. */
function rulingDoubts(row: Inspection): readonly PlanDoubt[] {
  if (row.ruling !== "虚报") return [];
  const missing = (["ruledBy", "ruledOn"] as const).filter((field) => row[field] === null);
  const foundNothing = row.milestoneTrue === null && row.verifiedYtd === null;
  return [
    ...missing.map((field) => doubt("ruling-incomplete", row, field)),
    ...(foundNothing
      ? [doubt("ruling-without-evidence", row, row.seq === null ? "verifiedYtd" : "milestoneTrue")]
      : []),
  ];
}
