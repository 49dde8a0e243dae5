import type { RankingBlock } from "../domain/ranking-block.ts";
import { parseRankingBlock } from "./ranking.ts";
import { scoreWords } from "./words.ts";

/** Where a re-issue differs from what was published: units whose points or place changed, in the order of the new table, and who rose most. */
export function rankingDifferences(before: string, after: string): string {
  const [published, issued] = [parseRankingBlock(before), parseRankingBlock(after)];
  const old = new Map(published.rows.map((row) => [row.unit, row]));
  const { rows } = issued;
  const changed = rows.flatMap((row) => {
    const was = old.get(row.unit);
    if (was === undefined) return [`${row.unit}：新列入，${placed(row)}`];
    return placed(was) === placed(row) ? [] : [`${row.unit}：${placed(was)}改为${placed(row)}`];
  });
  const now = new Set(rows.map((row) => row.unit));
  const gone = [...old.keys()].filter((unit) => !now.has(unit)).map((unit) => `${unit}：不再列入`);
  const prizes =
    risersOf(published) === risersOf(issued) ? [] : [`进步奖：${risersOf(published)}改为${risersOf(issued)}`];
  return [...changed, ...gone, ...prizes].join("；") || "名次和得分不变，说明或口径有变化";
}

const risersOf = ({ risers = [] }: RankingBlock): string => risers.map(({ unit }) => unit).join("、") || "空缺";

const placed = ({ rank, total }: { readonly rank: number | null; readonly total: number }): string =>
  rank === null ? "不排名" : `第 ${rank} 名 ${scoreWords(total)}`;
