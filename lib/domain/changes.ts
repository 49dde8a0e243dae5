import { cellChanges } from "./cell-changes.ts";
import type { PlainDate } from "./dates.ts";
import { rowChanges } from "./deleted-rows.ts";
import type { History } from "./history.ts";
import type { Change, HonestyRule } from "./honesty.ts";
import { arrivalMark, lateArrivals } from "./late-arrivals.ts";
import type { PlanCodeSources } from "./plan-codes.ts";
import type { Registry } from "./registry.ts";
import { WATCHED } from "./watched-cells.ts";

export interface ChangeSources extends Omit<PlanCodeSources, "adjustments" | "exemptions"> {
  readonly registry: Registry;
  readonly history: History;
  readonly honesty: (day: PlainDate) => HonestyRule;
}

/**
 * Every change of the human cells that matter since each workbook's first reading, newest first. A later reading adds changes and takes none away.
 * Rows in which nothing happened are not looked at. Source: issue 4, "Honest history".
 */
export function changesOf(sources: ChangeSources): readonly Change[] {
  const found = WATCHED.flatMap((watched) => [...cellChanges(watched, sources), ...rowChanges(watched, sources)]);
  const renumbered = found.filter(({ code }) => code === "renumbered");
  const stood = new Set(renumbered.map(({ tab, after }) => arrivalMark(tab, after)));
  return [...found, ...lateArrivals(sources, stood)].toSorted(newestFirst);
}

const ORDER = WATCHED.map(({ tab }) => tab);

const newestFirst = (a: Change, b: Change): number =>
  compare(b.firstSeen, a.firstSeen) ||
  ORDER.indexOf(a.tab) - ORDER.indexOf(b.tab) ||
  compare(a.key, b.key) ||
  compare(a.field, b.field);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
