import { DateTime } from "luxon";
import type { Instant, PlainDate } from "../lib/domain/dates.ts";

/** The office's zone: every plain day of the product is a day there. */
export const ZONE = "Asia/Shanghai";

export interface Clock {
  now(): Instant;
  today(): PlainDate;
}

const instantOf = (moment: DateTime): Instant => moment.toUTC().toISO() as Instant;

/**
 * The only place that asks what time it is. `fixed` (DUBAN_NOW) is for rehearsals: it goes on by a millisecond each time it is asked, never past
 * its day, so that what a run sends lies after what it read, as in a real run, and `replay` can tell them apart.
 */
export function openClock(fixed: DateTime | null): Clock {
  let next = fixed?.toMillis() ?? 0;
  const last = fixed?.setZone(ZONE).endOf("day").toMillis() ?? 0;
  return {
    now: () => (fixed === null ? instantOf(DateTime.utc()) : new Date(Math.min(next++, last)).toISOString()),
    today: () => (fixed ?? DateTime.utc()).setZone(ZONE).toISODate() as PlainDate,
  };
}

/** A moment typed by a person: "2026-06-12" (the end of that day), "2026-06-12T07:30" (in the office's zone) or with an offset. */
export function parseMoment(text: string): DateTime | null {
  const moment = DateTime.fromISO(text, { zone: ZONE });
  if (!moment.isValid) return null;
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? moment.endOf("day") : moment;
}

export const parseInstant = (text: string): Instant | null => {
  const moment = parseMoment(text);
  return moment === null ? null : instantOf(moment);
};

/** "07:30" of a day in the office's zone. */
export const officeMoment = (day: PlainDate, time: string): Instant =>
  instantOf(DateTime.fromISO(`${day}T${time}`, { zone: ZONE }));
