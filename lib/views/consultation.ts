import type { PlainDate } from "../domain/dates.ts";
import { INDICATOR_NAMES, type IndicatorCode } from "../domain/indicator.ts";
import type { Entry } from "./letter-model.ts";
import { factText, type Matter } from "./notice-lines.ts";
import { oneLine } from "./one-line.ts";
import { scoreName } from "./unit-explanation.ts";
import { dayWords, NO_CASE, scoreWords, shortDayWords } from "./words.ts";

/** What a unit is told of its own row of a drafted result. Nothing of the place or of others goes in here. */
export interface OwnRow {
  readonly unit: string;
  readonly total: number | null;
  /** Of a month. */
  readonly items?: readonly {
    readonly code: IndicatorCode;
    readonly points: number | null;
    readonly zeroedForFalseData?: boolean;
  }[];
  readonly adjustment?: number;
  readonly falseDataPenalty?: number;
  /** Of a quarter or a year. */
  readonly months?: readonly { readonly month: string; readonly total: number | null }[];
}

interface Lines {
  readonly name: string;
  readonly action: string;
  readonly reason: string;
}

/** 征求意见: the own points, until when and how to object. */
export const consultationLines = (row: OwnRow, period: string, until: PlainDate): Lines => ({
  name: `${scoreName(period)}征求意见`,
  action: `请核对附件。有异议的，请最迟${dayWords(until)}在「申诉」表填一行：单位、期间（${period}）、事项、理由、提出日期。`,
  reason: `${partsWords(row)}此为征求意见，只发本单位，尚未确认；逾期提出的另行答复，不影响发布。`,
});

/** Whoever adds a month's up has its total. */
function partsWords({ items = [], months = [], adjustment = 0, falseDataPenalty = 0 }: OwnRow): string {
  const parts = [
    ...items.map(({ code, points, zeroedForFalseData }) => {
      const because = zeroedForFalseData === true ? "（认定虚报，该项 0 分）" : "";
      return `${INDICATOR_NAMES[code]} ${pointWords(points)}${because}`;
    }),
    ...(adjustment === 0 ? [] : [`${adjustment > 0 ? "加分" : "减分"} ${pointWords(Math.abs(adjustment))}`]),
    ...(falseDataPenalty === 0 ? [] : [`虚报另扣 ${pointWords(Math.abs(falseDataPenalty))}`]),
    ...months.map(({ month, total }) => `${+month.slice(5, 7)}月 ${pointWords(total)}`),
  ];
  return parts.length === 0 ? "" : `各项：${parts.join("、")}。`;
}

const pointWords = (hundredths: number | null): string =>
  hundredths === null ? NO_CASE : (hundredths / 100).toFixed(2);

export const totalWords = (total: number | null): string => (total === null ? NO_CASE : scoreWords(total));

/** 【意见】甲县 2026年9月月度评分征求意见 88.35 分，异议最迟10月18日提出 */
export function consultationEntry({ item }: Matter, asOf: PlainDate): Entry {
  const due = item.due === null ? "" : `，异议最迟${shortDayWords(item.due, asOf)}提出`;
  return {
    badge: { word: "意见", light: null },
    title: `${oneLine(item.unit, 40)} ${oneLine(item.name, 60)}`,
    status: `得分 ${factText(item, "total")}${due}`,
    lines: [item.action, item.reason].map((line) => oneLine(line, 320)).filter((line) => line !== ""),
  };
}

/** Of a draft that waits, for the admins: how the consultation stands. */
export interface ConsultationStanding {
  /** null: not let out. */
  readonly until: PlainDate | null;
  /** Keys of rows of 申诉 without a conclusion. */
  readonly open: readonly string[];
  readonly late: readonly string[];
}

export function standingWords({ until, open, late }: ConsultationStanding, id: string, asOf: PlainDate): string {
  const consult =
    until === null
      ? `先征求各单位意见的运行：duban confirm ${oneLine(id, 30)} --step consult --by 姓名。`
      : `征求意见至${shortDayWords(until, asOf)}${asOf < until ? "，当日起可确认" : ""}。`;
  const waiting = open.length === 0 ? "" : `申诉 ${open.length} 件没有结论（${keyWords(open)}），填写后方可确认。`;
  return `${consult}${waiting}${late.length === 0 ? "" : `逾期申诉 ${late.length} 件（${keyWords(late)}），请另行答复。`}`;
}

const MOST_KEYS = 10;
export const keyWords = (keys: readonly string[]): string =>
  `${keys
    .slice(0, MOST_KEYS)
    .map((key) => oneLine(key, 20))
    .join("、")}${keys.length > MOST_KEYS ? "等" : ""}`;
