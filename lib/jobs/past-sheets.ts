import type { Instant } from "../domain/dates.ts";
import { dayAt } from "../domain/office-calendar.ts";
import type { WorkbookSnapshot } from "../ports/spreadsheet.ts";
import type { Store, StoredHistory } from "../ports/store.ts";
import { rebuildSnapshot } from "../registry/history-rows.ts";
import { listedWorkbooks } from "../registry/workbook-list.ts";
import { SECRET, type UnreadWorkbook } from "../registry/workbooks-not-read.ts";
import type { Known } from "./assess.ts";
import type { KnownBook, Present } from "./present.ts";

export interface Cut {
  readonly at: Instant;
  /** A workbook first read after that moment counts with the first there is of it, as a registry does (回填). */
  readonly backfill: boolean;
}

type Sheets = Pick<Known, "snapshots" | "histories" | "unread" | "at">;
type Sheet = Pick<KnownBook, "snapshot" | "history">;

/** The registry and the workbooks it listed, as known at an instant; null when the registry had not been read by then. */
export async function pastSheets(present: Present, cut: Cut): Promise<Sheets | null> {
  const [main] = present.books;
  const past = await pastOf(main!.store, main!.snapshot.name, cut.at);
  if (past === null) return null;
  const sheets: Sheet[] = [past];
  const unread: UnreadWorkbook[] = [];
  for (const { name } of listedWorkbooks(past.snapshot)) {
    const one = await partAt(present, name, cut, past.at);
    if ("error" in one) unread.push(one);
    if (!("error" in one)) sheets.push(one);
    if ("behind" in one) unread.push(one.behind);
  }
  return {
    snapshots: sheets.map(({ snapshot }) => snapshot),
    histories: new Map(sheets.map(({ snapshot, history }) => [snapshot.name, history])),
    unread,
    at: past.at,
  };
}

interface Past extends Sheet {
  readonly at: Instant;
}

async function pastOf(store: Store, name: string, at: Instant): Promise<Past | null> {
  const past = await store.readingAt(name, at);
  if (past === null) return null;
  const history: StoredHistory = await store.history(name, { knownAt: at, withRows: true });
  const snapshot: WorkbookSnapshot = rebuildSnapshot(name, past.tabs);
  return { at: past.at, snapshot, history };
}

/** `behind`: read before the registry's own reading of that moment, so it was not to be read then. */
async function partAt(
  { books, unread }: Present,
  name: string,
  { at, backfill }: Cut,
  mainRead: Instant,
): Promise<(Sheet & { readonly behind?: UnreadWorkbook }) | UnreadWorkbook> {
  const now = unread.find((one) => one.name === name);
  if (now?.error === SECRET) return now;
  const book = books.find(({ snapshot }) => snapshot.name === name);
  const past = await pastOf((book ?? books[0]!).store, name, at);
  if (past !== null && past.at >= mainRead) return past;
  if (past !== null) return { ...past, behind: unreadThen(name, past.at) };
  return backfill && book !== undefined ? { ...book, ...behindNow(now) } : unreadThen(name, null);
}

/** What stands in today for a workbook nobody can read now says so too. */
const behindNow = (now: UnreadWorkbook | undefined): { readonly behind?: UnreadWorkbook } =>
  now === undefined ? {} : { behind: now };

const unreadThen = (name: string, since: Instant | null): UnreadWorkbook => ({
  name,
  error: "workbook-unread-then",
  facts: {},
  since: since === null ? null : dayAt(since),
});
