import { addDays, type PlainDate } from "../../domain/dates.ts";
import type { OfficeCalendar } from "../../domain/office-calendar.ts";
import type { Mail } from "../../ports/mailer.ts";
import { jobStandings, jobsDue, rememberedCalendar } from "../due.ts";
import type { Outside, RunOutcome } from "../outside.ts";
import { runJobs } from "../run.ts";
import { type CityRows, cityRows } from "./city-rows.ts";
import type { RehearsalOffice, RehearsalSpan, RehearsedCity } from "./office.ts";

/** What the office itself does on a day, after the morning's run: confirms, draws papers, asks. */
export type OfficeActs<Act> = (evening: Evening) => Promise<readonly Act[]>;

export interface Evening {
  readonly day: PlainDate;
  readonly outside: Outside;
  readonly city: CityRows;
  readonly calendar: OfficeCalendar;
}

export interface RehearsedDay<Act> {
  readonly day: PlainDate;
  readonly outcome: RunOutcome;
  readonly acts: readonly Act[];
  /** As written; what a message says. */
  readonly mails: readonly Mail[];
  /** The office as it is on the evening, open until the next day is asked for. */
  readonly outside: Outside;
}

/** Every morning people's rows of the evening before, then what is due, by the one runner; then the office's own acts. */
export async function* rehearsedDays<Act>(
  office: RehearsalOffice,
  city: RehearsedCity,
  { from, to }: RehearsalSpan,
  acts: OfficeActs<Act>,
): AsyncGenerator<RehearsedDay<Act>> {
  const rows = cityRows(city);
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const typed = rows.morning(day);
    if (typed !== null) await office.type(typed);
    yield* oneDay(office, rows, day, acts);
  }
}

async function* oneDay<Act>(
  office: RehearsalOffice,
  rows: CityRows,
  day: PlainDate,
  acts: OfficeActs<Act>,
): AsyncGenerator<RehearsedDay<Act>> {
  const opened = await office.open(day);
  const mails: Mail[] = [];
  const outside = watched(opened.outside, rows, mails);
  try {
    const calendar = await rememberedCalendar(outside.store, outside.workbook, outside.now());
    const outcome = await runDue(outside, calendar, day);
    yield { day, outcome, acts: await acts({ day, outside, city: rows, calendar }), mails, outside };
  } finally {
    await opened.close();
  }
}

async function runDue(outside: Outside, calendar: OfficeCalendar, day: PlainDate): Promise<RunOutcome> {
  const jobs = jobsDue(await jobStandings(outside.store, calendar, day, () => true));
  return runJobs({ jobs, asOf: day, today: day, period: null, knownAt: null, mode: "apply" }, outside);
}

/** Rows that are appended are typed again with the others; letters are read as they are written. */
function watched(outside: Outside, rows: CityRows, mails: Mail[]): Outside {
  const { spreadsheet, composeMail } = outside;
  return {
    ...outside,
    spreadsheet: {
      read: (wanted) => spreadsheet.read(wanted),
      publish: (publication, basis, options) => spreadsheet.publish(publication, basis, options),
      append: async (added, basis) => {
        const done = await spreadsheet.append(added, basis);
        rows.append(added);
        return done;
      },
    },
    composeMail: async (mail) => {
      mails.push(mail);
      return composeMail(mail);
    },
  };
}
