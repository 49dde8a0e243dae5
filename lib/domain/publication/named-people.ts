import { valueOr } from "../field.ts";
import type { Person, Registry } from "../registry.ts";

/** Whether a text names somebody listed in 人员. */
export type NamesPeople = (text: string) => boolean;

/**
 * A name counts wherever it stands in the text, of two characters too: who was held back by mistake is let out by a word, who was named is named for
 * good. It does not count inside a unit's name or alias, nor inside a word that the office has cleared (规则 公开放行词).
 */
export function namesPeople(
  { people, units }: Pick<Registry, "people" | "units">,
  cleared: readonly string[],
): NamesPeople {
  const names = [...new Set(people.map(nameOf))].filter((name) => [...name].length >= 2);
  const byFirst = Map.groupBy(names, (name) => name.charAt(0));
  const harmless = [...units.flatMap(({ name, aliases }) => [name, ...valueOr(aliases, [])]), ...cleared].map(plain);
  return (text) => {
    const left = without(plain(text), harmless);
    for (let at = 0; at < left.length; at++)
      if (byFirst.get(left.charAt(at))?.some((name) => stands(name, left, at)) === true) return true;
    return false;
  };
}

const nameOf = ({ name }: Person): string => plain(name);

/** Blanks do not hide a name, nor do capitals. */
const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\p{Cf}\p{Mn}\s·•.]/gu, "")
    .toLowerCase();

/** Letters of the alphabet are a name as a whole word only: 王工 is in 王工程师, Lee is not in fleet. */
function stands(name: string, text: string, at: number): boolean {
  if (!text.startsWith(name, at)) return false;
  return !(isLatin(name.at(0)) && isLatin(text[at - 1])) && !(isLatin(name.at(-1)) && isLatin(text[at + name.length]));
}

const isLatin = (character: string | undefined): boolean => character !== undefined && /[a-z]/.test(character);

const GAP = "\u0000";

function without(text: string, words: readonly string[]): string {
  let left = text;
  for (const word of words) if (word !== "" && left.includes(word)) left = left.replaceAll(word, GAP);
  return left;
}
