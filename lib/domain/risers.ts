import type { RankedUnit, Riser } from "./ranking-block.ts";

/**
 * Who rose most places in its group since the last published month, at most `seats` of each group. Equal rises are treated alike: those at the
 * edge all have it, unless that passes a third of the ranked units, rounded up (or the seats, where they are more): then none of them.
 * Confirmed false data in the month bars a unit. Rows are of one group or of several, ranked.
 */
export function risersOf(rows: readonly RankedUnit[], seats: number): readonly Riser[] {
  if (seats === 0) return [];
  return [...Map.groupBy(rows, (row) => row.group).values()].flatMap((group) => risersOfGroup(group, seats));
}

function risersOfGroup(rows: readonly RankedUnit[], seats: number): readonly Riser[] {
  const ranked = rows.filter((row) => row.rank !== null);
  const rose = ranked.filter(mayHaveIt).map(riser).sort(byRise);
  const edge = rose[seats - 1]?.change ?? 1;
  const most = Math.max(seats, Math.ceil(ranked.length / 3));
  const all = rose.filter(({ change }) => change >= edge);
  return all.length <= most ? all : rose.filter(({ change }) => change > edge);
}

const mayHaveIt = ({ change, falseDataPenalty }: RankedUnit): boolean => (change ?? 0) > 0 && falseDataPenalty === 0;

/** Only of units with a change of rank. */
const riser = ({ unit, group, previousRank, rank, change }: RankedUnit): Riser => ({
  unit,
  group,
  previousRank: previousRank!,
  rank: rank!,
  change: change!,
});

const byRise = (a: Riser, b: Riser): number => b.change - a.change || a.rank - b.rank || (a.unit < b.unit ? -1 : 1);
