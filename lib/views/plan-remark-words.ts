import { type PlacedRemark, type PlanStanding, stepWords } from "./plan-facts.ts";

type Code = PlacedRemark["code"];

const WORDS: Readonly<Record<Code, (steps: string) => string>> = {
  "no-fixed-finish": () => "",
  "two-finishes": (steps) => `终点不止一个：${steps}；没有自己日期的终点按最晚的计划竣工（投产）倒推。请核对前置节点`,
  orphan: (steps) => `没有前置也没有后续：${steps}。请补填前置节点`,
  "fixed-on-rest-day": (steps) => `倒推起点在休息日：${steps}，按此前最后一个工作日`,
  "planned-on-rest-day": (steps) => `计划完成在休息日：${steps}，推算按此前最后一个工作日，判定仍按所填日期`,
  "done-before-predecessor": (steps) => `已完成，而前置节点还没有完成：${steps}。请核对`,
  "duration-missing": (steps) => `没有填工期，按 0 个工作日推算：${steps}。请补填`,
  "duration-unreadable": (steps) => `工期无法识别，按 0 个工作日推算：${steps}。请更正`,
  "predecessor-unknown": (steps) => `前置节点不在本项目，没有计入：${steps}。请更正`,
  "predecessor-unreadable": (steps) => `前置节点有无法识别的部分，没有计入：${steps}。请更正`,
};

/** What had to be decided to reckon at all, and where to mend it. */
export function planRemarkLines(standing: PlanStanding): readonly string[] {
  const isDone = (seq: number): boolean => standing.rows.find((row) => row.seq === seq)?.days?.done === true;
  const lines = standing.remarks.flatMap(({ code, seqs, cells }) => {
    if (code === "fixed-on-rest-day" && seqs.every(isDone)) return [];
    const words = WORDS[code](seqs.map((seq) => stepWords(standing, seq)).join("、"));
    return words === "" ? [] : [`${words}${cells === "" ? "" : `（${cells}）`}。`];
  });
  const unsure = standing.rows.filter(({ days }) => days?.provisional === true);
  if (unsure.length === 0) return lines;
  const open = standing.rows.filter(({ days }) => days?.done === false);
  const steps = unsure.map(({ seq }) => stepWords(standing, seq)).join("、");
  const whose = unsure.length > 1 && unsure.length === open.length ? "各未完节点" : steps;
  return [...lines, `暂定：${whose}的日期涉及放假安排未公布的年份，公布后重新推算。`];
}
