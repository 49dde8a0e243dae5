import type { PlainDate } from "../domain/dates.ts";
import { ratio } from "../domain/ratio.ts";
import type { WrittenReportNoCase, WrittenReportVerdict } from "../domain/written-report.ts";
import { lightWord, monthWords } from "./notice-lines.ts";
import { oneLine } from "./one-line.ts";
import { dayWords, percentWords } from "./words.ts";

/** 情况、具体问题、下一步措施: what every written report says. Source: domain.md M9. */
export const REPORT_HEADINGS = ["情况", "具体问题", "下一步措施"] as const;
const HEADINGS = REPORT_HEADINGS.join("、");

/** Why, by the rule's bounds and never by a figure to reach, and what to hand in until when. */
export const writtenReportWords = (
  verdict: WrittenReportVerdict,
  due: PlainDate,
  asOf: PlainDate,
): { readonly reason: string; readonly action: string } => ({
  reason: `${whyOwed(verdict, asOf)}（规则：${verdict.rule.name}，${verdict.rule.from} 起；一律以实际完成为准）。`,
  action: `请牵头领导和贵单位于${dayWords(due, asOf)}${verdict.due.provisional ? "（暂定）" : ""}前提交书面报告，写明${HEADINGS}，模板见附件。`,
});

function whyOwed({ causes, target, light, month, rule }: WrittenReportVerdict, asOf: PlainDate): string {
  const bound = 100 - rule.value.tolerancePercent;
  const plan = target.withJanuary ? "两个月计划" : "当月计划";
  const share = target.share === null ? "" : shareWords(target.share, plan);
  const words = {
    "month-short": `${monthsWords(month, target.withJanuary, asOf)}完成投资${share}，不足${share.startsWith("为负数") ? `${plan}的 ` : " "}${bound}%`,
    "progress-light": `进度灯为${lightWord(light)}`,
  };
  return causes.map((cause) => words[cause]).join("；");
}

/** Thousandths. A month whose 年初累计 fell has no share worth telling. */
const shareWords = (share: number, plan: string): string =>
  share < 0 ? "为负数（年初累计减少）" : `为${plan}的 ${percentWords(ratio(share, 1000))}`;

const monthsWords = (month: string, withJanuary: boolean, asOf: PlainDate): string =>
  `${withJanuary ? "1月与" : ""}${monthWords(month, asOf)}`;

/** 5月书面报告 */
export const writtenReportName = (month: string, asOf: PlainDate): string => `${monthWords(month, asOf)}书面报告`;

/** P-031 滨河路改造 5月书面报告，6月17日（周三）前: one line of a leader's week. */
export const writtenReportLine = (
  project: string,
  name: string,
  month: string,
  due: PlainDate,
  asOf: PlainDate,
): string => `${oneLine(project, 30)} ${oneLine(name, 40)} ${writtenReportName(month, asOf)}，${dayWords(due, asOf)}前`;

const NO_CASES: Readonly<Record<WrittenReportNoCase, string>> = {
  "on-target": "当月目标未超出容差",
  "january-with-february": "1月与2月并报",
  exempt: "在豁免期内",
  "no-annual-plan": "没有年度计划投资",
  "report-missing": "月报未报，按报送催报",
  "report-aside": "月报无法采用，无法判定",
  unreadable: "月报或计划无法读取，无法判定",
  "not-under-construction": "不是在建项目",
  "in-operation": "此前已投产",
  "no-report-due-yet": "1月与2月并报，或尚无到期月报",
};

/** 书面报告（5月）：…, for `explain`. */
export function writtenReportSentence(verdict: WrittenReportVerdict, asOf: PlainDate): string {
  const { noCase, month } = verdict;
  return `书面报告（${monthWords(month, asOf)}）：${noCase === null ? `须提交，${whyOwed(verdict, asOf)}` : `不须提交，${NO_CASES[noCase]}`}。`;
}

/** 2026年5月书面报告: what the draft of a month is made from. */
export const writtenReportSource = (month: string): string => `${+month.slice(0, 4)}年${+month.slice(5, 7)}月书面报告`;

export const writtenReportNotes = (workingDays: number): readonly string[] => [
  `时限：月报锁定并提出要求后 ${workingDays} 个工作日（规则：书面报告期限）`,
];

/** Cells of the row of 任务 that tracks it; nothing here is a figure. */
export const writtenReportCells = (report: {
  readonly project: string;
  readonly month: string;
  readonly unit: string;
  readonly leader: string | null;
  readonly lockDay: PlainDate;
  readonly due: PlainDate;
}): Readonly<Record<string, string>> => ({
  code: `书面-${report.month}-${report.project}`,
  source: "书面报告",
  sourceName: `${+report.month.slice(0, 4)}年${+report.month.slice(5, 7)}月月度目标`,
  sourceDate: report.lockDay,
  content: `提交${+report.month.slice(0, 4)}年${+report.month.slice(5, 7)}月未完成当月计划的书面报告`,
  project: report.project,
  ...(report.leader === null ? {} : { leader: report.leader }),
  leadUnit: report.unit,
  due: report.due,
  deliverable: HEADINGS,
});
