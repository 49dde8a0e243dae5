import { addDays, lastDayOf, monthOf, type PlainDate } from "../../domain/dates.ts";
import type { OfficeCalendar } from "../../domain/office-calendar.ts";
import { addWorkingDays, isWorkday } from "../../domain/working-days.ts";
import type { OfficeActs } from "./days.ts";
import { type Act, type Desk, deskOn } from "./desk.ts";
import { letOut } from "./letting-out.ts";
import { disclosureListed, listChangeNotice, published, spotChecked, startsNotice, yearlyReport } from "./lists.ts";
import {
  circulars,
  mechanismMeetings,
  mechanismPapers,
  PAPERS_AHEAD,
  quarterMeeting,
  quarterPapers,
} from "./papers.ts";
import { charted, explained, feasible, recomputed, replayed, sampled, triedAgain } from "./proofs.ts";
import { visitListed, visitResults } from "./visits.ts";

/** When something is done: on every working day, or on the first one of a month's part. */
interface Habit {
  /** Months of the year, 1 to 12; left out: all. */
  readonly months?: readonly number[];
  /** From this day of the month (or its last) on, the first working day; left out: every working day. */
  readonly from?: number;
  /** So many working days before that. */
  readonly ahead?: number;
  /** In the month after the year alone, when it is closed; left out: what has a day is done in the year alone. */
  readonly after?: true;
  readonly does: (desk: Desk) => Promise<readonly Act[]>;
}

/** What the office does beside the schedule of jobs, in the order of a day. */
function habits(year: string): readonly Habit[] {
  return [
    { does: (desk) => letOut(desk, year) },
    { does: circulars },
    { does: visitResults },
    { from: 2, does: sampled },
    { from: 6, does: disclosureListed },
    { from: 6, after: true, does: disclosureListed },
    { from: 7, months: [4, 7, 10], does: spotChecked },
    { from: 8, does: visitListed },
    { from: 10, after: true, does: yearlyReport },
    { from: 12, ahead: PAPERS_AHEAD, months: [2, 5, 8, 11], does: mechanismPapers },
    { from: 12, months: [2, 5, 8, 11], does: mechanismMeetings },
    { from: 15, does: replayed },
    { from: 16, months: [3, 6, 9, 12], does: recomputed },
    { from: 17, months: [3, 6, 9, 12], does: explained },
    { from: 18, months: [3, 9], does: feasible },
    { from: 19, months: [2, 5, 8, 11], does: startsNotice },
    { from: 21, ahead: PAPERS_AHEAD, months: [3, 6, 9, 12], does: quarterPapers },
    { from: 21, months: [3, 6, 9, 12], does: quarterMeeting },
    { from: 22, months: [1, 6, 12], does: charted },
    { from: 23, months: [10], does: triedAgain },
    { from: 31, months: [3, 6, 9, 12], does: listChangeNotice },
    { from: 13, after: true, does: published },
  ];
}

/** The office's own acts of a year, asked day by day. */
export function officeYear(year: string): OfficeActs<Act> {
  const all = habits(year);
  return async (evening) => {
    const { day, calendar } = evening;
    if (!isWorkday(calendar, day)) return [];
    const desk = deskOn(evening);
    const acts: Act[] = [];
    for (const habit of all) if (isOn(calendar, day, habit, year)) acts.push(...(await habit.does(desk)));
    return acts;
  };
}

function isOn(
  calendar: OfficeCalendar,
  day: PlainDate,
  { months, from, ahead = 0, after }: Habit,
  year: string,
): boolean {
  if (from === undefined) return true;
  if ((after === true) !== day.slice(0, 4) > year) return false;
  const [named, last] = [`${day.slice(0, 8)}${String(from).padStart(2, "0")}`, lastDayOf(monthOf(day))];
  const begin = named < last ? named : last;
  const isMonth = months === undefined || months.includes(Number(day.slice(5, 7)));
  const then = ahead === 0 ? day : addWorkingDays(calendar, day, ahead).day;
  return isMonth && then === addWorkingDays(calendar, addDays(begin, -1), 1).day;
}
