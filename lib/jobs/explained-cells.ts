import type { CellRef } from "../domain/light.ts";
import { addressOf, cellTextAt, headerOf } from "../registry/places.ts";
import type { ExplainedCell } from "../views/explain.ts";
import type { JobInput } from "./job.ts";

/** The cells a figure rests on, as they stand in the sheets of that day; those that stand nowhere are left out. */
export function cellsOf({ reading, snapshots }: JobInput, refs: readonly CellRef[]): ExplainedCell[] {
  return refs.flatMap((ref) => {
    const address = addressOf(reading.places, ref);
    const snapshot = snapshots.find(({ name }) => name === ref.workbook);
    if (address === null || snapshot === undefined) return [];
    return [{ ...address, header: headerOf(ref.tab, ref.field), value: cellTextAt(snapshot, address) }];
  });
}
