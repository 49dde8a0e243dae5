import type { StoreLock } from "../ports/store.ts";
import type { Outside } from "./outside.ts";
import { maySend, rememberWorkbook, type Standing } from "./standing.ts";
import { booksOf, readBooks } from "./workbooks.ts";

export interface Adoption {
  readonly state: "busy" | "not-needed" | "adopted";
  readonly standing: Standing;
}

/**
 * The office says that this workbook and this store belong together from now on. `tellAgain` false: what stands at the next run counts as told,
 * so that nobody is flooded. Throws PortError, SecrecyError.
 */
export async function adoptWorkbook(outside: Outside, tellAgain: boolean): Promise<Adoption> {
  const lock = await outside.store.lock();
  if ("heldBy" in lock) return { state: "busy", standing: "own" };
  try {
    return await adopt(outside, lock, tellAgain);
  } finally {
    await lock.release();
  }
}

/** The registry, and every 分表 that can be read: all that is not paired is told of together, so all of it is adopted together. */
async function adopt(outside: Outside, lock: StoreLock, tellAgain: boolean): Promise<Adoption> {
  const { store } = outside;
  const books = await readBooks(outside);
  const unpaired = booksOf(books).filter(({ standing }) => !maySend(standing));
  for (const { name, snapshot } of unpaired)
    await rememberWorkbook(store, lock, name, { run: 0, adopted: snapshot.stamp, assumeTold: !tellAgain });
  const { standing } = unpaired[0] ?? books.main;
  return { state: unpaired.length === 0 ? "not-needed" : "adopted", standing };
}
