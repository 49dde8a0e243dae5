import { randomUUID } from "node:crypto";
import type { Instant, PlainDate } from "../lib/domain/dates.ts";
import { type JobStanding, jobStandings, jobsDue, rememberedCalendar } from "../lib/jobs/due.ts";
import { isAnothers } from "../lib/jobs/foreign-store.ts";
import type { RunRequest } from "../lib/jobs/outside.ts";
import { officeMoment } from "./clock.ts";
import type { Wired } from "./wire.ts";

type Opened = Pick<Wired, "outside" | "clock">;

/** Every job's standing on a day, its hour measured by the clock of the doors. */
export async function standingsOn({ outside, clock }: Opened, asOf: PlainDate): Promise<readonly JobStanding[]> {
  const calendar = await rememberedCalendar(outside.store, outside.workbook, clock.now());
  return jobStandings(outside.store, calendar, asOf, ({ time }) => officeMoment(asOf, time) <= clock.now());
}

/** What `due` runs. Runs done by another office's store are not ours: the daily one says so. */
export async function dueJobs(opened: Opened, asOf: PlainDate): Promise<RunRequest["jobs"]> {
  const due = jobsDue(await standingsOn(opened, asOf));
  if (due.length > 0 || !(await isAnothers(opened.outside))) return due;
  return [{ job: "daily", runKey: manualKey("daily", opened.clock.now()) }];
}

/** Two runs at the same moment are still two: a manual run never swallows another. */
export const manualKey = (job: string, now: Instant): string => `manual:${job}:${now}:${randomUUID().slice(0, 8)}`;
