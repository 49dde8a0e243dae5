import type { BatchRule } from "../../domain/starts/batch.ts";
import type { StartBatchBlock, StartEntry } from "../../domain/starts/batch-block.ts";
import { type StartFigures, type StartGroup, type StartSums, sumsOf } from "../../domain/starts/batch-list.ts";
import { fullDayWords } from "../document-words.ts";
import { oneLine } from "../one-line.ts";
import { moneyWords, NO_CASE, periodWords, wanWords } from "../words.ts";
import type { DocumentFields } from "./fields.ts";
import { paragraphFields } from "./tables.ts";

type Notice = DocumentFields["集中开工通知"];

/** 关于举行2026年5月重点项目集中开工的通知 */
export const startsTitle = ({ batch }: StartBatchBlock): string =>
  `关于举行${periodWords(batch)}重点项目集中开工的通知`;

/** What the notice says before its tables. Who is not ready is not among it. */
export function startsText(block: StartBatchBlock): readonly string[] {
  const { number, totalInvestment, annualPlan } = sumsOf(block.entries);
  const main = block.entries.filter(({ venue }) => venue === "主会场");
  const branches = block.entries.filter(({ venue }) => venue === "分会场");
  return [
    `定于${fullDayWords(block.day)}举行${periodWords(block.batch)}重点项目集中开工。本次集中开工项目 ${number} 个，总投资 ${moneyWords(totalInvestment)}，年度计划投资 ${moneyWords(annualPlan)}。`,
    `主会场设在${main.map((entry) => `${oneLine(entry.county, 30)}（${oneLine(entry.name, 60)}）`).join("、")}；${branchWords(branches)}`,
  ];
}

function branchWords(branches: readonly StartEntry[]): string {
  const counties = [...Map.groupBy(branches, ({ county }) => county)];
  if (counties.length === 0) return "不设分会场。";
  return `分会场按属地设置：${counties.map(([county, own]) => `${oneLine(county, 30)} ${own.length} 个`).join("，")}。`;
}

const requestWords = ({ startDays, registrationDays }: BatchRule): string =>
  `请各责任单位按时组织开工，如实填写实际开工日期，并把现场照片的编号填入「节点」“开工”的佐证。集中开工后满${startDays}日核查实际开工，满${registrationDays}日核查入统。`;

export interface NoticeTerms {
  readonly figures: StartFigures;
  readonly rule: BatchRule;
  readonly office: string;
}

/** Everything but number and day. */
export const startsFields = (block: StartBatchBlock, { figures, rule, office }: NoticeTerms): Notice => ({
  ...{ 草稿: true, 标志: office, 发文字号: "", 标题: startsTitle(block), 主送: "各县区、各有关单位" },
  批次: periodWords(block.batch),
  段落: paragraphFields([...startsText(block), requestWords(rule)]),
  数字: figureRows(figures),
  名单: block.entries.map(entryRow),
  注: paragraphFields(figureNotes(figures)),
  附件: [{ 序号: "", 名称: `${periodWords(block.batch)}集中开工项目名单` }],
  ...{ 落款: office, 日期: "", 联系人: "", 联系电话: "", 抄送: "", 印发机关: office, 印发日期: "" },
});

export const figureNotes = ({ all }: StartFigures): readonly string[] =>
  all.withoutPlan === 0 ? [] : [`另有 ${all.withoutPlan} 个项目没有年度计划投资，年度计划未计入。`];

export const figureRows = ({ all, byVenue, byCounty, byCategory }: StartFigures): Notice["数字"] => [
  figureRow("合计", "", all),
  ...grouped("会场", byVenue),
  ...grouped("属地", byCounty),
  ...grouped("类别", byCategory),
];

const grouped = (kind: string, groups: readonly StartGroup[]): Notice["数字"] =>
  groups.map(({ name, sums }) => figureRow(kind, oneLine(name, 30), sums));

const figureRow = (类: string, 名称: string, sums: StartSums): Notice["数字"][number] => ({
  ...{ 类, 名称, 个数: String(sums.number) },
  ...{ 总投资: wanWords(sums.totalInvestment), 年度计划: wanWords(sums.annualPlan) },
});

const entryRow = (entry: StartEntry, index: number): Notice["名单"][number] => ({
  ...{ 序号: String(index + 1), 编号: oneLine(entry.project, 30), 项目: oneLine(entry.name, 60) },
  ...{ 类别: oneLine(entry.category, 20), 属地: oneLine(entry.county, 30), 单位: oneLine(entry.unit, 30) },
  总投资: wanWords(entry.totalInvestment),
  年度计划: entry.annualPlan === null ? NO_CASE : wanWords(entry.annualPlan),
  会场: entry.venue,
});
