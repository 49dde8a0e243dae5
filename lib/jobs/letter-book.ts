import { addDays, type Instant } from "../domain/dates.ts";
import type { LetterDraft, SentLetter } from "../domain/letter-draft.ts";
import { dayAt } from "../domain/office-calendar.ts";
import type { DraftRecord, Store } from "../ports/store.ts";
import { releasesIn, sentLetter, trailOf } from "./draft-trail.ts";

/** What the store knows of letters. */
export interface LetterBook {
  /** Marks of the matters of every letter ever drafted, whatever became of it. */
  readonly drafted: ReadonlySet<string>;
  /** Letters that left lately and whose answer may still be waited for. */
  readonly sent: readonly SentLetter[];
}

export const NO_LETTERS: LetterBook = { drafted: new Set(), sent: [] };

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
  return {
    drafted: new Set(letters.flatMap(({ body }) => (JSON.parse(body) as LetterDraft).matters.map(({ mark }) => mark))),
    sent: sent.flat(),
  };
}

async function sentBy(store: Pick<Store, "fact">, draft: DraftRecord, knownAt: Instant): Promise<SentLetter[]> {
  const trail = await trailOf(store, draft.id);
  const known = releasesIn(trail).filter(({ appendedAt }) => appendedAt !== null && appendedAt <= knownAt);
  const letter = sentLetter(draft, known);
  return letter === null ? [] : [letter];
}
