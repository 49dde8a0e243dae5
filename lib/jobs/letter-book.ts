import { addDays, type Instant, type PlainDate } from "../domain/dates.ts";
import type { DocumentDraft } from "../domain/document-draft.ts";
import type { SentDocument } from "../domain/document-record.ts";
import type { LetterDraft, SentLetter } from "../domain/letter-draft.ts";
import { dayAt } from "../domain/office-calendar.ts";
import type { StartBatchBlock } from "../domain/starts/batch-block.ts";
import type { DraftRecord, Store } from "../ports/store.ts";
import { confirmedStarts } from "./confirmed-starts.ts";
import { issueIn, releasesIn, sentLetter, trailOf } from "./draft-trail.ts";

/** What the store knows of letters and documents. */
export interface LetterBook {
  /** Marks of the matters of every letter ever drafted, whatever became of it. */
  readonly drafted: ReadonlySet<string>;
  /** Drafts of letters that wait. */
  readonly open: readonly OpenLetter[];
  /** Letters that left lately and whose answer may still be waited for. */
  readonly sent: readonly SentLetter[];
  /** Documents that left lately, the newest issue of each matter. */
  readonly documents: readonly SentDocument[];
  /** Batches of 集中开工 whose notices left. */
  readonly startBatches: readonly StartBatchBlock[];
}

export interface OpenLetter {
  readonly id: string;
  readonly period: string;
  readonly letter: LetterDraft;
}

export const NO_LETTERS: LetterBook = { drafted: new Set(), open: [], sent: [], documents: [], startBatches: [] };

/** No time to answer is longer than 60 working days. */
const LATELY_DAYS = 120;

/** `drafts` as known at `knownAt` (all when left out); `at` is the moment of the reading. */
export async function letterBook(
  store: Pick<Store, "fact">,
  drafts: readonly DraftRecord[],
  at: Instant,
  knownAt: Instant = "~",
): Promise<LetterBook> {
  const letters = drafts.filter(({ kind }) => kind === "letter");
  const since = addDays(dayAt(at), -LATELY_DAYS);
  const lately = letters.filter(({ confirmedAt }) => confirmedAt !== null && dayAt(confirmedAt) >= since);
  const sent = await Promise.all(lately.map((draft) => sentBy(store, draft, knownAt)));
  const waiting = letters.filter(({ state }) => state === "draft");
  const open = await Promise.all(waiting.map((draft) => openLetter(store, draft, knownAt)));
  return {
    open: open.flat(),
    drafted: new Set(letters.flatMap(({ body }) => (JSON.parse(body) as LetterDraft).matters.map(({ mark }) => mark))),
    sent: sent.flat(),
    documents: await sentDocuments(store, drafts, since, knownAt),
    startBatches: await confirmedStarts(store, drafts, knownAt),
  };
}

/** What was issued is, whatever the draft's state: a process may have died before it was told. */
async function sentDocuments(
  store: Pick<Store, "fact">,
  drafts: readonly DraftRecord[],
  since: PlainDate,
  knownAt: Instant,
): Promise<readonly SentDocument[]> {
  const lately = drafts.filter(
    ({ kind, confirmedAt, createdAt }) => kind === "document" && dayAt(confirmedAt ?? createdAt) >= since,
  );
  const sent = await Promise.all(lately.map((draft) => documentSent(store, draft, knownAt)));
  const oldestFirst = sent.flat().toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return [...new Map(oldestFirst.map((one) => [one.period, one])).values()];
}

async function documentSent(store: Pick<Store, "fact">, { id, period, body }: DraftRecord, knownAt: Instant) {
  const issue = issueIn(await trailOf(store, id));
  const { document, title, readers, text } = JSON.parse(body) as DocumentDraft;
  if (issue === null || issue.at > knownAt || readers === null) return [];
  const { at, number } = issue;
  return [{ draft: id, period, at, number, document, title, sentOn: dayAt(at), ...readers, text }];
}

/** One that was let out waits for the workbook alone. */
async function openLetter(
  store: Pick<Store, "fact">,
  { id, period, body }: DraftRecord,
  knownAt: Instant,
): Promise<OpenLetter[]> {
  const isReleased = (await trailOf(store, id)).some(({ at }) => at <= knownAt);
  return isReleased ? [] : [{ id, period, letter: JSON.parse(body) as LetterDraft }];
}

async function sentBy(store: Pick<Store, "fact">, draft: DraftRecord, knownAt: Instant): Promise<SentLetter[]> {
  const trail = await trailOf(store, draft.id);
  const known = releasesIn(trail).filter(({ appendedAt }) => appendedAt !== null && appendedAt <= knownAt);
  const letter = sentLetter(draft, known);
  return letter === null ? [] : [letter];
}
