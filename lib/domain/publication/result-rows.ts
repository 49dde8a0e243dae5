import type { QuarterBlock } from "../assessment/quarter-block.ts";
import { compareText } from "../compare-text.ts";
import type { ObservationBlock } from "../observation/observation-block.ts";
import type { RankingBlock, RankingRow } from "../ranking-block.ts";
import type { RowSource } from "./public-columns.ts";
import type { Candidate } from "./site-of.ts";

const placeOf = (id: string): Candidate["place"] => ({ tab: "", workbook: "", key: id });

const ofDraft = (id: string, sources: readonly Candidate["source"][]): readonly Candidate[] =>
  sources.map((source) => ({ place: placeOf(id), source }));

type Placed = {
  readonly group: string;
  readonly rank: number | null;
  readonly unit: string;
  readonly change: number | null;
  readonly total: number | null;
};

/** Places and scores of units that have a place. Who has none is not named, nor why. */
export function rankingRows(id: string, rows: readonly Placed[]): readonly Candidate[] {
  const sources = rows
    .filter(({ rank }) => rank !== null)
    .toSorted(byPlace)
    .map(
      ({ group, rank, unit, total, change }): RowSource<"rankings"> => ({
        group,
        place: rank,
        unit,
        score: total,
        change,
      }),
    );
  return ofDraft(id, sources);
}

const byPlace = (a: Pick<Placed, "group" | "rank" | "unit">, b: Pick<Placed, "group" | "rank" | "unit">): number =>
  compareText(a.group, b.group) || a.rank! - b.rank! || compareText(a.unit, b.unit);

/** The month's mean inspection score of each unit with a place, best first in its group; equals share a place (1,2,2,4). */
export function supervisionRows(id: string, { rows }: RankingBlock): readonly Candidate[] {
  const scored = rows.flatMap((row) => {
    const score = row.rank === null ? null : inspected(row);
    return score === null ? [] : [{ group: row.group, unit: row.unit, score }];
  });
  const places = scored.map((one) => ({
    ...one,
    rank: 1 + scored.filter(({ group, score }) => group === one.group && score > one.score).length,
  }));
  const sources = places
    .toSorted(byPlace)
    .map(({ group, rank, unit, score }): RowSource<"supervision"> => ({ group, place: rank, unit, score }));
  return ofDraft(id, sources);
}

/** Hundredths of a point: the block has it as tenths of a percent of 100. */
function inspected({ items }: RankingRow): number | null {
  const rate = items.find(({ code }) => code === "inspection")?.rate ?? null;
  return rate === null ? null : rate * 10;
}

/** Who stands on the lists; who does not, and why not, is not told. */
export function listRows(id: string, { lists }: QuarterBlock): readonly Candidate[] {
  const sources = lists
    .filter(({ stands }) => stands)
    .toSorted((a, b) => compareText(b.color, a.color) || byPlace(a, b))
    .map(({ group, color, rank, unit, investment }): RowSource<"lists"> => {
      const { rate, target } = investment;
      return { group, list: color, place: rank, unit, rate, target };
    });
  return ofDraft(id, sources);
}

/** Projects with a score, by place. */
export function observationRows(id: string, { projects }: ObservationBlock): readonly Candidate[] {
  const sources = projects
    .filter(({ place }) => place !== null)
    .toSorted((a, b) => a.place! - b.place! || compareText(a.project, b.project))
    .map(
      ({ place, project, name, unit, county, score }): RowSource<"observations"> => ({
        ...{ place, project, name, unit, county, score },
      }),
    );
  return ofDraft(id, sources);
}
