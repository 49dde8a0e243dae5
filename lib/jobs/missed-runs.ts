import { addDays, type Instant, type PlainDate } from "../domain/dates.ts";
import type { Ledger, Notice } from "../domain/notice.ts";
import { partsOf } from "../domain/notice-key.ts";
import type { OfficeCalendar } from "../domain/office-calendar.ts";
import { type Directory, reachAdmins } from "../domain/recipients.ts";
import type { RunRecord } from "../ports/store.ts";
import type { MissedRun } from "../views/admin-lines.ts";
import { missedSlots } from "./due.ts";
import type { AnyJob } from "./job.ts";
import { MISSED_RUN, missedRunNotices } from "./owed-admin.ts";
import { SCHEDULES, type Schedule } from "./schedule.ts";

/** What has not run so long after its time will not come by itself: timers try again for half an hour, a run takes less than a quarter. */
const MARGIN_MS = 60 * 60_000;

/** After a long silence only so many of a job are named, and how many there were before. */
const MOST_NAMED = 5;

interface Looked {
  readonly asOf: PlainDate;
  readonly now: Instant;
  /** Jobs that are being done at this moment: today's are not missed, earlier ones were. */
  readonly running: readonly AnyJob[];
}

/** Runs that were due and did not happen, oldest first, job by job. Before the first run of all only today's can be missed. */
export const missedRuns = (
  runs: readonly RunRecord[],
  calendar: OfficeCalendar,
  looked: Looked,
): readonly MissedRun[] =>
  SCHEDULES.flatMap((schedule) => {
    const { job, time, catchesUp } = schedule;
    const before = isOverdue(schedule, looked) ? addDays(looked.asOf, 1) : looked.asOf;
    const missed = missedSlots(schedule, calendar, looked.asOf, runs, before);
    const earlier = Math.max(0, missed.length - MOST_NAMED);
    const begun = (key: string): boolean => runs.some(({ runKey, state }) => runKey === key && state !== "done");
    return missed.slice(earlier).map(({ key, day, period }, index) => ({
      ...{ key, job, day, period, time, catchesUp, begun: begun(key) },
      earlier: index === 0 ? earlier : 0,
    }));
  });

/** Whether the slot of this day, if there is one, is past its time by the margin. */
const isOverdue = ({ job, time }: Schedule, { asOf, now, running }: Looked): boolean =>
  !running.includes(job) && Date.parse(now) - Date.parse(`${asOf}T${time}+08:00`) >= MARGIN_MS;

/** What the admins are owed about them: the new ones, and those no letter has carried yet, each of which is told once. */
export function missedRunsOwed(
  missed: readonly MissedRun[],
  directory: Directory,
  asOf: PlainDate,
  ledger: Ledger,
): readonly Notice[] {
  const admins = new Set(reachAdmins(directory).told.map(({ address }) => address));
  const untold = [...ledger.notices.values()].filter(
    ({ key, kind, recipient, state }) =>
      kind === "admin-alert" &&
      state !== "sent" &&
      partsOf(key).subject.startsWith(MISSED_RUN) &&
      admins.has(recipient),
  );
  const owed = [...untold, ...missedRunNotices(directory, asOf, missed)];
  return [...new Map(owed.map(({ key, kind, recipient, item }) => [key, { key, kind, recipient, item }])).values()];
}
