import type { Consulted } from "../domain/consultation.ts";
import type { Instant } from "../domain/dates.ts";
import type { DraftKind } from "../ports/plan.ts";
import type { DraftRecord, Store } from "../ports/store.ts";
import { trailOf } from "./draft-trail.ts";

/** Results that units are asked about: those that score them. A visit's result belongs to its judges. */
const CONSULTABLE: readonly DraftKind[] = ["ranking", "quarter", "year"];
export const isConsultable = (kind: DraftKind): boolean => CONSULTABLE.includes(kind);

/** What of these drafts was let out for consultation by then, in the order of the drafts. */
export async function consultedIn(
  store: Pick<Store, "fact">,
  drafts: readonly DraftRecord[],
  knownAt: Instant = "~",
): Promise<readonly Consulted[]> {
  const scored = drafts.filter(({ kind }) => isConsultable(kind));
  const found = await Promise.all(scored.map((draft) => consultationOf(store, draft, knownAt)));
  return found.flat();
}

async function consultationOf(
  store: Pick<Store, "fact">,
  { id, kind, period, state, body }: DraftRecord,
  knownAt: Instant,
): Promise<readonly Consulted[]> {
  const trail = await trailOf(store, id);
  return trail
    .filter((step) => step.do === "consult")
    .filter(({ at }) => at <= knownAt)
    .map(({ at, until }) => ({ draft: id, kind, period, open: state === "draft", at, until, body }));
}
