import { addDays, type Instant } from "../../lib/domain/dates.ts";
import { dayAt } from "../../lib/domain/office-calendar.ts";
import { officeMoment } from "../clock.ts";

const DAY_MS = 86_400_000;

/** The first of these times of the office's day that lies after `now`, today's or tomorrow's. Times are in order. */
export function nextMoment(times: readonly string[], now: Instant): Instant {
  const today = dayAt(now);
  const later = times.map((time) => officeMoment(today, time)).find((moment) => moment > now);
  return later ?? officeMoment(addDays(today, 1), times[0]!);
}

/** Its time has come; or the clock was put back meanwhile, for nothing is planned further ahead than a day. */
export const hasCome = (moment: Instant, now: Instant): boolean =>
  moment <= now || Date.parse(moment) - Date.parse(now) > DAY_MS;
