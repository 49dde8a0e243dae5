import type { PlainDate } from "../domain/dates.ts";
import { valueOr } from "../domain/field.ts";
import type { Appeal } from "../domain/registry.ts";
import type { Entry } from "./letter-model.ts";
import type { Matter } from "./notice-lines.ts";
import { oneLine, prose } from "./one-line.ts";
import { periodWords, shortDayWords } from "./words.ts";

interface Lines {
  readonly name: string;
  readonly action: string;
  readonly reason: string;
}

const CLIP = 120;

/** To the unit: what became of its objection. */
export const answerLines = ({ period, item, conclusion, answer, answeredOn }: Appeal): Lines => ({
  name: `${periodWords(period)}申诉（${prose(item, 40)}）`,
  action: "",
  reason: [
    `结论：${valueOr(conclusion, "")}。`,
    valueOr(answer, "") === "" ? "" : `答复：${prose(valueOr(answer, ""), 200)}。`,
    valueOr(answeredOn, "") === "" ? "" : `答复日期：${shortDayWords(valueOr(answeredOn, ""))}。`,
  ]
    .join("")
    .replace(/。。/g, "。"),
});

/** To the admins: an objection without a conclusion. `lastDay` is the last on which it was in time. */
export const openAppealLines = (appeal: Appeal, lastDay: PlainDate, asOf: PlainDate): Lines => ({
  name: `申诉 ${oneLine(appeal.code, 20)}：${oneLine(appeal.unit, 40)}，${periodWords(appeal.period)}，${prose(appeal.item, 60)}`,
  action: "请核实后在「申诉」表填写结论、答复和答复日期。",
  reason: `${lateWords(appeal, lastDay, asOf)}理由：${prose(appeal.reason, CLIP)}。`.replace(/。。/g, "。"),
});

const lateWords = ({ raisedOn }: Appeal, lastDay: PlainDate, asOf: PlainDate): string =>
  raisedOn > lastDay
    ? `${shortDayWords(raisedOn, asOf)}提出，已过${shortDayWords(lastDay, asOf)}的期限（逾期）。`
    : `${shortDayWords(raisedOn, asOf)}提出，没有结论不能确认该期排名。`;

/** 【答复】S-1 2026年9月申诉（投资完成率） */
export const answerEntry = ({ item }: Matter): Entry => ({
  badge: { word: "答复", light: null },
  title: `${oneLine(item.subject, 20)} ${oneLine(item.name, 80)}`,
  status: "",
  lines: [oneLine(item.reason, 320)],
});

/** An accepted objection as a draft that answers it names it: S-1（甲县，采纳）. */
export const answeredWords = ({ code, unit, conclusion }: Appeal): string =>
  `${oneLine(code, 20)}（${oneLine(unit, 40)}，${valueOr(conclusion, "")}）`;
