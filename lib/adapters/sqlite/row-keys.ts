/** Marks the second and further copies of a duplicated key: no key typed by a person holds a control character after NFKC trimming. */
const COPY = "\u0001";

export const isCopy = (key: string): boolean => key.includes(COPY);
/** The key as it was read. */
export const typedKey = (key: string): string => (isCopy(key) ? key.slice(0, key.indexOf(COPY)) : key);

export interface KeyCounter {
  /** The key, or for a key that stood before its next copy. */
  readonly unique: (key: string) => string;
  readonly has: (key: string) => boolean;
}

/** Each key once, in the order they come; a key that stands twice keeps every copy. */
export function keyCounter(): KeyCounter {
  const seen = new Set<string>();
  const unique = (key: string): string => {
    let free = key;
    for (let copy = 2; seen.has(free); copy++) free = `${key}${COPY}${copy}`;
    seen.add(free);
    return free;
  };
  return { unique, has: (key) => seen.has(key) };
}
