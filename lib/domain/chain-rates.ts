import { type Month, monthNumber } from "./dates.ts";
import { type Field, isValue } from "./field.ts";
import type { IndicatorCode, IndicatorValue } from "./indicator.ts";
import { type Case, cellsOf, indicatorValue, leftOut } from "./indicator-sums.ts";
import type { CellRef } from "./light.ts";
import { quarterOf } from "./office-calendar.ts";
import type { UnitIndicator } from "./registry.ts";

/** The chain 签约 → 履约 → 开工 → 投产 → 达效: of so many of the step before, so many got further. Source: domain.md M21. */
const CHAIN: readonly (readonly [code: IndicatorCode, part: string, whole: string])[] = [
  ["fulfilment", "履约项目数", "签约项目数"],
  ["contractStarts", "履约开工项目数", "履约项目数"],
  ["operation", "开工投产项目数", "履约开工项目数"],
  ["capacity", "达效项目数", "开工投产项目数"],
];

/** 新增规上企业 and 谋划储备 (typed as 其他) are measured by their own plan. */
const PLANNED: readonly (readonly [code: IndicatorCode, indicator: string])[] = [
  ["enterprises", "新增规上企业"],
  ["reserves", "其他"],
];

/** What rests on 单位指标, of one unit's rows. */
export const chainIndicators = (rows: readonly UnitIndicator[], period: Month): readonly IndicatorValue[] => [
  ...PLANNED.map(([code, indicator]) => indicatorValue(code, [plannedCase(rows, indicator, period)])),
  ...CHAIN.map(([code, part, whole]) => indicatorValue(code, [chainCase(rows, part, whole, period)])),
];

type RowOf = (indicator: string) => UnitIndicator | undefined;

const rowOf =
  (rows: readonly UnitIndicator[], period: string): RowOf =>
  (indicator) =>
    rows.find((row) => row.indicator === indicator && row.period === period);

/** The periods a month may be told by, the closest first: the month's own, its quarter's, its year's. */
const ownPeriods = (period: Month): readonly string[] => [period, quarterOf(period), period.slice(0, 4)];

/** Earlier months and quarters of the year, the latest first; of those that end together the month. */
function earlierPeriods(period: Month): readonly string[] {
  const year = period.slice(0, 4);
  const months = Array.from({ length: monthNumber(period) - 1 }, (_, index) => monthNumber(period) - 1 - index);
  return months.flatMap((month) => {
    const name = `${year}-${String(month).padStart(2, "0")}`;
    return month % 3 === 0 ? [name, quarterOf(name)] : [name];
  });
}

function plannedCase(rows: readonly UnitIndicator[], indicator: string, period: Month): Case {
  const row = ownPeriods(period)
    .map((wanted) => rowOf(rows, wanted)(indicator))
    .find((found) => found !== undefined);
  if (row === undefined || row.plan === null) return null;
  const restsOn = cellsOf(row, "unitIndicators", "plan", "actual");
  const actual = row.actual ?? 0;
  if (!isValue(row.plan) || !isValue(actual)) return leftOut(row.key, "unreadable", restsOn);
  return partOf(row, actual, row.plan, "plan-and-actual", restsOn);
}

/**
 * Both counts are of one period: the closest in which both stand, else the closest with the whole, else the latest earlier one of the year, as
 * a month not reported takes the last reported figure. A part that is missing beside its whole counts 0: silence is no advantage.
 */
function chainCase(rows: readonly UnitIndicator[], part: string, whole: string, period: Month): Case {
  const has = (indicator: string) => (wanted: string) => (rowOf(rows, wanted)(indicator)?.actual ?? null) !== null;
  const closest = (periods: readonly string[]): string | undefined =>
    periods.filter(has(whole)).find(has(part)) ?? periods.find(has(whole));
  const own = closest(ownPeriods(period));
  const found = own ?? closest(earlierPeriods(period));
  if (found === undefined) return null;
  return chainPart(rowOf(rows, found)(whole)!, rowOf(rows, found)(part), own === undefined);
}

function chainPart(whole: UnitIndicator, part: UnitIndicator | undefined, earlier: boolean): Case {
  const restsOn = [part, whole].flatMap((row) => (row === undefined ? [] : cellsOf(row, "unitIndicators", "actual")));
  const reached: Field<number> = part?.actual ?? null;
  const count = reached ?? 0;
  if (!isValue(whole.actual) || !isValue(count)) return leftOut(whole.key, "unreadable", restsOn);
  const missing = reached === null;
  const because = earlier
    ? missing
      ? "earlier-count-missing"
      : "earlier-counts"
    : missing
      ? "count-missing"
      : "counts";
  return partOf(whole, count, whole.actual, because, restsOn);
}

const partOf = (
  { key }: UnitIndicator,
  numerator: number,
  denominator: number,
  because: "plan-and-actual" | "counts" | "count-missing" | "earlier-counts" | "earlier-count-missing",
  restsOn: readonly CellRef[],
): Case => ({ subject: key, numerator, denominator, due: denominator, because, months: null, restsOn });
