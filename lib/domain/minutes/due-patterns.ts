import type { DueForm, PeriodUnit, UnclearDue, YearWord } from "./due-form.ts";
import { numberIn } from "./plain-form.ts";

export const N = "(?:\\d{1,3}|[〇一二两三四五六七八九十]{1,3})";
const YEAR = "(?:(?<year>\\d{4}|[〇一二三四五六七八九]{4})年|(?<rel>今年|本年|当年|明年|次年))?";
/** 元月 is January. */
const MONTH = `(?<month>${N}|元)`;
const BEFORE = "(?:之前|以前|前)(?!后|期|列|三|述|往)";
const WITHIN = "(?:以内|之内|内)";
const LIMIT = `(?<limit>${BEFORE}|${WITHIN})`;
const HOUR =
  "(?:\\((?:周|星期)[一二三四五六日天]\\))?(?:上午|下午|中午|晚上?)?(?:\\d{1,2}(?:时|点|:\\d{2})(?:\\d{1,2}分|整|半)?)?";
const NO_RANGE = "(?!至|到|-)";

export type Groups = Readonly<Record<string, string | undefined>>;
export interface Pattern {
  readonly words: RegExp;
  readonly read: (groups: Groups) => DueForm | null;
}

const pattern = (source: string, read: Pattern["read"]): Pattern => ({ words: new RegExp(source, "y"), read });
const unclear = (because: UnclearDue): DueForm => ({ form: "unclear", because });

function yearOf({ year, rel }: Groups): YearWord {
  if (year !== undefined) return numberIn(year);
  if (rel === undefined) return null;
  return rel === "明年" || rel === "次年" ? "next" : "this";
}

const THIRDS: Readonly<Record<string, number>> = { 上: 10, 中: 20, 下: 0 };
const WEEKDAYS = "一二三四五六日";
const weekdayOf = (word: string): number => WEEKDAYS.indexOf(word === "天" ? "日" : word) + 1;
const monthsAfter = (word: string): number => (/^[下次]/.test(word) ? 1 : 0);

/** 6月 with a day, an end, a third, or nothing: the day number, null when the word says none. */
function dayIn({ day, end, third }: Groups): number | null {
  if (day !== undefined) return numberIn(day);
  if (third !== undefined) return THIRDS[third]!;
  return end === undefined ? null : 0;
}

const isWithin = (limit: string | undefined): boolean => limit?.endsWith("内") === true;

/** A period named without its end: 6月内 is its last day, 6月前 nobody can tell. */
const whole = (groups: Groups, form: DueForm): DueForm =>
  groups.limit === undefined || isWithin(groups.limit) ? form : unclear("before-period");

function monthForm(groups: Groups): DueForm | null {
  const month = groups.month === "元" ? 1 : numberIn(groups.month!);
  const day = dayIn(groups);
  if (month < 1 || month > 12 || (day !== null && !(day >= 0 && day <= 31))) return unclear("no-such-day");
  const form: DueForm = { form: "day", year: yearOf(groups), month, day: day ?? 0 };
  return day === null ? whole(groups, form) : form;
}

function quarterForm(groups: Groups): DueForm {
  const form: DueForm = { form: "day", year: yearOf(groups), month: 3 * numberIn(groups.quarter!), day: 0 };
  return groups.end === undefined ? whole(groups, form) : form;
}

const UNITS: Readonly<Record<string, PeriodUnit>> = {
  工作日: "working-days",
  自然日: "days",
  日: "days",
  天: "days",
  周: "weeks",
  星期: "weeks",
  月: "months",
  年: "months",
};

export function periodForm({ n, unit }: Groups): DueForm | null {
  const count = numberIn(n!) * (unit === "年" ? 12 : 1);
  return count >= 1 && count <= 400 ? { form: "period", unit: UNITS[unit!]!, n: count, from: "meeting" } : null;
}

/** 本月, 下月 … of the meeting's own month. */
function ownMonthForm(groups: Groups): DueForm {
  const day = dayIn(groups);
  const form: DueForm = { form: "month", after: monthsAfter(groups.own!), day: day ?? 0 };
  if (day !== null && day > 31) return unclear("no-such-day");
  return day === null ? whole(groups, form) : form;
}

const WEEK = "(?<week>本周|这周|本星期|下周|下星期)";

/** Tried in this order at each place. */
export const PATTERNS: readonly Pattern[] = [
  pattern("每(?:个)?(?:月|周|季度?|年|日|天|旬|半月)[^,。;:、()]{0,12}?(?:前|内|底|末)", () => unclear("repeated")),
  pattern(`(?:去年|上年|前年|上个?月|上周|上季度)[^,。;:、()]{0,8}?(?:前|内|底|末|日)`, () => null),
  pattern(
    `${YEAR}${MONTH}月(?:份)?(?:(?<day>${N})[日号]|(?<end>底|末)|(?<third>[上中下])旬)${HOUR}(?:之|以)?(?:前后|左右)`,
    () => unclear("about"),
  ),
  pattern(
    `${YEAR}${MONTH}月(?:份)?(?:(?<day>${N})[日号]|(?<end>底|末)|(?<third>[上中下])旬)${HOUR}${LIMIT}?${NO_RANGE}`,
    monthForm,
  ),
  pattern(`${YEAR}${MONTH}月(?:份)?${LIMIT}?${NO_RANGE}(?![月日号个上中下底末\\d])`, monthForm),
  pattern(
    `(?<own>本月|当月|这个月|下月|下个月|次月)(?:份)?(?:(?<day>${N})[日号]|(?<end>底|末)|(?<third>[上中下])旬)?${HOUR}${LIMIT}?${NO_RANGE}`,
    ownMonthForm,
  ),
  pattern(`(?<![\\d〇一二三四五六七八九十份个本下上])月(?<end>底|末)(?:${BEFORE})?`, () => ({
    form: "month",
    after: 0,
    day: 0,
  })),
  pattern(`${YEAR}第?(?<quarter>[1-4一二三四])季度(?<end>末|底)?${LIMIT}?${NO_RANGE}`, quarterForm),
  pattern(`(?<own>本季度|下季度|下个季度)(?<end>末|底)?${LIMIT}?`, (groups) => {
    const form: DueForm = { form: "quarter", after: monthsAfter(groups.own!) };
    return groups.end === undefined ? whole(groups, form) : form;
  }),
  pattern(`${YEAR}(?<half>[上下])半年(?<end>末|底)?${LIMIT}?${NO_RANGE}`, (groups) => {
    const form: DueForm = { form: "day", year: yearOf(groups), month: groups.half === "上" ? 6 : 12, day: 0 };
    return groups.end === undefined ? whole(groups, form) : form;
  }),
  pattern(
    `(?:(?<year>\\d{4}|[〇一二三四五六七八九]{4})年(?:度)?|(?<rel>今年|本年度?|当年|明年|次年)|(?<![\\d〇一二两三四五六七八九十半几近多每])年)年?(?:(?:底|末|内)(?:${BEFORE})?|终${BEFORE})`,
    (groups) => ({ form: "day", year: yearOf(groups) ?? "this", month: 12, day: 0 }),
  ),
  pattern(`${WEEK}(?<weekday>[一二三四五六日天])(?:上午|下午|下班)?${LIMIT}?`, ({ week, weekday }) => ({
    form: "weekday",
    after: monthsAfter(week!),
    weekday: weekdayOf(weekday!),
  })),
  pattern(`${WEEK}末(?:${BEFORE})?|周末(?:之|以)?前`, () => unclear("weekend")),
  pattern(`${WEEK}${LIMIT}`, (groups) =>
    whole(groups, { form: "weekday", after: monthsAfter(groups.week!), weekday: 7 }),
  ),
  pattern(
    `(?<![本下上这每个])(?:周|星期)(?<weekday>[一二三四五六日天])(?:上午|下午|下班)?${BEFORE}`,
    ({ weekday }) => ({ form: "weekday", after: null, weekday: weekdayOf(weekday!) }),
  ),
  pattern(`(?<![月至到\\d〇一二三四五六七八九十])(?<day>${N})[日号]${HOUR}${BEFORE}`, ({ day }) =>
    numberIn(day!) > 31 ? unclear("no-such-day") : { form: "month", after: 0, day: numberIn(day!) },
  ),
  pattern(
    `(?<![\\d第])(?<n>${N})(?:个)?(?<unit>工作日|自然日|日|天|周|星期|月|年)(?:的时间|时间)?${LIMIT}`,
    (groups) => (isWithin(groups.limit) ? periodForm(groups) : null),
  ),
  pattern(`半年(?:时间)?${WITHIN}`, () => ({ form: "period", unit: "months", n: 6, from: "meeting" })),
  pattern(`半个?月(?:时间)?${WITHIN}`, () => unclear("half-month")),
  pattern(`\\d{1,3}(?:个)?小时${WITHIN}`, () => unclear("hours")),
  pattern(
    `(?:春节|元旦|清明|五一|端午|国庆|中秋|两会|全国两会|主汛期|汛期|入汛|入冬|封冻|上冻|供暖季?|采暖季?|雨季|秋季开学|开学|高考|(?:农历)?(?:正月|腊月|冬月)[初十廿二三四五六七八九]{1,3}|下次(?:会议|调度会|例会)|下一次(?:会议|调度会))(?:节|期)?(?:到来|来临|召开)?${BEFORE}`,
    () => unclear("event"),
  ),
];
