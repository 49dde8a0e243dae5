import type { IndicatorCode } from "../../../lib/domain/indicator.ts";
import type { RankedItem, RankingBlock, RankingRow } from "../../../lib/domain/ranking-block.ts";

export const GROUP = "县区+园区";

/** One indicator of one unit: done, due, and all there is (the same as due where the target is 100 %). */
export function itemIn(code: IndicatorCode, done: number, due: number, all = due): RankedItem {
  const rate = (part: number): number | null => (all === 0 ? null : Math.round((part * 1000) / all));
  return {
    code,
    points: due === 0 ? null : 1000,
    rate: rate(done),
    target: rate(due),
    numerator: done,
    denominator: all,
    due,
    weight: 30,
    zeroedForFalseData: false,
  };
}

export const rowIn = (unit: string, items: readonly RankedItem[], more: Partial<RankingRow> = {}): RankingRow => ({
  unit,
  group: GROUP,
  rank: 1,
  tied: false,
  notRanked: null,
  total: 9000,
  adjustment: 0,
  falseDataPenalty: 0,
  items,
  previousRank: null,
  change: null,
  gapAbove: null,
  note: "第 1 名，90.00 分，上期无名次。",
  ...more,
});

/** A block of these rows: groups and indicators follow from them. */
export function blockIn(rows: readonly RankingRow[], more: Partial<RankingBlock> = {}): RankingBlock {
  const groups = [...new Set(rows.map(({ group }) => group))];
  return {
    kind: "ranking",
    version: 1,
    period: "2026-09",
    ties: "competition",
    indicators: rows[0]?.items.map(({ code }) => code) ?? [],
    groups: groups.map((group) => {
      const ranked = rows.filter((row) => row.group === group && row.rank !== null).length;
      return { group, ranked, small: ranked < 5 };
    }),
    notes: [],
    rows,
    ...more,
  };
}
