import type { PlainDate } from "../domain/dates.ts";
import type { IdentityRule } from "../domain/identities.ts";
import type { ReportRule } from "../domain/reports.ts";
import type { DatedValue, RuleInForce } from "../domain/rule.ts";
import { quoted } from "./light-rules.ts";
import { choiceRule, wholeNumberRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const FROM: PlainDate = "2025-01-01";
const REPORTING = "月报报送制度（内置）：迟报记在单位，不记在项目";
const IDENTITY = "投资数据核对口径（内置）";
const STATISTICS_LAW = "《统计法》：统计数据由填报单位负责，系统只问不改";

const since = <T>(value: T, source: string): readonly DatedValue<T>[] => [{ from: FROM, value, source }];

const YES_NO = ["是", "否"] as const;
type YesNo = (typeof YES_NO)[number];

const JANUARY_WITH_FEBRUARY = choiceRule<YesNo>(
  { name: "1月可与2月并报", entries: since("是", "固定资产投资统计 1 月不单独报送的通行做法") },
  YES_NO,
);
const LATE_YELLOW = wholeNumberRule({ name: "迟报黄灯工作日", entries: since(3, REPORTING) }, "个工作日", 1, 30);
const LATE_RED = wholeNumberRule({ name: "迟报红灯连续月数", entries: since(2, REPORTING) }, "个月", 2, 12);

const TOTAL_TIMES = percentOf("超总投资界限", 120, "%", IDENTITY, 100, 1000);
const MONTHS_RUNNING = wholeNumberRule({ name: "零投资或同数连续月数", entries: since(3, IDENTITY) }, "个月", 2, 12);
const JUMP_SHARE = percentOf("单月突增占年度计划", 30, "%", IDENTITY, 1, 100);
const JUMP_TIMES = percentOf("单月突增为当月计划", 300, "%", IDENTITY, 100, 1000);
const FUNDS_TIMES = percentOf("投资与到位资金之比", 200, "%", IDENTITY, 100, 1000);
const PRIVATE_FOR = wholeNumberRule({ name: "待复核答复期限", entries: since(5, STATISTICS_LAW) }, "个工作日", 1, 30);

export const REPORT_RULES = [
  JANUARY_WITH_FEBRUARY,
  LATE_YELLOW,
  LATE_RED,
  TOTAL_TIMES,
  MONTHS_RUNNING,
  JUMP_SHARE,
  JUMP_TIMES,
  FUNDS_TIMES,
  PRIVATE_FOR,
] as const;

/** A whole percentage. */
function percentOf(
  name: string,
  value: number,
  unit: string,
  source: string,
  min: number,
  max: number,
): RuleDef<number> {
  return wholeNumberRule({ name, entries: since(value, source) }, unit, min, max);
}

export function reportRuleOn(book: Rulebook, day: PlainDate): RuleInForce<ReportRule> {
  const january = ruleOn(book, JANUARY_WITH_FEBRUARY, day);
  const [yellow, red] = [ruleOn(book, LATE_YELLOW, day), ruleOn(book, LATE_RED, day)];
  const value = { januaryWithFebruary: january.value === "是", yellowFrom: yellow.value, redFrom: red.value };
  return { ...quoted("报送预警", [yellow, red]), value };
}

export function identityRuleOn(book: Rulebook, day: PlainDate): RuleInForce<IdentityRule> {
  const percents = [TOTAL_TIMES, JUMP_SHARE, JUMP_TIMES, FUNDS_TIMES].map((def) => ruleOn(book, def, day));
  const months = ruleOn(book, MONTHS_RUNNING, day);
  const [total, jumpShare, jumpTimes, funds] = percents.map((part) => part.value);
  const value = {
    totalPercent: total!,
    monthsRunning: months.value,
    jumpSharePercent: jumpShare!,
    jumpPlanPercent: jumpTimes!,
    fundsPercent: funds!,
    privateFor: ruleOn(book, PRIVATE_FOR, day).value,
  };
  return { ...quoted("数据核对", [...percents, months]), value };
}
