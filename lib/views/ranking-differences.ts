import { parseRankingBlock } from "./ranking.ts";
import { scoreWords } from "./words.ts";

/** Where a re-issue differs from what was published: units whose points or place changed, in the order of the new table. */
export function rankingDifferences(before: string, after: string): string {
  const old = new Map(parseRankingBlock(before).rows.map((row) => [row.unit, row]));
  const rows = parseRankingBlock(after).rows;
  const changed = rows.flatMap((row) => {
    const was = old.get(row.unit);
    if (was === undefined) return [`${row.unit}：新列入，${placed(row)}`];
    return placed(was) === placed(row) ? [] : [`${row.unit}：${placed(was)}改为${placed(row)}`];
  });
  const now = new Set(rows.map((row) => row.unit));
  const gone = [...old.keys()].filter((unit) => !now.has(unit)).map((unit) => `${unit}：不再列入`);
  return [...changed, ...gone].join("；") || "名次和得分不变，说明或口径有变化";
}

const placed = ({ rank, total }: { readonly rank: number | null; readonly total: number }): string =>
  rank === null ? "不排名" : `第 ${rank} 名 ${scoreWords(total)}`;
