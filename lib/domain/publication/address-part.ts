const LONGEST = 60;
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d|index|list-\d+)$/;

/**
 * A key as part of an address: small letters, figures, hyphens; everything else by its code point (_e9_), so that two keys never share one, on file
 * systems without capitals neither. P-031 is p-031. `digest` is asked for keys too long for a file's name.
 */
export function addressPart(key: string, digest: (text: string) => string): string {
  let part = "";
  for (const character of key) part += /[A-Z]/.test(character) ? character.toLowerCase() : kept(character);
  if (RESERVED.test(part) || part.startsWith("-") || part === "") part = `__${part}`;
  return part.length <= LONGEST ? part : `${part.slice(0, LONGEST - 20)}_h${digest(key).slice(0, 18)}`;
}

const kept = (character: string): string =>
  /[0-9-]/.test(character) ? character : `_${character.codePointAt(0)!.toString(16)}_`;
