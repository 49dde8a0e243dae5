import { isValue, valueOr } from "../../domain/field.ts";
import type { Paper } from "../../domain/list-change/papers.ts";
import type { AdjustmentLack, CheckedAdjustment } from "../../domain/list-change/row-checks.ts";
import type { UndecidedAdjustment } from "../../domain/meeting-pack/undecided.ts";
import { oneLine, prose } from "../one-line.ts";
import { moneyWords, shortDayWords } from "../words.ts";
import type { PackGround } from "./pack-facts.ts";

const LACKS: Readonly<Record<AdjustmentLack, string>> = {
  signature: "分包市领导签字",
  explanation: "理由说明",
  "red-cut": "红灯项目核减的批准",
  "old-value-missing": "原值",
  "old-value": "原值与台账不符",
  "new-value": "能够读取的新值",
  "unknown-project": "台账中没有这个项目",
  "unknown-milestone": "台账中没有这个节点",
  "on-the-list": "该项目已在清单内",
  "off-the-list": "该项目不在清单内",
  "signature-late": "签字晚于审定",
  papers: "调入资料",
  "still-reserve": "年度类别仍为储备",
  applicant: "申请单位不是该项目的单位或属地",
  window: "不在清单调整期内申请",
  "decision-early": "审定早于申请",
  "decision-undated": "审定日期",
  "removal-month": "生效月份不是季度首月",
  "in-and-out": "与同季度另一项申请相反",
  rival: "与同季度另一项申请重复",
  stated: "所写数字与台账不符",
};

const PAPERS: Readonly<Record<Paper, string>> = {
  nationalCode: "项目统一代码",
  totalInvestment: "总投资",
  annualPlan: "年度计划投资",
  plannedStart: "计划开工",
  plannedFinish: "计划竣工",
  approval: "立项（核准、备案）",
};

/** 项目统一代码、计划竣工 */
export const paperWords = (papers: readonly Paper[]): string => papers.map((paper) => PAPERS[paper]).join("、");

/** 分包市领导签字；原值与台账不符（台账为 1.2 亿元）; "" when nothing is lacking. */
export const lackWords = (check: CheckedAdjustment): string =>
  check.lacks.map((lack) => `${LACKS[lack]}${detailWords(check, lack)}`).join("；");

function detailWords({ held, papers, rivals, stated }: CheckedAdjustment, lack: AdjustmentLack): string {
  if (lack === "old-value") return heldWords(held);
  if (lack === "papers") return `（${paperWords(papers)}）`;
  if (lack === "in-and-out" || lack === "rival") return `（${rivals.map((code) => oneLine(code, 30)).join("、")}）`;
  if (lack === "stated") return `（写为 ${stated.map(({ says }) => moneyWords(says)).join("、")}）`;
  return "";
}

function heldWords(held: UndecidedAdjustment["held"]): string {
  if (held === null) return "";
  if (held === "") return "（台账为空）";
  return `（台账为 ${typeof held === "number" ? moneyWords(held) : held}）`;
}

/** 原值 1.5 亿元，新值 1.2 亿元 as typed. */
export function valuesWords({ adjustment: { from, to } }: UndecidedAdjustment): string {
  const values = [
    ...(isValue(from) ? [`原值 ${oneLine(from, 40)}`] : []),
    ...(isValue(to) ? [`新值 ${oneLine(to, 40)}`] : []),
  ];
  return values.join("，");
}

/** T-2026-004 变更年度计划（P-044 职教园区）：原值 …；乙县9月23日申请，理由：…。还缺：…。 */
export function adjustmentLine(pack: PackGround, row: UndecidedAdjustment): string {
  const { adjustment, project, lacks } = row;
  const { code, type, applicant, appliedOn, reason, seq, workbook, key } = adjustment;
  const step = isValue(seq) ? `/${seq}` : "";
  const what = oneLine(`${adjustment.project}${step} ${project?.name ?? ""}`, 60);
  const values = valuesWords(row);
  const cell = pack.place({ workbook, tab: "adjustments", key, field: "decision" });
  const state = lacks.length === 0 ? "材料齐全，请会议审定。" : `还缺：${lackWords(row)}。`;
  return [
    `${oneLine(code, 30)} ${type}（${what}）：`,
    values === "" ? "" : `${values}；`,
    `${oneLine(applicant, 30)}${shortDayWords(appliedOn, pack.asOf)}申请，理由：${prose(reason, 60).replace(/。$/, "")}。`,
    state,
    cell === "" ? "" : `（${cell}）`,
  ].join("");
}

/** 调入 2、变更年度计划 1 */
export const typeCounts = (rows: readonly UndecidedAdjustment[]): string =>
  [...Map.groupBy(rows, ({ adjustment }) => adjustment.type)].map(([type, own]) => `${type} ${own.length}`).join("、");

export const sponsorWords = ({ adjustment: { sponsor, signedOn } }: UndecidedAdjustment): string =>
  `${oneLine(valueOr(sponsor, ""), 20)}${isValue(signedOn) ? ` ${signedOn}` : ""}`.trim();
