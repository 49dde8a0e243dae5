import { type Calibrated, calibrationOf, type ForecastCase, forecastCases, settled } from "../domain/calibration.ts";
import { addDays, type Instant, type PlainDate, weekday } from "../domain/dates.ts";
import { endOfDay } from "../domain/office-calendar.ts";
import type { JobInput } from "./job.ts";

/** The values of a day, from what was known at a moment; null before the first reading. */
export type LookAt = (asOf: PlainDate, knownAt: Instant) => Promise<JobInput | null>;

/** Every Monday from `since` to before the day of `present`, each forecast from what was known at its end, held against what is known now. */
export async function calibrate(since: PlainDate, present: JobInput, lookAt: LookAt): Promise<Calibrated> {
  const days: PlainDate[] = [];
  const cases: ForecastCase[] = [];
  for (const day of mondays(since, present.asOf)) {
    const input = await lookAt(day, endOfDay(day));
    if (input === null) continue;
    days.push(day);
    cases.push(...forecastCases(input.judge(day, null)));
  }
  const known = settled(cases, present.judge(present.asOf, null));
  return { ...calibrationOf(known), days, open: cases.length - known.length };
}

function mondays(since: PlainDate, until: PlainDate): readonly PlainDate[] {
  const first = addDays(since, (8 - weekday(since)) % 7);
  const days: PlainDate[] = [];
  for (let day = first; day < until; day = addDays(day, 7)) days.push(day);
  return days;
}
