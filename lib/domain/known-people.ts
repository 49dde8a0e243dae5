import { isValue } from "./field.ts";
import type { Person, Registry, Role } from "./registry.ts";

/** What 人员 says of a name as it stands in a cell: 姓名, or 姓名（单位） where one name is borne twice. */
export interface KnownPeople {
  isAdmin(name: string): boolean;
  /** Somebody of this name is not of the unit; of a name that 人员 does not know nobody can say otherwise. */
  isOutside(name: string, unit: string): boolean;
  /** The same for 包联领导, 主要负责人 and 管理员. */
  leadsOutside(name: string, unit: string): boolean;
}

const LEADING: readonly Role[] = ["包联领导", "主要负责人", "管理员"];

/** Somebody who stands in 人员 for two units is of both: one address is one person. */
export function knownPeople({ people }: Pick<Registry, "people">): KnownPeople {
  const byName = Map.groupBy(people, (person) => person.name);
  const named = (name: string): readonly Person[] => {
    const bracketed = /^([^（(]+)[（(](.+)[）)]$/.exec(name);
    if (bracketed === null) return byName.get(name) ?? [];
    return (byName.get(bracketed[1]!) ?? []).filter(({ unit }) => unit === bracketed[2]);
  };
  const isOf = (person: Person, unit: string): boolean =>
    person.unit === unit ||
    (byName.get(person.name) ?? []).some((other) => other.unit === unit && isSame(other.email, person.email));
  const outside = (name: string, unit: string): readonly Person[] => named(name).filter((one) => !isOf(one, unit));
  return {
    isAdmin: (name) => named(name).some(({ roles }) => roles.includes("管理员")),
    isOutside: (name, unit) => named(name).length === 0 || outside(name, unit).length > 0,
    leadsOutside: (name, unit) =>
      named(name).length === 0 || outside(name, unit).some(({ roles }) => roles.some((role) => LEADING.includes(role))),
  };
}

const isSame = (a: Person["email"], b: Person["email"]): boolean =>
  isValue(a) && isValue(b) && a !== "" && a.toLowerCase() === b.toLowerCase();
