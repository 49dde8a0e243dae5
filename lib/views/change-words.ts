import type { PlainDate } from "../domain/dates.ts";
import type { HistoryQuestion } from "../domain/history-questions.ts";
import type { Change, ChangeCode, ChangeValue } from "../domain/honesty.ts";
import { dayAt } from "../domain/office-calendar.ts";
import { oneLine } from "./one-line.ts";
import { moneyWords, periodWords, shortDayWords } from "./words.ts";

/** A column as people know it: what `lib/registry` says of it. */
export interface ColumnName {
  /** 节点 */
  readonly tab: string;
  /** 计划完成; "" for the row as a whole. */
  readonly header: string;
  readonly kind: string;
}

export type NameColumn = (tab: string, field: string) => ColumnName;

/** A cell's value as it is written: money with its unit, days and months in full, 是 and 否; "" for an empty one. */
export function valueText(value: ChangeValue, kind: string): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "是" : "否";
  if (typeof value === "number") return kind === "money" ? moneyWords(value) : String(value);
  return oneLine(value, 200);
}

/** The same inside a sentence: 5月20日, 2026年5月, （空）. */
export function saidValue(value: ChangeValue, kind: string, asOf: PlainDate): string {
  if (value === null || value === "") return "（空）";
  if (typeof value === "string" && kind === "date") return shortDayWords(value, asOf);
  if (typeof value === "string" && kind === "month") return periodWords(value);
  return oneLine(valueText(value, kind), 60);
}

const CODE_WORDS: Readonly<Record<ChangeCode, string>> = {
  filled: "填写",
  changed: "改动",
  restored: "改回",
  agreed: "有已同意的调整",
  renumbered: "改为另一编号",
  "plan-moved": "计划改动，没有同意的调整",
  "plan-moved-late": "逾期后改动计划",
  "plan-moved-red": "红灯后改动计划",
  backdated: "补录",
  "lateness-shortened": "逾期后改为较早的日期",
  fell: "累计数减少",
  emptied: "已填内容清空",
  flipped: "改动后又改回",
  "verdict-turned": "结果改动，日期未变",
  "row-deleted": "该行删除，历史保留",
  "row-returned": "删除后恢复",
};

export const codeWords = (code: ChangeCode): string => CODE_WORDS[code];

/** 补录：6月12日首次读到，所填5月20日；单位说明（6月15日）：… What 系统-变更 and `history` say of a change. */
export function changeNote(change: Change, question: HistoryQuestion | null, kind: string, asOf: PlainDate): string {
  const { code, counts } = change;
  const judged = counts === null || !code.startsWith("plan-moved") ? "" : `，${countsWords(change, kind, asOf)}`;
  const claimed = code === "backdated" ? `：${backdatedWords(change, asOf)}` : "";
  return `${CODE_WORDS[code]}${claimed}${judged}${question === null ? "" : answerWords(question, asOf)}`;
}

const countsWords = ({ isAsked, counts }: Change, kind: string, asOf: PlainDate): string =>
  isAsked ? `原为 ${saidValue(counts, kind, asOf)}` : `仍按原计划 ${saidValue(counts, kind, asOf)} 判定`;

/** 6月12日首次读到，所填5月20日 */
export const backdatedWords = ({ firstSeen, after }: Change, asOf: PlainDate): string =>
  `${shortDayWords(dayAt(firstSeen), asOf)}首次读到，所填${saidValue(after, "date", asOf)}`;

function answerWords({ answer, mended, firstAsked }: HistoryQuestion, asOf: PlainDate): string {
  if (answer !== null) return `；单位说明（${shortDayWords(answer.day, asOf)}）：${oneLine(answer.text, 120)}`;
  if (mended) return "；已改正";
  return firstAsked === null ? "" : `；${shortDayWords(firstAsked, asOf)}请单位说明，未答复`;
}
