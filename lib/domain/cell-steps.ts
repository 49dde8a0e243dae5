import type { Instant, PlainDate } from "./dates.ts";
import { UNREADABLE } from "./field.ts";
import type { RowHistory, Version } from "./history.ts";
import type { ChangeValue } from "./honesty.ts";
import { dayAt } from "./office-calendar.ts";
import type { Row } from "./registry.ts";

/** A row whose cells are asked for by the codes of their columns. */
export type CellsOfRow = Row & Readonly<Record<string, unknown>>;

/** One cell became another one, as far as readings saw it. */
export interface Step {
  readonly field: string;
  readonly before: ChangeValue;
  readonly after: ChangeValue;
  /** The row as it was read last before, and as it is now. */
  readonly rowBefore: CellsOfRow;
  readonly row: CellsOfRow;
  readonly firstSeen: Instant;
  /** The change was typed after this reading: the last one of `before`, whatever could not be read since. */
  readonly typedAfter: Instant;
  /** The reading that first saw `before`; null: the workbook's first, which says nothing of when it was typed. */
  readonly since: Instant | null;
}

/** The cell as a plain value; undefined: it cannot be read. */
export function cellValue(row: CellsOfRow, field: string): ChangeValue | undefined {
  const cell = row[field] ?? null;
  if (cell === UNREADABLE) return undefined;
  if (Array.isArray(cell)) return cell.join("、");
  return cell as ChangeValue;
}

export const dayOf = (row: CellsOfRow, field: string): PlainDate | null => {
  const day = cellValue(row, field);
  return typeof day === "string" && day !== "" ? day : null;
};

interface Spell {
  readonly value: ChangeValue;
  readonly row: CellsOfRow;
  readonly since: Instant | null;
  /** The last reading of `value`, once another cell or an unreadable one was seen. */
  readonly left: Instant | null;
}

/** Whether a column was lost as a whole in a reading: its empty cells say nothing until they hold something again. */
export type IsWiped = (workbook: string, field: string, at: Instant) => boolean;

/**
 * What changed in one cell, oldest first. What cannot be read is no value, and a lost column is no emptied cell: the step goes from the last
 * readable cell to the next.
 */
export function stepsOf(life: RowHistory<unknown>, field: string, isWiped: IsWiped): readonly Step[] {
  const steps: Step[] = [];
  let spell: Spell | null = null;
  let wiped = false;
  for (const version of life) {
    const row = version.row as CellsOfRow | null;
    const value = row === null ? undefined : cellValue(row, field);
    wiped = value === null && (wiped || isWiped(row!.workbook, field, version.firstSeen));
    if (row === null || value === undefined || wiped) {
      spell = leftAt(spell, version);
      continue;
    }
    const before: Spell | null = spell;
    if (before?.value === value) {
      spell = { ...before, row, left: null };
      continue;
    }
    if (before !== null) steps.push(stepOf(field, before, version, row, value));
    const isFirst = before === null && version.lastSeenAbsent === null;
    spell = { value, row, since: isFirst ? null : version.firstSeen, left: null };
  }
  return steps;
}

const leftAt = (spell: Spell | null, { lastSeenAbsent }: Version<unknown>): Spell | null =>
  spell === null ? null : { ...spell, left: spell.left ?? lastSeenAbsent };

const stepOf = (field: string, spell: Spell, version: Version<unknown>, row: CellsOfRow, after: ChangeValue): Step => ({
  field,
  before: spell.value,
  after,
  rowBefore: spell.row,
  row,
  firstSeen: version.firstSeen,
  typedAfter: spell.left ?? version.lastSeenAbsent ?? version.firstSeen,
  since: spell.since,
});

/** The cell may have been mended on the day it was first read as it was. */
export const isSameDay = ({ since, typedAfter }: Step): boolean => since !== null && dayAt(typedAfter) <= dayAt(since);
