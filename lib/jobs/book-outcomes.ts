import type { PublishResult } from "../ports/spreadsheet.ts";
import type { UnreadWorkbook } from "../registry/workbooks-not-read.ts";
import type { Decided } from "./decide.ts";
import { digestOf } from "./drafting.ts";
import type { Remark, WorkbookOutcome } from "./outside.ts";
import { maySend } from "./standing.ts";
import type { Stopwatch } from "./stopwatch.ts";
import { type Book, type Books, booksOf } from "./workbooks.ts";
import { isWritten, type Written } from "./write-books.ts";

type Done = Pick<Written, "books" | "decided" | "results" | "result">;

/** Where a registry has 分表, what became of each; the registry first. */
export function bookOutcomes({ books, decided, results, result }: Done): readonly WorkbookOutcome[] {
  if (books.order.length === 1) return [];
  const unread = new Map(decided.unread.map((one) => [one.name, one]));
  const read = new Map(booksOf(books).map((book) => [book.name, book]));
  const all = new Map([...results, [books.main.name, result]]);
  return books.order.map((name) => {
    const missed = unread.get(name);
    return missed === undefined ? readOutcome(read.get(name)!, all.get(name)) : unreadOutcome(missed);
  });
}

const unreadOutcome = ({ name, since }: UnreadWorkbook): WorkbookOutcome => ({
  name,
  state: since === null ? "missing" : "stale",
  cellsChanged: 0,
  staleSince: since,
});

function readOutcome({ name, standing }: Book, result: Parameters<typeof isWritten>[0]): WorkbookOutcome {
  const cellsChanged = isWritten(result) ? result.cellsChanged : 0;
  const notWritten = result !== undefined && !isWritten(result);
  const state = notWritten ? "not-written" : maySend(standing) ? "done" : "not-paired";
  return { name, state, cellsChanged, staleSince: null };
}

/** 分表 that do not belong to this store: nothing about their rows is sent until `adopt`. */
export const strangers = ({ parts }: Books): readonly Book[] => parts.filter(({ standing }) => !maySend(standing));

/** What the admins must know of the 分表, one sentence for each kind of trouble. */
export function bookRemarks({ books, decided, results }: Done): readonly Remark[] {
  const remarks: Remark[] = [];
  const { unread } = decided;
  const told = (names: readonly string[]) => ({ names: names.join("、"), count: names.length });
  const stale = unread.filter(({ since }) => since !== null);
  const missing = unread.filter(({ since }) => since === null);
  if (stale.length > 0)
    remarks.push({ code: "parts-stale", facts: told(stale.map(({ name, since }) => `${name}（${since}）`)) });
  if (missing.length > 0) remarks.push({ code: "parts-missing", facts: told(missing.map(({ name }) => name)) });
  const failed = [...results].filter(([, result]) => !isWritten(result)).map(([name]) => name);
  if (failed.length > 0) remarks.push({ code: "parts-not-written", facts: told(failed) });
  const foreign = strangers(books).map(({ name, standing }) => `${name}（${standing}）`);
  if (foreign.length > 0) remarks.push({ code: "parts-not-paired", facts: told(foreign) });
  return remarks;
}

/** What a month waits for, beside the workbooks that were told of. */
export function unfinishedRemarks({ unfinished, unread, present }: Decided): readonly Remark[] {
  const told = new Set(unread.map(({ name }) => name));
  const tabs = present.stale.filter(({ name, since }) => since === null && !told.has(name)).map(({ name }) => name);
  return unfinished.length === 0 || tabs.length === 0
    ? []
    : [{ code: "tabs-missing", facts: { names: tabs.join("、") } }];
}

/** Rows and cells over all workbooks: a tab's rows are added up. */
export function summedResult({ results, result }: Pick<Done, "results" | "result">): PublishResult {
  const written = [result, ...[...results.values()].filter(isWritten)];
  const rowsPublished: Record<string, number> = {};
  for (const one of written)
    for (const [tab, rows] of Object.entries(one.rowsPublished)) rowsPublished[tab] = (rowsPublished[tab] ?? 0) + rows;
  return { ...result, rowsPublished, cellsChanged: written.reduce((sum, one) => sum + one.cellsChanged, 0) };
}

/** Nothing about the rows of a workbook that is not this store's. */
export function withoutStrangers(decided: Decided, books: Books): Decided {
  const names = new Set(strangers(books).map(({ name }) => name));
  if (names.size === 0) return decided;
  const plans = decided.plans.map((plan) => ({
    ...plan,
    notices: plan.notices.filter(({ item }) => !names.has(item.workbook)),
  }));
  return { ...decided, plans };
}

/** The registry's revision, or that of all workbooks together. */
export const inputDigest = (books: Books): string =>
  books.parts.length === 0
    ? books.main.snapshot.revision
    : digestOf(
        booksOf(books)
          .map(({ snapshot }) => snapshot.revision)
          .join("\n"),
      );

/** What the run took until its mails, for the admins. */
export const effortOf = ({ reads, results, result }: Written, watch: Stopwatch): Readonly<Record<string, number>> => ({
  reads,
  writes: [result, ...results.values()].filter((one) => isWritten(one) && one.cellsChanged > 0).length,
  seconds: Math.round(Object.values(watch.timings()).reduce((sum, ms) => sum + ms, 0) / 100) / 10,
});
