import { type CellProblem, problem } from "./cells/problem.ts";
import { cleanText, withoutBlanks } from "./clean.ts";
import { nearest } from "./nearest.ts";

/** Names of 单位 with their 别名, ready to match. `known` false: the tab is missing and names are taken as typed. */
export interface UnitNames {
  readonly known: boolean;
  readonly byName: ReadonlyMap<string, string>;
  readonly names: readonly string[];
}

export interface NamedUnit {
  readonly name: string;
  readonly aliases: readonly string[];
}

/** A name counts before an alias; an alias of two units matches neither. */
export function unitNames(units: readonly NamedUnit[] | null): UnitNames {
  const byName = new Map<string, string>();
  for (const { name, aliases } of units ?? [])
    for (const alias of aliases) byName.set(alias, byName.has(alias) ? "" : name);
  for (const { name } of units ?? []) byName.set(name, name);
  return { known: units !== null, byName, names: (units ?? []).map((unit) => unit.name) };
}

export function matchUnit(units: UnitNames, typed: string): string | CellProblem {
  if (!units.known) return typed;
  const found = units.byName.get(typed);
  if (found === "") return problem("alias-ambiguous", { table: "单位" });
  return found ?? problem("name-unknown", { table: "单位" }, nearestOf(units.names, typed));
}

export interface PersonNames {
  readonly known: boolean;
  /** Name without blanks (张 三 is 张三) → the units where somebody bears it. */
  readonly unitsOf: ReadonlyMap<string, readonly string[]>;
  readonly names: readonly string[];
}

export function personNames(people: readonly { readonly name: string; readonly unit: string }[] | null): PersonNames {
  const unitsOf = new Map<string, string[]>();
  for (const { name, unit } of people ?? []) {
    const plain = withoutBlanks(name);
    const list = unitsOf.get(plain);
    if (list === undefined) unitsOf.set(plain, [unit]);
    else list.push(unit);
  }
  return { known: people !== null, unitsOf, names: [...unitsOf.keys()] };
}

/** 姓名(单位); neither part holds a bracket, so a cell full of brackets costs nothing. */
const BRACKETED = /^([^()]+)\(([^()]+)\)$/;

/**
 * Within the row's unit first, then if unique overall; 姓名（单位） says it all. The result is the plain name where that
 * suffices to find the person again by the same rule, else 姓名（单位）. Source: registry.md "How a cell … is read".
 */
export function matchPerson(
  people: PersonNames,
  units: UnitNames,
  typed: string,
  unit: string | null,
): string | CellProblem {
  if (!people.known) return typed;
  const places = people.unitsOf.get(typed);
  if (places !== undefined) return among(typed, places, unit);
  const bracketed = BRACKETED.exec(cleanText(typed));
  if (bracketed !== null) return withUnit(people, units, bracketed[1]!, bracketed[2]!);
  const name = withoutBlanks(typed);
  const found = people.unitsOf.get(name);
  return found === undefined ? unknownPerson(people, name) : among(name, found, unit);
}

function among(name: string, places: readonly string[], unit: string | null): string | CellProblem {
  if (places.length === 1 || (unit !== null && places.includes(unit))) return name;
  return problem("person-ambiguous", { units: places.join("、") }, `${name}（${places[0]}）`);
}

const unknownPerson = (people: PersonNames, name: string): CellProblem =>
  problem("name-unknown", { table: "人员" }, nearestOf(people.names, name));

function withUnit(people: PersonNames, units: UnitNames, name: string, unit: string): string | CellProblem {
  const plain = withoutBlanks(name);
  const places = people.unitsOf.get(plain);
  if (places === undefined) return unknownPerson(people, plain);
  const place = units.byName.get(cleanText(unit)) || cleanText(unit);
  if (!places.includes(place))
    return problem("person-elsewhere", { units: places.join("、") }, `${plain}（${places[0]}）`);
  return places.length === 1 ? plain : `${plain}（${place}）`;
}

/** Searching is dear (every known word is compared): each list remembers what was asked, and stops at this many words. */
const MOST_SEARCHES = 500;
const searched = new WeakMap<readonly string[], Map<string, string>>();

function nearestOf(known: readonly string[], typed: string): string {
  const answers = searched.get(known) ?? new Map<string, string>();
  searched.set(known, answers);
  const before = answers.get(typed);
  if (before !== undefined || answers.size >= MOST_SEARCHES) return before ?? "";
  const found = nearest(typed, known);
  answers.set(typed, found);
  return found;
}
