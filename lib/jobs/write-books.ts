import { PortError } from "../ports/port-error.ts";
import type { Publication, PublishResult } from "../ports/spreadsheet.ts";
import type { RunRecord, StoreLock } from "../ports/store.ts";
import { atOnce } from "./at-once.ts";
import { type Decided, decide } from "./decide.ts";
import type { Outside, RunRequest } from "./outside.ts";
import { recorded } from "./present.ts";
import { publicationFor, publicationForPart } from "./publishing.ts";
import { maySend, rememberWorkbook, workbookFact } from "./standing.ts";
import type { Stopwatch } from "./stopwatch.ts";
import { type Book, type Books, readAgain, readBooks, WORKBOOKS_AT_ONCE } from "./workbooks.ts";

const MOST_ATTEMPTS = 3;

export interface Writing {
  readonly request: RunRequest;
  readonly outside: Outside;
  readonly lock: StoreLock;
  readonly run: RunRecord;
  readonly watch: Stopwatch;
}

/** A 分表 that could not be written: its verdicts stay owed. */
export interface NotWritten {
  readonly failure: PortError;
}

export interface Written {
  readonly books: Books;
  readonly decided: Decided;
  /** By workbook; one in which this run has nothing to say is not there. */
  readonly results: ReadonlyMap<string, PublishResult | NotWritten>;
  /** The registry's own. */
  readonly result: PublishResult;
  /** Workbooks opened in all: more than there are when somebody saved meanwhile. */
  readonly reads: number;
}

export const isWritten = (result: PublishResult | NotWritten | undefined): result is PublishResult =>
  result !== undefined && "revision" in result;

/** What an attempt leaves to the next: 分表 that somebody saved between our reading and our writing, the others done. */
interface Round {
  readonly books: Books;
  readonly again: ReadonlySet<string>;
  readonly results: ReadonlyMap<string, PublishResult | NotWritten>;
}

/** Somebody saved between our reading and our writing: read again, decide again. The registry is written last, so that it tells of all. */
export async function readDecideWrite(writing: Writing): Promise<Written> {
  let round: Round | null = null;
  let reads = 0;
  for (let attempt = 1; ; attempt++) {
    const last = attempt >= MOST_ATTEMPTS;
    try {
      const outcome: Round | Omit<Written, "reads"> = await attemptWrite(writing, round, last);
      if (!("again" in outcome)) return { ...outcome, reads: reads + outcome.books.reads };
      round = outcome;
    } catch (error) {
      const changed = error instanceof PortError && error.code === "workbook-changed";
      if (!changed || last) throw error;
      reads += 1 + (round?.books.reads ?? 0);
      round = null;
    }
  }
}

async function attemptWrite(
  writing: Writing,
  round: Round | null,
  last: boolean,
): Promise<Round | Omit<Written, "reads">> {
  const { request, outside, lock, watch } = writing;
  const books = await watch.time("read", () =>
    round === null ? readBooks(outside) : readAgain(outside, round.books, round.again),
  );
  await outside.onStep("read", books.main.snapshot.revision);
  const present = await watch.time("remember", () => recorded(outside, lock, books, round?.again ?? null));
  await outside.onStep("remembered", "");
  const decided = await watch.time("decide", () => decide(request, books.main.store, present));
  await outside.onStep("decided", "");
  const done = new Map([...(round?.results ?? [])].filter(([name]) => !round!.again.has(name)));
  const left = books.parts.filter(({ name }) => !done.has(name));
  const written = await watch.time("write", () => atOnce(WORKBOOKS_AT_ONCE, left, writePart(writing, decided)));
  const results = new Map([...done, ...written.flatMap((one) => (one === null ? [] : [one]))]);
  const again = new Set([...results].filter(([, result]) => wasSaved(result)).map(([name]) => name));
  if (again.size > 0 && !last) return { books, again, results };
  const head = headOf(writing, books.main);
  const publication = await publicationFor(outside, decided, head);
  const result = await watch.time("write", () => write(writing, books.main, publication));
  if (!isWritten(result)) throw result.failure;
  return { books, decided, results, result };
}

const wasSaved = (result: PublishResult | NotWritten): boolean =>
  !isWritten(result) && result.failure.code === "workbook-changed";

const headOf = ({ request, run }: Writing, { standing, snapshot }: Book) => ({
  asOf: request.asOf,
  runId: run.runId,
  standing,
  found: snapshot.stamp,
});

const writePart =
  (writing: Writing, decided: Decided) =>
  async (book: Book): Promise<readonly [string, PublishResult | NotWritten] | null> => {
    const publication = publicationForPart(writing.outside, decided, headOf(writing, book), book.snapshot);
    if (publication === null) return null;
    const result = await write(writing, book, publication);
    await writing.outside.onStep("part-written", book.name);
    return [book.name, result];
  };

/** What goes wrong with one 分表 is its own matter; the store's failures are everybody's. */
async function publish({ spreadsheet, snapshot }: Book, publication: Publication): Promise<PublishResult | NotWritten> {
  try {
    return await spreadsheet.publish(publication, snapshot.revision);
  } catch (error) {
    if (error instanceof PortError) return { failure: error };
    throw error;
  }
}

/** The store is told before and after, so a process killed in between is not taken for a foreign hand. */
async function write(
  { outside: { store }, lock, run }: Writing,
  book: Book,
  publication: Publication,
): Promise<PublishResult | NotWritten> {
  const { name, snapshot, standing } = book;
  if (!maySend(standing)) return publish(book, publication);
  const fact = { ...(await workbookFact(store, name)), run: snapshot.stamp?.run ?? 0 };
  await rememberWorkbook(store, lock, name, { ...fact, about: run.runId });
  const result = await publish(book, publication);
  if (isWritten(result) && result.revision !== snapshot.revision)
    await rememberWorkbook(store, lock, name, { ...fact, run: run.runId, adopted: null });
  return result;
}
