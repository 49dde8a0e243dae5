import type { BallotVote, CollectedBallot, Session, SessionJudge } from "./session.ts";

/** Why a file is no ballot of this visit, or is not taken: the file is named, never what stands in it. */
export type BallotRefusal =
  | "unreadable"
  | "foreign"
  | "other-visit"
  | "void-lot"
  | "tampered"
  | "no-table"
  | "faulty"
  | "empty"
  | "twice"
  | "changed";

/** A cell to mend: a vote out of bounds or typed as a percentage, a row of no project of the ballot, a project twice with two votes. */
export interface BallotFaultAt {
  readonly because: "vote" | "percent" | "row" | "twice";
  readonly cell: string;
  readonly project: string;
}

/** A ballot as it came in. */
export interface CheckedBallot {
  readonly judge: string;
  /** Every project on the ballot, in the order it was given out. */
  readonly votes: readonly BallotVote[];
  readonly faults: readonly BallotFaultAt[];
  /** Rows a hand added for the own unit's projects: set aside. */
  readonly own: readonly BallotFaultAt[];
}

interface Typed {
  readonly project: string;
  readonly vote: number | null | "unreadable" | "percent";
  readonly cell: string;
}

/** The rows of a ballot against what was given out. */
export function checkBallot(
  { projects: all }: Pick<Session, "projects">,
  { judge, projects }: SessionJudge,
  typed: readonly Typed[],
): CheckedBallot {
  const [own, others] = parted(typed, ({ project }) => all.includes(project) && !projects.includes(project));
  const at = (because: BallotFaultAt["because"], { cell, project }: Typed): BallotFaultAt => ({
    because,
    cell,
    project,
  });
  const unreadable = others.flatMap((one) => {
    if (one.vote === "percent") return [at("percent", one)];
    return one.vote === "unreadable" ? [at("vote", one)] : [];
  });
  const rows = others.filter(({ project }) => !projects.includes(project)).map((one) => at("row", one));
  const byProject = Map.groupBy(others, ({ project }) => project);
  const twice = projects.flatMap((project) => {
    const given = (byProject.get(project) ?? []).filter(({ vote }) => vote !== null);
    return new Set(given.map(({ vote }) => vote)).size > 1 ? given.slice(1).map((one) => at("twice", one)) : [];
  });
  const voteOn = (project: string): number | null => {
    const given = (byProject.get(project) ?? []).find(({ vote }) => vote !== null)?.vote ?? null;
    return typeof given === "number" ? given : null;
  };
  return {
    judge,
    votes: projects.map((project) => ({ project, vote: voteOn(project) })),
    faults: [...unreadable, ...rows, ...twice],
    own: own.filter(({ vote }) => vote !== null).map((one) => at("row", one)),
  };
}

function parted<T>(all: readonly T[], isFirst: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

/** A file that is a ballot of this visit, with its digest. */
export interface ReadyBallot {
  readonly file: string;
  readonly judge: string;
  readonly digest: string;
}

export interface Taken {
  /** new · same: it was collected before, or is among the files twice. */
  readonly state: "new" | "same";
  readonly file: string;
  readonly judge: string;
}

export interface NotTaken {
  readonly file: string;
  readonly judge: string;
  readonly because: "twice" | "changed";
  /** The file that stands against it. */
  readonly other: string;
}

/** Two files of one judge that differ are both refused; what was collected cannot change any more. Whatever the order of the files. */
export function takeBallots(
  { collected }: Pick<Session, "collected">,
  ballots: readonly ReadyBallot[],
): { readonly taken: readonly Taken[]; readonly refused: readonly NotTaken[] } {
  const taken: Taken[] = [];
  const refused: NotTaken[] = [];
  for (const own of Map.groupBy(ballots, ({ judge }) => judge).values()) {
    const before: CollectedBallot | undefined = collected[own[0]!.judge];
    for (const [at, { file, judge, digest }] of own.entries()) {
      const rival = own.find((other) => other.digest !== digest);
      if (before !== undefined && before.digest !== digest)
        refused.push({ file, judge, because: "changed", other: before.file });
      else if (before === undefined && rival !== undefined)
        refused.push({ file, judge, because: "twice", other: rival.file });
      else taken.push({ file, judge, state: before === undefined && at === 0 ? "new" : "same" });
    }
  }
  return { taken, refused };
}
