import {
  addToMonth,
  daysBetween,
  firstDayOf,
  lastDayOf,
  type Month,
  monthOf,
  monthsBetween,
  type PlainDate,
  yearOf,
} from "../../../domain/dates.ts";
import type { Board, BoardProject } from "../board.ts";

/** The months a poster shows, the same for all its projects. */
export interface Axis {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly months: readonly Month[];
  /** 0..1 from the first day to the end of the last. */
  readonly at: (day: PlainDate) => number;
}

/** From January of the year judged to its December, or as far into the next year as open milestones are planned. */
export function axisOf({ asOf, projects }: Board): Axis {
  const year = yearOf(asOf);
  const last = lastPlanned(projects);
  const december: Month = `${year}-12`;
  const until = last === null || monthOf(last) <= december ? december : monthOf(last);
  const end = until > `${year + 1}-12` ? `${year + 1}-12` : until;
  const from = firstDayOf(`${year}-01`);
  const to = lastDayOf(end);
  const days = daysBetween(from, to) + 1;
  const months = Array.from({ length: monthsBetween(monthOf(from), end) + 1 }, (_, at) =>
    addToMonth(monthOf(from), at),
  );
  return { from, to, months, at: (day) => daysBetween(from, day) / days };
}

function lastPlanned(projects: readonly BoardProject[]): PlainDate | null {
  let last: PlainDate | null = null;
  for (const { steps } of projects)
    for (const { verdict } of steps)
      if (!verdict.done && verdict.planned !== null && (last === null || verdict.planned > last))
        last = verdict.planned;
  return last;
}
