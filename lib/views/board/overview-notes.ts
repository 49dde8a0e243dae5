import { progressLampOf } from "../../domain/progress-sums.ts";
import { staleWords } from "../workbook-words.ts";
import type { Board } from "./board.ts";
import { investmentOf } from "./facts.ts";

/** Whose money is in none of the sums, so that they can be held against 系统-汇总, and what is counted by an earlier month. */
export function sumNotes({ total: { sums }, projects }: Board): readonly string[] {
  const planned = projects.filter((project) => (investmentOf(project) ?? 0) > 0);
  const because = (code: string): number =>
    planned.filter(({ verdict, listed }) => listed && progressLampOf(verdict)?.because === code).length;
  const said: readonly (readonly [number, string])[] = [
    [sums.uncounted, "无年度计划或无月报"],
    [because("exempt"), "豁免期内"],
    [because("in-operation"), "已投产"],
    [planned.filter(({ listed }) => !listed).length, "不在今年清单"],
  ];
  const without = said.filter(([count]) => count > 0).map(([count, words]) => `${words} ${count} 个`);
  return [
    ...(without.length > 0 ? [`投资合计未计入：${without.join("、")}（系统-汇总按清单上全部在建项目计）。`] : []),
    ...(sums.earlier > 0 ? [`${sums.earlier} 个项目当月月报未报，按最近一次上报的年初累计计。`] : []),
  ];
}

/** What is not on the board, and what it rests on. */
export function boardNotes({ setAside: { projects, milestones }, stale, asOf }: Board): readonly string[] {
  const aside = [...(projects > 0 ? [`${projects} 个项目`] : []), ...(milestones > 0 ? [`${milestones} 个节点`] : [])];
  return [
    ...(aside.length > 0 ? [`另有 ${aside.join("、")}未计入（整行不能用，见系统-数据问题）。`] : []),
    ...stale.map((one) => `${staleWords(one, asOf)}。`),
  ];
}
