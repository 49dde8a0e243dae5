import type { Due } from "../domain/minutes/due-day.ts";
import { mentionsIn, type Vocabulary } from "../domain/minutes/mentions.ts";
import type { MinutesItem, MinutesReading } from "../domain/minutes/minutes.ts";
import { plainForm } from "../domain/minutes/plain-form.ts";
import type { Named } from "../domain/minutes/raw-item.ts";
import type { ProposedCells } from "../domain/rows-draft.ts";
import { isProblem } from "./cells/problem.ts";
import { withoutBlanks } from "./clean.ts";
import { matchPerson, matchUnit, type PersonNames, type UnitNames } from "./names.ts";

/** A name of the minutes looked up in 单位 or 人员. */
export type NameReading =
  | { readonly name: string; readonly words: string }
  | {
      readonly name: null;
      readonly words: string;
      readonly because: "unknown" | "ambiguous" | "group" | "no-list";
      readonly nearest: string;
    };

export type LeadReading =
  | NameReading
  | { readonly name: null; readonly words: string; readonly because: "none" | "several"; readonly nearest: "" };

/** An item as a row of 任务: what can be filled, and how everything else was read. */
export interface TaskProposal {
  readonly mark: string;
  readonly content: string;
  readonly source: string;
  readonly lead: LeadReading;
  readonly cooperating: readonly NameReading[];
  readonly leaders: readonly NameReading[];
  /** Units of the list that the words name and no cell holds. */
  readonly others: readonly string[];
  readonly due: Due;
  readonly carried: MinutesItem["carried"];
  readonly cells: ProposedCells;
}

export interface Names {
  readonly units: UnitNames;
  readonly people: PersonNames;
}

/** The names that reading looks for: 单位 with 别名, and 人员. */
export const vocabularyOf = ({ units, people }: Names): Vocabulary => ({
  units: units.known ? [...units.byName.keys()].map(plainName) : [],
  people: people.known ? people.names.map(plainName).filter((name) => name.length > 1) : [],
});

const plainName = (name: string): string => plainForm(withoutBlanks(name));

/** `title` stands in for a title the minutes do not have; `codes` are free numbers, one for each item. */
export function taskProposals(
  { meeting, items }: MinutesReading,
  names: Names,
  { title, codes }: { readonly title: string; readonly codes: readonly string[] },
): readonly TaskProposal[] {
  const source = { source: meeting.onSite ? "现场办公" : "会议", sourceName: asTyped(meeting.title || title) };
  const day: ProposedCells = meeting.meeting === null ? {} : { sourceDate: meeting.meeting };
  return items.map((item, index) => taskProposal(item, names, { code: codes[index]!, ...source, ...day }));
}

/** The words of the minutes with their own punctuation, on one line. */
const asTyped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();

function taskProposal(item: MinutesItem, names: Names, head: ProposedCells): TaskProposal {
  const lead = leadOf(item.lead, names);
  const cooperating = item.cooperating
    .map((one) => unitOf(one, names))
    .filter((one) => one.name === null || one.name !== lead.name);
  const leaders = item.leaders.map((one) => leaderOf(one, names));
  const helpers = [...new Set(cooperating.flatMap(({ name }) => name ?? []))];
  const leader = leaders.length === 1 ? leaders[0]!.name : null;
  const content = asTyped(item.content);
  const cells: ProposedCells = {
    ...head,
    content,
    ...(leader === null ? {} : { leader }),
    ...(lead.name === null ? {} : { leadUnit: lead.name }),
    ...(helpers.length === 0 ? {} : { cooperatingUnits: helpers.join("、") }),
    ...(item.due.day === null ? {} : { due: item.due.day }),
  };
  const { mark, source, due, carried } = item;
  const others = otherUnits(item, names, new Set([...namesOf(item.lead, names), ...namesOf(item.cooperating, names)]));
  return { mark, content, source, lead, cooperating, leaders, others, due, carried, cells };
}

const namesOf = (named: readonly Named[], names: Names): readonly string[] =>
  named.flatMap((one) => unitOf(one, names).name ?? []);

/** Whoever is only reported to has no part in it. */
const REPORTED_TO = /(?:报|向|送|给)$/;

function otherUnits({ source }: MinutesItem, names: Names, placed: ReadonlySet<string>): readonly string[] {
  const plain = plainForm(source);
  const named = mentionsIn(plain, vocabularyOf(names)).filter(
    ({ kind, at }) => kind === "unit" && !REPORTED_TO.test(plain.slice(0, at)),
  );
  const found = namesOf(
    named.map(({ words }) => ({ words, group: false })),
    names,
  );
  return [...new Set(found)].filter((name) => !placed.has(name));
}

/** One name leads; two that stand side by side do not say who of them. */
function leadOf(lead: readonly Named[], names: Names): LeadReading {
  if (lead.length === 0) return { name: null, words: "", because: "none", nearest: "" };
  const read = lead.map((one) => unitOf(one, names));
  const first = read[0]!;
  if (read.every(({ name, words }) => (name === null ? words === first.words : name === first.name))) return first;
  return { name: null, words: lead.map(({ words }) => words).join("、"), because: "several", nearest: "" };
}

function unitOf({ words, group }: Named, { units }: Names): NameReading {
  if (!units.known) return { name: null, words, because: "no-list", nearest: "" };
  const found = matchUnit(units, knownAs(words, units));
  if (!isProblem(found)) return { name: found, words };
  if (group) return { name: null, words, because: "group", nearest: "" };
  const because = found.problem === "alias-ambiguous" ? "ambiguous" : "unknown";
  return { name: null, words, because, nearest: found.suggestion };
}

/** Minutes write （）and blanks otherwise than the list. */
const knownAs = (words: string, { byName }: UnitNames): string =>
  byName.has(words) ? words : ([...byName.keys()].find((name) => plainName(name) === plainName(words)) ?? words);

const TITLES =
  /(?:市委|市政府|县委|县政府|市|县)?(?:常务副市长|副市长|市长|常务副县长|副县长|县长|副书记|书记|常委|副秘书长|秘书长|主任|局长)?(?:同志)?$/;

function leaderOf({ words }: Named, { people, units }: Names): NameReading {
  if (!people.known) return { name: null, words, because: "no-list", nearest: "" };
  const typed = withoutBlanks(words);
  const name = [
    typed,
    typed.replace(TITLES, ""),
    typed.replace(/^(?:常务副市长|副市长|市长|副书记|书记|秘书长)/, ""),
  ].find((one) => people.unitsOf.has(one));
  const found = matchPerson(people, units, name ?? typed, null);
  if (!isProblem(found)) return { name: found, words };
  return { name: null, words, because: found.problem === "person-ambiguous" ? "ambiguous" : "unknown", nearest: "" };
}
