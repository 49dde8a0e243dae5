import type { PlainDate } from "../../domain/dates.ts";
import type { RehearsalFacts } from "../../views/rehearsal/facts.ts";
import { rehearsedDays } from "./days.ts";
import { rehearsalFacts } from "./facts.ts";
import type { RehearsalOffice, RehearsalSpan, RehearsedCity } from "./office.ts";
import { newRecord, takeDown } from "./record.ts";
import { officeYear } from "./rhythm.ts";

export interface RehearsalRequest extends RehearsalSpan {
  readonly name: string;
  readonly year: number;
  readonly city: RehearsedCity;
  /** The year to its end: every mechanism must have left its traces. Left out: a part of it. */
  readonly isWhole?: boolean;
  /** Told after every day, for those who watch. */
  readonly onDay: (day: PlainDate) => void;
}

/** A whole year of a city on an office, and what is to be told of it. The same city and days give the same facts, on whatever the office stands. */
export async function rehearse(request: RehearsalRequest, office: RehearsalOffice): Promise<RehearsalFacts> {
  const { city, year, from, to, onDay } = request;
  const record = newRecord();
  for await (const lived of rehearsedDays(office, city, { from, to }, officeYear(String(year)))) {
    await takeDown(record, lived, lived.day === to);
    onDay(lived.day);
    if (lived.day === to) return await rehearsalFacts({ ...request, record, outside: lived.outside });
  }
  throw new RangeError(`no days from ${from} to ${to}`);
}
