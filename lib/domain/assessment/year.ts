import { monthNumber } from "../dates.ts";
import type { PreviousPlaces } from "../ranking-block.ts";
import { add, decimal, divide, multiply, type Ratio, ratio, roundHalfUp, sum } from "../ratio.ts";
import { groupOf, type MonthResult, meanOf, monthScores, unitsOf } from "./month-result.ts";
import { type PlacingRules, placed } from "./placing.ts";
import type { MonthScore } from "./quarter-block.ts";
import type { VisitScore, YearRow } from "./year-block.ts";

/** Parts of the year in percent: of the bracket the mean of the months, June and December; of the whole the bracket and 观摩. */
export interface YearWeights {
  readonly mean: number;
  readonly june: number;
  readonly december: number;
  readonly bracket: number;
  readonly visits: number;
}

export type YearPlace = Omit<YearRow, "note">;

export interface YearInput {
  readonly months: readonly MonthResult[];
  readonly rules: PlacingRules & { readonly weights: YearWeights };
  readonly previous: PreviousPlaces;
  /** Published visits of the year by unit. */
  readonly visits: ReadonlyMap<string, readonly VisitScore[]>;
}

/**
 * The year: weighted bracket of mean, June and December, with the unit's 观摩 where it had any; one rounding half up at the end.
 * Source: domain.md "Roll-up".
 */
export function yearPlaces({ months, rules, previous, visits }: YearInput): readonly YearPlace[] {
  const members = unitsOf(months).map((unit) => {
    const scores = monthScores(months, unit);
    const [june, december] = [scoreIn(scores, months, 6), scoreIn(scores, months, 12)];
    const own = visits.get(unit.unit) ?? [];
    const total = yearTotal({ scores, june, december, visits: own }, rules.weights);
    return {
      ...{ unit: unit.unit, group: groupOf(unit), months: scores, june, december, visits: own },
      total: total === null ? null : roundHalfUp(total, 0),
    };
  });
  return placed(members, rules, previous);
}

function scoreIn(scores: readonly MonthScore[], months: readonly MonthResult[], number: number): MonthScore {
  const at = months.findIndex(({ month }) => monthNumber(month) === number);
  return scores[at]!;
}

export interface YearParts {
  readonly scores: readonly Pick<MonthScore, "total">[];
  readonly june: Pick<MonthScore, "total">;
  readonly december: Pick<MonthScore, "total">;
  readonly visits: readonly Pick<VisitScore, "score">[];
}

/**
 * Exact, in hundredths of a point. A June or December that does not count gives its weight to the other parts of the bracket in proportion, as weights
 * without a case do in a month; without both nine tenths of the bracket are missing, and there is no total (null).
 */
export function yearTotal(parts: YearParts, weights: YearWeights): Ratio | null {
  const inside = bracketOf(parts, weights);
  if (inside === null) return null;
  const seen = meanOf(parts.visits.map(({ score }) => ({ total: score })));
  if (seen === null) return inside;
  return weighted([
    [weights.bracket, inside],
    [weights.visits, seen],
  ]);
}

/** The bracket alone. */
export function bracketOf({ scores, june, december }: YearParts, weights: YearWeights): Ratio | null {
  const mean = meanOf(scores);
  const halves: readonly (readonly [number, number | null])[] = [
    [weights.june, june.total],
    [weights.december, december.total],
  ];
  const live = halves.flatMap(([weight, total]) => (total === null ? [] : [[weight, ratio(total)] as const]));
  if (mean === null || live.length === 0) return null;
  return weighted([[weights.mean, mean], ...live]);
}

/** Σ weight × value ÷ Σ weight; null where all weights are 0. */
function weighted(terms: readonly (readonly [weight: number, value: Ratio])[]): Ratio | null {
  const all = sum(terms.map(([weight]) => decimal(weight)));
  if (all.n === 0n) return null;
  const total = terms.reduce((so, [weight, value]) => add(so, multiply(decimal(weight), value)), ratio(0));
  return divide(total, all);
}
