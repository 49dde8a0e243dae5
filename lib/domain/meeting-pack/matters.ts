import { ISSUE_LEVELS } from "../raising.ts";
import type { IssueLevel } from "../registry.ts";
import type { TaskVerdict } from "../task.ts";
import type { NextStarts } from "./next-starts.ts";
import type { RedProject } from "./red-months.ts";
import type { StuckChain } from "./stuck-chains.ts";
import type { UndecidedAdjustment } from "./undecided.ts";
import { type LevelSection, levelOf, type UnsolvedIssue } from "./unsolved.ts";

/** A problem as the meeting sees it: it decides, takes it over from below, asks the level above, or presses what is overdue below. */
export interface IssueMatter {
  readonly kind: "decide" | "raise" | "above" | "press";
  readonly issue: UnsolvedIssue;
}

/** What a meeting is asked about. */
export type Matter =
  | IssueMatter
  | { readonly kind: "adjust"; readonly rows: readonly UndecidedAdjustment[] }
  /** `chain`: the same project's, told with it. */
  | { readonly kind: "red"; readonly red: RedProject; readonly chain: StuckChain | null }
  | { readonly kind: "stuck"; readonly chain: StuckChain }
  | { readonly kind: "task"; readonly task: TaskVerdict }
  | { readonly kind: "starts"; readonly starts: NextStarts }
  | { readonly kind: "figures" };

export interface QuarterGround {
  readonly sections: readonly LevelSection[];
  readonly undecided: readonly UndecidedAdjustment[];
  readonly red: readonly RedProject[];
  readonly stuck: readonly StuckChain[];
  readonly starts: NextStarts;
}

/** 季调度: what only this meeting can decide comes first, figures last; no project twice. */
export function quarterMatters({ sections, undecided, red, stuck, starts }: QuarterGround): readonly Matter[] {
  const { decide, raise, above } = issueMatters(sections, "市调度会");
  const told = new Set([...decide, ...raise, ...above].map(({ issue }) => issue.verdict.project));
  const reds = red.filter(({ verdict }) => !told.has(verdict.key));
  const chains = new Map(stuck.map((chain) => [chain.project, chain]));
  const named = new Set([...told, ...reds.map(({ verdict }) => verdict.key)]);
  return [
    ...decide,
    ...(undecided.length === 0 ? [] : [{ kind: "adjust", rows: undecided } as const]),
    ...raise,
    ...above,
    ...reds.map((one) => ({ kind: "red", red: one, chain: chains.get(one.verdict.key) ?? null }) as const),
    ...stuck.filter(({ project }) => !named.has(project)).map((chain) => ({ kind: "stuck", chain }) as const),
    ...(starts.starts.length + starts.overdue.length === 0 ? [] : [{ kind: "starts", starts } as const]),
    { kind: "figures" },
  ];
}

/** 工作例会 of a mechanism, led by its 牵头市领导. Nobody meets for figures alone. */
export function mechanismMatters(
  sections: readonly LevelSection[],
  overdue: readonly TaskVerdict[],
  hasFigures: boolean,
): readonly Matter[] {
  const { decide, raise, above, press } = issueMatters(sections, "分管市领导");
  const asked: readonly Matter[] = [
    ...decide,
    ...raise,
    ...above,
    ...overdue.map((task) => ({ kind: "task", task }) as const),
    ...press,
  ];
  return asked.length > 0 && hasFigures ? [...asked, { kind: "figures" }] : asked;
}

/** What waits for 核查, and what is exempt, waits for no meeting. */
const isForMeeting = ({ verdict }: UnsolvedIssue): boolean =>
  verdict.state !== "to-verify" && verdict.light !== "exempt";

const rankOf = (level: IssueLevel): number => ISSUE_LEVELS.indexOf(level);

/** By the level the meeting stands for; each problem in at most one of them, in the order of the sections. */
function issueMatters(sections: readonly LevelSection[], own: IssueLevel) {
  const issues = sections.flatMap((section) => section.issues).filter(isForMeeting);
  const kindOf = (issue: UnsolvedIssue): IssueMatter["kind"] | null => {
    const [level, proposed] = [levelOf(issue), issue.raising.proposed];
    if (level === own) return "decide";
    if (rankOf(level) > rankOf(own)) return "above";
    if (proposed === own) return "raise";
    return issue.verdict.workingDaysLate > 0 ? "press" : null;
  };
  const of = (kind: IssueMatter["kind"]): readonly IssueMatter[] =>
    issues.filter((issue) => kindOf(issue) === kind).map((issue) => ({ kind, issue }));
  return { decide: of("decide"), raise: of("raise"), above: of("above"), press: of("press") };
}
