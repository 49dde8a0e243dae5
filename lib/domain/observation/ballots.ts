import { type Field, isValue } from "../field.ts";
import type { Observation, Project } from "../registry.ts";

/** How the ballots of a visit are counted. Source: domain.md "观摩". */
export interface ObservationRule {
  /** What judges are asked for: points, or places that become votes. */
  readonly asked: "scores" | "places";
  /** From so many counted ballots of a project on, its highest and its lowest are dropped. */
  readonly trimFrom: number;
  /** Votes, in points: of the first place, what each further place takes off, and the least a place is worth. */
  readonly firstVote: number;
  readonly voteStep: number;
  readonly lowestVote: number;
}

export type Visited = Pick<Project, "code" | "name" | "responsibleUnit" | "county">;

/** What the rows of a visit are looked at with. */
export interface VisitGround {
  readonly project: (code: string) => Visited | null;
  /** null: nobody knows the judge, so nobody can tell whose unit it is. */
  readonly unitOfJudge: (judge: string) => string | null;
}

/**
 * Why a ballot does not count: on the own unit, empty, unreadable, without what this visit is counted by, a place that is none. "judge-unknown" counts:
 * only the own unit cannot be told.
 */
export type BallotFault =
  | "own-unit"
  | "empty"
  | "unreadable"
  | "no-score"
  | "no-place"
  | "place-beyond"
  | "judge-unknown";

export interface BallotRemark {
  readonly row: Observation;
  readonly because: BallotFault;
}

/** One ballot that counts, in points (a vote's for places). */
export interface Vote {
  readonly row: Observation;
  readonly points: number;
}

export interface CountedBallots {
  readonly method: ObservationRule["asked"];
  readonly votes: readonly Vote[];
  readonly remarks: readonly BallotRemark[];
}

/** The judge's own unit: it answers for the project, or the project lies in its county. Source: domain.md "观摩", recusal. */
export const isOwn = (project: Pick<Visited, "responsibleUnit" | "county">, unit: string | null): boolean =>
  unit !== null && (project.responsibleUnit === unit || project.county === unit);

/** The rows of one visit: those that count with their points, and why the others do not. */
export function countBallots(rows: readonly Observation[], ground: VisitGround, rule: ObservationRule): CountedBallots {
  const method = methodOf(rows, rule);
  const open = rows.filter((row) => !isRecused(row, ground));
  const own = rows.filter((row) => isRecused(row, ground)).map((row) => remark(row, "own-unit"));
  const unknown = rows
    .filter(({ judge }) => ground.unitOfJudge(judge) === null)
    .map((row) => remark(row, "judge-unknown"));
  const counted = method === "scores" ? byScores(open) : byPlaces(rows, open, rule);
  return { method, votes: counted.votes, remarks: [...own, ...counted.remarks, ...unknown] };
}

const remark = (row: Observation, because: BallotFault): BallotRemark => ({ row, because });

function isRecused({ project, judge }: Observation, ground: VisitGround): boolean {
  const visited = ground.project(project);
  return visited !== null && isOwn(visited, ground.unitOfJudge(judge));
}

/** As asked; places where nobody gave points, since then nothing else was voted with. */
function methodOf(rows: readonly Observation[], { asked }: ObservationRule): ObservationRule["asked"] {
  if (asked === "places") return "places";
  const given = (field: "score" | "place"): boolean => rows.some((row) => isValue(row[field]));
  return !given("score") && given("place") ? "places" : "scores";
}

type Counted = Pick<CountedBallots, "votes" | "remarks">;

function byScores(rows: readonly Observation[]): Counted {
  const voted = rows.filter((row) => isValue(row.score));
  const others = rows.filter((row) => !isValue(row.score));
  return {
    votes: voted.map((row) => ({ row, points: row.score as number })),
    remarks: others.map((row) => remark(row, faultIn(row.score, row.place, "no-score"))),
  };
}

/** Nothing in either cell, something unreadable in the one that counts, or something in the other alone. */
function faultIn(wanted: Field<number>, other: Field<number>, lacking: "no-score" | "no-place"): BallotFault {
  if (wanted !== null) return "unreadable";
  return other === null ? "empty" : lacking;
}

/** Each judge's places as typed, moved up past those the judge had no vote on; who gave points to all and no place is ranked by the points. */
function byPlaces(all: readonly Observation[], open: readonly Observation[], rule: ObservationRule): Counted {
  const most = new Set(all.map(({ project }) => project)).size;
  const isOpen = new Set(open);
  const counted = [...Map.groupBy(all, ({ judge }) => judge).values()].map((rows) => {
    const mine = rows.filter((row) => isOpen.has(row));
    const recused = rows.filter((row) => !isOpen.has(row));
    const ranked = mine.some(({ place }) => place !== null) || mine.some(({ score }) => !isValue(score));
    return ranked ? typedPlaces(mine, recused, most, rule) : placesOfScores(mine, rule);
  });
  return { votes: counted.flatMap(({ votes }) => votes), remarks: counted.flatMap(({ remarks }) => remarks) };
}

function typedPlaces(
  rows: readonly Observation[],
  recused: readonly Observation[],
  most: number,
  rule: ObservationRule,
): Counted {
  const above = recused.flatMap(({ place }) => (isPlace(place, most) ? [place] : []));
  const votes = rows.flatMap((row): readonly Vote[] => {
    const { place } = row;
    if (!isPlace(place, most)) return [];
    return [{ row, points: voteOf(place - above.filter((one) => one < place).length, rule) }];
  });
  const others = rows.filter(({ place }) => !isPlace(place, most));
  const fault = ({ place, score }: Observation): BallotFault =>
    isValue(place) ? "place-beyond" : faultIn(place, score, "no-place");
  return { votes, remarks: others.map((row) => remark(row, fault(row))) };
}

const isPlace = (place: Field<number>, most: number): place is number => isValue(place) && place >= 1 && place <= most;

const placesOfScores = (rows: readonly Observation[], rule: ObservationRule): Counted => ({
  votes: rows.map((row) => {
    const better = rows.filter(({ score }) => (score as number) > (row.score as number)).length;
    return { row, points: voteOf(1 + better, rule) };
  }),
  remarks: [],
});

/** 100, 97, 94 … in points. */
export const voteOf = (place: number, { firstVote, voteStep, lowestVote }: ObservationRule): number =>
  Math.max(firstVote - (place - 1) * voteStep, lowestVote);
