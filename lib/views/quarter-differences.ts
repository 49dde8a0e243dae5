import type { QuarterBlock } from "../domain/assessment/quarter-block.ts";
import { parseQuarterBlock } from "./quarter-ranking.ts";
import { listWords } from "./red-black-list.ts";
import { scoreWords } from "./words.ts";

interface Row {
  readonly unit: string;
  readonly rank: number | null;
  readonly total: number | null;
}

/** Units whose points or place changed, in the order of the new table. */
export function changedPlaces(before: readonly Row[], after: readonly Row[]): readonly string[] {
  const old = new Map(before.map((row) => [row.unit, row]));
  const changed = after.flatMap((row) => {
    const was = old.get(row.unit);
    if (was === undefined) return [`${row.unit}：新列入，${placed(row)}`];
    return placed(was) === placed(row) ? [] : [`${row.unit}：${placed(was)}改为${placed(row)}`];
  });
  const now = new Set(after.map(({ unit }) => unit));
  const gone = [...old.keys()].filter((unit) => !now.has(unit)).map((unit) => `${unit}：不再列入`);
  return [...changed, ...gone];
}

const placed = ({ rank, total }: Row): string =>
  rank === null || total === null ? "不排名" : `第 ${rank} 名 ${scoreWords(total)}`;

export const NOTHING_CHANGED = "名次和得分不变，说明或口径有变化";

/** Where a re-issued quarter differs from what was published: places, and who enters or leaves a list. */
export function quarterDifferences(before: string, after: string): string {
  const [old, now] = [parseQuarterBlock(before), parseQuarterBlock(after)];
  return [...changedPlaces(old.rows, now.rows), ...changedLists(old, now)].join("；") || NOTHING_CHANGED;
}

function changedLists(old: QuarterBlock, now: QuarterBlock): readonly string[] {
  const [was, is] = [standing(old), standing(now)];
  const entered = [...is].filter(([key]) => !was.has(key)).map(([, words]) => `新列入${words}`);
  const left = [...was].filter(([key]) => !is.has(key)).map(([, words]) => `移出${words}`);
  return [...entered, ...left];
}

const standing = ({ lists }: QuarterBlock): ReadonlyMap<string, string> =>
  new Map(
    lists.filter(({ stands }) => stands).map(({ color, unit }) => [`${color}/${unit}`, `${listWords(color)}：${unit}`]),
  );
