import { PortError } from "../ports/port-error.ts";
import type { Store, StoreLock } from "../ports/store.ts";
import { digestOf } from "./drafting.ts";

const factName = (digest: string): string => `document-file:${digest}`;

/** Keeps the bytes of a confirmed document under their digest, which it answers; kept again they are the same. */
export async function freezeFile(store: Store, lock: StoreLock, content: Uint8Array): Promise<string> {
  const digest = digestOf(content);
  await store.setFact(lock.token, factName(digest), Buffer.from(content).toString("base64"));
  return digest;
}

/** The bytes as they were frozen. Throws PortError "document-tampered" when they are gone or no longer have their digest. */
export async function frozenFile(store: Pick<Store, "fact">, digest: string, name: string): Promise<Uint8Array> {
  const text = await store.fact(factName(digest));
  const content = new Uint8Array(Buffer.from(text ?? "", "base64"));
  if (text !== null && digestOf(content) === digest) return content;
  throw new PortError("document-tampered", { name, digest: digest.slice(0, 12) }, { retryable: false });
}
