import { isConcluded } from "../domain/appeals.ts";
import type { Appeal } from "../domain/registry.ts";
import { placeOf } from "../registry/places.ts";
import type { Reading } from "../registry/reading.ts";

/** Rows of 申诉 that nobody could read, as people find them: 第 2、5 行; "" for the tab itself where its columns are not those it should have. */
export interface UnreadAppeals {
  readonly rows: readonly number[];
  readonly isStopped: boolean;
}

/**
 * What may be an objection to this period: a row set aside without a conclusion that does not name another period, or a tab that stands there and
 * cannot be read. Unheard is not withdrawn.
 */
export function unreadAppeals(reading: Pick<Reading, "tabs" | "places" | "findings">, period: string): UnreadAppeals {
  const rows = (reading.tabs.get("appeals") ?? []).flatMap(({ aside }) =>
    [...aside].filter(([, row]) => maybe(row as Partial<Appeal>, period)).map(([number]) => number),
  );
  const stops = reading.findings.filter(
    ({ tab, key, code }) => tab === "appeals" && key === "" && code !== "tab-missing",
  );
  const isStopped = stops.some(({ workbook }) => placeOf(reading.places, workbook, "appeals") === null);
  return { rows: rows.toSorted((a, b) => a - b), isStopped };
}

const maybe = ({ period, conclusion = null }: Partial<Appeal>, asked: string): boolean =>
  !isConcluded({ conclusion }) && (typeof period !== "string" || period === asked);
