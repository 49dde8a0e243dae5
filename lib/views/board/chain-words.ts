import { lightWord } from "../notice-lines.ts";
import { oneLine } from "../one-line.ts";
import { shortDayWords } from "../words.ts";
import type { Axis } from "./axis.ts";
import type { BoardProject, BoardStep } from "./board.ts";

const MOST_NAMED = 3;

/** The chain for those who hear it: counts, what is overdue by name, and what comes next. The table of its page has every step. */
export function chainWords({ steps }: BoardProject, { asOf, from, to }: Axis): string {
  if (steps.length === 0) return "没有节点";
  const done = steps.filter(({ verdict }) => verdict.done).length;
  const next = nextStep(steps);
  const out = steps.filter((step) => isOutside(step, from, to)).length;
  const parts = [
    `${steps.length} 个节点，已完成 ${done} 个`,
    overdueWords(steps),
    next === null ? "" : `下一个 ${stepName(next)}，计划${shortDayWords(next.verdict.planned!, asOf)}`,
    out === 0 ? "" : `${out} 个不在${from.slice(0, 4)}年内`,
  ];
  return parts.filter(Boolean).join("；");
}

const isOutside = ({ verdict: { actual, planned } }: BoardStep, from: string, to: string): boolean => {
  const day = actual ?? planned;
  return day !== null && (day < from || day > to);
};

function overdueWords(steps: readonly BoardStep[]): string {
  const late = overdueSteps(steps);
  if (late.length === 0) return "";
  const named = late
    .slice(0, MOST_NAMED)
    .map((step) => `${stepName(step)} ${lightWord(step.verdict.light)}，逾期 ${step.verdict.daysLate} 天`);
  return `${named.join("、")}${late.length > MOST_NAMED ? `等 ${late.length} 个逾期` : ""}`;
}

const stepName = ({ verdict }: BoardStep): string => oneLine(verdict.milestone.name, 20);

/** Longest overdue first. */
const overdueSteps = (steps: readonly BoardStep[]): readonly BoardStep[] =>
  steps
    .filter(({ verdict }) => verdict.because === "overdue")
    .toSorted((a, b) => b.verdict.daysLate! - a.verdict.daysLate!);

/** The open step that is due next. */
function nextStep(steps: readonly BoardStep[]): BoardStep | null {
  const coming = steps.filter(
    ({ verdict }) => !verdict.done && verdict.planned !== null && verdict.planned >= verdict.asOf,
  );
  return coming.reduce<BoardStep | null>(
    (first, step) => (first === null || step.verdict.planned! < first.verdict.planned! ? step : first),
    null,
  );
}

/** 主体封顶 逾期 23 天; 下一节点 竣工验收 9月30日; 节点全部完成. What the row says in one line. */
export function nowWords({ steps }: BoardProject, asOf: string): string {
  const late = overdueSteps(steps);
  if (late.length > 0)
    return `${stepName(late[0]!)} 逾期 ${late[0]!.verdict.daysLate} 天${late.length > 1 ? `，共 ${late.length} 个逾期` : ""}`;
  const next = nextStep(steps);
  if (next !== null) return `下一节点 ${stepName(next)} ${shortDayWords(next.verdict.planned!, asOf)}`;
  if (steps.length === 0) return "没有节点";
  const open = steps.filter(({ verdict }) => !verdict.done);
  if (open.length === 0) return "节点全部完成";
  if (open.some(({ verdict }) => verdict.light === "exempt")) return "节点在豁免期内";
  return open.some(({ verdict }) => verdict.because === "unreadable") ? "节点日期无法识别" : "节点未填计划完成";
}
