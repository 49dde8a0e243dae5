import { isAccepted } from "../domain/appeals.ts";
import type { Appeal } from "../domain/registry.ts";
import type { DraftKind } from "../ports/plan.ts";
import type { DraftRecord, Store, StoreLock } from "../ports/store.ts";
import { isConsultable } from "./consulted.ts";

const factName = (kind: DraftKind, period: string): string => `appeals-drawn:${kind}/${period}`;

type Result = Pick<DraftRecord, "kind" | "period">;

const acceptedOf = (appeals: readonly Appeal[], { period }: Result): readonly Appeal[] =>
  appeals.filter((appeal) => appeal.period === period && isAccepted(appeal));

/** Objections that were accepted when a result was drawn, or drawn again to the same figures: what they ask for was looked at. */
export async function keepDrawn(
  store: Store,
  lock: StoreLock,
  result: Result,
  appeals: readonly Appeal[],
): Promise<void> {
  const accepted = acceptedOf(appeals, result).map(({ key }) => key);
  if (!isConsultable(result.kind) || accepted.length === 0) return;
  const known = await drawn(store, result);
  if (accepted.every((key) => known.has(key))) return;
  const text = JSON.stringify([...new Set([...known, ...accepted])]);
  await store.setFact(lock.token, factName(result.kind, result.period), text);
}

async function drawn(store: Pick<Store, "fact">, { kind, period }: Result): Promise<ReadonlySet<string>> {
  const text = await store.fact(factName(kind, period));
  return new Set(text === null ? [] : (JSON.parse(text) as readonly string[]));
}

/** Accepted since the result was drawn last: its figures are those that were objected to. */
export async function undrawn(
  store: Pick<Store, "fact">,
  result: Result,
  appeals: readonly Appeal[],
): Promise<readonly Appeal[]> {
  const known = await drawn(store, result);
  return acceptedOf(appeals, result).filter(({ key }) => !known.has(key));
}
