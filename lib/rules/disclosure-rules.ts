import { isRealDay, type PlainDate } from "../domain/dates.ts";
import type { DisclosureRule, SetTerm } from "../domain/disclosure/disclosure-rule.ts";
import type { RuleRow } from "../domain/registry.ts";
import type { RuleInForce } from "../domain/rule.ts";
import { quoted } from "./light-rules.ts";
import { wholeNumberRule } from "./rule-values.ts";
import { plainName, type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const REGULATION: PlainDate = "2019-05-15";
const ORDINANCE = "《政府信息公开条例》（国务院令第711号）";
const OPINION =
  "国办发〔2017〕94号：自信息形成或变更之日起20个工作日内公开，行政许可、行政处罚自作出决定之日起7个工作日内公开";

const term = (name: string, from: PlainDate, value: number, source: string): RuleDef<number> =>
  wholeNumberRule({ name, entries: [{ from, value, source }] }, "个工作日", 1, 60);

const PROACTIVE = term("主动公开时限", "2017-12-04", 20, `${ORDINANCE}第26条；${OPINION}`);
const DECIDED = term("许可处罚公开时限", "2017-12-04", 7, OPINION);
const ON_REQUEST = term("依申请公开时限", REGULATION, 20, `${ORDINANCE}第33条：收到申请之日起20个工作日内答复`);
const EXTENSION = term("依申请延长上限", REGULATION, 20, `${ORDINANCE}第33条：延长的期限最长不得超过20个工作日`);

/** Rows of 规则 add to each other: each names its rows of 公开 and their working days. */
const rowTerms = (name: string, hint: string): RuleDef<ReadonlyMap<string, number>> => ({
  rule: { name, entries: [{ from: "2017-12-04", value: new Map(), source: "没有另定" }] },
  hint,
  parse: (text) => {
    const parts = text
      .split(/[;\n]/)
      .map((part) => /^(.+\/.+?)\s*[:=]\s*(\d{1,2})\s*个?(?:工作日)?$/.exec(part.trim()));
    const terms = parts.map((part) => [part?.[1] ?? "", Number(part?.[2] ?? 0)] as const);
    return terms.every(([key, days]) => key !== "" && days >= 1 && days <= 60) ? new Map(terms) : undefined;
  },
  show: (value) => [...value].map(([key, days]) => `${key}：${days}个工作日`).join("；") || "无",
});

const EXAMPLE = "如 P-031/施工许可证：20个工作日；几项用分号隔开";
const SET = rowTerms("公开时限另定", `请写“项目编号/事项：工作日数”，${EXAMPLE}`);
const EXTENDED = rowTerms("依申请延长", `请写“项目编号/事项：延长的工作日数”，${EXAMPLE}`);

/** Working days before the limit on which a reminder is owed; at most two. Source: domain.md "Disclosure", "Mail budget". */
export const DISCLOSURE_REMINDERS: RuleDef<readonly number[]> = {
  rule: {
    name: "公开提醒工作日",
    entries: [{ from: "2026-01-01", value: [5, 2], source: "减负要求：到期前至多提醒两次" }],
  },
  hint: "请填一个或两个 1 到 15 的整数（工作日），如 5、2",
  parse: (text) => {
    const days = text.split(/[、,;]/).map((part) => part.replace(/个?工作日$/, "").trim());
    if (days.length > 2 || !days.every((day) => /^\d{1,2}$/.test(day) && +day >= 1 && +day <= 15)) return;
    const numbers = [...new Set(days.map(Number))].toSorted((a, b) => b - a);
    return numbers.length === days.length ? numbers : undefined;
  },
  show: (value) => `${value.join("、")}个工作日`,
};

/** A day of the year as "01-31". */
const dayOfYear = (name: string, value: string): RuleDef<string> => ({
  rule: { name, entries: [{ from: REGULATION, value, source: `${ORDINANCE}第49条` }] },
  hint: "请写成 1月31日",
  parse: (text) => {
    const [, month = "", day = ""] = /^(\d{1,2})(?:月|-)(\d{1,2})日?$/.exec(text) ?? [];
    return isRealDay(2026, +month, +day) ? `${month.padStart(2, "0")}-${day.padStart(2, "0")}` : undefined;
  },
  show: (text) => `${+text.slice(0, 2)}月${+text.slice(3)}日`,
});

const UNIT_REPORT = dayOfYear("部门公开年报截止日", "01-31");
const GOVERNMENT_REPORT = dayOfYear("政府公开年报截止日", "03-31");

/** By whose end last year's reports are due, in the year of `day`. */
export const disclosureReportDays = (book: Rulebook, day: PlainDate) => ({
  unit: `${day.slice(0, 4)}-${ruleOn(book, UNIT_REPORT, day).value}`,
  government: `${day.slice(0, 4)}-${ruleOn(book, GOVERNMENT_REPORT, day).value}`,
});

export const DISCLOSURE_RULES: readonly RuleDef<unknown>[] = [
  PROACTIVE,
  DECIDED,
  ON_REQUEST,
  EXTENSION,
  SET,
  EXTENDED,
  DISCLOSURE_REMINDERS,
  UNIT_REPORT,
  GOVERNMENT_REPORT,
];

export function disclosureRuleOn(book: Rulebook, day: PlainDate): RuleInForce<DisclosureRule> {
  const parts = [PROACTIVE, DECIDED, ON_REQUEST, EXTENSION].map((def) => ruleOn(book, def, day));
  const [proactive, decided, onRequest, mostExtension] = parts.map(({ value }) => value) as [
    number,
    number,
    number,
    number,
  ];
  const own = { set: addedUp(book, SET, day), extended: addedUp(book, EXTENDED, day) };
  return { ...quoted("公开时限", parts), value: { proactive, decided, onRequest, mostExtension, ...own } };
}

/** What was set for single rows until the day; of two for one row the later counts. */
function addedUp(
  { overrides }: Rulebook,
  { rule }: RuleDef<ReadonlyMap<string, number>>,
  day: PlainDate,
): ReadonlyMap<string, SetTerm> {
  const terms = new Map<string, SetTerm>();
  for (const { from, value, source } of overrides.get(rule.name) ?? []) {
    if (from > day) continue;
    for (const [key, days] of value as ReadonlyMap<string, number>) terms.set(key, { days, from, source });
  }
  return terms;
}

/** Keys in rows of 规则 that set or put off a term, with the row they stand in. */
export const rowsWithTerms = (rows: readonly RuleRow[]): readonly { readonly row: RuleRow; readonly key: string }[] =>
  [SET, EXTENDED].flatMap((def) =>
    rows
      .filter(({ parameter }) => plainName(parameter) === plainName(def.rule.name))
      .flatMap((row) => [...(def.parse(row.value.normalize("NFKC").trim()) ?? [])].map(([key]) => ({ row, key }))),
  );
