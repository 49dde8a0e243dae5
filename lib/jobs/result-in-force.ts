import type { DocumentDraft } from "../domain/document-draft.ts";
import type { DraftRecord } from "../ports/store.ts";

/** The result of that period that is published now, whatever issue `result` names; null: none is. */
export function inForce(drafts: readonly DraftRecord[], result: string): DraftRecord | null {
  const found = drafts.find(({ id }) => id === result);
  const issues = drafts.filter(
    ({ kind, period, state }) => state === "confirmed" && kind === found?.kind && period === found.period,
  );
  return issues.reduce<DraftRecord | null>((a, b) => (a !== null && a.confirmedAt! >= b.confirmedAt! ? a : b), null);
}

/** What was issued in place of a result that a document quotes; "" where all it quotes is in force. */
export function issuedInstead(
  drafts: readonly DraftRecord[],
  { restsOn = [] }: Pick<DocumentDraft, "restsOn">,
): string {
  const newest = restsOn.map((result) => ({ result, now: inForce(drafts, result)?.id ?? result }));
  return newest.find(({ result, now }) => now !== result)?.now ?? "";
}
