import type { PlainDate } from "./dates.ts";
import { isValue, valueOr } from "./field.ts";
import type { Person, Registry, Role } from "./registry.ts";

/** In what duty somebody is told, highest first. Source: domain.md "Who is told what". */
export const DUTIES = ["city-leader", "sponsor", "unit-head", "office-head", "admin", "person", "liaison"] as const;
export type Duty = (typeof DUTIES)[number];

/** Negative when `a` is the higher duty. */
export const compareDuties = (a: Duty, b: Duty): number => DUTIES.indexOf(a) - DUTIES.indexOf(b);

/** One address to write to, and the duty it is written to in. */
export interface Told {
  readonly address: string;
  readonly duty: Duty;
}

/** Why a person could not be told, and who is told instead (keys of 人员; empty = nobody at all). */
export interface Gap {
  readonly person: string;
  readonly unit: string;
  readonly because: "address-missing" | "disabled" | "deputy-missing" | "no-contact";
  readonly instead: readonly string[];
}

export interface Reached {
  readonly told: readonly Told[];
  readonly gaps: readonly Gap[];
}

/** 人员 and 单位 as they stand on one day, ready to look up. */
export interface Directory {
  readonly day: PlainDate;
  readonly byKey: ReadonlyMap<string, Person>;
  readonly byName: ReadonlyMap<string, readonly Person[]>;
  readonly byUnit: ReadonlyMap<string, readonly Person[]>;
  readonly byAddress: ReadonlyMap<string, readonly Person[]>;
  readonly admins: readonly Person[];
  /** On leave on the day. */
  readonly absent: readonly Person[];
  readonly cityLeaders: ReadonlyMap<string, string>;
}

export function directoryOf(registry: Pick<Registry, "people" | "units">, day: PlainDate): Directory {
  const { people, units } = registry;
  return {
    day,
    byKey: new Map(people.map((person) => [person.key, person])),
    byName: Map.groupBy(people, (person) => person.name),
    byUnit: Map.groupBy(people, (person) => person.unit),
    byAddress: Map.groupBy(
      people.filter((person) => addressOf(person) !== null),
      (person) => addressOf(person)!,
    ),
    admins: people.filter((person) => person.roles.includes("管理员")),
    absent: people.filter((person) => isOnLeave(person, day) && !isDisabled(person)),
    cityLeaders: new Map(units.flatMap((unit) => (isValue(unit.sponsor) ? [[unit.name, unit.sponsor] as const] : []))),
  };
}

/** The identity of a person: the address in lower case. */
export const addressOf = (person: Person): string | null =>
  isValue(person.email) && person.email !== "" ? person.email.toLowerCase() : null;

export const isDisabled = (person: Person): boolean => person.disabled === true;

/** An open leave (no 请假止) lasts until it is closed. */
export function isOnLeave(person: Person, day: PlainDate): boolean {
  if (!isValue(person.leaveFrom)) return isValue(person.leaveTo) && day <= person.leaveTo;
  return person.leaveFrom <= day && day <= valueOr(person.leaveTo, "9999-12-31");
}

/** A name as it stands in the sheet: key of 人员, `姓名（单位）`, within the row's unit first, then if unique overall. */
export function findPerson(directory: Directory, name: string, unit: string): Person | null {
  const exact = directory.byKey.get(name);
  if (exact !== undefined) return exact;
  const bracketed = /^(.+?)[（(](.+)[）)]$/.exec(name);
  if (bracketed !== null) return directory.byKey.get(`${bracketed[2]}/${bracketed[1]}`) ?? null;
  const namesakes = directory.byName.get(name) ?? [];
  const own = namesakes.filter((person) => person.unit === unit);
  const candidates = own.length > 0 ? own : namesakes;
  return candidates.length === 1 ? candidates[0]! : null;
}

/** The person responsible, else the unit's 联络员, else the admins. `person` is the cell 责任人. */
export function reachResponsible(directory: Directory, unit: string, person: string | null): Reached {
  const named = person === null ? null : findPerson(directory, person, unit);
  return named === null ? reachContacts(directory, unit, []) : reach(directory, named, "person", unit);
}

/** Everybody of the unit in this role; nobody holding it: nobody (the contact is told of the matter anyway). */
export const reachRole = (directory: Directory, unit: string, role: Role, duty: Duty): Reached =>
  merge(
    (directory.byUnit.get(unit) ?? [])
      .filter((person) => person.roles.includes(role) && !isDisabled(person))
      .map((person) => reach(directory, person, duty, unit)),
  );

/** The 包联领导 of a project. */
export function reachSponsor(directory: Directory, sponsor: string | null, unit: string): Reached {
  const person = sponsor === null ? null : findPerson(directory, sponsor, unit);
  return person === null ? NOBODY : reach(directory, person, "sponsor", person.unit);
}

/** The 分包市领导 of a unit, as named in 单位. */
export function reachCityLeader(directory: Directory, unit: string): Reached {
  const name = directory.cityLeaders.get(unit);
  const person = name === undefined ? null : findPerson(directory, name, unit);
  return person === null ? NOBODY : reach(directory, person, "city-leader", person.unit);
}

export const reachAdmins = (directory: Directory): Reached =>
  merge(directory.admins.map((admin) => oneself(directory, admin, "admin")));

/**
 * Of those told as admins the ones who are 管理员 themselves: what nobody has confirmed is not for a 代理人 who is none. What is told in another duty
 * stays.
 */
export const adminsAlone = (directory: Directory, { told, gaps }: Reached): Reached => ({
  told: told.filter(({ address, duty }) => duty !== "admin" || isAdmin(directory, address)),
  gaps,
});

const isAdmin = ({ byAddress }: Directory, address: string): boolean =>
  (byAddress.get(address) ?? []).some((person) => person.roles.includes("管理员") && !isDisabled(person));

/** Each address once, in its highest duty. */
export function merge(parts: readonly Reached[]): Reached {
  const told = parts.flatMap((part) => part.told).sort((a, b) => compareDuties(a.duty, b.duty));
  const once = new Map<string, Told>();
  for (const one of told) if (!once.has(one.address)) once.set(one.address, one);
  return { told: [...once.values()], gaps: parts.flatMap((part) => part.gaps) };
}

/** Who opens the letter: unit and duties, and whose deputy the person is on that day. */
export interface Addressee {
  readonly address: string;
  readonly unit: string;
  readonly title: string | null;
  readonly roles: readonly Role[];
  readonly standsInFor: readonly { readonly unit: string; readonly roles: readonly Role[] }[];
}

/** Somebody who is in 人员 several times is written to under the first row's unit, with the duties of all. */
export function addresseeOf(directory: Directory, address: string): Addressee {
  const rows = (directory.byAddress.get(address) ?? []).filter((person) => !isDisabled(person));
  const title = rows.map((person) => person.title).find((text) => isValue(text) && text !== "");
  return {
    address,
    unit: rows[0]?.unit ?? "",
    title: typeof title === "string" ? title : null,
    roles: [...new Set(rows.flatMap((person) => person.roles))],
    standsInFor: directory.absent
      .filter((person) => rows.some((row) => standIn(directory, person)?.key === row.key))
      .map(({ unit, roles }) => ({ unit, roles })),
  };
}

const NOBODY: Reached = { told: [], gaps: [] };

/** The person, on leave the 代理人, without an address the unit's 联络员, then the admins. */
function reach(directory: Directory, person: Person, duty: Duty, unit: string): Reached {
  const own = oneself(directory, person, duty);
  if (own.told.length > 0) return own;
  const contacts = reachContacts(directory, unit, [person.key]);
  if (own.gaps.length === 0) return contacts;
  const instead = contacts.told.map((one) => one.address);
  return { told: contacts.told, gaps: [...own.gaps.map((gap) => ({ ...gap, instead })), ...contacts.gaps] };
}

/** The person or, on leave, the 代理人; nobody else. */
function oneself(directory: Directory, person: Person, duty: Duty): Reached {
  const present = standIn(directory, person);
  if (present === null) return gap(person, "deputy-missing");
  if (isDisabled(present)) return gap(person, "disabled");
  const address = addressOf(present);
  return address === null ? gap(present, "address-missing") : { told: [{ address, duty }], gaps: [] };
}

const gap = (person: Person, because: Gap["because"]): Reached => ({
  told: [],
  gaps: [{ person: person.key, unit: person.unit, because, instead: [] }],
});

/** Follows 代理人 while they are on leave themselves; null when the chain ends in nobody or in a circle. */
export function standIn(directory: Directory, person: Person): Person | null {
  const seen = new Set<string>();
  let present = person;
  while (isOnLeave(present, directory.day) && !isDisabled(present)) {
    seen.add(present.key);
    const deputy = isValue(present.deputy) ? findPerson(directory, present.deputy, present.unit) : null;
    if (deputy === null || seen.has(deputy.key)) return null;
    present = deputy;
  }
  return present;
}

/** The unit's 联络员 but for `except` (already tried), else the admins. */
function reachContacts(directory: Directory, unit: string, except: readonly string[]): Reached {
  const contacts = (directory.byUnit.get(unit) ?? []).filter(
    (person) => person.roles.includes("联络员") && !except.includes(person.key) && !isDisabled(person),
  );
  const reached = merge(contacts.map((person) => oneself(directory, person, "liaison")));
  if (reached.told.length > 0) return reached;
  const admins = reachAdmins(directory);
  const instead = admins.told.map((one) => one.address);
  return {
    told: admins.told,
    gaps: [...reached.gaps, { person: "", unit, because: "no-contact", instead }, ...admins.gaps],
  };
}
