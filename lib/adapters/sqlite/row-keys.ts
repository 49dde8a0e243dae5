/** Marks the second and further copies of a duplicated key: no key typed by a person holds a control character after NFKC trimming. */
const COPY = "\u0001";

export const isCopy = (key: string): boolean => key.includes(COPY);
/** The key as it was read. */
export const typedKey = (key: string): string => (isCopy(key) ? key.slice(0, key.indexOf(COPY)) : key);

/** Each key once, in the order they come; a key that stands twice keeps every copy. */
export function keyCounter(): (key: string) => string {
  const seen = new Set<string>();
  return (key) => {
    let unique = key;
    for (let copy = 2; seen.has(unique); copy++) unique = `${key}${COPY}${copy}`;
    seen.add(unique);
    return unique;
  };
}
