import type { Month } from "../dates.ts";
import type { RankingBlock, RankingGroup, RankingRow } from "../ranking-block.ts";
import { divide, type Ratio, ratio, sum } from "../ratio.ts";
import type { InvestmentShown, MonthScore, MonthTaken } from "./quarter-block.ts";

/** A month as a quarter or year takes it: as published, or as it would be (`draft` ""). */
export interface MonthResult extends MonthTaken {
  readonly block: RankingBlock;
}

/** A unit's rows in the months taken, in their order; null = it has no row in that month. */
export interface UnitMonths {
  readonly unit: string;
  readonly rows: readonly (RankingRow | null)[];
}

/** Every unit of the months taken, by name. */
export function unitsOf(months: readonly MonthResult[]): readonly UnitMonths[] {
  const tables = months.map(({ block }) => new Map(block.rows.map((row) => [row.unit, row])));
  const names = new Set(tables.flatMap((table) => [...table.keys()]));
  return [...names].sort().map((unit) => ({ unit, rows: tables.map((table) => table.get(unit) ?? null) }));
}

/**
 * A month in a mean: its score where it was ranked; 0 where it has no rankable score and reports were owed and missing; else it does not count.
 * Source: domain.md "Roll-up".
 */
export function monthScore(month: Month, row: RankingRow | null): MonthScore {
  if (row !== null && row.rank !== null) return { month, total: row.total, because: "scored" };
  if ((row?.reportsMissing ?? 0) > 0) return { month, total: 0, because: "reports-missing" };
  return { month, total: null, because: "no-score" };
}

export const monthScores = (months: readonly MonthResult[], { rows }: UnitMonths): readonly MonthScore[] =>
  months.map(({ month }, at) => monthScore(month, rows[at] ?? null));

/** Exact, in hundredths of a point; null = no month counts. */
export function meanOf(scores: readonly Pick<MonthScore, "total">[]): Ratio | null {
  const counted = scores.flatMap(({ total }) => (total === null ? [] : [ratio(total)]));
  return counted.length === 0 ? null : divide(sum(counted), ratio(counted.length));
}

/** The group it was last ranked or listed in. */
export const groupOf = ({ rows }: UnitMonths): RankingGroup => rows.findLast((row) => row !== null)!.group;

/** 投资完成率 and target as the period's last month shows them. */
export function investmentOf({ rows }: UnitMonths): InvestmentShown {
  const item = rows.at(-1)?.items.find(({ code }) => code === "investment");
  return { rate: item?.rate ?? null, target: item?.target ?? null };
}

/** Months in which confirmed false data cost it points or an item. */
export const falseMonths = ({ rows }: UnitMonths): number =>
  rows.filter(
    (row) => row !== null && (row.falseDataPenalty !== 0 || row.items.some((item) => item.zeroedForFalseData)),
  ).length;
