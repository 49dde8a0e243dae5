import type { PlainDate } from "./dates.ts";
import type { Calendar, ComputedDay } from "./working-days.ts";

/** A deadline somebody has been told: `notified` is that day, `compute` how it follows from a calendar. */
export interface NotifiedDeadline {
  readonly key: string;
  readonly notified: PlainDate;
  readonly compute: (calendar: Calendar) => ComputedDay;
}

/** A deadline that a new calendar moves. `holds` is the later of the two: what people were told is never shortened. */
export interface MovedDeadline {
  readonly key: string;
  readonly notified: PlainDate;
  readonly computed: PlainDate;
  readonly holds: PlainDate;
  readonly provisional: boolean;
}

/** Every notified deadline that the calendar in force now puts on another day. Source: domain.md "Days". */
export const movedDeadlines = (deadlines: readonly NotifiedDeadline[], now: Calendar): readonly MovedDeadline[] =>
  deadlines.map((deadline) => recomputed(deadline, now)).filter((moved) => moved.computed !== moved.notified);

function recomputed({ key, notified, compute }: NotifiedDeadline, now: Calendar): MovedDeadline {
  const { day, provisional } = compute(now);
  return { key, notified, computed: day, holds: day > notified ? day : notified, provisional };
}
