import type { PlainDate } from "./dates.ts";
import type { CellRef } from "./light.ts";
import type { Money, Project } from "./registry.ts";
import type { RuleInForce } from "./rule.ts";
import { seededKey } from "./seeded-key.ts";

export interface SamplingRule {
  /** Projects drawn when no other number is asked for. */
  readonly count: number;
  /** Every so many-th place is drawn by chance from all that are left, so that nobody can count on being passed over. */
  readonly randomEvery: number;
  /** A milestone reported as done so many days before its planned day. */
  readonly aheadDays: number;
  /** 进度 so many percentage points ahead of plan. */
  readonly aheadPoints: number;
  /** No row of the project touched for so many days. */
  readonly silentDays: number;
}

export type RiskCode =
  | "refuted"
  | "verified-differs"
  | "ruled"
  | "jump"
  | "backdated"
  | "identity"
  | "unsteady"
  | "claim-ahead"
  | "progress-ahead"
  | "silent"
  | "report-missing"
  | "never-inspected";

/** How much a reason weighs; each counts once per project. What was found on the spot weighs most. */
export const RISK_WEIGHTS: Readonly<Record<RiskCode, number>> = {
  refuted: 5,
  "verified-differs": 5,
  ruled: 4,
  jump: 4,
  backdated: 3,
  identity: 2,
  unsteady: 2,
  "claim-ahead": 2,
  "progress-ahead": 2,
  silent: 2,
  "report-missing": 2,
  "never-inspected": 1,
};

/** A reason to look at a project, with the cells it rests on. It asks for a look and accuses nobody. */
export interface Risk {
  readonly code: RiskCode;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly cells: readonly CellRef[];
}

/** One thing to verify, as reported: a 年初累计 in 元, or a milestone's 实际完成. null: nothing is reported. */
export type SampleItem =
  | { readonly kind: "figure"; readonly month: string; readonly reported: Money | null; readonly cell: CellRef }
  | {
      readonly kind: "milestone";
      readonly seq: number;
      readonly name: string;
      readonly reported: PlainDate | null;
      readonly cell: CellRef;
    };

export interface Candidate {
  readonly project: Project;
  readonly risks: readonly Risk[];
  readonly items: readonly SampleItem[];
}

export interface Sampled extends Candidate {
  /** 1 … count, in the order drawn: a larger count only adds. */
  readonly place: number;
  readonly by: "risk" | "chance";
  readonly score: number;
}

export interface LeftOut {
  readonly project: Project;
  readonly because: "exempt" | "finished";
}

/** The plan of a month's inspections. The same registry, rules, history, as-of day and seed give the same plan. */
export interface SamplePlan {
  readonly period: string;
  readonly asOf: PlainDate;
  readonly seed: string;
  readonly count: number;
  /** How many projects could be drawn, and how many of them had a reason of their own. */
  readonly eligible: number;
  readonly risky: number;
  readonly drawn: readonly Sampled[];
  readonly leftOut: readonly LeftOut[];
  /** Projects that are not 在建. */
  readonly notBuilt: number;
  readonly rule: RuleInForce<SamplingRule>;
}

/** Never having been inspected adds to other reasons and is none of its own. */
export const isRisky = ({ risks }: Candidate): boolean => risks.some(({ code }) => code !== "never-inspected");

export const scoreOf = ({ risks }: Candidate): number =>
  [...new Set(risks.map(({ code }) => code))].reduce((sum, code) => sum + RISK_WEIGHTS[code], 0);

interface Runner {
  readonly candidate: Candidate;
  readonly score: number;
  readonly chance: number;
}

/**
 * The first `count` of one order that does not depend on `count`: the riskiest first, every n-th place by chance, each project drawn before in a
 * county taking one point off its others. Chance follows from the seed and the project's number alone, so neither the order of the rows nor another
 * project changes it.
 */
export function drawSample(
  candidates: readonly Candidate[],
  { seed, count, randomEvery }: { readonly seed: string; readonly count: number; readonly randomEvery: number },
): readonly Sampled[] {
  const left = new Set(candidates.map((candidate) => runnerOf(candidate, seed)));
  const drawnOf = new Map<string, number>();
  const drawn: Sampled[] = [];
  while (drawn.length < count && left.size > 0) {
    const place = drawn.length + 1;
    const crowd = ({ candidate }: Runner): number => drawnOf.get(candidate.project.county) ?? 0;
    const risky = place % randomEvery === 0 ? [] : [...left].filter(({ candidate }) => isRisky(candidate));
    const by = risky.length > 0 ? "risk" : "chance";
    const runner = by === "risk" ? first(risky, (one) => crowd(one) - one.score) : first([...left], crowd);
    left.delete(runner);
    const { county } = runner.candidate.project;
    drawnOf.set(county, (drawnOf.get(county) ?? 0) + 1);
    drawn.push({ ...runner.candidate, place, by, score: runner.score });
  }
  return drawn;
}

const runnerOf = (candidate: Candidate, seed: string): Runner => ({
  candidate,
  score: scoreOf(candidate),
  chance: seededKey(seed, candidate.project.code),
});

/** The lowest rank; among equals chance decides, then the number. */
const first = (runners: readonly Runner[], rankOf: (runner: Runner) => number): Runner =>
  runners.reduce((best, one) => {
    const order = rankOf(one) - rankOf(best) || one.chance - best.chance || byCode(one, best);
    return order < 0 ? one : best;
  });

const byCode = (a: Runner, b: Runner): number => (a.candidate.project.code < b.candidate.project.code ? -1 : 1);
