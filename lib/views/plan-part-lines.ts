import type { PlanPart } from "../domain/plan-parts.ts";
import { type PlanStanding, stepWords } from "./plan-facts.ts";
import { periodWords } from "./words.ts";

/** The proposed plan of work: years, their quarters, their months. Work only. */
export function partLines(standing: PlanStanding): readonly string[] {
  const { parts } = standing;
  if (parts === null) return [];
  const unmet = parts.unmet.map((seq) => stepWords(standing, seq)).join("、");
  return [
    `${groundOf(standing)}；投资由单位自行安排。`,
    ...(unmet === "" ? [] : [`计划完成已不能实现，按最早可行的日期：${unmet}。`]),
    ...parts.years.flatMap((year) => yearLines(year, standing)),
  ];
}

function groundOf({ parts, finishes }: PlanStanding): string {
  if (parts!.postponed) return "计划竣工（投产）不能实现，下列按最早可行的日期倒排，须先调整计划";
  if (finishes.length === 0) return "没有计划竣工（投产）可倒排，各节点按自己的计划完成，没有的按最早的时候";
  return "由计划竣工（投产）和各节点计划完成倒排，各节点列在最迟的时候";
}

function yearLines(year: PlanPart, standing: PlanStanding): readonly string[] {
  const quarters = standing
    .parts!.quarters.filter(({ period }) => period.startsWith(year.period))
    .filter((quarter) => monthsOf(standing, quarter).length > 0);
  if (quarters.length === 0) return [];
  return [
    `${periodWords(year.period)}：${partWords(year, standing)}`,
    ...quarters.flatMap((quarter) => quarterLines(quarter, standing)),
  ];
}

const quarterLines = (quarter: PlanPart, standing: PlanStanding): readonly string[] => [
  `  ${periodWords(quarter.period).replace(/^\d+年/, "")}：${partWords(quarter, standing)}`,
  ...monthsOf(standing, quarter).map(
    (month) => `    ${Number(month.period.slice(5))}月：${partWords(month, standing)}`,
  ),
];

/** Those with something to do. */
const monthsOf = ({ parts }: PlanStanding, quarter: PlanPart): readonly PlanPart[] =>
  parts!.months
    .filter(({ period }) => quarterOf(period) === quarter.period)
    .filter(({ begin, work, finish }) => begin.length + work.length + finish.length > 0);

const quarterOf = (month: string): string => `${month.slice(0, 4)}Q${Math.ceil(Number(month.slice(5)) / 3)}`;

function partWords({ begin, work, finish }: PlanPart, standing: PlanStanding): string {
  const named = (word: string, seqs: readonly number[]): readonly string[] =>
    seqs.length === 0 ? [] : [`${word} ${seqs.map((seq) => stepWords(standing, seq)).join("、")}`];
  const words = [...named("开始", begin), ...named("在办", work), ...named("完成", finish)];
  return words.length === 0 ? "在办的节点继续。" : `${words.join("；")}。`;
}
