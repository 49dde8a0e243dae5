import type { Lives, RowHistory, Version } from "../domain/history.ts";

type Life = RowHistory<unknown>;

/**
 * The lives of one tab in several workbooks as one. A row that was moved from one workbook to another lives on: its original plan moves with it, and
 * leaving the old place is no deletion.
 */
export function joinedLives(books: readonly Lives[]): Lives {
  if (books.length === 1) return books[0]!;
  const homes = new Map<string, Lives>();
  const moved = new Map<string, Life>();
  for (const lives of books)
    for (const [key, life] of lives) {
      const before = moved.get(key) ?? homes.get(key)?.get(key);
      if (before === undefined) homes.set(key, lives);
      else moved.set(key, joined(before, life));
    }
  const lifeOf = (key: string): Life | undefined => moved.get(key) ?? homes.get(key)?.get(key);
  return {
    unquiet: unquietOf(books, moved),
    get: lifeOf,
    *[Symbol.iterator]() {
      for (const key of homes.keys()) yield [key, lifeOf(key)!] as const;
    },
  };
}

function unquietOf(books: readonly Lives[], moved: ReadonlyMap<string, Life>): Lives {
  const unquiet = new Map<string, Life>();
  for (const lives of books) for (const [key, life] of lives.unquiet ?? lives) unquiet.set(key, life);
  for (const [key, life] of moved) unquiet.set(key, life);
  return unquiet;
}

/** Both lives by time; the row is gone only while it stands in neither workbook. */
function joined(one: Life, other: Life): Life {
  const events = [...one.map((version) => ({ version, at: 0 })), ...other.map((version) => ({ version, at: 1 }))];
  const stands = [false, false];
  const life: Version<unknown>[] = [];
  for (const { version, at } of events.sort(byTime)) {
    stands[at] = version.row !== null;
    if (version.row === null && stands[1 - at]) continue;
    life.push({ ...version, lastSeenAbsent: life.length === 0 ? version.lastSeenAbsent : absentBefore(version, life) });
  }
  return life;
}

interface Event {
  readonly version: Version<unknown>;
}

/** In the reading in which a row left one workbook and came to the other it was always there. */
const byTime = ({ version: a }: Event, { version: b }: Event): number =>
  a.firstSeen === b.firstSeen ? Number(a.row === null) - Number(b.row === null) : a.firstSeen < b.firstSeen ? -1 : 1;

/** A workbook's first reading says of its rows that they were always there; of one that lived elsewhere before it does not. */
const absentBefore = ({ lastSeenAbsent }: Version<unknown>, before: Life): string =>
  lastSeenAbsent ?? before.at(-1)!.firstSeen;
