import type { Light } from "../domain/light.ts";
import type { LoopState, LoopStep } from "../domain/loop.ts";
import { issueStateWord } from "./issue-reasons.ts";
import { stepWord } from "./loop-words.ts";
import { lightWord } from "./notice-lines.ts";
import { moneyWords, percentWords, pointsWords } from "./words.ts";

type Value = string | number | boolean;

interface ValueWords {
  readonly name: string;
  readonly words?: (value: Value) => string;
}

const light = (value: Value): string => lightWord(value as Light);
const money = (value: Value): string => moneyWords(Number(value));
const percent = (value: Value): string => percentWords(Number(value), 3);
const points = (value: Value): string => pointsWords(Number(value) / 100);

/** Codes that the sentences above already say in words; the JSON keeps them. */
const SAID = /(^|\.)because$|\.light$/;

const NAMES: Readonly<Record<string, ValueWords>> = {
  asOf: { name: "截至" },
  period: { name: "期间" },
  planned: { name: "计划完成（判定用）" },
  plannedNow: { name: "计划完成（现填）" },
  actual: { name: "实际完成" },
  daysLate: { name: "逾期天数" },
  exemptDays: { name: "豁免天数" },
  ownDaysLate: { name: "本单位逾期天数" },
  ownUnit: { name: "责任单位" },
  predecessor: { name: "前置节点" },
  predecessorFinished: { name: "前置节点完成" },
  duration: { name: "本节点工期（工作日）" },
  ownFrom: { name: "本单位逾期起算" },
  rootKey: { name: "延误源头" },
  rootUnit: { name: "源头单位" },
  untouchedDays: { name: "未更新天数" },
  missingReport: { name: "缺报月份" },
  provisional: { name: "暂定" },
  earlyFinish: { name: "最早完成" },
  lateStart: { name: "最迟开始" },
  lateFinish: { name: "最迟完成" },
  totalFloat: { name: "总时差（工作日）" },
  greenFrom: { name: "转绿日期" },
  forecastChance: { name: "预测逾期可能", words: percent },
  forecastMedian: { name: "五成完成于" },
  forecastLikelyBy: { name: "八成完成于" },
  forecastCases: { name: "预测所依例数" },
  forecastCasesLate: { name: "其中逾期" },
  forecastSeed: { name: "预测种子" },
  claimed: { name: "填报完成" },
  refutedBy: { name: "核实未完成的督查" },
  refutedOn: { name: "核实日期" },
  light: { name: "显示", words: light },
  rawLight: { name: "各灯中最重", words: light },
  handledAs: { name: "处置按", words: light },
  previousLight: { name: "上一锁定月末", words: light },
  backfilled: { name: "以前月份回填" },
  limit: { name: "时限（判定用）" },
  firstLimit: { name: "原时限" },
  state: { name: "状态", words: (value) => issueStateWord({ state: value as LoopState }) },
  step: { name: "下一步", words: (value) => (value === "none" ? "无" : stepWord("issues", value as LoopStep)) },
  due: { name: "当前时限" },
  clockStart: { name: "起算" },
  complex: { name: "复杂问题" },
  solvedOn: { name: "办结" },
  closedOn: { name: "销号" },
  returnedOn: { name: "退回" },
  reopenedOn: { name: "重开" },
  worstLateness: { name: "逾期工作日（最长）" },
  extensions: { name: "经批准延期次数" },
  doneOn: { name: "完成（判定用）" },
  remaining: { name: "剩余工作日" },
  workingDaysLate: { name: "逾期工作日" },
  workingDays: { name: "期限（工作日）" },
  excluded: { name: "不计的征求意见工作日" },
  extension: { name: "延长工作日" },
  "progress.month": { name: "进度月份" },
  "progress.lastReported": { name: "最近月报" },
  "progress.done": { name: "年初累计完成", words: money },
  "progress.planned": { name: "累计计划", words: money },
  "progress.annualPlan": { name: "年度计划投资", words: money },
  "progress.completion": { name: "投资完成", words: percent },
  "progress.plannedShare": { name: "计划进度", words: percent },
  "progress.gapPoints": { name: "落后（负数为超前）", words: points },
  "progress.measured": { name: "与界限相比的数" },
  "start.plannedStart": { name: "计划开工" },
  "start.startedOn": { name: "实际开工" },
  "start.monthsBehind": { name: "未开工月数" },
  "registration.startedOn": { name: "入统起算" },
  "registration.registeredOn": { name: "入统日期" },
  "registration.yellowAfter": { name: "入统转黄" },
  "registration.redAfter": { name: "入统转红" },
  "milestones.milestone": { name: "最重节点" },
  "milestones.daysLate": { name: "最重节点逾期天数" },
};

/** 逾期天数 23 — null where a sentence says it already. */
export function valueWords(code: string, value: Value): string | null {
  if (SAID.test(code)) return null;
  const { name, words } = NAMES[code] ?? { name: code };
  return `${name} ${value === true ? "是" : words === undefined ? value : words(value)}`;
}
