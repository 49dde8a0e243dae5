import { isResult } from "../ports/plan.ts";
import type { CellChange, PublishResult } from "../ports/spreadsheet.ts";
import { bookOutcomes, bookRemarks, summedResult } from "./book-outcomes.ts";
import { type Decided, decide } from "./decide.ts";
import { mailRemarks } from "./letters-kept.ts";
import { blank, figuresOf, planDigest } from "./outcome.ts";
import type { BookChange, Outside, RunOutcome, RunRequest } from "./outside.ts";
import { overlaid } from "./present.ts";
import { lettersShown } from "./preview-letters.ts";
import { publicationFor, publicationForPart } from "./publishing.ts";
import { resultTabs } from "./result-tabs.ts";
import { standingRemarks } from "./standing.ts";
import { stopwatch } from "./stopwatch.ts";
import { storeAt } from "./store-at.ts";
import { type Book, type Books, readBooks } from "./workbooks.ts";

/** A dry run or a copy: the same reading, deciding and writing, and nothing that lasts. Any day may be asked for. */
export async function preview(request: RunRequest, outside: Outside): Promise<RunOutcome> {
  const watch = stopwatch(outside.ticks);
  const books = await watch.time("read", () => readBooks(outside));
  const present = await watch.time("remember", () => overlaid(outside, books));
  const decided = await watch.time("decide", () => decide(request, books.main.store, present));
  const { store } = outside;
  const then = { ...outside, store: request.knownAt === null ? store : storeAt(store, request.knownAt) };
  const publication = await publicationFor(then, withDraftTabs(request, decided), headOf(request, books.main));
  const options = typeof request.mode === "object" ? { out: request.mode.out } : { preview: true };
  const { spreadsheet, snapshot, standing } = books.main;
  const own = await watch.time("write", () => spreadsheet.publish(publication, snapshot.revision, options));
  const results = new Map(await watch.time("write", () => previewParts(request, outside, books, decided)));
  const done = { books, decided, results, result: own };
  const result = summedResult(done);
  const messages = await watch.time("deliver", () => lettersShown(request, outside, decided));
  return {
    ...blank(request),
    published: result.rowsPublished,
    cellsChanged: result.cellsChanged,
    changes: [...own.changes, ...[...results].flatMap(([workbook, { changes }]) => named(workbook, changes))],
    messages,
    findings: decided.findings,
    drafts: decided.plans
      .flatMap((plan) => plan.drafts)
      .map(({ idStem }) => ({ id: idStem, state: "preview", differences: "" })),
    figures: figuresOf(decided.plans, result, []),
    remarks: [...standingRemarks(standing), ...bookRemarks(done), ...mailRemarks(request, outside, decided)],
    workbooks: bookOutcomes(done),
    planDigest: planDigest(decided.plans),
    timings: watch.timings(),
  };
}

const headOf = ({ asOf }: RunRequest, { standing, snapshot: { stamp } }: Book) => ({
  asOf,
  runId: stamp?.run ?? 0,
  standing,
  found: stamp,
});

/** A copy is made of the registry alone; of a 分表 what would change is told. */
async function previewParts(request: RunRequest, outside: Outside, { parts }: Books, decided: Decided) {
  const results: (readonly [string, PublishResult])[] = [];
  for (const book of parts) {
    const publication = publicationForPart(outside, decided, headOf(request, book), book.snapshot);
    if (publication === null) continue;
    results.push([book.name, await book.spreadsheet.publish(publication, book.snapshot.revision, { preview: true })]);
  }
  return results;
}

const named = (workbook: string, changes: readonly CellChange[]): readonly BookChange[] =>
  changes.map((change) => ({ ...change, workbook }));

/** `--out` shows drafted results in their tabs: the copy is the admin's own. */
function withDraftTabs(request: RunRequest, decided: Decided): Decided {
  if (typeof request.mode !== "object") return decided;
  const results = decided.plans.flatMap(({ drafts }) => drafts).filter(({ kind }) => isResult(kind));
  const tabs = resultTabs(results);
  const plans = decided.plans.map((plan, at) => ({
    ...plan,
    systemTabs: at === decided.plans.length - 1 ? [...plan.systemTabs, ...tabs] : plan.systemTabs,
  }));
  return { ...decided, plans };
}
