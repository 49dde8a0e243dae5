import type { PlainDate } from "../domain/dates.ts";
import type { AgendaRule } from "../domain/meeting-pack/agenda.ts";
import type { AssignmentRule } from "../domain/meeting-pack/assignments.ts";
import type { RuleInForce } from "../domain/rule.ts";
import { wholeNumberRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const FROM: PlainDate = "2025-01-01";
const MEETINGS = "调度会会务通行安排：控制时间、一事一议，其余书面汇报";
const TERMS = "13710：一般问题7天、复杂问题1个月，折合工作日；其余按两周拟";

/** So many whole numbers from 1 to `most`, in the order of `names`. */
const numbersRule = (
  name: string,
  value: readonly number[],
  source: string,
  { names, unit, most }: { readonly names: readonly string[]; readonly unit: string; readonly most: number },
): RuleDef<readonly number[]> => ({
  rule: { name, entries: [{ from: FROM, value, source }] },
  hint: `请填 ${names.length} 个 1 到 ${most} 的整数（${unit}），依次为${names.join("、")}，如 ${value.join("、")}`,
  parse: (text) => {
    const parts = text.split(/[、,，;；]/).map((part) => part.replace(new RegExp(`个?${unit}$`), "").trim());
    if (parts.length !== names.length) return;
    return parts.every((part) => /^\d{1,3}$/.test(part) && +part >= 1 && +part <= most) ? parts.map(Number) : undefined;
  },
  show: (numbers) => `${numbers.join("、")}${unit}`,
});

/** Minutes of an agenda's items. */
const MINUTES = numbersRule("会议议题分钟", [8, 10, 5, 5], MEETINGS, {
  names: ["问题", "清单调整", "单个项目或任务", "通报"],
  unit: "分钟",
  most: 120,
});

/** Single matters taken one by one; the rest is told in writing. */
const MOST = wholeNumberRule(
  { name: "会议议题上限", entries: [{ from: FROM, value: 12, source: MEETINGS }] },
  "个",
  1,
  200,
);

/** Working days proposed for items of the minutes. */
const DAYS = numbersRule("会议交办工作日", [5, 20, 10], TERMS, {
  names: ["一般问题", "复杂问题", "其他"],
  unit: "工作日",
  most: 250,
});

/** Months red running from which a project is put before the quarter's meeting. */
const RED_MONTHS = wholeNumberRule(
  { name: "连续红灯月数", entries: [{ from: FROM, value: 2, source: "季调度内置口径：连续两个月红灯的项目提交会议" }] },
  "个月",
  1,
  12,
);

export const MEETING_RULES: readonly RuleDef<unknown>[] = [MINUTES, MOST, DAYS, RED_MONTHS];

export interface MeetingRules {
  readonly agenda: AgendaRule;
  readonly assignment: RuleInForce<AssignmentRule>;
  readonly redMonths: number;
}

export function meetingRulesOn(book: Rulebook, day: PlainDate): MeetingRules {
  const [issueMinutes, listMinutes, projectMinutes, reportMinutes] = ruleOn(book, MINUTES, day).value as FourNumbers;
  const days = ruleOn(book, DAYS, day);
  const [ordinary, complex, other] = days.value as ThreeNumbers;
  return {
    agenda: { issueMinutes, listMinutes, projectMinutes, reportMinutes, most: ruleOn(book, MOST, day).value },
    assignment: { ...days, value: { ordinary, complex, other } },
    redMonths: ruleOn(book, RED_MONTHS, day).value,
  };
}

type ThreeNumbers = readonly [number, number, number];
type FourNumbers = readonly [number, number, number, number];
