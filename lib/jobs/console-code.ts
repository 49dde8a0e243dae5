import { randomInt, timingSafeEqual } from "node:crypto";
import type { Store, StoreLock } from "../ports/store.ts";

/**
 * The one-time code that lets a draft out from the tab 控制台: mailed to the admins, never shown in the workbook. Who can type into the tab
 * but does not get the admins' mail confirms nothing.
 */
const DIGITS = 8;
/** Wrong codes for one draft; then only the command line confirms it. */
const MOST_WRONG = 5;

interface Kept {
  readonly code: string;
  readonly wrong: number;
}

const factName = (draft: string): string => `draft-code:${draft}`;

async function keptCode(store: Store, draft: string): Promise<Kept | null> {
  const text = await store.fact(factName(draft));
  return text === null ? null : (JSON.parse(text) as Kept);
}

const keep = (store: Store, lock: StoreLock, draft: string, kept: Kept): Promise<void> =>
  store.setFact(lock.token, factName(draft), JSON.stringify(kept));

/** The code of a draft, made at the first asking. */
export async function draftCode(store: Store, lock: StoreLock, draft: string): Promise<string> {
  const kept = await keptCode(store, draft);
  if (kept !== null) return kept.code;
  const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, "0");
  await keep(store, lock, draft, { code, wrong: 0 });
  return code;
}

/** Whether the code is the draft's; each wrong one counts. */
export async function isDraftCode(store: Store, lock: StoreLock, draft: string, typed: string): Promise<boolean> {
  const kept = await keptCode(store, draft);
  if (kept === null || kept.wrong >= MOST_WRONG) return false;
  if (typed.length === DIGITS && timingSafeEqual(Buffer.from(kept.code), Buffer.from(typed))) return true;
  await keep(store, lock, draft, { ...kept, wrong: kept.wrong + 1 });
  return false;
}
