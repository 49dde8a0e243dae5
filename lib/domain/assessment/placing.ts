import { places } from "../ranking.ts";
import type { GroupFacts, PreviousPlaces, RankingGroup, TieMethod } from "../ranking-block.ts";

/** Who is placed: hundredths of a point, null = without a total, so without a place. */
export interface Placeable {
  readonly unit: string;
  readonly group: RankingGroup;
  readonly total: number | null;
}

export interface Place {
  readonly rank: number | null;
  readonly tied: boolean;
  readonly previousRank: number | null;
  /** Places gained (positive) or lost; null when there is nothing to compare with. */
  readonly change: number | null;
}

export type Placed<T extends Placeable> = T & Place;

export interface PlacingRules {
  readonly ties: TieMethod;
  /** Groups in the order shown; others follow by name. */
  readonly groups: readonly RankingGroup[];
}

/**
 * Each group apart, by total as shown; equal totals share a place. Units without a total follow at the end of their group. Among equals the
 * name decides the order of display only. Source: domain.md "Monthly score", which quarter and year follow.
 */
export function placed<T extends Placeable>(
  members: readonly T[],
  { ties, groups }: PlacingRules,
  previous: PreviousPlaces,
): readonly Placed<T>[] {
  const found = [...new Set(members.map(({ group }) => group))].filter((group) => !groups.includes(group)).sort();
  return [...groups, ...found].flatMap((group) =>
    placedGroup(
      members.filter((member) => member.group === group),
      ties,
      previous,
    ),
  );
}

function placedGroup<T extends Placeable>(
  members: readonly T[],
  ties: TieMethod,
  previous: PreviousPlaces,
): readonly Placed<T>[] {
  const competing = members.filter(({ total }) => total !== null).sort((a, b) => b.total! - a.total! || byName(a, b));
  const others = members.filter(({ total }) => total === null).sort(byName);
  const ranks = places(
    competing.map(({ total }) => total!),
    ties,
  );
  return [
    ...competing.map((member, at) => ({ ...member, ...placeOf(member, ranks[at]!, ranks, previous) })),
    ...others.map((member) => ({ ...member, rank: null, tied: false, previousRank: null, change: null })),
  ];
}

function placeOf({ unit, group }: Placeable, rank: number, ranks: readonly number[], previous: PreviousPlaces): Place {
  const before = previous.get(unit);
  const previousRank = before !== undefined && before.group === group ? before.rank : null;
  return {
    rank,
    tied: ranks.filter((other) => other === rank).length > 1,
    previousRank,
    change: previousRank === null ? null : previousRank - rank,
  };
}

const byName = (a: Placeable, b: Placeable): number => (a.unit < b.unit ? -1 : 1);

/** How many are ranked in each group; fewer than `smallGroup`: no black list. */
export const groupsOf = (
  rows: readonly (Placeable & Pick<Place, "rank">)[],
  groups: readonly RankingGroup[],
  smallGroup: number,
): readonly GroupFacts[] =>
  [...new Set([...groups, ...rows.map(({ group }) => group)])].map((group) => {
    const ranked = rows.filter((row) => row.group === group && row.rank !== null).length;
    return { group, ranked, small: ranked < smallGroup };
  });
