import { ratio } from "../../domain/ratio.ts";
import { completionWords } from "../words.ts";

/*
 * What is said of the projects chosen, by the server of those asked for and by the script of those just chosen. Travels with the script, so it imports
 * what is small.
 */

/** What a project adds to the words of its selection. */
export interface Chosen {
  /** 红, 黄 … */
  readonly light: string;
  readonly forecast: boolean;
  /** Its milestones that are overdue. */
  readonly overdue: number;
  /** 元 done, planned to date and planned for the year; null: not counted. */
  readonly money: readonly [done: number, planned: number, annualPlan: number] | null;
}

const LIGHT_WORDS = ["红", "黄", "蓝", "灰", "绿", "免", "无"] as const;

/** 其中：红 2、黄 1；逾期节点 5 个；预测可能逾期 1 个；年度投资完成 43.1%，计划进度 45.8%，差 2.7 个百分点。 Empty of nothing. */
export function selectionWords(chosen: readonly Chosen[]): string {
  if (chosen.length === 0) return "";
  const lights = LIGHT_WORDS.map((word) => [word, chosen.filter(({ light }) => light === word).length] as const);
  const overdue = chosen.reduce((sum, one) => sum + one.overdue, 0);
  const forecast = chosen.filter((one) => one.forecast).length;
  const parts = [
    lights
      .filter(([, count]) => count > 0)
      .map(([word, count]) => `${word === "无" ? "无灯" : word} ${count}`)
      .join("、"),
    ...(overdue > 0 ? [`逾期节点 ${overdue} 个`] : []),
    ...(forecast > 0 ? [`预测可能逾期 ${forecast} 个`] : []),
    ...moneyShares(chosen),
  ];
  return `其中：${parts.join("；")}。`;
}

function moneyShares(chosen: readonly Chosen[]): readonly string[] {
  const counted = chosen.flatMap(({ money }) => (money === null ? [] : [money]));
  const [done, planned, annualPlan] = ([0, 1, 2] as const).map((at) => counted.reduce((sum, one) => sum + one[at], 0));
  if (!annualPlan) return [];
  const [share, wanted, apart] = completionWords(ratio(done!, annualPlan), ratio(planned!, annualPlan));
  return [`年度投资完成 ${share}，计划进度 ${wanted}，${apart}`];
}
