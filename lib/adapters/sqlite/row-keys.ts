import type { StoredRow } from "../../ports/store.ts";

/** Marks the second and further copies of a duplicated key: no key typed by a person holds a control character after NFKC trimming. */
const COPY = "\u0001";

export const isCopy = (key: string): boolean => key.includes(COPY);
/** The key as it was read. */
export const typedKey = (key: string): string => (isCopy(key) ? key.slice(0, key.indexOf(COPY)) : key);

/** Rows by key, in order; a key that stands twice keeps every copy. */
export function rowsByKey(rows: readonly StoredRow[]): ReadonlyMap<string, string> {
  const byKey = new Map<string, string>();
  for (const { key, json } of rows) byKey.set(byKey.has(key) ? nextCopy(byKey, key) : key, json);
  return byKey;
}

function nextCopy(byKey: ReadonlyMap<string, string>, key: string): string {
  let copy = 2;
  while (byKey.has(`${key}${COPY}${copy}`)) copy++;
  return `${key}${COPY}${copy}`;
}
