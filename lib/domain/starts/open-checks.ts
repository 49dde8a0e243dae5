import { UNREADABLE } from "../field.ts";
import type { CellRef } from "../light.ts";
import { standardStepOf } from "../standard-steps.ts";
import type { BatchCheck } from "./batch-checks.ts";

/** Whether the unit itself can still mend what the check found: a start without its photo, none, an untrue or unreadable one. */
export const askedStart = ({ start, lacks, file }: BatchCheck): boolean => {
  if (file === null) return false;
  if (start === "claimed") return lacks.includes("photo");
  return start === "pending" || start === "not-started" || start === "refuted" || start === "unknown";
};

export const askedRegistration = ({ registration, file }: BatchCheck): boolean =>
  file !== null && (registration === "pending" || registration === "not-registered" || registration === "unknown");

/** Where a unit says of a start what is so: in its milestone 开工, whose light it settles as well; in the project where there is none, or where its cell is the one nobody can read. */
export function startCell({ file, start }: BatchCheck): CellRef {
  const { project, milestones } = file!;
  const step = milestones.find(({ name }) => standardStepOf(name) === "开工");
  const isOwnCell = project.actualStart === UNREADABLE && step?.actual !== UNREADABLE;
  if (step === undefined || isOwnCell)
    return { workbook: project.workbook, tab: "projects", key: project.key, field: "actualStart" };
  const field = start === "claimed" ? "evidence" : "actual";
  return { workbook: step.workbook, tab: "milestones", key: step.key, field };
}
