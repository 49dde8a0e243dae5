import { type CellsOfRow, cellValue, type IsWiped } from "./cell-steps.ts";
import type { Instant } from "./dates.ts";
import type { Lives, RowHistory } from "./history.ts";
import type { Row } from "./registry.ts";

/** Fewer cells emptied in one reading are cells somebody emptied. */
const FEWEST = 3;

/** Readings in which every filled cell of a column was empty: somebody renamed or cut the column, and no row tells anything by it. */
export function wipedColumns(lives: Lives, present: readonly Row[], fields: readonly string[]): IsWiped {
  const wiped = new Set<string>();
  for (const { workbook, field, at } of candidates(lives, fields))
    if (!isFilledAt(lives, present, { workbook, field, at })) wiped.add(`${workbook}|${field}|${at}`);
  return wiped.size === 0 ? () => false : (workbook, field, at) => wiped.has(`${workbook}|${field}|${at}`);
}

interface Place {
  readonly workbook: string;
  readonly field: string;
  readonly at: Instant;
}

function candidates(lives: Lives, fields: readonly string[]): readonly Place[] {
  const counts = new Map<string, Place & { count: number }>();
  for (const [, life] of lives)
    for (const place of emptiedIn(life, fields)) {
      const name = `${place.workbook}|${place.field}|${place.at}`;
      counts.set(name, { ...place, count: (counts.get(name)?.count ?? 0) + 1 });
    }
  return [...counts.values()].filter(({ count }) => count >= FEWEST);
}

function emptiedIn(life: RowHistory<unknown>, fields: readonly string[]): readonly Place[] {
  const places: Place[] = [];
  life.forEach(({ row, firstSeen: at }, index) => {
    const before = life[index - 1]?.row as CellsOfRow | null | undefined;
    if (row === null || before === null || before === undefined) return;
    const now = row as CellsOfRow;
    for (const field of fields)
      if (cellValue(before, field) !== null && cellValue(now, field) === null)
        places.push({ workbook: now.workbook, field, at });
  });
  return places;
}

function isFilledAt(lives: Lives, present: readonly Row[], { workbook, field, at }: Place): boolean {
  const holds = (row: unknown): boolean =>
    row !== null && (row as CellsOfRow).workbook === workbook && cellValue(row as CellsOfRow, field) !== null;
  for (const [, life] of lives) {
    const then = life.findLast(({ firstSeen }) => firstSeen <= at);
    if (then !== undefined && holds(then.row)) return true;
  }
  return present.some((row) => lives.get(row.key) === undefined && holds(row));
}
