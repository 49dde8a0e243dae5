import type { PlainDate } from "../dates.ts";
import type { IssueVerdict } from "../issue-loop.ts";
import { ISSUE_LEVELS, type Raising } from "../raising.ts";
import type { IssueLevel } from "../registry.ts";

/** An open problem with the levels it went through. */
export interface UnsolvedIssue {
  readonly verdict: IssueVerdict;
  readonly raising: Raising;
}

/** The problems that stand at one level. */
export interface LevelSection {
  readonly level: IssueLevel;
  readonly issues: readonly UnsolvedIssue[];
}

/** The level that can decide, highest first: 省, 市调度会, 分管市领导, 市直, 县区, 单位. */
const HIGHEST_FIRST: readonly IssueLevel[] = ISSUE_LEVELS.toReversed();

/** Open on the day: handed in for 核查 is still open. What was put down later was not there yet. */
export const isUnsolved = ({ state, issue }: IssueVerdict, asOf: PlainDate): boolean =>
  state !== "closed" && issue.reportedOn <= asOf;

/** Every problem in the section of the level where it stands, a blank level in 单位; all six levels, empty ones too. Source: domain.md M4, M18. */
export function levelSections(issues: readonly UnsolvedIssue[]): readonly LevelSection[] {
  const byLevel = Map.groupBy(issues, levelOf);
  return HIGHEST_FIRST.map((level) => ({ level, issues: (byLevel.get(level) ?? []).toSorted(longestFirst) }));
}

export const levelOf = ({ raising }: UnsolvedIssue): IssueLevel => raising.stays.at(-1)!.level;

/** Calendar days at the present level. */
export const daysThere = ({ raising }: UnsolvedIssue): number => raising.stays.at(-1)!.days;

/** What waits for 核查 comes after what waits for a solution; then days at the level, working days late, number. */
function longestFirst(a: UnsolvedIssue, b: UnsolvedIssue): number {
  const waits = Number(a.verdict.state === "to-verify") - Number(b.verdict.state === "to-verify");
  const late = b.verdict.workingDaysLate - a.verdict.workingDaysLate;
  return waits || daysThere(b) - daysThere(a) || late || byKey(a.verdict, b.verdict);
}

export const byKey = (a: { readonly key: string }, b: { readonly key: string }): number =>
  a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
