import type { WorkbookStamp } from "../ports/spreadsheet.ts";
import type { Store, StoreLock } from "../ports/store.ts";
import type { Remark } from "./outside.ts";

/**
 * Whether the store in hand is the one that wrote the verdicts in the workbook. Anything but "own" and "new" sends nothing until `adopt`:
 * a lost or foreign store would mail everything again, a copied workbook would mail it twice. Source: design.md decision 2.
 */
export type Standing =
  | "own"
  | "new"
  | "foreign-store"
  | "unstamped"
  | "older-copy"
  | "restored-store"
  | "copied-workbook";

/** What the store remembers of a workbook: the last run known to have changed it, and the one that was about to. Any between them may have, late. */
export interface WorkbookFact {
  readonly run: number;
  readonly about: number;
  /** A foreign stamp the office accepted. */
  readonly adopted: WorkbookStamp | null;
  /** Everything that stands at the next run counts as told. */
  readonly assumeTold: boolean;
}

const NOTHING: WorkbookFact = { run: 0, about: 0, adopted: null, assumeTold: false };

const factName = (workbook: string): string => `workbook:${workbook}`;

export async function workbookFact(store: Store, workbook: string): Promise<WorkbookFact | null> {
  const text = await store.fact(factName(workbook));
  return text === null ? null : { ...NOTHING, ...(JSON.parse(text) as Partial<WorkbookFact>) };
}

export const rememberWorkbook = (
  store: Store,
  lock: StoreLock,
  workbook: string,
  fact: Partial<WorkbookFact>,
): Promise<void> => store.setFact(lock.token, factName(workbook), JSON.stringify({ ...NOTHING, ...fact }));

export function standingOf(storeId: string, fact: WorkbookFact | null, stamp: WorkbookStamp | null): Standing {
  if (stamp === null) return fact === null || fact.run === 0 ? "new" : "unstamped";
  if (isAdopted(fact, stamp)) return "own";
  if (stamp.storeId !== storeId) return "foreign-store";
  if (fact === null) return "copied-workbook";
  if (stamp.run >= fact.run && stamp.run <= Math.max(fact.run, fact.about)) return "own";
  return stamp.run < fact.run ? "older-copy" : "restored-store";
}

const isAdopted = (fact: WorkbookFact | null, stamp: WorkbookStamp): boolean =>
  fact?.adopted?.storeId === stamp.storeId && fact.adopted.run === stamp.run;

export const maySend = (standing: Standing): boolean => standing === "own" || standing === "new";

/** The stamp a run leaves: its own only where it may send; what is nobody's or another's stays so, and is told again. */
export const stampAfter = (standing: Standing, own: WorkbookStamp, found: WorkbookStamp | null): WorkbookStamp =>
  maySend(standing) ? own : (found ?? { storeId: "", run: own.run });

/** What the admins must know of a pairing that sends nothing. */
export const standingRemarks = (standing: Standing): readonly Remark[] =>
  maySend(standing) ? [] : [{ code: `standing-${standing}`, facts: {} }];
