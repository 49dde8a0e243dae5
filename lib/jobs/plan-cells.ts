import type { CellRef } from "../domain/light.ts";
import { addressOf } from "../registry/places.ts";
import type { JobInput } from "./job.ts";

/** 「节点」E12、E14; 《丙县分表》 before it where it is not in the main workbook. */
export function cellWords(
  { reading, snapshots }: Pick<JobInput, "reading" | "snapshots">,
  refs: readonly CellRef[],
): string {
  const found = refs.map((ref) => addressOf(reading.places, ref)).filter((address) => address !== null);
  const sheets = Map.groupBy(found, ({ workbook, sheet }) =>
    workbook === snapshots[0]?.name ? `「${sheet}」` : `《${workbook}》「${sheet}」`,
  );
  return [...sheets].map(([sheet, cells]) => `${sheet}${cells.map(({ cell }) => cell).join("、")}`).join("，");
}
