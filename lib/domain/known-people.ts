import type { Person, Registry, Role } from "./registry.ts";

/** What 人员 says of a name as it stands in a cell: 姓名, or 姓名（单位） where one name is borne twice. */
export interface KnownPeople {
  /** The units it is known in; none: 人员 does not know it. */
  unitsOf(name: string): readonly string[];
  isAdmin(name: string): boolean;
  /** Known as 包联领导, 主要负责人 or 管理员 somewhere outside `unit`. */
  leadsOutside(name: string, unit: string): boolean;
}

const LEADING: readonly Role[] = ["包联领导", "主要负责人", "管理员"];

export function knownPeople({ people }: Pick<Registry, "people">): KnownPeople {
  const byName = Map.groupBy(people, (person) => person.name);
  const named = (name: string): readonly Person[] => {
    const bracketed = /^([^（(]+)[（(](.+)[）)]$/.exec(name);
    if (bracketed === null) return byName.get(name) ?? [];
    return (byName.get(bracketed[1]!) ?? []).filter(({ unit }) => unit === bracketed[2]);
  };
  return {
    unitsOf: (name) => named(name).map(({ unit }) => unit),
    isAdmin: (name) => named(name).some(({ roles }) => roles.includes("管理员")),
    leadsOutside: (name, unit) =>
      named(name).some((person) => person.unit !== unit && person.roles.some((role) => LEADING.includes(role))),
  };
}
