import type { ListRules } from "../domain/assessment/red-black-list.ts";
import type { YearWeights } from "../domain/assessment/year.ts";
import type { PlainDate } from "../domain/dates.ts";
import type { RuleRef } from "../domain/rule.ts";
import { decimalRule } from "./decimal-rule.ts";
import { wholeNumberRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const FROM: PlainDate = "2026-01-01";
const LIST_SOURCE =
  "绵阳市重点项目“红黑榜”通报办法：县区（园区）前 5 后 4，市级部门（国企）前 4 后 3，各不超过三分之一";
const YEAR_SOURCE = "年度考核内置口径：（月均 10%＋6 月 45%＋12 月 45%）占九成，观摩占一成";

const seats = (name: string, value: number): RuleDef<number> =>
  wholeNumberRule({ name, entries: [{ from: FROM, value, source: LIST_SOURCE }] }, "家", 0, 50);

const share = (name: string, value: number): RuleDef<number> =>
  decimalRule({ name, from: FROM, value, source: YEAR_SOURCE, unit: "%", max: 100 });

const COUNTY_RED = seats("县区园区红榜名额", 5);
const COUNTY_BLACK = seats("县区园区黑榜名额", 4);
const DEPARTMENT_RED = seats("市直国企红榜名额", 4);
const DEPARTMENT_BLACK = seats("市直国企黑榜名额", 3);
/** No list is longer than the group divided by this, rounded up. */
const LIST_SHARE = wholeNumberRule(
  { name: "红黑榜每组至多几分之一", entries: [{ from: FROM, value: 3, source: LIST_SOURCE }] },
  "分之一",
  1,
  20,
);

const MEAN = share("年度月均占比", 10);
const JUNE = share("年度六月占比", 45);
const DECEMBER = share("年度十二月占比", 45);
const BRACKET = share("年度月度考核占比", 90);
const VISITS = share("年度观摩占比", 10);

const LIST_RULES = [COUNTY_RED, COUNTY_BLACK, DEPARTMENT_RED, DEPARTMENT_BLACK, LIST_SHARE];
const YEAR_RULES = [MEAN, JUNE, DECEMBER, BRACKET, VISITS];

/** Every rule of quarter, year and lists, for `duban rules` and the tab 规则. */
export const ASSESSMENT_RULES: readonly RuleDef<unknown>[] = [...LIST_RULES, ...YEAR_RULES];

/** Seats and bounds of the red and black lists as they stood on the quarter's last day. */
export function listRulesOn(book: Rulebook, day: PlainDate): ListRules {
  const value = (def: RuleDef<number>): number => ruleOn(book, def, day).value;
  const counties = { red: value(COUNTY_RED), black: value(COUNTY_BLACK) };
  const departments = { red: value(DEPARTMENT_RED), black: value(DEPARTMENT_BLACK) };
  return {
    seats: { 县区: counties, 园区: counties, 市直: departments, 国企: departments },
    shareOf: value(LIST_SHARE),
  };
}

/** The parts of the year as they stood on its last day, in percent; when they add up to something else, the year is scaled to it. */
export function yearWeightsOn(book: Rulebook, day: PlainDate): YearWeights {
  const value = (def: RuleDef<number>): number => ruleOn(book, def, day).value;
  return {
    mean: value(MEAN),
    june: value(JUNE),
    december: value(DECEMBER),
    bracket: value(BRACKET),
    visits: value(VISITS),
  };
}

/** What an explanation of a quarter or a year quotes. */
export const assessmentRulesUsed = (book: Rulebook, day: PlainDate, kind: "quarter" | "year"): readonly RuleRef[] =>
  (kind === "quarter" ? LIST_RULES : YEAR_RULES)
    .map((def) => ruleOn(book, def, day))
    .map(({ name, from, source }) => ({ name, from, source }));
