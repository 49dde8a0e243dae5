import {
  type Directory,
  isDisabled,
  merge,
  type Reached,
  reachCityLeader,
  reachSponsor,
} from "../domain/recipients.ts";
import type { Registry } from "../domain/registry.ts";

/** 包联领导 by role or project, 分包市领导 by unit. */
export function leadersReached(directory: Directory, { people, units, projects }: Registry): Reached {
  const sponsors = new Set(projects.flatMap(({ sponsor }) => (typeof sponsor === "string" ? [sponsor] : [])));
  const byRole = people.filter((person) => person.roles.includes("包联领导") && !isDisabled(person));
  return merge([
    ...[...sponsors].map((name) => reachSponsor(directory, name, "")),
    ...byRole.map((person) => reachSponsor(directory, person.name, person.unit)),
    ...units.map((unit) => reachCityLeader(directory, unit.name)),
  ]);
}
