import type { RuleRef } from "../domain/rule.ts";
import { oneLine } from "./one-line.ts";

/** A verdict with its cells found: what `explain` prints and gives as JSON. */
export interface Explained {
  readonly kind: "project" | "milestone" | "unit";
  readonly key: string;
  readonly title: string;
  /** The verdict's sentence, then one for each part of it (lamps of a project). */
  readonly sentences: readonly string[];
  readonly rules: readonly RuleRef[];
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
  readonly cells: readonly ExplainedCell[];
}

export interface ExplainedCell {
  readonly workbook: string;
  readonly sheet: string;
  readonly cell: string;
  readonly header: string;
  readonly value: string;
}

const VALUES: Readonly<Record<string, string>> = {
  asOf: "截至",
  planned: "计划完成（判定用）",
  plannedNow: "计划完成（现填）",
  actual: "实际完成",
  daysLate: "逾期天数",
  exemptDays: "豁免天数",
  ownDaysLate: "本单位逾期天数",
  ownUnit: "责任单位",
  predecessor: "前置节点",
  predecessorFinished: "前置节点完成",
  duration: "本节点工期（工作日）",
  ownFrom: "本单位逾期起算",
  rootKey: "延误源头",
  rootUnit: "源头单位",
  untouchedDays: "未更新天数",
  missingReport: "缺报月份",
  provisional: "暂定",
  greenFrom: "转绿日期",
};

export function explainWords(explained: Explained): string {
  const { title, sentences, rules, values, cells } = explained;
  return [
    title,
    ...sentences.map((sentence) => `  ${sentence}`),
    ...rules.map(ruleWords),
    ...valueWords(values),
    ...(cells.length > 0 ? ["依据的单元格："] : []),
    ...cells.map(cellWords),
  ].join("\n");
}

const ruleWords = ({ name, from, source }: RuleRef): string => `规则：${name}（${from} 起；${source}）`;

function valueWords(values: Explained["values"]): readonly string[] {
  const told = Object.entries(values).filter(([, value]) => value !== null && value !== "" && value !== false);
  if (told.length === 0) return [];
  return [
    `取值：${told.map(([name, value]) => `${VALUES[name] ?? name} ${value === true ? "是" : value}`).join("；")}`,
  ];
}

const cellWords = ({ workbook, sheet, cell, header, value }: ExplainedCell): string =>
  `  ${workbook}「${sheet}」${cell} ${header}：${value === "" ? "（空）" : oneLine(value, 120)}`;

export const explainedJson = (explained: Explained): object => ({ version: 1, ...explained });
