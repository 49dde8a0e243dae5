import type { Instant, PlainDate } from "../domain/dates.ts";
import type { LetterDraft, SentLetter } from "../domain/letter-draft.ts";
import type { RowsDraft } from "../domain/rows-draft.ts";
import type { DraftRecord, Store, StoreLock } from "../ports/store.ts";
import type { FittingRow } from "../registry/appending.ts";

/** Rows that an admin let out. `attempted`: keys of the appending that was begun last; `appendedAt` null: they may not stand yet. */
export interface Release {
  readonly do: "release";
  readonly by: string;
  readonly at: Instant;
  readonly tab: RowsDraft["tab"];
  readonly rows: readonly FittingRow[];
  /** Items whose rows stood in the tab already: settled, and nothing to append. */
  readonly stood: readonly string[];
  readonly attempted: readonly string[];
  readonly appendedAt: Instant | null;
  /** Of a letter: what it was sent as. */
  readonly letter: Pick<SentLetter, "number" | "sentOn" | "answerDue" | "digest"> | null;
}

/** What people did with a draft, oldest first: who, when, which items. */
export type TrailStep =
  | Release
  | { readonly do: "publish"; readonly by: string; readonly at: Instant }
  /** A result let out for consultation: every unit its own figures, objections until that day. */
  | { readonly do: "consult"; readonly by: string; readonly at: Instant; readonly until: PlainDate }
  /** A document that left: its number ("" where its kind has none) and the digest of its bytes. */
  | {
      readonly do: "issue";
      readonly by: string;
      readonly at: Instant;
      readonly number: string;
      readonly digest: string;
    }
  | { readonly do: "drop"; readonly by: string; readonly at: Instant; readonly reason: string };

export type Trail = readonly TrailStep[];

const factName = (draft: string): string => `draft-trail:${draft}`;

export async function trailOf(store: Pick<Store, "fact">, draft: string): Promise<Trail> {
  const text = await store.fact(factName(draft));
  return text === null ? [] : (JSON.parse(text) as Trail);
}

export const keepTrail = (store: Store, lock: StoreLock, draft: string, trail: Trail): Promise<void> =>
  store.setFact(lock.token, factName(draft), JSON.stringify(trail));

/** Items of a draft, in its order; a letter or document is one. */
export function itemsOf({ kind, body }: Pick<DraftRecord, "kind" | "body">): readonly string[] {
  if (kind === "rows") return (JSON.parse(body) as RowsDraft).rows.map(({ item }) => item);
  return kind === "letter" || kind === "document" ? ["1"] : [];
}

/** Items nobody has let out yet. */
export function openItems(draft: Pick<DraftRecord, "kind" | "body">, trail: Trail): readonly string[] {
  if (issueIn(trail) !== null) return [];
  const settled = new Set(releasesIn(trail).flatMap(({ rows, stood }) => [...rows.map(({ item }) => item), ...stood]));
  return itemsOf(draft).filter((item) => !settled.has(item));
}

/** The document as it left; null while nobody let it out. */
export const issueIn = (trail: Trail) => trail.find((step) => step.do === "issue") ?? null;

export const releasesIn = (trail: Trail): readonly Release[] => trail.filter((step) => step.do === "release");

/** The letter as it left, null until its row stands in the register. */
export function sentLetter({ id, body }: Pick<DraftRecord, "id" | "body">, trail: Trail): SentLetter | null {
  const release = releasesIn(trail).find(({ appendedAt }) => appendedAt !== null);
  if (release?.letter == null) return null;
  return { ...(JSON.parse(body) as LetterDraft), ...release.letter, draft: id };
}

/** Drafts whose rows were let out and may not stand in the workbook yet: looked at by every run. */
const WAITING = "drafts-appending";

export async function waitingDrafts(store: Pick<Store, "fact">): Promise<readonly string[]> {
  const text = await store.fact(WAITING);
  return text === null ? [] : (JSON.parse(text) as readonly string[]);
}

export const keepWaiting = (store: Store, lock: StoreLock, ids: readonly string[]): Promise<void> =>
  store.setFact(lock.token, WAITING, JSON.stringify(ids));
