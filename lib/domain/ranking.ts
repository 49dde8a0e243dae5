import type { Gain } from "./confidence.ts";
import { type IndicatorFigures, rateOf, targetOf } from "./indicator.ts";
import { gapAbove, type PlacedField, rankWith } from "./rank-gap.ts";
import {
  type NotRanked,
  type PreviousPlaces,
  type RankedItem,
  type RankedUnit,
  type RankingGroup,
  type TieMethod,
  UNRANKED_GROUP,
} from "./ranking-block.ts";
import { type Ratio, roundHalfUp, toNumber } from "./ratio.ts";
import type { UnitGroup } from "./registry.ts";
import type { ScoreItem, UnitScore } from "./score.ts";

/** Which kinds of units are ranked together, in the order shown. Source: domain.md "Monthly score". */
export type Grouping = readonly (readonly UnitGroup[])[];

export interface RankingRules {
  readonly ties: TieMethod;
  readonly groups: Grouping;
}

export const groupName = (kinds: readonly UnitGroup[]): RankingGroup => kinds.join("+");

/** The group a unit is ranked in, "" when its kind is in none. */
export const rankingGroupOf = (groups: Grouping, kind: UnitGroup): RankingGroup =>
  groupName(groups.find((kinds) => kinds.includes(kind)) ?? []);

/** One unit as it comes to the ranking. */
export interface Candidate {
  readonly unit: string;
  readonly group: UnitGroup;
  /** 参与排名. */
  readonly takesPart: boolean;
  readonly figures: readonly IndicatorFigures[];
  readonly score: UnitScore;
  readonly gains: readonly Gain[];
}

/** Places of totals in descending order. Equal totals share a place. */
export function places(totals: readonly number[], ties: TieMethod): readonly number[] {
  const result: number[] = [];
  totals.forEach((total, index) => {
    const above = totals[index - 1];
    if (above === undefined) result.push(1);
    else if (total === above) result.push(result[index - 1]!);
    else result.push(ties === "dense" ? result[index - 1]! + 1 : index + 1);
  });
  return result;
}

/**
 * The ranking of one month: each group apart, by total, equality judged on what is shown (hundredths). Units that are not ranked follow
 * at the end of their group, by name. Among equals the name decides the order of display only. Source: domain.md "Monthly score".
 */
export function rankUnits(
  candidates: readonly Candidate[],
  rules: RankingRules,
  previous: PreviousPlaces,
): readonly RankedUnit[] {
  const groups = [...rules.groups.map(groupName), UNRANKED_GROUP];
  return groups.flatMap((group) => {
    const members = candidates.filter((candidate) => rankingGroupOf(rules.groups, candidate.group) === group);
    return rankGroup(members, group, rules.ties, previous);
  });
}

function rankGroup(
  members: readonly Candidate[],
  group: RankingGroup,
  ties: TieMethod,
  previous: PreviousPlaces,
): readonly RankedUnit[] {
  const sorted = members.toSorted(byTotalThenName);
  const competing = sorted.filter((member) => whyNotRanked(member, group) === null);
  const totals = competing.map((member) => member.score.total);
  const field = { group, ties, competing, ranks: places(totals, ties) };
  const ranked = competing.map((_, index) => rankedUnit(field, index, previous));
  const others = members.filter((member) => whyNotRanked(member, group) !== null).sort(byName);
  return [...ranked, ...others.map((member) => unranked(member, group))];
}

interface Field extends PlacedField<Candidate> {
  readonly group: RankingGroup;
}

const byName = (a: Candidate, b: Candidate): number => (a.unit < b.unit ? -1 : 1);
const byTotalThenName = (a: Candidate, b: Candidate): number => b.score.total - a.score.total || byName(a, b);

function whyNotRanked(candidate: Candidate, group: RankingGroup): NotRanked | null {
  if (group === UNRANKED_GROUP) return "group-not-ranked";
  if (!candidate.takesPart) return "opted-out";
  return candidate.score.rankable === "yes" ? null : candidate.score.rankable;
}

function rankedUnit(field: Field, index: number, previous: PreviousPlaces): RankedUnit {
  const member = field.competing[index]!;
  const rank = field.ranks[index]!;
  const before = previous.get(member.unit);
  const previousRank = before !== undefined && before.group === field.group ? before.rank : null;
  return {
    ...figuresOf(member, field.group),
    rank,
    tied: field.ranks.filter((other) => other === rank).length > 1,
    notRanked: null,
    previousRank,
    change: previousRank === null ? null : previousRank - rank,
    gapAbove: gapAbove(field, index),
    oneMore: member.gains.map((gain) => ({ ...gain, rank: rankWith(field, member.score.total + gain.points) })),
  };
}

const unranked = (member: Candidate, group: RankingGroup): RankedUnit => ({
  ...figuresOf(member, group),
  rank: null,
  tied: false,
  notRanked: whyNotRanked(member, group),
  previousRank: null,
  change: null,
  gapAbove: null,
});

const figuresOf = (member: Candidate, group: RankingGroup) => ({
  unit: member.unit,
  group,
  total: member.score.total,
  adjustment: member.score.adjustment,
  falseDataPenalty: member.score.falseDataPenalty,
  items: member.score.items.map((item) => rankedItem(item, member.figures)),
});

function rankedItem(item: ScoreItem, figures: readonly IndicatorFigures[]): RankedItem {
  const value = figures.find((figure) => figure.code === item.code)!;
  const live = item.points !== null;
  return {
    code: item.code,
    points: item.points,
    rate: live ? tenthsOfPercent(rateOf(value)) : null,
    target: live ? tenthsOfPercent(targetOf(value)) : null,
    numerator: toNumber(value.numerator),
    denominator: toNumber(value.denominator),
    due: toNumber(value.due),
    weight: item.weight,
    zeroedForFalseData: item.zeroedForFalseData,
  };
}

const tenthsOfPercent = (rate: Ratio | null): number | null => (rate === null ? null : roundHalfUp(rate, 3));
