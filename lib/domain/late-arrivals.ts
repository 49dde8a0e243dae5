import { type CellsOfRow, dayOf } from "./cell-steps.ts";
import type { ChangeSources } from "./changes.ts";
import { daysBetween, type Instant } from "./dates.ts";
import { type Lives, type RowHistory, unquietLives } from "./history.ts";
import { type Change, changeOf } from "./honesty.ts";
import { dayAt } from "./office-calendar.ts";
import { belongingOf } from "./row-belonging.ts";

/** Rows that can come with their deed done; `chain` names those that came together with the first of them. */
interface Arriving {
  readonly tab: "milestones" | "issues" | "tasks";
  readonly field: string;
  readonly chain: string;
}

const ARRIVING: readonly Arriving[] = [
  { tab: "milestones", field: "actual", chain: "project" },
  { tab: "issues", field: "resolvedOn", chain: "responsibleUnit" },
  { tab: "tasks", field: "doneOn", chain: "leadUnit" },
];

/**
 * Rows put beside others that stood already, done long before: 补录 with a row of their own. A new chain, and a unit's first problems and tasks,
 * bring their past along. `renumbered`: tab and key of rows that stood before under another key.
 */
export const lateArrivals = (sources: ChangeSources, renumbered: ReadonlySet<string>): readonly Change[] =>
  ARRIVING.flatMap((arriving) => arrivalsIn(arriving, sources, renumbered));

function arrivalsIn(
  { tab, field, chain }: Arriving,
  { registry, history, honesty }: ChangeSources,
  renumbered: ReadonlySet<string>,
): readonly Change[] {
  const lives = unquietLives(history, tab);
  const late = [...lives]
    .flatMap(([key, life]) => (renumbered.has(arrivalMark(tab, key)) ? [] : (arrivalOf(life, field) ?? [])))
    .filter(({ done, after, firstSeen }) => daysBetween(done, dayAt(after)) > honesty(dayAt(firstSeen)).backdatedAfter);
  if (late.length === 0) return [];
  const belonging = belongingOf(registry, history);
  const chains = Map.groupBy(registry[tab] as readonly unknown[] as readonly CellsOfRow[], (row) => row[chain]);
  const begun = (row: CellsOfRow): Instant => firstOf(chains.get(row[chain]) ?? [], lives);
  return late
    .filter(({ row, firstSeen }) => begun(row) < firstSeen)
    .map(({ row, done, after, firstSeen }) => {
      const cell = { tab, workbook: row.workbook, key: row.key, field };
      const seen = { before: null, after: done, firstSeen, lastSeenAbsent: after, counts: null };
      return changeOf({ ...cell, ...seen, ...belonging(tab, row), code: "backdated" }, true);
    });
}

export const arrivalMark = (tab: string, key: unknown): string => `${tab}|${key}`;

/** A row's first version, where it came after the first reading and said that it was done. */
function arrivalOf([first]: RowHistory<unknown>, field: string) {
  if (first === undefined || first.lastSeenAbsent === null || first.row === null) return null;
  const row = first.row as CellsOfRow;
  const done = dayOf(row, field);
  return done === null ? null : { row, done, after: first.lastSeenAbsent, firstSeen: first.firstSeen };
}

/** When the first of these rows was seen; "" from the first reading on. */
const firstOf = (rows: readonly CellsOfRow[], lives: Lives): Instant =>
  rows
    .map(({ key }) => lives.get(key)?.[0])
    .reduce<Instant>((first, version) => {
      const at = version === undefined || version.lastSeenAbsent === null ? "" : version.firstSeen;
      return at < first ? at : first;
    }, "9999");
