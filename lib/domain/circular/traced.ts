import type { CellRef } from "../light.ts";
import type { Cells, Operand } from "./figure.ts";

/** A sum or a count with the cells it rests on. */
export interface Traced {
  readonly value: number;
  readonly of: readonly Operand[];
}

/** Part of a whole; nothing to divide by is no share. */
export interface Share {
  readonly part: Traced;
  readonly whole: Traced;
}

/** A cell, the fraction of it that counts, and the amount counted where that is not what the cell says. */
export type Counted = CellRef & Pick<Cells, "times" | "counted">;

/** Cells of the same column and fraction side by side, in the order first met: a figure over 10,000 projects stays one list of keys. */
export function operandsOf(cells: readonly Counted[]): readonly Cells[] {
  const groups = Map.groupBy(cells, ({ workbook, tab, field, times, counted }) =>
    [workbook, tab, field, times?.join("/") ?? "", counted ?? ""].join("\n"),
  );
  return [...groups.values()].map((group) => {
    const { workbook, tab, field, times, counted } = group[0]!;
    const keys = group.map(({ key }) => key);
    return { workbook, tab, field, keys, ...(times ? { times } : {}), ...(counted === undefined ? {} : { counted }) };
  });
}

export const shareOf = (part: Traced, whole: Traced): Share | null => (whole.value === 0 ? null : { part, whole });
