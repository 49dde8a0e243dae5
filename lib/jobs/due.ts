import { addDays, type Instant, type PlainDate } from "../domain/dates.ts";
import type { OfficeCalendar } from "../domain/office-calendar.ts";
import type { RunRecord, Store } from "../ports/store.ts";
import { rebuildSnapshot } from "../registry/history-rows.ts";
import { readSettings } from "../registry/reading.ts";
import { bookOf } from "./assess.ts";
import type { DueJob } from "./outside.ts";
import { jobOf, periodFigure, periodKindOf, SCHEDULES, type Schedule, type Slot } from "./schedule.ts";

/** Where a job stands on a day. */
export interface JobStanding {
  readonly schedule: Schedule;
  readonly slot: Slot | null;
  /** By its own run: one on demand leaves the slot open. */
  readonly done: boolean;
  /** The slot's day has come and it has not been done. */
  readonly due: boolean;
  /** Slots of days before this one that nobody ran, oldest first. */
  readonly missed: readonly Slot[];
  readonly last: RunRecord | null;
  readonly next: PlainDate;
}

/** The office's calendar as last read, without opening the workbook: the built-in one before the first reading. */
export async function rememberedCalendar(store: Store, workbook: string, at: Instant): Promise<OfficeCalendar> {
  const past = await store.readingAt(workbook, at);
  const settings = readSettings(past === null ? [] : [rebuildSnapshot(workbook, past.tabs)]);
  return bookOf(settings).calendar;
}

/**
 * Slots of days before `before` that nobody ran, oldest first: from the first run on, before which there was nothing to miss, or from the run that
 * made good for all. A manual run did its slot's work: on its day, or for its period where the job is about one.
 */
export function missedSlots(
  { slotOn, job, catchesUp }: Schedule,
  calendar: OfficeCalendar,
  asOf: PlainDate,
  runs: readonly RunRecord[],
  before: PlainDate = asOf,
): readonly Slot[] {
  const done = runs.filter((run) => run.state === "done");
  const days = done.map((run) => run.asOf).sort();
  const since = (catchesUp ? done.find((run) => run.job === job)?.asOf : undefined) ?? days[0] ?? asOf;
  const missed: Slot[] = [];
  let until = addDays(asOf, 1);
  for (let day = asOf; day >= since; ) {
    const slot = slotOn(calendar, day);
    const from = slot?.day ?? day;
    const ranIt = (run: RunRecord): boolean =>
      periodKindOf(job) === null ? isIn(run.asOf, from, until) : run.figures[periodFigure(job)] === slot?.period;
    const wasDone = done.some((run) => run.runKey === slot?.key || (run.job === job && ranIt(run)));
    if (slot !== null && from >= since && from < before && !wasDone) missed.unshift(slot);
    until = from;
    day = addDays(from, -1);
  }
  return missed;
}

const isIn = (day: PlainDate, from: PlainDate, until: PlainDate): boolean => from <= day && day < until;

/** Every job's standing; `timeReached` says whether its hour has come on `asOf`. State-based: what was missed is due until it is done. */
export async function jobStandings(
  store: Store,
  calendar: OfficeCalendar,
  asOf: PlainDate,
  timeReached: (schedule: Schedule) => boolean,
): Promise<readonly JobStanding[]> {
  const runs = await store.runs();
  const first = firstDayOf(runs) ?? asOf;
  return SCHEDULES.map((schedule) => {
    const found = schedule.slotOn(calendar, asOf);
    const slot = schedule.fromFirstRun && found !== null && found.day < first ? null : found;
    const done = runs.some((run) => run.runKey === slot?.key && run.state === "done");
    const open = slot !== null && !done;
    return {
      schedule,
      slot,
      done,
      due: open && (slot.day < asOf || timeReached(schedule)),
      missed: missedSlots(schedule, calendar, asOf, runs),
      last: runs.find((run) => run.job === schedule.job && run.state === "done") ?? null,
      next: open && slot.day >= asOf ? slot.day : schedule.nextAfter(calendar, asOf),
    };
  });
}

/** The day of the first run of all; null before it. */
const firstDayOf = (runs: readonly RunRecord[]): PlainDate | null =>
  runs.reduce<PlainDate | null>(
    (first, { asOf, state }) => (state === "done" && (first === null || asOf < first) ? asOf : first),
    null,
  );

/** Everything that is due, as the runner is asked for it: decided and written together, so that each person gets one letter. */
export const jobsDue = (standings: readonly JobStanding[]): readonly DueJob[] =>
  standings.flatMap(({ due, slot }) => (due && slot !== null ? [jobOf(slot)] : []));
