import type { DraftRecord, Store, StoreLock } from "../ports/store.ts";
import type { DraftFile } from "./draft-files.ts";
import { digestOf } from "./drafting.ts";

const factName = (draft: string): string => `draft-attachment:${draft}`;

/** Frozen beside the digest of the body: a file that was changed in the store is let out by nobody and sent to nobody. */
export async function keepAttachment(store: Store, lock: StoreLock, { id, attachment }: DraftRecord): Promise<void> {
  if (attachment !== null) await store.setFact(lock.token, factName(id), digestOf(attachment.content));
}

/** The file as drafted; one that an earlier version drafted has no digest and counts as it stands. */
export async function attachmentOf(store: Pick<Store, "fact">, { id, attachment }: DraftRecord): Promise<DraftFile> {
  if (attachment === null) return null;
  const digest = await store.fact(factName(id));
  return digest === null || digest === digestOf(attachment.content) ? attachment : "tampered";
}
