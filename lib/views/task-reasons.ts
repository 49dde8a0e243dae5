import type { LoopState } from "../domain/loop.ts";
import type { LoopLightRule } from "../domain/loop-light.ts";
import { isReportRow, type TaskVerdict } from "../domain/task.ts";
import type { TaskHindrance } from "../domain/task-done.ts";
import type { ExtensionRefusal } from "../domain/task-limit.ts";
import { lightWord } from "./notice-lines.ts";
import { shortDayWords } from "./words.ts";

const STATES: Readonly<Record<LoopState, string>> = {
  unassigned: "待交办",
  assigned: "已交办",
  arranged: "已部署",
  answered: "已反馈",
  working: "办理中",
  "to-verify": "待核查",
  returned: "退回",
  closed: "已办结",
};

/** What stands in 状态 of 任务. */
export const taskStateWord = ({ state }: TaskVerdict): string => STATES[state];

/** Why a task has its light, what its cells lack and how its limit came to be: what stands in 系统说明 and `explain`. */
export function taskSentence(verdict: TaskVerdict): string {
  const { light } = verdict;
  const prefix = light === "none" ? "" : `${lightWord(light)}：`;
  return [prefix, returnWords(verdict), standing(verdict), hindranceWords(verdict), limitWords(verdict)].join("");
}

const returnWords = ({ state, round, asOf }: TaskVerdict): string =>
  state === "returned" ? `核查退回（${shortDayWords(round, asOf)}），时限不变，请继续办理。` : "";

function standing(verdict: TaskVerdict): string {
  const { done, asOf, state, doneLate } = verdict;
  if (done.on === null) return open(verdict);
  const day = shortDayWords(done.on, asOf);
  const late = doneLate! > 0 ? `超过时限 ${doneLate} 个工作日` : "未超过时限";
  if (state === "to-verify") return `${day}完成，${late}，待牵头单位以外的人员核查。`;
  return doneLate! > 0 ? `${day}完成，${late}，逾期天数保留。` : `${day}完成，按期办结。`;
}

function open(verdict: TaskVerdict): string {
  const { limit, asOf, workingDaysLate, remaining, lightRule, provisional } = verdict;
  const day = `时限${shortDayWords(limit.day, asOf)}`;
  if (workingDaysLate > 0)
    return `${day}，逾期 ${workingDaysLate} 个工作日（${bandWords(workingDaysLate, lightRule.value)}）；${wayBack(verdict)}`;
  if (asOf > limit.day) return `${day}已过，其后尚无工作日（临期）。`;
  if (remaining! > lightRule.value.nearWithin) return `${day}，未到期${provisional ? "（节假日安排暂定）" : ""}。`;
  return asOf === limit.day ? "今天到期（临期）。" : `${day}，还有 ${remaining} 个工作日（临期）。`;
}

function bandWords(days: number, { blueFrom, yellowFrom, redFrom }: LoopLightRule): string {
  if (days >= redFrom) return `${redFrom} 个工作日起为红`;
  if (days >= yellowFrom) return `${yellowFrom}–${redFrom - 1} 个工作日为黄`;
  return days >= blueFrom ? `${blueFrom}–${yellowFrom - 1} 个工作日为蓝` : `不足 ${blueFrom} 个工作日不亮灯`;
}

function wayBack(verdict: TaskVerdict): string {
  const { light, rule } = verdict;
  const cells = isReportRow(verdict) ? "填写反馈日期" : "填写完成日期并附佐证";
  const done = `${cells}${rule.value.verified ? "、经核查通过" : ""}后`;
  if (light === "none") return `${done}转绿。`;
  return `${done}${light === "red" ? "转黄" : `保持${lightWord(light)}`}，下月起转绿，逾期天数保留。`;
}

const HINDRANCES: Readonly<Record<TaskHindrance, string>> = {
  "done-in-future": "完成日期还没有到，到期前不计。",
  "done-unreadable": "完成日期无法读取，请改正。",
  "no-evidence": "已填完成日期，尚缺佐证，暂不计完成。",
  "passed-without-day": "已填核查通过，尚缺完成日期，暂不计办结。",
  "no-verifier": "已填核查通过，尚缺核查人，暂不计办结。",
  "verified-by-own-unit": "核查人属于牵头单位，请由单位以外的人员核查。",
};

const hindranceWords = ({ done }: TaskVerdict): string => (done.hindrance === null ? "" : HINDRANCES[done.hindrance]);

const REFUSALS: Readonly<Record<ExtensionRefusal, string>> = {
  "not-asked": "没有填写延期申请日期",
  "asked-in-future": "延期申请日期还没有到",
  "asked-after-due": "期限届满后才申请",
  "not-approved": "尚未批准（延期批准人、延期批准日期）",
  "not-later": "延期至不晚于现时限，或没有填写",
  "too-many": "延期次数已满",
  unreadable: "所填日期无法读取",
};

function limitWords({ limit, task, asOf, rule }: TaskVerdict): string {
  const first = shortDayWords(limit.first, asOf);
  const extended = limit.extensions.length === 0 ? "" : `经批准延期 ${limit.extensions.length} 次（原时限${first}）。`;
  const moved = limit.moved
    ? `时限改填为${shortDayWords(task.due, asOf)}，不是经批准的延期，${extended === "" ? `仍按${first}计` : "不计"}。`
    : "";
  const refused = limit.refused === null ? "" : `延期不计：${REFUSALS[limit.refused]}${mostWords(limit, rule)}。`;
  return `${extended}${moved}${refused}`;
}

const mostWords = ({ refused }: TaskVerdict["limit"], { value }: TaskVerdict["rule"]): string =>
  refused === "too-many" ? `（至多 ${value.extensionsAtMost} 次）` : "";
