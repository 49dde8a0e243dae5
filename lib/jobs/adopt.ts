import type { StoreLock } from "../ports/store.ts";
import type { Outside } from "./outside.ts";
import { rememberWorkbook, type Standing, standingOf, workbookFact } from "./standing.ts";

export interface Adoption {
  readonly state: "busy" | "not-needed" | "adopted";
  readonly standing: Standing;
}

/**
 * The office says that this workbook and this store belong together from now on. `tellAgain` false: what stands at the next run counts as told,
 * so that nobody is flooded. Throws PortError.
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

async function adopt(outside: Outside, lock: StoreLock, tellAgain: boolean): Promise<Adoption> {
  const { store, workbook, spreadsheet } = outside;
  const { stamp } = await spreadsheet.read(() => false);
  const fact = await workbookFact(store, workbook);
  const standing = standingOf(store.id, fact, stamp);
  if (standing === "own" || standing === "new") return { state: "not-needed", standing };
  await rememberWorkbook(store, lock, workbook, { run: 0, adopted: stamp, assumeTold: !tellAgain });
  return { state: "adopted", standing };
}
