import type { CellsOfRow } from "./cell-steps.ts";
import type { Instant } from "./dates.ts";
import { type History, type Lives, type RowHistory, unquietLives } from "./history.ts";
import { dayAt } from "./office-calendar.ts";
import type { WatchedTab } from "./watched-cells.ts";

/** A row that went, or came back. */
export interface RowStep {
  readonly went: boolean;
  /** As it was read last before it went. */
  readonly row: CellsOfRow;
  readonly firstSeen: Instant;
  readonly typedAfter: Instant;
  /** When it was first seen, or first missed. */
  readonly since: Instant;
  /** Known from its workbook's first reading on: nobody can say that it was typed the day before. */
  readonly always: boolean;
}

/** Rows that go and come, oldest first. One set aside is there all the time. */
export function rowSteps(life: RowHistory<unknown>): readonly RowStep[] {
  const steps: RowStep[] = [];
  const always = life[0]?.lastSeenAbsent === null;
  let row: CellsOfRow | null = null;
  let since: Instant = life[0]?.firstSeen ?? "";
  let isThere = true;
  for (const { row: now, firstSeen, lastSeenAbsent, aside } of life) {
    const there = now !== null || aside === true;
    if (there !== isThere && row !== null) {
      steps.push({ went: !there, row, firstSeen, typedAfter: lastSeenAbsent ?? since, since, always });
      since = firstSeen;
    }
    isThere = there;
    row = (now as CellsOfRow | null) ?? row;
  }
  return steps;
}

/** It came and went, or went and came, within one day. */
export const isPassing = ({ went, always, typedAfter, since }: RowStep): boolean =>
  !(went && always) && dayAt(typedAfter) <= dayAt(since);

/** Asks under which key a row that went came back in the same reading, unchanged but for its key; null: it did not. */
export function arrivals(history: History, { tab, keyCells }: WatchedTab): (step: RowStep) => string | null {
  let known: ReadonlyMap<string, string> | null = null;
  return ({ row, firstSeen }) => {
    known ??= keysByContent(unquietLives(history, tab), keyCells);
    return known.get(`${firstSeen}|${contentOf(row, keyCells)}`) ?? null;
  };
}

function keysByContent(lives: Lives, keyCells: readonly string[]): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const [key, [first]] of lives) {
    if (first === undefined || first.lastSeenAbsent === null || first.row === null) continue;
    keys.set(`${first.firstSeen}|${contentOf(first.row as CellsOfRow, keyCells)}`, key);
  }
  return keys;
}

const contentOf = (row: CellsOfRow, keyCells: readonly string[]): string =>
  JSON.stringify(Object.entries(row).filter(([name]) => name !== "key" && !keyCells.includes(name)));
