import type { PlainDate } from "../domain/dates.ts";
import { daysBetween } from "../domain/dates.ts";
import type { HistoryQuestion } from "../domain/history-questions.ts";
import type { Change, FlagCode } from "../domain/honesty.ts";
import { dayAt } from "../domain/office-calendar.ts";
import { backdatedWords, type NameColumn, saidValue } from "./change-words.ts";
import { oneLine } from "./one-line.ts";

interface Said {
  readonly header: string;
  readonly tab: string;
  readonly before: string;
  readonly after: string;
  readonly change: Change;
  readonly asOf: PlainDate;
}

const turned = ({ header, before, after }: Said): string => `${header}由 ${before} 改为 ${after}`;

/** What was read, and nothing about why. */
const SENTENCES: Readonly<Record<FlagCode, (said: Said) => string>> = {
  "plan-moved": (said) => `${turned(said)}，没有同意的调整。`,
  "plan-moved-late": (said) => `${turned(said)}，改动时已经逾期。`,
  "plan-moved-red": (said) => `${turned(said)}，改动时已为红灯。`,
  backdated: (said) =>
    `${said.header}${backdatedWords(said.change, said.asOf)}，相隔 ${daysApart(said.change)} 天，按补录登记。`,
  "lateness-shortened": (said) => `${turned(said)}，逾期天数随之减少。`,
  fell: (said) => `${turned(said)}：累计数不应减少。`,
  emptied: ({ header, before }) => `${header}原填 ${before}，现已清空。`,
  flipped: ({ header, before, after }) => `${header}改为 ${before} 后又改回 ${after}。`,
  "verdict-turned": (said) => `${turned(said)}，日期没有变。`,
  "row-deleted": ({ tab }) => `这一行已不在「${tab}」表。`,
  "row-returned": ({ tab }) => `这一行删除后又回到「${tab}」表。`,
};

const daysApart = ({ after, firstSeen }: Change): number => daysBetween(String(after), dayAt(firstSeen));

/** Asked of the unit alone. `place` is where the cell stands (「节点」表第 48 行（I48）), "" when the row is gone. */
export function historyQuestionWords(
  { change, answerIn }: HistoryQuestion,
  place: string,
  name: NameColumn,
  asOf: PlainDate,
): { readonly reason: string; readonly action: string } {
  const { tab, header, kind } = name(change.tab, change.field);
  const [before, after] = [saidValue(change.before, kind, asOf), saidValue(change.after, kind, asOf)];
  const sentence = SENTENCES[change.code as FlagCode]({ header, tab, before, after, change, asOf });
  return {
    reason: `${place === "" ? `「${tab}」表` : place}：${oneLine(change.key, 40)} ${sentence}`,
    action: actionWords(change, answerIn, name),
  };
}

function actionWords({ code }: Change, answerIn: HistoryQuestion["answerIn"], name: NameColumn): string {
  const deleted = code === "row-deleted";
  const slip = deleted ? "如系误删，请恢复该行" : "如系笔误，请改正";
  if (answerIn === null) return `${slip}；确需删除的，请报管理员。`;
  const { tab, header } = name(answerIn.tab, answerIn.field);
  const where = `「${tab}」表 ${oneLine(answerIn.key, 40)} 的「${header}」`;
  return `${deleted ? "确需删除的" : "如情况属实"}，请在${where}写明原因；${slip}。`;
}
