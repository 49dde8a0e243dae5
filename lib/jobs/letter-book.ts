import { addDays, type Instant } from "../domain/dates.ts";
import type { LetterDraft, SentLetter } from "../domain/letter-draft.ts";
import { dayAt } from "../domain/office-calendar.ts";
import type { DraftRecord, Store } from "../ports/store.ts";
import { releasesIn, sentLetter, trailOf } from "./draft-trail.ts";

/** What the store knows of letters. */
export interface LetterBook {
  /** Marks of the matters of every letter ever drafted, whatever became of it. */
  readonly drafted: ReadonlySet<string>;
  /** Drafts of letters that wait. */
  readonly open: readonly OpenLetter[];
  /** Letters that left lately and whose answer may still be waited for. */
  readonly sent: readonly SentLetter[];
}

export interface OpenLetter {
  readonly id: string;
  readonly period: string;
  readonly letter: LetterDraft;
}

export const NO_LETTERS: LetterBook = { drafted: new Set(), open: [], sent: [] };

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
  const open = await Promise.all(waiting.map((draft) => openLetter(store, draft)));
  return {
    open: open.flat(),
    drafted: new Set(letters.flatMap(({ body }) => (JSON.parse(body) as LetterDraft).matters.map(({ mark }) => mark))),
    sent: sent.flat(),
  };
}

/** One that was let out waits for the workbook alone. */
async function openLetter(store: Pick<Store, "fact">, { id, period, body }: DraftRecord): Promise<OpenLetter[]> {
  const isReleased = (await trailOf(store, id)).length > 0;
  return isReleased ? [] : [{ id, period, letter: JSON.parse(body) as LetterDraft }];
}

async function sentBy(store: Pick<Store, "fact">, draft: DraftRecord, knownAt: Instant): Promise<SentLetter[]> {
  const trail = await trailOf(store, draft.id);
  const known = releasesIn(trail).filter(({ appendedAt }) => appendedAt !== null && appendedAt <= knownAt);
  const letter = sentLetter(draft, known);
  return letter === null ? [] : [letter];
}
