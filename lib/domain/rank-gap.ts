import type { Gain } from "./confidence.ts";
import type { GapAbove, TieMethod } from "./ranking-block.ts";
import type { UnitScore } from "./score.ts";

/** Those who compete in a group, in descending order of their totals, with their places. */
export interface PlacedField<T extends Placed = Placed> {
  readonly ties: TieMethod;
  readonly competing: readonly T[];
  readonly ranks: readonly number[];
}

interface Placed {
  readonly score: Pick<UnitScore, "total">;
  readonly gains: readonly Gain[];
}

/** The place of a total that is not below the unit's own, the others unchanged. */
export function rankWith({ competing, ranks, ties }: PlacedField, total: number): number {
  const index = competing.findIndex((other) => other.score.total <= total);
  return ties === "dense" ? (ranks[index - 1] ?? 0) + 1 : index + 1;
}

/** How far the unit at `index` is from the place above its own; null for the first. */
export function gapAbove({ competing, ranks }: PlacedField, index: number): GapAbove | null {
  const firstOfPlace = ranks.indexOf(ranks[index]!);
  const above = competing[firstOfPlace - 1];
  if (above === undefined) return null;
  const member = competing[index]!;
  const points = above.score.total - member.score.total;
  const milestone = member.gains.find(({ step }) => step === "milestone");
  const withinOneMilestone = milestone !== undefined && milestone.points >= points;
  return { rank: ranks[firstOfPlace - 1]!, points, withinOneMilestone };
}
