import type { PlainDate } from "../domain/dates.ts";
import type { Risk, RiskCode } from "../domain/sampling.ts";
import { oneLine } from "./one-line.ts";
import { periodWords, shortDayWords } from "./words.ts";

type Sentence = (facts: Risk["facts"], asOf: PlainDate) => string;

const text = (value: string | number | undefined, most = 40): string => oneLine(String(value ?? ""), most);
const day = (value: string | number | undefined, asOf: PlainDate): string => shortDayWords(String(value), asOf);
const month = (value: string | number | undefined): string => periodWords(String(value));

const IDENTITY_WORDS: Readonly<Record<string, string>> = {
  "sum-differs": "年初累计与上月累计加本月不相等",
  "cumulative-fell": "年初累计减少",
  "above-total": "累计投资超过总投资较多，尚未投产",
  "zero-months": "及此前几个月投资为 0",
  "same-figure": "及此前几个月投资数相同",
  "above-funds": "投资数远大于到位资金",
};

const CHANGE_WORDS: Readonly<Record<string, string>> = {
  fell: "累计数改小",
  emptied: "已填的内容清空",
  flipped: "改后又改回",
  "lateness-shortened": "迟完成的日期改早",
};

/** Why a project is looked at. A reason to look, no finding. */
const SENTENCES: Readonly<Record<RiskCode, Sentence>> = {
  refuted: ({ milestone, name, day: on }, asOf) =>
    `节点 ${text(milestone)}「${text(name)}」${day(on, asOf)}核实未完成，尚未复查`,
  "verified-differs": ({ inspection, day: on }, asOf) =>
    `${day(on, asOf)}督查 ${text(inspection)} 核实数与所报数有差异，待认定`,
  ruled: ({ inspection, day: on, ruling }, asOf) => `${day(on, asOf)}督查 ${text(inspection)} 认定${text(ruling)}`,
  jump: ({ month: of }) => `${month(of)}单月投资突增`,
  backdated: ({ key, day: claimed, seen }, asOf) =>
    `${text(key)} ${day(seen, asOf)}前后补录${claimed === undefined ? "" : `，所填日期为${day(claimed, asOf)}`}`,
  identity: ({ month: of, identity }) => `${month(of)}${IDENTITY_WORDS[String(identity)] ?? "数据待核对"}`,
  unsteady: ({ key, change, seen }, asOf) =>
    `${text(key)} ${day(seen, asOf)}${CHANGE_WORDS[String(change)] ?? "有改动"}`,
  "claim-ahead": ({ milestone, name, days }) => `节点 ${text(milestone)}「${text(name)}」比计划早 ${days} 天完成`,
  "progress-ahead": ({ month: of, points }) => `${month(of)}进度超前计划 ${points} 个百分点`,
  silent: ({ days }) => `台账 ${days} 天没有更新`,
  "report-missing": ({ months }) => `${String(months).split("、").map(periodWords).join("、")}月报未报`,
  "never-inspected": () => "今年尚未督查",
};

export const riskWords = ({ code, facts }: Risk, asOf: PlainDate): string => SENTENCES[code](facts, asOf);
