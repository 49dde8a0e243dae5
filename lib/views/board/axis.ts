import { daysBetween, daysInMonth, type PlainDate, yearOf } from "../../domain/dates.ts";

/** The time every chain is drawn on: the year of the day judged. Places are percent of the drawing's width, so it fits a phone and a wall. */
export interface Axis {
  readonly asOf: PlainDate;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly days: number;
}

/** Room left and right for what lies outside the year, in percent. */
const EDGE = 4;

export function axisOf(asOf: PlainDate): Axis {
  const [from, to] = [`${asOf.slice(0, 4)}-01-01`, `${asOf.slice(0, 4)}-12-31`];
  return { asOf, from, to, days: daysBetween(from, to) + 1 };
}

const percent = ({ days }: Axis, since: number): number =>
  Math.round((EDGE + ((100 - 2 * EDGE) * since) / days) * 10) / 10;

export const isWithin = ({ from, to }: Axis, day: PlainDate): boolean => from <= day && day <= to;

/** The middle of a day; outside the year its edge. */
export function placeOf(axis: Axis, day: PlainDate): number {
  if (day < axis.from) return EDGE;
  return day > axis.to ? 100 - EDGE : percent(axis, daysBetween(axis.from, day) + 0.5);
}

interface AxisMonth {
  readonly month: number;
  readonly from: number;
  readonly middle: number;
}

export function monthsOf(axis: Axis): readonly AxisMonth[] {
  const year = yearOf(axis.from);
  let since = 0;
  return Array.from({ length: 12 }, (_, index) => {
    const days = daysInMonth(year, index + 1);
    const month = { month: index + 1, from: percent(axis, since), middle: percent(axis, since + days / 2) };
    since += days;
    return month;
  });
}
