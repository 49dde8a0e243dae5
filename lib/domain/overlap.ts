import type { PredecessorLink } from "./predecessors.ts";
import { isPaper, STANDARD_STEPS, type StandardStep, standardStepOf } from "./standard-steps.ts";

/** Steps that begin only when all before them is done, by their nature or by law. */
const NEED_ALL: ReadonlySet<StandardStep> = new Set([
  ...(["施工许可", "开工", "封顶", "调试", "专项验收", "竣工验收"] as const),
  ...(["竣工", "竣工备案", "环保验收", "试运行", "投产"] as const),
]);
/** Nothing is begun before these are there. */
const GIVE_LEAVE: ReadonlySet<StandardStep> = new Set(["施工许可", "开工"] as const);

const isPreparation = (step: StandardStep): boolean => STANDARD_STEPS.indexOf(step) < STANDARD_STEPS.indexOf("开工");

/** "whole": the second may begin with the first; "part": once a good part of the first is done. */
export type Overlap = "whole" | "part";

/**
 * Whether the second step may be worked on beside the first instead of after it, by their names. Works may in part; steps of the preparation may among
 * themselves, papers only where one of the two is in `papers`, and then wholly; what needs all before it, and what gives leave to build, never.
 * Source: 建筑法 7、8、61, 环境影响评价法 25; `papers`: lib/rules/recovery-rules.ts.
 */
export function overlapOf(first: string, second: string, papers: ReadonlySet<string>): Overlap | null {
  const [before, after] = [standardStepOf(first), standardStepOf(second)];
  if (before !== null && (GIVE_LEAVE.has(before) || NEED_ALL.has(before))) return null;
  if (after !== null && NEED_ALL.has(after)) return null;
  const preparing = [before, after].filter((step) => step !== null && isPreparation(step)) as StandardStep[];
  if (preparing.length === 1) return null;
  if (!preparing.some(isPaper)) return "part";
  return preparing.some((step) => papers.has(step)) ? "whole" : null;
}

/** Only FS without a lag: a lag was somebody's decision, and a lead is an overlap already. */
export const isPlainOrder = ({ type, lag }: PredecessorLink): boolean => type === "FS" && lag === 0;
