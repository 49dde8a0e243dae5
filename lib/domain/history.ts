import type { Instant } from "./dates.ts";

/**
 * What the store remembers of one human row: `row` as it stood from the reading at `firstSeen` until the next version.
 * `lastSeenAbsent` is the reading just before (null when this was the workbook's first reading); `row` null = the row was gone.
 */
export interface Version<T> {
  readonly firstSeen: Instant;
  readonly lastSeenAbsent: Instant | null;
  readonly row: T | null;
  /** Set where `row` is null and the row was there all the same: set aside, or not to be read. */
  readonly aside?: true;
}

/** A row's life, oldest version first, never empty. A row that never changed has one version. */
export type RowHistory<T> = readonly Version<T>[];

/** The lives of a tab's rows by key. Perhaps made when asked for: 200,000 quiet rows would cost more to hold than to make. */
export interface Lives {
  readonly get: (key: string) => RowHistory<unknown> | undefined;
  readonly [Symbol.iterator]: () => Iterator<readonly [key: string, life: RowHistory<unknown>]>;
  /** All but the quiet ones, whose present row stands as their workbook's first reading saw it. Left out: any of them may have changed. */
  readonly unquiet?: Lives;
}

/**
 * History of the human rows of all tabs. `at` answers the row as known at an instant: a row, null (absent or deleted),
 * or — before the first reading — the oldest version known, marked `backfilled`.
 */
export interface History {
  /** First reading of the registry, null when nothing has been read before. */
  readonly firstReading: Instant | null;
  /** The last reading before the present one, null when nothing has been read before. */
  readonly lastReading: Instant | null;
  /** Tab code → key → life of the row. Keys are those of the Registry rows. Tabs nobody has read yet are absent. */
  readonly tabs: { readonly [tab: string]: Lives | undefined };
}

export const NO_HISTORY: History = { firstReading: null, lastReading: null, tabs: {} };

export const lifeOf = <T>(history: History, tab: string, key: string): RowHistory<T> =>
  (history.tabs[tab]?.get(key) ?? []) as RowHistory<T>;

const NO_LIVES: Lives = new Map();

/** The few lives of a tab in which something may have happened: a row without one has always been what it is. */
export const unquietLives = (history: History, tab: string): Lives =>
  history.tabs[tab]?.unquiet ?? history.tabs[tab] ?? NO_LIVES;
