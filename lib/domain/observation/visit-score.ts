import type { Month } from "../dates.ts";
import { places } from "../ranking.ts";
import type { TieMethod } from "../ranking-block.ts";
import { decimal, divide, ratio, roundHalfUp, sum } from "../ratio.ts";
import type { Observation } from "../registry.ts";
import { type BallotRemark, countBallots, type ObservationRule, type VisitGround, type Vote } from "./ballots.ts";
import type { BallotMethod, ObservedProject } from "./observation-block.ts";

export interface VisitResult {
  readonly visit: Month;
  /** By score, the best first; those without a counted ballot last, by number. */
  readonly projects: readonly ObservedProject[];
  readonly remarks: readonly BallotRemark[];
}

export interface VisitRules {
  readonly rule: ObservationRule;
  readonly ties: TieMethod;
}

/** One visit from its rows of 观摩, in whatever order they stand. Hundredths of a point, half up once. Source: domain.md M13, "观摩". */
export function visitResult(
  visit: Month,
  rows: readonly Observation[],
  ground: VisitGround,
  { rule, ties }: VisitRules,
): VisitResult {
  const { method, votes, remarks } = countBallots(rows, ground, rule);
  const byProject = Map.groupBy(votes, ({ row }) => row.project);
  const codes = [...new Set(rows.map(({ project }) => project))];
  const scored = codes.map((code) => {
    const own = byProject.get(code) ?? [];
    const { name = "", responsibleUnit: unit = "", county = "" } = ground.project(code) ?? {};
    const how: BallotMethod = method === "places" ? "rank-votes" : own.length < rule.trimFrom ? "mean" : "trimmed-mean";
    return { project: code, name, unit, county, judges: own.length, ...scoreOf(own, how) };
  });
  return { visit, projects: placed(scored, ties), remarks };
}

type Scored = Omit<ObservedProject, "place" | "tied">;

function scoreOf(votes: readonly Vote[], method: BallotMethod): Pick<Scored, "score" | "method"> {
  if (votes.length === 0) return { score: null, method: null };
  return {
    score: meanOf(
      votes.map(({ points }) => points),
      method === "trimmed-mean",
    ),
    method,
  };
}

/** Hundredths of a point. `trimmed`: one highest and one lowest are dropped; what is left is never empty when there were three. */
export function meanOf(points: readonly number[], trimmed: boolean): number {
  const sorted = points.toSorted((a, b) => a - b);
  const counted = trimmed && sorted.length > 2 ? sorted.slice(1, -1) : sorted;
  return roundHalfUp(divide(sum(counted.map(decimal)), ratio(counted.length)), 2);
}

function placed(scored: readonly Scored[], ties: TieMethod): readonly ObservedProject[] {
  const byCode = (a: Scored, b: Scored): number => (a.project < b.project ? -1 : 1);
  const sorted = scored.filter(({ score }) => score !== null).sort((a, b) => b.score! - a.score! || byCode(a, b));
  const ranks = places(
    sorted.map(({ score }) => score!),
    ties,
  );
  const isTied = (rank: number): boolean => ranks.indexOf(rank) !== ranks.lastIndexOf(rank);
  const ranked = sorted.map((one, at) => ({ ...one, place: ranks[at]!, tied: isTied(ranks[at]!) }));
  const others = scored.filter(({ score }) => score === null).sort(byCode);
  return [...ranked, ...others.map((one) => ({ ...one, place: null, tied: false }))];
}
