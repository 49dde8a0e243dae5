import type { Dimension, DimensionRange, GridRange } from "./model.ts";

/** Rows or columns, half-open; the end may be Infinity. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** What becomes of an interval; null = all of it was deleted. */
export type Mapping = (interval: Interval) => Interval | null;

export interface Shift {
  readonly sheetId: number;
  readonly dimension: Dimension;
  readonly map: Mapping;
}

/** As in Sheets, what begins where rows are inserted moves down: A2:A becomes A3:A when a row is put in at 2. */
export const insertion =
  (at: number, count: number): Mapping =>
  ({ start, end }) => ({ start: start >= at ? start + count : start, end: end > at ? end + count : end });

export const deletion =
  (at: number, count: number): Mapping =>
  ({ start, end }) => {
    const left = (place: number): number => (place <= at ? place : Math.max(at, place - count));
    return left(start) < left(end) ? { start: left(start), end: left(end) } : null;
  };

/** `to` is counted before the move, as in moveDimension. What lies wholly inside the moved block goes with it. */
export const movement =
  (from: number, count: number, to: number): Mapping =>
  (interval) => {
    const target = to > from ? to - count : to;
    const inside = interval.start >= from && interval.end <= from + count;
    if (inside) return { start: interval.start + target - from, end: interval.end + target - from };
    const rest = deletion(from, count)(interval)!;
    return insertion(target, count)(rest);
  };

const bounded = (start: number | undefined, end: number | undefined): Interval => ({
  start: start ?? 0,
  end: end ?? Infinity,
});

/** A side that was open stays open. */
function mapped(map: Mapping, start: number | undefined, end: number | undefined): Interval | null {
  if (start === undefined && end === undefined) return { start: 0, end: Infinity };
  return map(bounded(start, end));
}

export function shiftedGrid(range: GridRange, shift: Shift): GridRange | null {
  if ((range.sheetId ?? 0) !== shift.sheetId) return range;
  return shift.dimension === "ROWS" ? shiftedRows(range, shift.map) : shiftedColumns(range, shift.map);
}

function shiftedRows(range: GridRange, map: Mapping): GridRange | null {
  const next = mapped(map, range.startRowIndex, range.endRowIndex);
  if (next === null) return null;
  return {
    ...range,
    ...(range.startRowIndex !== undefined && { startRowIndex: next.start }),
    ...(range.endRowIndex !== undefined && { endRowIndex: next.end }),
  };
}

function shiftedColumns(range: GridRange, map: Mapping): GridRange | null {
  const next = mapped(map, range.startColumnIndex, range.endColumnIndex);
  if (next === null) return null;
  return {
    ...range,
    ...(range.startColumnIndex !== undefined && { startColumnIndex: next.start }),
    ...(range.endColumnIndex !== undefined && { endColumnIndex: next.end }),
  };
}

export function shiftedDimension(range: DimensionRange, shift: Shift): DimensionRange | null {
  if ((range.sheetId ?? 0) !== shift.sheetId || range.dimension !== shift.dimension) return range;
  const next = mapped(shift.map, range.startIndex, range.endIndex);
  return next === null ? null : { ...range, startIndex: next.start, endIndex: next.end };
}
