import { isValue, valueOr } from "./field.ts";
import { type Directory, directoryOf, findPerson, standIn } from "./recipients.ts";
import type { Issue, Milestone, Person, Project, Registry, Role } from "./registry.ts";

/** What one person may see. `all`: everything; else the projects by code, and what else belongs to these units. */
export interface Sight {
  readonly all: boolean;
  readonly projects: ReadonlySet<string>;
  readonly units: ReadonlySet<string>;
}

export interface ScopeSource {
  readonly registry: Pick<Registry, "people" | "units">;
  /** Those that count, deleted ones that stay on the list included. */
  readonly projects: readonly Project[];
  readonly milestones: readonly Pick<Milestone, "project" | "responsibleUnit" | "responsiblePerson">[];
  readonly issues: readonly Pick<Issue, "project" | "responsibleUnit">[];
}

/** Roles that see what their unit does; 责任人 see it too. 评委 see nothing by that. */
const UNIT_ROLES: readonly Role[] = ["主要负责人", "办公室主任", "联络员"];

/** In use for certain: 停用 with something nobody can read (已调离) opens nothing until it is mended, though letters still leave. */
export const mayLook = ({ disabled }: Pick<Person, "disabled">): boolean => disabled === null || disabled === false;

/**
 * 管理员: all. 包联领导 and 县级包联领导: the projects they sponsor; 分包市领导: those of the units they lead. People of a unit: the projects it is 责任单位,
 * 牵头单位 or 属地 of, and those in which it answers for a milestone or a problem. A deputy sees what the person on leave that day sees.
 * null: nobody by that name, or nobody who may look. Source: issue 5, Access; domain.md "Who is told what".
 */
export function projectsOf(
  who: Pick<Person, "name" | "unit">,
  source: ScopeSource,
  day: Directory["day"],
): Sight | null {
  const directory = directoryOf(source.registry, day);
  const self = directory.byKey.get(`${who.unit}/${who.name}`);
  if (self === undefined || !mayLook(self)) return null;
  const rows = [...samePerson(directory, self), ...replaced(directory, self)];
  if (rows.some(({ roles }) => roles.includes("管理员"))) return { all: true, projects: new Set(), units: new Set() };
  const keys = new Set(rows.map(({ key }) => key));
  const isOneself = (name: unknown, unit: string): boolean =>
    typeof name === "string" && keys.has(findPerson(directory, name, unit)?.key ?? "");
  return sightOf(rows, isOneself, source);
}

/** Rows of 人员 that are read at the same address: one person with several duties. */
const samePerson = ({ byAddress }: Directory, self: Person): readonly Person[] => {
  const rows = isValue(self.email) && self.email !== "" ? (byAddress.get(self.email.toLowerCase()) ?? []) : [];
  return [self, ...rows.filter((row) => row.key !== self.key && mayLook(row))];
};

const replaced = (directory: Directory, self: Person): readonly Person[] => {
  const own = new Set(samePerson(directory, self).map(({ key }) => key));
  return directory.absent.filter((person) => own.has(standIn(directory, person)?.key ?? ""));
};

function sightOf(
  rows: readonly Person[],
  isOneself: (name: unknown, unit: string) => boolean,
  { registry, projects, milestones, issues }: ScopeSource,
): Sight {
  const answerable = rows.filter(({ roles }) => roles.some((role) => UNIT_ROLES.includes(role)));
  const led = registry.units.filter((unit) => isOneself(unit.sponsor, unit.name)).map(({ name }) => name);
  const unitOf = new Map(projects.map(({ code, responsibleUnit }) => [code, responsibleUnit]));
  const ownerOf = (row: ScopeSource["milestones"][number]): string =>
    valueOr(row.responsibleUnit, unitOf.get(row.project) ?? "");
  const own = new Set(answerable.map(({ unit }) => unit));
  const seen = new Set<string>();
  for (const project of projects)
    if (isOneself(project.responsiblePerson, project.responsibleUnit)) seen.add(project.code);
  for (const row of milestones) if (isOneself(row.responsiblePerson, ownerOf(row))) seen.add(row.project);
  if (seen.size > 0) for (const { unit } of rows) own.add(unit);
  const mine = (unit: unknown): boolean => typeof unit === "string" && own.has(unit);
  for (const row of milestones) if (mine(ownerOf(row))) seen.add(row.project);
  for (const row of issues) if (mine(row.responsibleUnit) && isValue(row.project)) seen.add(row.project);
  for (const project of projects) {
    const units = [project.responsibleUnit, project.leadUnit, project.county];
    const leaders = [project.sponsor, project.countySponsor];
    const leads = leaders.some((name) => isOneself(name, project.responsibleUnit));
    if (units.some(mine) || leads || led.includes(project.responsibleUnit)) seen.add(project.code);
  }
  return { all: false, projects: seen, units: new Set([...own, ...led]) };
}
