import { type Directory, merge, type Reached, reachResponsible, reachRole } from "../domain/recipients.ts";

/** The heads of a unit, a copy to its office head; where nobody is its head, its contact. */
export function unitHeads(directory: Directory, unit: string): Reached {
  const heads = reachRole(directory, unit, "主要负责人", "unit-head");
  const office = reachRole(directory, unit, "办公室主任", "office-head");
  return heads.told.length > 0 ? merge([heads, office]) : merge([reachResponsible(directory, unit, null), office]);
}
