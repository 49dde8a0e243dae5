import type { Instant, Month } from "../domain/dates.ts";
import { endOfDay, lockInstant, type OfficeCalendar, reportDue } from "../domain/office-calendar.ts";
import type { Store } from "../ports/store.ts";
import { pastSheets } from "./past-sheets.ts";
import type { Present } from "./present.ts";

/**
 * What a locked month is judged on: the last reading up to its lock. Where none fell between the reports' due day and the lock, nobody saw what stood at the
 * lock, and the first reading after it stands for it, then and ever after. null: the memory holds neither, so the present reading counts.
 */
export async function frozenSheets(present: Present, calendar: OfficeCalendar, period: Month) {
  const lock = lockInstant(calendar, period);
  const sheets = await pastSheets(present, { at: lock, backfill: true });
  if (sheets === null || sheets.at > endOfDay(reportDue(calendar, period).day)) return { at: lock, sheets };
  const { store, snapshot } = present.books[0]!;
  const next = await firstReadingAfter(store, snapshot.name, lock);
  if (next === null) return { at: lock, sheets: null };
  return { at: next, sheets: await pastSheets(present, { at: next, backfill: true }) };
}

/** Every run keeps its reading, so the first that ended after the instant with a newer reading kept the first one. */
async function firstReadingAfter(store: Store, workbook: string, after: Instant): Promise<Instant | null> {
  const ended = (await store.runs()).flatMap(({ finishedAt }) => finishedAt ?? []).filter((at) => at > after);
  for (const knownAt of ended.sort()) {
    const { lastReading } = await store.history(workbook, { knownAt, withRows: false });
    if (lastReading !== null && lastReading > after) return lastReading;
  }
  return null;
}
