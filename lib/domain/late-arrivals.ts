import { type CellsOfRow, dayOf } from "./cell-steps.ts";
import type { ChangeSources } from "./changes.ts";
import { daysBetween, type Instant } from "./dates.ts";
import { type RowHistory, unquietLives } from "./history.ts";
import { type Change, changeOf } from "./honesty.ts";
import { dayAt } from "./office-calendar.ts";
import type { Milestone } from "./registry.ts";
import { belongingOf } from "./row-belonging.ts";

/** Milestones put into a chain that stood already, done long before: 补录 with a row of their own. A new chain brings its past along. */
export function lateArrivals({ registry, history, honesty }: ChangeSources): readonly Change[] {
  const lives = unquietLives(history, "milestones");
  const arrived = [...lives].flatMap(([, life]) => arrivalOf(life) ?? []);
  const late = arrived.filter(
    ({ actual, after, firstSeen }) => daysBetween(actual, dayAt(after)) > honesty(dayAt(firstSeen)).backdatedAfter,
  );
  if (late.length === 0) return [];
  const belonging = belongingOf(registry, history);
  const chains = Map.groupBy(registry.milestones, ({ project }) => project);
  const begun = (project: string): Instant => firstOf(chains.get(project) ?? [], (key) => lives.get(key));
  return late
    .filter(({ row, firstSeen }) => begun(String(row.project)) < firstSeen)
    .map(({ row, actual, after, firstSeen }) => {
      const cell = { tab: "milestones", workbook: row.workbook, key: row.key, field: "actual" } as const;
      const seen = { before: null, after: actual, firstSeen, lastSeenAbsent: after, counts: null };
      return changeOf({ ...cell, ...seen, ...belonging("milestones", row), code: "backdated" }, true);
    });
}

/** A row's first version, where it came after the first reading and said that it was done. */
function arrivalOf([first]: RowHistory<unknown>) {
  if (first === undefined || first.lastSeenAbsent === null || first.row === null) return null;
  const row = first.row as CellsOfRow;
  const actual = dayOf(row, "actual");
  return actual === null ? null : { row, actual, after: first.lastSeenAbsent, firstSeen: first.firstSeen };
}

/** When the chain was first seen; "" from the first reading on. */
const firstOf = (chain: readonly Milestone[], lifeOf: (key: string) => RowHistory<unknown> | undefined): Instant =>
  chain
    .map(({ key }) => lifeOf(key)?.[0])
    .reduce<Instant>((first, version) => {
      const at = version === undefined || version.lastSeenAbsent === null ? "" : version.firstSeen;
      return at < first ? at : first;
    }, "9999");
