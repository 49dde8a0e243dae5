import type {
  ListChangeBlock,
  ListSums,
  MovedEntry,
  OtherChange,
  RevaluedEntry,
} from "../../domain/list-change/notice-block.ts";
import type { Money } from "../../domain/registry.ts";
import { oneLine, prose } from "../one-line.ts";
import { moneyWords, NO_CASE, periodWords, wanWords } from "../words.ts";
import type { DocumentFields } from "./fields.ts";
import { paragraphFields } from "./tables.ts";

type Notice = DocumentFields["清单调整通知"];

const ANNEXES = ["调出项目清单", "调入项目清单", "重新核定和变更项目清单"] as const;

/** 关于2026年第二季度重点项目清单调整的通知 */
export const listChangeTitle = ({ quarter }: ListChangeBlock): string =>
  `关于${periodWords(quarter)}重点项目清单调整的通知`;

/** What the notice says before its tables; every figure to the last 元. */
export function listChangeText(block: ListChangeBlock): readonly string[] {
  const { movedOut, movedIn, revalued, others, after, effectiveMonth } = block;
  return [
    `经县区（单位）申请、分包市领导签字、领导小组审定，${periodWords(block.quarter)}重点项目清单作如下调整：调出 ${movedOut.length} 个，调入 ${movedIn.length} 个，重新核定 ${revalued.length} 个${others.length === 0 ? "" : `，另有不改变数量和投资的变更 ${others.length} 项`}。`,
    `调整自${periodWords(effectiveMonth)}起计入统计、调度和考核。调整后，清单内项目 ${after.number} 个，总投资 ${moneyWords(after.totalInvestment)}，年度计划投资 ${moneyWords(after.annualPlan)}。`,
  ];
}

/** Everything but number and day. */
export const listChangeFields = (block: ListChangeBlock, office: string): Notice => ({
  ...{ 草稿: true, 标志: office, 发文字号: "", 标题: listChangeTitle(block), 主送: "各县区、各有关单位" },
  段落: paragraphFields([...listChangeText(block), "请各有关单位按调整后的清单组织实施。"]),
  平衡: balanceRows(block),
  调出: block.movedOut.map(movedRow),
  调入: block.movedIn.map(movedRow),
  核定: block.revalued.map(revaluedRow),
  变更: block.others.map(otherRow),
  注: paragraphFields([
    "调整前 − 调出 + 调入 + 重新核定的增减 = 调整后；储备项目不计入清单，没有年度计划的项目按 0 计。",
  ]),
  附件: ANNEXES.map((名称, index) => ({ 序号: `${index + 1}.`, 名称 })),
  ...{ 落款: office, 日期: "", 联系人: "", 联系电话: "", 抄送: "", 印发机关: office, 印发日期: "" },
});

const sum = (amounts: readonly (Money | null)[]): Money => amounts.reduce<Money>((all, one) => all + (one ?? 0), 0);

/** Number, total investment and annual plan: before, out, in, re-valued, after. */
export function balanceRows(block: ListChangeBlock): Notice["平衡"] {
  const { movedOut, movedIn, revalued, before, after } = block;
  const money = (name: string, of: (entry: MovedEntry) => Money | null, was: (one: RevaluedEntry) => Money | null) => {
    const figure: keyof ListSums = name === "总投资" ? "totalInvestment" : "annualPlan";
    return {
      ...{ 项: `${name}（万元）`, 调整前: wanWords(before[figure]), 调整后: wanWords(after[figure]) },
      ...{ 调出: wanWords(sum(movedOut.map(of))), 调入: wanWords(sum(movedIn.map(of))) },
      核定: signed(sum(revalued.map(of)) - sum(revalued.map(was))),
    };
  };
  return [
    {
      ...{ 项: "数量（个）", 调整前: String(before.number), 调整后: String(after.number) },
      ...{ 调出: String(movedOut.length), 调入: String(movedIn.length), 核定: "0" },
    },
    money(
      "总投资",
      ({ totalInvestment }) => totalInvestment,
      ({ totalBefore }) => totalBefore,
    ),
    money(
      "年度计划",
      ({ annualPlan }) => annualPlan,
      ({ planBefore }) => planBefore,
    ),
  ];
}

/** +1,200, -300, 0 */
const signed = (money: Money): string => `${money > 0 ? "+" : ""}${wanWords(money)}`;

const planWords = (money: Money | null): string => (money === null ? NO_CASE : wanWords(money));

const movedRow = (entry: MovedEntry, index: number): Notice["调出"][number] => ({
  ...{ 序号: String(index + 1), 编号: oneLine(entry.project, 30), 项目: oneLine(entry.name, 60) },
  ...{ 类别: oneLine(entry.category, 20), 属地: oneLine(entry.county, 30) },
  ...{ 总投资: wanWords(entry.totalInvestment), 年度计划: planWords(entry.annualPlan), 理由: prose(entry.reason, 60) },
});

const revaluedRow = (entry: RevaluedEntry, index: number): Notice["核定"][number] => ({
  ...{ 序号: String(index + 1), 编号: oneLine(entry.project, 30), 项目: oneLine(entry.name, 60) },
  ...{
    属地: oneLine(entry.county, 30),
    原总投资: wanWords(entry.totalBefore),
    新总投资: wanWords(entry.totalInvestment),
  },
  ...{ 原计划: planWords(entry.planBefore), 新计划: planWords(entry.annualPlan) },
});

const otherRow = ({ adjustment, type, project, name, seq, from, to }: OtherChange, index: number) => ({
  ...{ 序号: String(index + 1), 申请: oneLine(adjustment, 30), 类型: type },
  项目: oneLine(`${project}${seq === null ? "" : `/${seq}`} ${name}`, 60),
  ...{ 原值: oneLine(from, 40), 新值: oneLine(to, 40) },
});
