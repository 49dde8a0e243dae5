import type { Instant, PlainDate } from "../domain/dates.ts";
import type { Store, StoreLock } from "../ports/store.ts";

/** What a result was made from, so that it can be made again. */
export interface DraftOrigin {
  readonly asOf: PlainDate;
  /** The moment of the reading: what is published, and the ledger, count as they stood then. */
  readonly at: Instant;
  /** --known-at of the run; null = the sheets as frozen at the lock. */
  readonly knownAt: Instant | null;
  /** What its own sheets were cut at, where that is something else: a quarter drawn again keeps what its first draft was made from. */
  readonly sheets: Instant | null;
}

const factName = (draft: string): string => `draft-origin:${draft}`;

/** null: made by a version that did not keep it. */
export async function originOf(store: Pick<Store, "fact">, draft: string): Promise<DraftOrigin | null> {
  const text = await store.fact(factName(draft));
  return text === null ? null : (JSON.parse(text) as DraftOrigin);
}

export const keepOrigin = (store: Store, lock: StoreLock, draft: string, origin: DraftOrigin): Promise<void> =>
  store.setFact(lock.token, factName(draft), JSON.stringify(origin));
