import type { Instant } from "../domain/dates.ts";
import type { StartBatchBlock, StartBatchDraft } from "../domain/starts/batch-block.ts";
import type { DraftRecord, Store } from "../ports/store.ts";
import { issueIn, trailOf } from "./draft-trail.ts";

/** What the confirmed notices say of their batches, the newest issue of each, oldest batch first; what left later than `knownAt` is not known. */
export async function confirmedStarts(
  store: Pick<Store, "fact">,
  drafts: readonly DraftRecord[],
  knownAt: Instant = "~",
): Promise<readonly StartBatchBlock[]> {
  const notices = drafts.filter(({ kind, period }) => kind === "document" && period.startsWith("集中开工通知 "));
  const issued = await Promise.all(notices.map((draft) => issuedBlock(store, draft, knownAt)));
  const oldestFirst = issued.flat().toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const blocks = [...new Map(oldestFirst.map(({ block }) => [block.batch, block])).values()];
  return blocks.toSorted((a, b) => (a.batch < b.batch ? -1 : 1));
}

async function issuedBlock(store: Pick<Store, "fact">, { id, body }: DraftRecord, knownAt: Instant) {
  const issue = issueIn(await trailOf(store, id));
  if (issue === null || issue.at > knownAt) return [];
  return [{ at: issue.at, block: (JSON.parse(body) as StartBatchDraft).starts }];
}
