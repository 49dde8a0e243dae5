import type { Cell } from "./big-workbook.ts";

/** Who works where: as many people as the projects need, at least four per unit. */
export interface Staff {
  readonly counties: readonly string[];
  readonly units: readonly string[];
  readonly leaders: readonly string[];
  /** Contacts of every unit beside its head and its office head. */
  readonly contacts: number;
}

const OFFICE = "市重点项目办";
const ADMINS = 3;
const DOMAIN = "city.example";

/** 10,000 projects: 24 counties and 48 departments, 400 people in all. */
export function staffOf(projects: number): Staff {
  const large = projects > 2000;
  const counties = names("县", large ? 24 : 12);
  const departments = names("市直部门", large ? 48 : 20);
  const units = [...counties, ...departments];
  return { counties, units, leaders: names("包联领导", large ? 37 : 8), contacts: large ? 3 : 2 };
}

const names = (stem: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `${stem}${String(at + 1).padStart(2, "0")}`);

/** The contact answers for the row, not a person who has no address. */
export const personOf = (staff: Staff, unit: string, index: number): string =>
  `${unit}联络员${1 + (Math.floor(index / staff.units.length) % staff.contacts)}`;

export function* unitRows({ counties, units, leaders }: Staff): Generator<Readonly<Record<string, Cell>>> {
  for (const [at, name] of units.entries())
    yield { name, group: at < counties.length ? "县区" : "市直", ranked: "是", sponsor: leaders[at % leaders.length]! };
  yield { name: OFFICE, group: "其他", ranked: "否" };
}

export function* peopleOf({ units, leaders, contacts }: Staff): Generator<Readonly<Record<string, Cell>>> {
  let number = 0;
  const person = (name: string, unit: string, roles: string) => ({
    name,
    unit,
    title: roles,
    email: `p${++number}@${DOMAIN}`,
    roles,
  });
  for (const unit of units) {
    yield person(`${unit}负责人`, unit, "主要负责人");
    for (let at = 1; at <= contacts; at++) yield person(`${unit}联络员${at}`, unit, "联络员");
    yield person(`${unit}主任`, unit, "办公室主任");
  }
  for (const leader of leaders) yield person(leader, OFFICE, "包联领导");
  for (let at = 1; at <= ADMINS; at++) yield person(`管理员${at}`, OFFICE, "管理员");
}
