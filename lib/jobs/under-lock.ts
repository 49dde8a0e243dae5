import { PortError } from "../ports/port-error.ts";
import type { StoreLock } from "../ports/store.ts";
import type { Outside } from "./outside.ts";

/** What a person asks for while nobody else writes. Throws PortError "busy". */
export async function underLock<T>(
  { store }: Pick<Outside, "store">,
  work: (lock: StoreLock) => Promise<T>,
): Promise<T> {
  const lock = await store.lock();
  if ("heldBy" in lock) throw new PortError("busy", { ...lock.heldBy }, { retryable: true });
  try {
    return await work(lock);
  } finally {
    await lock.release();
  }
}
