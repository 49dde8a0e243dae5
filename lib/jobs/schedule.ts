import { lastMonthOf, lastQuarterBy, lastYearBy, type PeriodKind } from "../domain/assessment/periods.ts";
import { addDays, addToMonth, type Month, type PlainDate, weekday } from "../domain/dates.ts";
import { firstWorkdayOfWeek, lastLockedMonth, lockDay, type OfficeCalendar } from "../domain/office-calendar.ts";
import { addWorkingDays } from "../domain/working-days.ts";
import type { DueJob } from "./outside.ts";

export const JOB_NAMES = ["daily", "weekly", "monthly", "quarterly", "yearly"] as const;
export type JobName = (typeof JOB_NAMES)[number];

/** The kind of period a job is about, where it may be asked for by name. */
export const PERIOD_OF = { monthly: "month", quarterly: "quarter", yearly: "year" } as const satisfies Partial<
  Record<JobName, PeriodKind>
>;

export const periodKindOf = (job: string): PeriodKind | null =>
  (PERIOD_OF as Readonly<Record<string, PeriodKind>>)[job] ?? null;

/** The figure of a run's record that names the period of this job: jobs that run together share their figures. */
export const periodFigure = (job: string): string => (job === "monthly" ? "period" : (periodKindOf(job) ?? "period"));

/** One occasion of a job: the day it should fire and the period it is about. `key` names it for ever: a slot runs once. */
export interface Slot {
  readonly key: string;
  readonly job: JobName;
  readonly day: PlainDate;
  readonly period: string;
}

/** When a job is owed. The one table of schedules: the command line, the cloud's timers and `jobs` all read it. */
export interface Schedule {
  readonly job: JobName;
  /** Office time of the first chance on a day; the job asks "is it owed?", so a later chance does as well. */
  readonly time: string;
  readonly zone: "Asia/Shanghai";
  /** One run makes good for all that were missed before it. */
  readonly catchesUp: boolean;
  /** Owed only from the first run of all on: a quarter or year that was locked before holds months nobody saw. */
  readonly fromFirstRun: boolean;
  /** The slot that is due on or before `asOf` and still worth running on it; null when there is none. */
  readonly slotOn: (calendar: OfficeCalendar, asOf: PlainDate) => Slot | null;
  /** The next day after `asOf` on which a new slot falls due. */
  readonly nextAfter: (calendar: OfficeCalendar, asOf: PlainDate) => PlainDate;
}

const slot = (job: JobName, day: PlainDate, period: string): Slot => ({ key: `${job}@${period}`, job, day, period });

const mondayOf = (day: PlainDate): PlainDate => addDays(day, 1 - weekday(day));

function weeklySlot(calendar: OfficeCalendar, asOf: PlainDate): Slot | null {
  const first = firstWorkdayOfWeek(calendar, asOf);
  if (first === null || first > asOf) return null;
  return slot("weekly", first, mondayOf(asOf));
}

function nextWeekly(calendar: OfficeCalendar, asOf: PlainDate): PlainDate {
  for (let monday = mondayOf(asOf); ; monday = addDays(monday, 7)) {
    const first = firstWorkdayOfWeek(calendar, monday);
    if (first !== null && first > asOf) return first;
  }
}

const dayAfterLock = (calendar: OfficeCalendar, month: Month): PlainDate => addDays(lockDay(calendar, month).day, 1);

function monthlySlot(calendar: OfficeCalendar, asOf: PlainDate): Slot {
  const month = lastLockedMonth(calendar, asOf);
  return slot("monthly", dayAfterLock(calendar, month), month);
}

function nextMonthly(calendar: OfficeCalendar, asOf: PlainDate): PlainDate {
  let day = asOf;
  do day = addWorkingDays(calendar, day, 1).day;
  while (lastLockedMonth(calendar, day) === lastLockedMonth(calendar, asOf));
  return dayAfterLock(calendar, lastLockedMonth(calendar, day));
}

/** A quarter and a year follow the lock of their last month. */
function rollUp(job: "quarterly" | "yearly", lastBy: (month: Month) => string): Schedule {
  const dayOf = (calendar: OfficeCalendar, period: string): PlainDate => dayAfterLock(calendar, lastMonthOf(period));
  const current = (calendar: OfficeCalendar, asOf: PlainDate): string => lastBy(lastLockedMonth(calendar, asOf));
  const length = job === "yearly" ? 12 : 3;
  return {
    ...{ job, time: "07:30", zone: "Asia/Shanghai", catchesUp: false, fromFirstRun: true },
    slotOn: (calendar, asOf) => {
      const period = current(calendar, asOf);
      return slot(job, dayOf(calendar, period), period);
    },
    nextAfter: (calendar, asOf) => dayAfterLock(calendar, addToMonth(lastMonthOf(current(calendar, asOf)), length)),
  };
}

export const SCHEDULES: readonly Schedule[] = [
  {
    job: "daily",
    time: "07:30",
    zone: "Asia/Shanghai",
    catchesUp: true,
    fromFirstRun: false,
    slotOn: (_calendar, asOf) => slot("daily", asOf, asOf),
    nextAfter: (_calendar, asOf) => addDays(asOf, 1),
  },
  {
    job: "weekly",
    time: "07:30",
    zone: "Asia/Shanghai",
    catchesUp: true,
    fromFirstRun: false,
    slotOn: weeklySlot,
    nextAfter: nextWeekly,
  },
  {
    job: "monthly",
    time: "07:30",
    zone: "Asia/Shanghai",
    catchesUp: false,
    fromFirstRun: false,
    slotOn: monthlySlot,
    nextAfter: nextMonthly,
  },
  rollUp("quarterly", lastQuarterBy),
  rollUp("yearly", lastYearBy),
];

/** A look taken again and again on every day, in office time: first and last hour, the minute of the first in its hour, and how often. */
export interface Looks {
  readonly fromHour: number;
  readonly toHour: number;
  readonly minute: number;
  readonly everyMinutes: number;
}

/** The dead man, an hour after the last job. Which are office days the calendar of the office knows. */
export const WATCH_LOOKS: Looks = { fromHour: 8, toHour: 18, minute: 35, everyMinutes: 60 };

/** The tab 控制台: one reading each time. */
export const POLL_LOOKS: Looks = { fromHour: 7, toHour: 20, minute: 0, everyMinutes: 5 };

/** "08:35" and so on, in order. */
export function lookTimes({ fromHour, toHour, minute, everyMinutes }: Looks): readonly string[] {
  const times: string[] = [];
  for (let at = fromHour * 60 + minute; at < (toHour + 1) * 60; at += everyMinutes)
    times.push(`${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`);
  return times;
}

export const isJobName = (name: string): name is JobName => (JOB_NAMES as readonly string[]).includes(name);

/** A slot as the runner is asked for it. */
export const jobOf = ({ job, key, period }: Slot): DueJob => ({ job, runKey: key, period });
