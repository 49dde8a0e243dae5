import type { Instant, PlainDate } from "./dates.ts";
import type { RowHistory } from "./history.ts";
import { dayAt } from "./office-calendar.ts";
import type { Issue } from "./registry.ts";

/** A row of 问题 as one reading first saw it. */
export interface Seen {
  readonly row: Issue;
  readonly seenOn: PlainDate;
  /** The last day on which a reading saw the row as it was before; null: nobody saw it otherwise. */
  readonly absentOn: PlainDate | null;
}

/**
 * The versions of a row, oldest first, the present one last; never empty. The same row read again is no version, and a row that was gone in
 * between is compared with itself as it last stood.
 */
export function seenRows(issue: Issue, life: RowHistory<Issue>, knownAt: Instant): readonly Seen[] {
  const seen: Seen[] = [];
  let before = "";
  let lastSight: Instant | null = null;
  for (const [index, { row, firstSeen }] of life.entries()) {
    if (row === null) continue;
    const text = JSON.stringify(row);
    if (text !== before) seen.push({ row, seenOn: dayAt(firstSeen), absentOn: lastSight && dayAt(lastSight) });
    before = text;
    lastSight = life[index + 1]?.lastSeenAbsent ?? null;
  }
  if (JSON.stringify(issue) === before) return seen;
  const last = seen.at(-1);
  return [
    ...seen,
    { row: issue, seenOn: dayAt(knownAt), absentOn: lastSight ? dayAt(lastSight) : (last?.seenOn ?? null) },
  ];
}

/** The version in which a cell first held this value. */
export const firstWith = <F extends keyof Issue>(seen: readonly Seen[], field: F, value: Issue[F]): Seen | undefined =>
  seen.find(({ row }) => row[field] === value);
