import { UNREADABLE } from "../domain/field.ts";
import type { Light } from "../domain/light.ts";
import type { MilestoneCause, MilestoneLightRule, MilestoneVerdict, Push } from "../domain/milestone.ts";
import { claimAction, claimLead } from "./claim-words.ts";
import { lightWord } from "./notice-lines.ts";
import { oneLine } from "./one-line.ts";
import { periodWords, shortDayWords } from "./words.ts";

type Telling = (verdict: MilestoneVerdict) => string;

/**
 * Why a milestone has its light, with the figure, the rule and the way back: what stands in 系统说明 and `explain`. One sentence, and a
 * second one where the day or the unit needs a word. `exemptionPlace` says where the exemption stands (「豁免」第 3 行), by key if unknown.
 */
export function milestoneSentence(verdict: MilestoneVerdict, exemptionPlace = ""): string {
  const { light, because } = verdict;
  if (because === "exempt") return exemptSentence(verdict, exemptionPlace);
  const prefix = `${light === "none" ? "" : `${lightWord(light)}：`}${claimLead(verdict)}`;
  return `${prefix}${TELLINGS[because](verdict)}${otherPlan(verdict)}${ownShare(verdict)}`;
}

/** What a mail says of an overdue milestone: why it has its colour, and what to do. `place` is where its row stands (「节点」表第 48 行). */
export const milestoneWords = (
  verdict: MilestoneVerdict,
  place: string,
): { readonly reason: string; readonly action: string } => ({
  reason: reasonOf(verdict),
  action: actionOf(verdict, place),
});

function exemptSentence({ exemption, asOf }: MilestoneVerdict, place: string): string {
  if (exemption === null) return "免：在豁免期内。";
  const cause = typeof exemption.cause === "string" ? `${exemption.cause}，` : "";
  const where = place === "" ? `「豁免」${exemption.code}` : place;
  const days = `${shortDayWords(exemption.from, asOf)}至${shortDayWords(exemption.to, asOf)}`;
  return `免：${days}豁免（${cause}依据见${where}）。`;
}

const TELLINGS: Readonly<Record<Exclude<MilestoneCause, "exempt">, Telling>> = {
  overdue: (verdict) => `逾期 ${verdict.daysLate} 天（${lessExempt(verdict)}${bandOf(verdict)}）；${wayBack(verdict)}`,
  "done-late": doneLate,
  "done-on-time": doneOnTime,
  "due-soon": ({ daysLate }) => (daysLate === 0 ? "今天到期（临期）。" : `距计划完成还有 ${-daysLate!} 天（临期）。`),
  "due-later": ({ daysLate }) => `距计划完成还有 ${-daysLate!} 天。`,
  "not-dated": ({ actual, asOf }) =>
    actual === null
      ? "没有填写计划完成，不作判定。"
      : `${shortDayWords(actual, asOf)}完成（没有填写计划完成，不计是否按期）。`,
  unreadable: unreadable,
  stale: stale,
};

const lessExempt = ({ exemptDays }: MilestoneVerdict): string =>
  exemptDays === 0 ? "" : `已扣除豁免 ${exemptDays} 天；`;

const bandOf = (verdict: MilestoneVerdict): string => bandWords(verdict.lateLight, verdict.rule.value);

/** 超过 15 天为红 · 8–15 天为黄 · 1–7 天为蓝 */
function bandWords(late: Light, { blueFrom, yellowFrom, redFrom }: MilestoneLightRule): string {
  if (late === "red") return `超过 ${redFrom - 1} 天为红`;
  if (late === "yellow") return `${yellowFrom}–${redFrom - 1} 天为黄`;
  if (late === "blue") return `${blueFrom}–${yellowFrom - 1} 天为蓝`;
  return `不足 ${blueFrom} 天不亮灯`;
}

function wayBack({ lateLight }: MilestoneVerdict): string {
  if (lateLight === "none") return "填写实际完成并附佐证后转绿，逾期天数保留。";
  const shown = lateLight === "red" ? "转黄" : `保持${lightWord(lateLight)}`;
  return `填写实际完成并附佐证后${shown}，下月起转绿，逾期天数保留。`;
}

function doneLate(verdict: MilestoneVerdict): string {
  const { actual, asOf, daysLate, light, lateLight } = verdict;
  const done = `${shortDayWords(actual!, asOf)}完成，逾期 ${daysLate} 天`;
  if (light === "green") return `${done}${exemptNote(verdict)}，逾期天数保留。`;
  const was = lateLight === light ? bandOf(verdict) : `${bandOf(verdict)}，完成后为黄`;
  return `${done}（${lessExempt(verdict)}${was}）；下月起转绿，逾期天数保留。`;
}

const exemptNote = ({ exemptDays }: MilestoneVerdict): string =>
  exemptDays === 0 ? "" : `（已扣除豁免 ${exemptDays} 天）`;

function doneOnTime(verdict: MilestoneVerdict): string {
  const { actual, asOf, daysLate } = verdict;
  const done = `${shortDayWords(actual!, asOf)}完成`;
  return daysLate! < 0
    ? `${done}，比计划早 ${-daysLate!} 天${exemptNote(verdict)}。`
    : `${done}，按期${exemptNote(verdict)}。`;
}

function unreadable({ milestone, adjustment }: MilestoneVerdict): string {
  if (milestone.actual === UNREADABLE) return "实际完成无法识别，无法判定；请写成 2026-03-05 这样的日期。";
  if (adjustment !== null)
    return `已同意的调整 ${adjustment.code} 新值无法识别，无法判定；请写成 2026-03-05 这样的日期。`;
  return "计划完成无法识别，无法判定；请写成 2026-03-05 这样的日期。";
}

function stale({ untouchedDays, missingReport, asOf }: MilestoneVerdict): string {
  const untouched = untouchedDays === null ? [] : [`${untouchedDays} 天没有更新`];
  const missing = missingReport === null ? [] : [`${monthWords(missingReport, asOf)}月报未报`];
  const cures = [untouchedDays === null ? "" : "更新本行", missingReport === null ? "" : "补报月报"].filter(Boolean);
  return `${[...untouched, ...missing].join("，且 ")}，无法判定。${cures.join("、")}后重新判定。`;
}

const monthWords = (month: string, asOf: string): string =>
  month.slice(0, 4) === asOf.slice(0, 4) ? `${+month.slice(5, 7)} 月` : periodWords(month);

/** Judged by another day than the one typed now. */
function otherPlan({ planned, plannedNow, adjustment, asOf }: MilestoneVerdict): string {
  if (planned === null || planned === plannedNow) return "";
  const day = shortDayWords(planned, asOf);
  if (adjustment !== null) return `按已同意的调整 ${adjustment.code}，计划完成为${day}。`;
  const now = plannedNow === null ? "现已空缺" : `现填${shortDayWords(plannedNow, asOf)}`;
  return `按原计划${day}判定（${now}，未经同意的调整不作数）。`;
}

/** Whose the days are, when a predecessor moved the milestone: 其中 9 天计入该单位，14 天计入贵单位。 */
function shareWords(verdict: MilestoneVerdict, push: Push, others: string, we: string): string {
  const { ownDaysLate, ownUnit, daysLate } = verdict;
  const mine = push.rootUnit === ownUnit ? "本节点" : we;
  const split =
    ownDaysLate! > 0
      ? `其中 ${push.othersDaysLate} 天计入${others}，${ownDaysLate} 天计入${mine}`
      : `${daysLate} 天全部计入${others}，${mine}视为按期`;
  return `${split}${verdict.provisional ? "（放假安排未公布，暂定）" : ""}。`;
}

/** 其中 9 天计入前置节点「管线迁改」（市供电公司），14 天计入本单位。 */
function ownShare(verdict: MilestoneVerdict): string {
  const { push, asidePredecessor } = verdict;
  if (asidePredecessor !== null) return blindWords(asidePredecessor, "本单位");
  return push === null ? "" : shareWords(verdict, push, `前置节点${rootWords(push)}`, "本单位");
}

/** 前置节点 P-2/10 的行重复或无法读取，延误是否属本单位无法判定。 */
const blindWords = (predecessor: string, we: string): string =>
  `前置节点 ${oneLine(predecessor, 40)} 的行重复或无法读取，延误是否属${we}无法判定。`;

const name = (text: string): string => oneLine(text, 30);
const rootWords = ({ rootName, rootUnit }: Push): string => `「${name(rootName)}」（${rootUnit}）`;

function reasonOf(verdict: MilestoneVerdict): string {
  if (verdict.because !== "overdue") return milestoneSentence(verdict);
  const { rule } = verdict;
  const late = verdict.lateLight === "red" ? `逾期超过 ${rule.value.redFrom - 1} 天` : `逾期 ${bandOf(verdict)}`;
  const exempt = verdict.exemptDays === 0 ? "" : `，已扣除豁免 ${verdict.exemptDays} 天`;
  const why = `${late}${exempt}（规则：${rule.name}，${rule.from} 起）。`;
  return `${claimLead(verdict)}${why}${otherPlan(verdict)}${chainWords(verdict)}${wayBack(verdict)}`;
}

/** 前置节点「管线迁改」（市供电公司）5月26日完成，加本节点工期 3 个工作日为5月29日，其中 9 天计入该单位，14 天计入贵单位。 */
function chainWords(verdict: MilestoneVerdict): string {
  const { push, asidePredecessor, asOf } = verdict;
  if (asidePredecessor !== null) return blindWords(asidePredecessor, "贵单位");
  if (push === null) return "";
  const state = push.finished === null ? "尚未完成" : `${shortDayWords(push.finished, asOf)}完成`;
  const others = push.rootKey === push.predecessor ? sameUnit(push, verdict.ownUnit) : `源头节点${rootWords(push)}`;
  const predecessor = `前置节点「${name(push.predecessorName)}」（${push.predecessorUnit}）`;
  return `${predecessor}${state}，${reckoned(push, asOf)}${shareWords(verdict, push, others, "贵单位")}`;
}

const sameUnit = (push: Push, ownUnit: string): string => (push.rootUnit === ownUnit ? "前置节点" : "该单位");

/** 加本节点工期 3 个工作日为5月29日， ; nothing while the predecessor is open, since its day is not known yet. */
function reckoned({ finished, link, duration, ownFrom }: Push, asOf: string): string {
  if (finished === null) return "";
  const lag = link.lag === 0 ? "" : `前置间隔 ${link.lag} ${link.calendarDays ? "天" : "个工作日"}`;
  const own = link.type.endsWith("F") || duration === 0 ? "" : `本节点工期 ${duration} 个工作日`;
  const added = [lag, own].filter(Boolean).join("、");
  return added === "" ? "" : `加${added}为${shortDayWords(ownFrom, asOf)}，`;
}

function actionOf({ because, done, refuted }: MilestoneVerdict, place: string): string {
  if (done) return "";
  const where = place === "" ? "「节点」表" : place;
  if (refuted !== null) return claimAction(where);
  if (because === "unreadable") return `请在${where}更正日期。`;
  if (because === "stale") return `请在${where}更新进展，未报的月报请补报。`;
  if (because === "due-soon" || because === "due-later")
    return `请按期完成，完成后在${where}填写实际完成日期并附佐证。`;
  return `已完成的，请在${where}填写实际完成日期并附佐证；未完成的，请在「问题」表说明卡点。`;
}
