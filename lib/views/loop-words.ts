import { ESCALATION_STEPS, type EscalationRule, type EscalationStep } from "../domain/escalation.ts";
import type { Loop, LoopStep } from "../domain/loop.ts";
import type { RuleInForce } from "../domain/rule.ts";
import { isReportRow } from "../domain/task.ts";

const ISSUE_STEPS: Readonly<Record<LoopStep, string>> = {
  assign: "交办",
  arrange: "部署",
  "first-feedback": "首次反馈",
  solve: "办结",
  "monthly-feedback": "反馈进展",
  "re-plan": "重定时限",
  verify: "核查",
  none: "办结",
};

/** What a step is called: 部署, 首次反馈; a task is 完成, a row of 公开 has one step. */
export function stepWord(tab: string, step: LoopStep): string {
  if (tab === "disclosures") return "公开";
  return tab === "tasks" && step === "solve" ? "完成" : ISSUE_STEPS[step];
}

/** What whoever is responsible is asked to do, and when it stops. `place` is where it is to be filled in. */
export function loopSentences(loop: Loop, place: string, rule: RuleInForce<EscalationRule>) {
  return {
    action: loopAction(loop, place),
    reason: loop.workingDaysLate > 0 ? lateReason(loop.workingDaysLate, rule) : "",
  };
}

function loopAction(loop: Loop, place: string): string {
  const { tab, step } = loop;
  const where = place === "" ? `「${tab === "tasks" ? "任务" : "问题"}」表` : place;
  if (isReportRow(loop) && step !== "verify") return `已提交的，请在${where}填写反馈日期；未提交的，请按模板提交。`;
  if (tab === "tasks")
    return step === "verify"
      ? `请核查，并在${where}填写核查结果和核查人。`
      : `已完成的，请在${where}填写完成日期并附佐证；未完成的，请填写进展和卡点。`;
  return issueActions(where)[step];
}

const issueActions = (where: string): Readonly<Record<LoopStep, string>> => ({
  assign: `请明确责任单位和责任人，并在${where}填写交办日期。`,
  arrange: `请部署办理，并在${where}填写部署日期。`,
  "first-feedback": `请在${where}填写首次反馈日期，并写明解决措施。`,
  solve: `已办结的，请在${where}填写办结日期并附佐证；未办结的，请写明解决措施和卡点。`,
  "monthly-feedback": `请在${where}填写最近反馈日期，并更新解决措施。`,
  "re-plan": `请提出新时限和措施报批，并在${where}填写新时限、批准人和批准日期。`,
  verify: `请由责任单位以外的人员核查，并在${where}填写核查结果、核查人和核查日期。`,
  none: "",
});

const STEP_WORDS: Readonly<Record<EscalationStep, string>> = {
  contact: "提醒责任人",
  "office-head": "告知办公室主任",
  "unit-head": "告知主要负责人和包联领导",
  letter: "拟发督办函",
  talk: "拟",
};

/** 满 7 个工作日拟发督办函（规则：逾期升级工作日，2025-01-01 起）；办理到位，或答复经认可，即停止升级。 */
function lateReason(late: number, { name, from, value }: RuleInForce<EscalationRule>): string {
  const next = ESCALATION_STEPS.find((step) => value.from[step] > late);
  const words = next === undefined ? "" : `${STEP_WORDS[next]}${next === "talk" ? value.talkBy : ""}`;
  const steps =
    next === undefined
      ? `已满 ${value.from.talk} 个工作日，达到拟${value.talkBy}的时限`
      : `满 ${value.from[next]} 个工作日${words}`;
  return `${steps}（规则：${name}，${from} 起）；办理到位，或答复经认可，即停止升级。`;
}
