import { seededKey } from "../seeded-key.ts";

export interface CountyShare {
  readonly county: string;
  readonly eligible: number;
  readonly drawn: number;
}

/** So many of each county, or so many in all. */
export type AskedCount = { readonly each: number } | { readonly all: number };

/**
 * How many are drawn in each county, by name. In all: first one for each county, then by the divisors 1, 3, 5 … (Sainte-Laguë), so that a share follows
 * the number of candidates and a larger count takes nothing away. Among equals the seed decides.
 */
export function countyShares(
  eligible: ReadonlyMap<string, number>,
  asked: AskedCount,
  seed: string,
): readonly CountyShare[] {
  const counties = [...eligible].map(([county, many]) => ({ county, eligible: many, drawn: 0 }));
  if ("each" in asked) return byName(counties.map((one) => ({ ...one, drawn: Math.min(asked.each, one.eligible) })));
  for (let left = asked.all; left > 0; left--) {
    const next = counties.filter((one) => one.drawn < one.eligible).reduce<Share | null>(better(seed), null);
    if (next === null) break;
    next.drawn++;
  }
  return byName(counties);
}

type Share = { -readonly [K in keyof CountyShare]: CountyShare[K] };

const byName = (shares: readonly CountyShare[]): readonly CountyShare[] =>
  shares.toSorted((a, b) => (a.county < b.county ? -1 : 1));

const better =
  (seed: string) =>
  (best: Share | null, one: Share): Share =>
    best === null || isBefore(one, best, seed) ? one : best;

function isBefore(a: Share, b: Share, seed: string): boolean {
  if ((a.drawn === 0) !== (b.drawn === 0)) return a.drawn === 0;
  const order = b.eligible * (2 * a.drawn + 1) - a.eligible * (2 * b.drawn + 1);
  if (order !== 0) return order < 0;
  const [chanceA, chanceB] = [seededKey(seed, a.county), seededKey(seed, b.county)];
  return chanceA === chanceB ? a.county < b.county : chanceA < chanceB;
}
