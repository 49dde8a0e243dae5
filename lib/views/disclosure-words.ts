import type { PlainDate } from "../domain/dates.ts";
import type { DisclosureClock } from "../domain/disclosure/clock.ts";
import type { Decision } from "../domain/disclosure/decision-kind.ts";
import {
  type DisclosureState,
  type DisclosureVerdict,
  disclosedButNotNow,
  isSaid,
} from "../domain/disclosure/disclosure.ts";
import { isValue } from "../domain/field.ts";
import type { Brief } from "./letter-model.ts";
import { factNumber, type Matter, projectTitle } from "./notice-lines.ts";
import { oneLine, prose } from "./one-line.ts";
import { dayWords, shortDayWords } from "./words.ts";

const STATES: Readonly<Record<DisclosureState, string>> = {
  running: "未到期",
  consulting: "征求意见中",
  overdue: "逾期未公开",
  disclosed: "已公开",
  "disclosed-late": "逾期公开",
  withheld: "不公开",
  "withheld-unreviewed": "待保密审查",
  unknown: "无法判定",
};

/** What stands in 状态 of 公开. */
export const disclosureStateWord = (state: DisclosureState): string => STATES[state];

/** Why a row stands as it does: what stands in 系统说明. It counts no days down: that would change every row every day. */
export const disclosureSentence = (verdict: DisclosureVerdict): string =>
  [standing(verdict), refusedWords(verdict), ...notes(verdict)].join("");

function standing(verdict: DisclosureVerdict): string {
  const { state, row, asOf, limit, late, clock, remaining } = verdict;
  const day = (one: PlainDate): string => shortDayWords(one, asOf);
  if (state === "unknown") return "有单元格无法读取，无法判定，请改正。";
  if (state === "withheld") return "不公开，理由和保密审查齐全。";
  if (state === "consulting") return consulting(clock!);
  if (limit === null) return `${isValue(row.disclosedOn) ? day(row.disclosedOn) : ""}公开，时限暂停期间，未超过时限。`;
  const why = `（${termWords(verdict)}）`;
  if (late !== null && isValue(row.disclosedOn))
    return state === "disclosed-late"
      ? `${day(row.disclosedOn)}公开，超过时限${day(limit)}${lateWords(late)}${why}，逾期天数保留。`
      : `${day(row.disclosedOn)}公开，未超过时限${day(limit)}${why}。`;
  if (state === "overdue")
    return `应于${day(limit)}公开${why}，已逾期${lateWords(-remaining!)}；公开后请填写公开日期和公开链接。`;
  const running = `最迟${day(limit)}公开${why}${verdict.provisional ? "（节假日安排暂定）" : ""}。`;
  return state === "running" ? running : `已填不公开理由，尚缺保密审查，时限照计：${running}`;
}

/** On the rest days right after the limit no working day has passed. */
const lateWords = (days: number): string => (days === 0 ? "不足 1 个工作日" : ` ${days} 个工作日`);

const consulting = ({ left }: DisclosureClock): string =>
  `正在征求第三方意见，时限暂停，还剩 ${left} 个工作日；意见收齐后，请填写征求第三方意见止。`;

const DECISIONS = { permit: "行政许可", penalty: "行政处罚" } as const;

/** 行政许可自作出决定之日起 7 个工作日 */
export function termWords({ clock, decision }: DisclosureVerdict): string {
  if (clock === null) return "";
  const { basis, days, extension, excluded, own } = clock;
  const asked = excluded > 0 ? `，征求第三方意见 ${excluded} 个工作日不计` : "";
  if (basis === "decided")
    return `${DECISIONS[decision!.kind]}自作出决定之日起 ${days} 个工作日${strictWords(decision!)}`;
  if (basis === "set") return `另定 ${days} 个工作日，${oneLine(own!.source, 80)}${asked}`;
  if (basis === "proactive") return `自形成或变更之日起 ${days} 个工作日`;
  const put = extension > 0 ? `，含延长 ${extension} 个工作日，${oneLine(own!.source, 80)}` : "";
  return `自收到申请之日起 ${days} 个工作日${put}${asked}`;
}

/** 文书类型 says 其他, and it is a permit all the same. */
const strictWords = ({ kind, seen }: Decision): string => {
  if (seen === "row") return "";
  const where = seen === "milestone" ? "同名节点的文书类型" : "事项名称";
  return `；本行文书类型填“其他”，${where}为${DECISIONS[kind]}，从严计算`;
};

/** An excuse that came too late. */
const refusedWords = ({ clock }: DisclosureVerdict): string =>
  clock?.refused == null ? "" : `「规则」${clock.refused.from} 起的另定或延长晚于时限，不计。`;

function notes(verdict: DisclosureVerdict): readonly string[] {
  const { row, asOf, milestoneDay, state } = verdict;
  const isDone = state === "disclosed" || state === "disclosed-late";
  return [
    isDone && row.manner !== "依申请" && row.link === null ? "尚缺公开链接。" : "",
    disclosedButNotNow(verdict) ? "所填公开日期早于形成（变更）日期，或还没有到，没有计入。" : "",
    state === "overdue" && isSaid(row.withheldBecause) ? "不公开须经保密审查，没有审查的时限照计。" : "",
    row.manner !== "依申请" && isValue(row.consultFrom) ? "征求第三方意见的时间只在依申请时扣除。" : "",
    milestoneDay === null
      ? ""
      : `同名节点实际完成为${shortDayWords(milestoneDay, asOf)}，与形成日期不同，请核对；不另列一行。`,
  ];
}

/** Why, and what to do, in a letter. */
export function disclosureWords(verdict: DisclosureVerdict, place: string) {
  const { row, rule } = verdict;
  const where = place === "" ? "「公开」表" : place;
  const review =
    row.withheldBecause !== null
      ? "不公开的，请填写理由并完成保密审查。"
      : "依法不公开的，请填写不公开理由和保密审查。";
  return {
    reason: `时限：${termWords(verdict)}${verdict.provisional ? "（节假日安排暂定）" : ""}（规则：${rule.name}，${rule.from} 起）。`,
    action: `${row.manner === "依申请" ? "已答复的" : "已公开的"}，请在${where}填写公开日期${row.manner === "依申请" ? "" : "和公开链接"}；${review}`,
  };
}

/** 甲县2026年政府信息公开工作年度报告（重大建设项目领域）; unit "": the government's own. */
export const disclosureReportName = (unit: string, year: number): string =>
  `${unit === "" ? "本级政府" : oneLine(unit, 40)}${year}年政府信息公开工作年度报告（重大建设项目领域）`;

/** P-031 滨河路改造 ·「施工许可证」信息公开3月19日（周四）到期，还有 5 个工作日 */
export function disclosureDueLine({ item }: Matter, asOf: PlainDate): Brief {
  const left = factNumber(item, "workingDaysLeft") ?? 0;
  const when = item.due === null ? "" : `${item.due === asOf ? "今天" : dayWords(item.due, asOf)}到期`;
  const what =
    item.project === "" ? `${oneLine(item.name, 60)}` : `${projectTitle(item)} ·「${prose(item.name, 40)}」信息公开`;
  const provisional = item.facts.provisional === true ? "（节假日安排暂定）" : "";
  return {
    badge: null,
    text: `${what}${when}${left > 0 ? `，还有 ${left} 个工作日` : ""}${provisional}`,
  };
}
