import type { PlainDate } from "./dates.ts";
import { isValue } from "./field.ts";
import {
  type IssueReturn,
  inTurn,
  lastReturn,
  lateBefore,
  latest,
  seenOpenAfter,
  solutionIn,
  type Turn,
} from "./issue-solution.ts";
import type { KnownPeople } from "./known-people.ts";
import type { Issue } from "./registry.ts";

/** The unit that answers for a problem, and whom 人员 knows. */
export interface Answerable {
  readonly unit: string;
  readonly people: KnownPeople;
}

/** What 通过 or 办结 lacks to close a problem. */
export type IssueLack =
  | "evidence"
  | "verification"
  | "verifier-missing"
  | "verifier-unit"
  | "verifier-self"
  | "verified-too-early";

/** How far the present turn came. */
export interface IssueClosing {
  /** 办结日期 that counts; null: not solved, or what was claimed was returned. */
  readonly solvedOn: PlainDate | null;
  /** The day it was closed; null while it stands. */
  readonly closedOn: PlainDate | null;
  readonly lacking: readonly IssueLack[];
  readonly returned: IssueReturn | null;
  /** Why `solvedOn` is not the typed day: it had been returned and was passed unchanged, or stood late before and was moved back. */
  readonly otherDay: "returned-claim" | "moved-back" | null;
  /** The last reading after the limit that still saw nothing solved, where 办结日期 lies within it (补录). */
  readonly seenOpenOn: PlainDate | null;
}

/**
 * Closed only by 通过 from somebody outside the unit and not the person responsible, with evidence, of the solution that stands.
 * Source: domain.md "13710".
 */
export function closingOf(turn: Turn, limit: PlainDate | null, answerable: Answerable): IssueClosing {
  const { row } = turn.seen.at(-1)!;
  const returned = lastReturn(turn);
  const solution = solutionIn(turn);
  if (solution === null)
    return { solvedOn: null, closedOn: null, lacking: [], returned, otherDay: null, seenOpenOn: null };
  const { claim, day } = solution;
  const late = limit === null || day > limit ? null : lateBefore(turn, limit, returned);
  const solvedOn = late ?? day;
  const lacking = lacksOf(row, claim, turn, answerable);
  return {
    solvedOn,
    closedOn: lacking.length > 0 ? null : closingDay(row, solvedOn, turn),
    lacking,
    returned,
    otherDay: late !== null ? "moved-back" : day !== claim ? "returned-claim" : null,
    seenOpenOn: limit !== null && solvedOn <= limit ? seenOpenAfter(limit, turn) : null,
  };
}

function lacksOf(row: Issue, claim: PlainDate, turn: Turn, answerable: Answerable): readonly IssueLack[] {
  const lacking: IssueLack[] = isValue(row.evidence) ? [] : ["evidence"];
  const verification = verificationLack(row, claim, turn, answerable);
  return verification === null ? lacking : [...lacking, verification];
}

function verificationLack(row: Issue, claim: PlainDate, turn: Turn, { unit, people }: Answerable): IssueLack | null {
  const { verification, verifiedBy, verifiedOn, responsiblePerson } = row;
  if (verification !== "通过" || (isValue(verifiedOn) && verifiedOn > turn.until)) return "verification";
  if (!isValue(verifiedBy)) return "verifier-missing";
  if (isValue(responsiblePerson) && verifiedBy === responsiblePerson) return "verifier-self";
  if (!people.isOutside(verifiedBy, unit)) return "verifier-unit";
  if (isValue(verifiedOn) ? verifiedOn < claim : stoodBefore(claim, turn)) return "verified-too-early";
  return null;
}

/** An undated 通过 that was there before the present 办结日期 was typed passed something else. */
function stoodBefore(claim: PlainDate, { seen }: Turn): boolean {
  const index = seen.findIndex(({ row }) => row.resolvedOn === claim);
  return index > 0 && seen[index - 1]!.row.verification === "通过";
}

/** 销号日期, but not before it was solved and verified. */
function closingDay({ closedOn, verifiedOn }: Issue, solved: PlainDate, turn: Turn): PlainDate {
  const passed = inTurn(verifiedOn, turn) ? latest(verifiedOn, solved) : solved;
  return inTurn(closedOn, turn) ? latest(closedOn, passed) : passed;
}
