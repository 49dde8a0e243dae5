import type { Instant, Month } from "../dates.ts";
import type { Person } from "../registry.ts";
import { isOwn, type ObservationRule, type Visited } from "./ballots.ts";

/** A judge of a visit: named as 观摩 names people, with the projects on the ballot. */
export interface SessionJudge {
  readonly judge: string;
  readonly unit: string;
  readonly projects: readonly string[];
}

/** A ballot that came in: which file, and the digest of its votes. Until closing the votes themselves are kept nowhere. */
export interface CollectedBallot {
  readonly file: string;
  readonly digest: string;
  readonly at: Instant;
}

/** The ballots of a visit as they were given out. Kept in the store as JSON; `secret` makes marks that nobody can make elsewhere. */
export interface Session {
  readonly version: 1;
  readonly visit: Month;
  /** Counts the lots given out: those of an earlier lot are void. */
  readonly lot: number;
  readonly secret: string;
  readonly asked: ObservationRule["asked"];
  readonly projects: readonly string[];
  readonly judges: readonly SessionJudge[];
  readonly collected: Readonly<Record<string, CollectedBallot>>;
  readonly closed: { readonly at: Instant; readonly draft: string } | null;
}

/** One vote on a ballot: points or a place; null where the judge gave none. */
export interface BallotVote {
  readonly project: string;
  readonly vote: number | null;
}

/** Who votes and on what: everybody who is 评委 and not 停用; the own unit's projects are left out. In the order of 人员. */
export function judgesOf(people: readonly Person[], projects: readonly Visited[]): readonly SessionJudge[] {
  const namesakes = Map.groupBy(people, ({ name }) => name);
  const nameOf = ({ name, unit }: Person): string => (namesakes.get(name)!.length === 1 ? name : `${name}（${unit}）`);
  return people
    .filter(({ roles, disabled }) => roles.includes("评委") && disabled !== true)
    .map((person) => ({
      judge: nameOf(person),
      unit: person.unit,
      projects: projects.filter((project) => !isOwn(project, person.unit)).map(({ code }) => code),
    }));
}

/** What a ballot's mark vouches for. */
export const markedText = ({ visit, lot, asked }: Session, { judge, unit, projects }: SessionJudge): string =>
  JSON.stringify(["ballot", visit, lot, asked, judge, unit, projects]);

/** What the digest of a ballot is made of: every project on it, in its order. Any hand's reordering of the sheet leaves it the same. */
export const votesText = (judge: string, votes: readonly BallotVote[]): string =>
  JSON.stringify(["votes", judge, votes.map(({ project, vote }) => [project, vote])]);
