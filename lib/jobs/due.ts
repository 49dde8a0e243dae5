import type { Instant, PlainDate } from "../domain/dates.ts";
import type { OfficeCalendar } from "../domain/office-calendar.ts";
import type { RunRecord, Store } from "../ports/store.ts";
import { rebuildSnapshot } from "../registry/history-rows.ts";
import { readSettings } from "../registry/reading.ts";
import { bookOf } from "./assess.ts";
import { SCHEDULES, type Schedule, type Slot } from "./schedule.ts";

/** Where a job stands on a day. */
export interface JobStanding {
  readonly schedule: Schedule;
  readonly slot: Slot | null;
  /** The slot's day has come and it has not been done. */
  readonly due: boolean;
  /** Due since an earlier day than this one. */
  readonly missed: boolean;
  readonly last: RunRecord | null;
  readonly next: PlainDate;
}

/** The office's calendar as last read, without opening the workbook: the built-in one before the first reading. */
export async function rememberedCalendar(store: Store, workbook: string, at: Instant): Promise<OfficeCalendar> {
  const past = await store.readingAt(workbook, at);
  const settings = readSettings(past === null ? [] : [rebuildSnapshot(workbook, past.tabs)]);
  return bookOf(settings).calendar;
}

/** Every job's standing; `timeReached` says whether its hour has come on `asOf`. State-based: what was missed is due until it is done. */
export async function jobStandings(
  store: Store,
  calendar: OfficeCalendar,
  asOf: PlainDate,
  timeReached: (schedule: Schedule) => boolean,
): Promise<readonly JobStanding[]> {
  const runs = await store.runs();
  return SCHEDULES.map((schedule) => {
    const slot = schedule.slotOn(calendar, asOf);
    const done = runs.some((run) => run.runKey === slot?.key && run.state === "done");
    const open = slot !== null && !done;
    return {
      schedule,
      slot,
      due: open && (slot.day < asOf || timeReached(schedule)),
      missed: open && slot.day < asOf,
      last: runs.find((run) => run.job === schedule.job && run.state === "done") ?? null,
      next: open && slot.day >= asOf ? slot.day : schedule.nextAfter(calendar, asOf),
    };
  });
}
