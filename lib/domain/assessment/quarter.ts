import type { PreviousPlaces } from "../ranking-block.ts";
import { roundHalfUp } from "../ratio.ts";
import { falseMonths, groupOf, investmentOf, type MonthResult, meanOf, monthScores, unitsOf } from "./month-result.ts";
import { type PlacingRules, placed } from "./placing.ts";
import type { QuarterRow } from "./quarter-block.ts";

/** A row before its sentence. */
export type QuarterPlace = Omit<QuarterRow, "note">;

export interface QuarterInput {
  readonly months: readonly MonthResult[];
  readonly rules: PlacingRules;
  /** Places of the last published quarter. */
  readonly previous: PreviousPlaces;
  /** Confirmed false reports of the quarter by unit, as known at its lock. */
  readonly falseReports: ReadonlyMap<string, number>;
}

/** The quarter: mean of the months that count, one rounding half up at the end. Source: domain.md "Roll-up". */
export function quarterPlaces({ months, rules, previous, falseReports }: QuarterInput): readonly QuarterPlace[] {
  const members = unitsOf(months).map((unit) => {
    const scores = monthScores(months, unit);
    const mean = meanOf(scores);
    return {
      unit: unit.unit,
      group: groupOf(unit),
      total: mean === null ? null : roundHalfUp(mean, 0),
      months: scores,
      investment: investmentOf(unit),
      falseReports: Math.max(falseReports.get(unit.unit) ?? 0, falseMonths(unit)),
    };
  });
  return placed(members, rules, previous);
}
