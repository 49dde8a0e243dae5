import type { Instant } from "../domain/dates.ts";
import { dayAt } from "../domain/office-calendar.ts";
import type { WorkbookSnapshot } from "../ports/spreadsheet.ts";
import type { Store, StoredHistory, StoreLock, TabRead } from "../ports/store.ts";
import { rebuildSnapshot, tabsRead } from "../registry/history-rows.ts";
import { SECRET, type UnreadWorkbook } from "../registry/workbooks-not-read.ts";
import type { Outside } from "./outside.ts";
import { withReading } from "./overlay.ts";
import { type Book, type Books, booksOf } from "./workbooks.ts";

/** A workbook as it counts: read now, or as last known; with the history that includes this reading. */
export interface KnownBook {
  readonly snapshot: WorkbookSnapshot;
  readonly history: StoredHistory;
  readonly store: Store;
}

/** What is known after a reading. */
export interface Present {
  /** The registry first. */
  readonly books: readonly KnownBook[];
  /** Workbooks of 分表 that were not read: with `since` as last known, else without their rows. */
  readonly unread: readonly UnreadWorkbook[];
  readonly at: Instant;
}

/** Puts what was read into the store. `fresh`: the names read since the last time; null = all. */
export async function recorded(
  outside: Outside,
  lock: StoreLock,
  books: Books,
  fresh: ReadonlySet<string> | null,
): Promise<Present> {
  const at = outside.now();
  const known: KnownBook[] = [];
  for (const { name, snapshot, store } of booksOf(books)) {
    const tabs = tabsRead(snapshot);
    if (fresh?.has(name) !== false) await store.recordReading(lock.token, name, at, tabs);
    known.push({ snapshot, store, history: await historyOf(store, name, books, tabs) });
  }
  return withStandIns(books, known, at, false);
}

/** Rows of a tab that is gone may stand in another workbook now: then what they were counts. */
async function historyOf(store: Store, name: string, books: Books, tabs: readonly TabRead[]): Promise<StoredHistory> {
  const history = await store.history(name, { withRows: false });
  const read = new Set(tabs.map(({ tab }) => tab));
  const mayHaveMoved = books.order.length > 1 && [...history.tabs.keys()].some((tab) => !read.has(tab));
  return mayHaveMoved ? store.history(name, { withRows: true }) : history;
}

/** The same for those who must not write. */
export async function overlaid(outside: Outside, books: Books): Promise<Present> {
  const at = outside.now();
  const known = await Promise.all(booksOf(books).map((book) => overlaidBook(book, at)));
  return withStandIns(books, known, at, true);
}

async function overlaidBook({ name, snapshot, store }: Book, at: Instant): Promise<KnownBook> {
  const stored = await store.history(name, { withRows: true });
  return { snapshot, store, history: withReading(stored, tabsRead(snapshot), at) };
}

/** The last known reading stands in for a workbook that could not be read; for one with a marking nothing does. */
async function standInsOf(
  { main: { store }, unread }: Books,
  at: Instant,
): Promise<{ readonly standIns: readonly WorkbookSnapshot[]; readonly unread: readonly UnreadWorkbook[] }> {
  const standIns: WorkbookSnapshot[] = [];
  const told: UnreadWorkbook[] = [];
  for (const one of unread) {
    const past = one.error === SECRET ? null : await store.readingAt(one.name, at);
    told.push({ ...one, since: past === null ? null : dayAt(past.at) });
    if (past !== null) standIns.push(rebuildSnapshot(one.name, past.tabs));
  }
  return { standIns, unread: told };
}

/** In the order of 分表. */
async function withStandIns(
  books: Books,
  read: readonly KnownBook[],
  at: Instant,
  withRows: boolean,
): Promise<Present> {
  const { store } = books.main;
  const { standIns, unread } = await standInsOf(books, at);
  const known = [...read];
  for (const snapshot of standIns)
    known.push({ snapshot, store, history: await store.history(snapshot.name, { withRows }) });
  const place = ({ snapshot }: KnownBook): number => books.order.indexOf(snapshot.name);
  return { books: known.sort((a, b) => place(a) - place(b)), unread, at };
}
