import type { PlainDate } from "./dates.ts";
import { isValue } from "./field.ts";
import type { ProjectFile } from "./project-file.ts";
import type { Claims, RefutedClaim } from "./refuted-claims.ts";
import type { Milestone, Project } from "./registry.ts";

/** When a later inspection found it done, null while none did. */
const foundDone = ({ confirmed }: RefutedClaim): PlainDate | null => confirmed?.date ?? null;

type ActualField = "actualStart" | "actualFinish" | "actualOperation";

/** Which of a project's own dates a milestone's name stands for. */
const DATED: Readonly<Record<string, ActualField>> = {
  开工: "actualStart",
  竣工: "actualFinish",
  竣工验收: "actualFinish",
  投产: "actualOperation",
};

function datedBy({ name }: Milestone): ActualField | undefined {
  const deed = name.replace(/^实际/, "");
  return Object.hasOwn(DATED, deed) ? DATED[deed] : undefined;
}

/** A refuted day is nobody's: neither the milestone's nor, where it is the same, the project's. */
export function countedFile(file: ProjectFile, refuted: Claims["refuted"], asOf: PlainDate): ProjectFile {
  const claims = new Map<Milestone, RefutedClaim>();
  for (const row of file.milestones) {
    if (datedBy(row) === undefined || !isValue(row.actual) || row.actual > asOf) continue;
    const claim = refuted(row, row.actual);
    if (claim !== null) claims.set(row, claim);
  }
  if (claims.size === 0) return file;
  const milestones = file.milestones.map((row) =>
    claims.has(row) ? { ...row, actual: foundDone(claims.get(row)!) } : row,
  );
  return { ...file, milestones, project: [...claims].reduce(withoutDay, file.project) };
}

function withoutDay(project: Project, [milestone, claim]: readonly [Milestone, RefutedClaim]): Project {
  const field = datedBy(milestone)!;
  return project[field] === claim.claimed ? { ...project, [field]: foundDone(claim) } : project;
}
