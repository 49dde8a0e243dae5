import { compare, decimal, divide, type Ratio, ratio, subtract, sum } from "../ratio.ts";
import type { Vote } from "./ballots.ts";

/** A vote far from what the others gave. It counts like all others: people look at it. */
export interface Outlier {
  readonly judge: string;
  readonly project: string;
  /** Points from the median, a vote's for places; positive above it. */
  readonly apart: Ratio;
}

/** With fewer votes on a project nobody can say who is out of line. */
const FEWEST = 3;

/** Votes more than `limit` points from the median of their project, in the order of the votes. */
export function outliersIn(votes: readonly Vote[], limit: number): readonly Outlier[] {
  const medians = new Map(
    [...Map.groupBy(votes, ({ row }) => row.project)]
      .filter(([, own]) => own.length >= FEWEST)
      .map(([project, own]) => [project, medianOf(own.map(({ points }) => points))]),
  );
  return votes.flatMap(({ row: { judge, project }, points }) => {
    const median = medians.get(project);
    if (median === undefined) return [];
    const apart = subtract(decimal(points), median);
    return compare(magnitude(apart), decimal(limit)) > 0 ? [{ judge, project, apart }] : [];
  });
}

const magnitude = ({ n, d }: Ratio): Ratio => ({ n: n < 0n ? -n : n, d });

/** The middle one, of an even number the mean of the two. */
export function medianOf(points: readonly number[]): Ratio {
  const sorted = points.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1]!, sorted[sorted.length >> 1]!];
  return divide(sum([low, high].map(decimal)), ratio(2));
}
