import { valueOr } from "../field.ts";
import type { Person, Unit } from "../registry.ts";

/** Names in 人员, and those of units that may hold one of them. */
export interface PublicNames {
  readonly people: readonly Pick<Person, "name">[];
  readonly units: readonly Pick<Unit, "name" | "aliases">[];
}

/** Whether a text names somebody listed in 人员. */
export type NamesPeople = (text: string) => boolean;

/**
 * A name of two characters or more counts wherever it stands in the text: who is held back by mistake is let out by a word, who was named is named for
 * good. It does not count where all of it lies inside a unit's name or alias, or inside a word that the office has cleared (规则 公开放行词).
 */
export function namesPeople({ people, units }: PublicNames, cleared: readonly string[]): NamesPeople {
  const harmless = [...units.flatMap(({ name, aliases }) => [name, ...valueOr(aliases, [])]), ...cleared].map(plain);
  const names = [...new Set(people.map(nameOf))].filter((name) => [...name].length >= 2);
  const known = names.map((name) => ({ name, within: harmless.filter((word) => word.includes(name)) }));
  const byFirst = Map.groupBy(known, ({ name }) => name.charAt(0));
  return (text) => {
    const whole = plain(text);
    for (let at = 0; at < whole.length; at++)
      if (byFirst.get(whole.charAt(at))?.some((one) => isNamed(one, whole, at)) === true) return true;
    return false;
  };
}

const nameOf = ({ name }: Pick<Person, "name">): string => plain(name);

/** Blanks do not hide a name, nor do capitals. */
const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\p{Cf}\p{Mn}\s·•.]/gu, "")
    .toLowerCase();

interface KnownName {
  readonly name: string;
  /** Harmless words it is part of. */
  readonly within: readonly string[];
}

/** Letters of the alphabet are a name as a whole word only: Lee is not in fleet. */
function isNamed({ name, within }: KnownName, text: string, at: number): boolean {
  if (!text.startsWith(name, at)) return false;
  const end = at + name.length;
  if ((isLatin(name.at(0)) && isLatin(text[at - 1])) || (isLatin(name.at(-1)) && isLatin(text[end]))) return false;
  return !within.some((word) => covers(word, text, at, end));
}

/** Whether the word stands in the text around the whole of it. */
function covers(word: string, text: string, at: number, end: number): boolean {
  for (let from = text.indexOf(word); from >= 0 && from <= at; from = text.indexOf(word, from + 1))
    if (from + word.length >= end) return true;
  return false;
}

const isLatin = (character: string | undefined): boolean => character !== undefined && /[a-z]/.test(character);
