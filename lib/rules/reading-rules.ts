import type { PlainDate } from "../domain/dates.ts";
import { wholeNumberRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const ALWAYS = "2000-01-01";
const TEMPLATE = "项目台账模板";

/** What the office lays down is added to the built-in words, never instead of them: a forgotten word would set rows aside. */
const words = (text: string): readonly string[] =>
  text
    .split(/[、,;\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== "");

const pairs = (text: string): readonly (readonly [string, string])[] | undefined => {
  const split = words(text).map((word) => word.split("=").map((part) => part.trim()));
  return split.every(([left, right, ...more]) => left && right && more.length === 0)
    ? split.map(([left, right]) => [left!, right!] as const)
    : undefined;
};

/** The year dates without a year belong to. Required: null until the office has typed it. Source: registry.md, 规则. */
export const PLAN_YEAR: RuleDef<number | null> = {
  rule: { name: "计划年度", entries: [{ from: ALWAYS, value: null, source: "规则表（必填）" }] },
  hint: "请填四位年份，如 2026",
  parse: wholeNumberRule({ name: "计划年度", entries: [] }, "年", 2000, 2100).parse,
  show: (value) => (value === null ? "未填" : `${value}年`),
};

const CATEGORIES: readonly string[] = ["产业", "基础设施", "民生", "生态环保", "文化旅游"];

export const CATEGORY_LIST: RuleDef<readonly string[]> = {
  rule: { name: "项目类别", entries: [{ from: ALWAYS, value: CATEGORIES, source: TEMPLATE }] },
  hint: "请用顿号分隔要增加的类别，如 数字经济、现代物流",
  parse: (text) => (words(text).length === 0 ? undefined : [...new Set([...CATEGORIES, ...words(text)])]),
  show: (value) => value.join("、"),
};

export const CATEGORY_ALIASES: RuleDef<ReadonlyMap<string, string>> = {
  rule: { name: "项目类别别名", entries: [{ from: ALWAYS, value: new Map(), source: TEMPLATE }] },
  hint: "请写成 别名=类别，用顿号分隔，如 产业项目=产业、社会民生=民生",
  parse: (text) => {
    const found = pairs(text);
    return found === undefined || found.length === 0 ? undefined : new Map(found);
  },
  show: (value) => [...value].map(([alias, category]) => `${alias}=${category}`).join("、") || "无",
};

const MECHANISMS: ReadonlyMap<string, string | null> = new Map(
  ["重点项目", "基础设施", "服务企业", "招商引资", "财政税收", "其他"].map((name) => [name, null]),
);

/** The mechanisms (机制) with the city leader (牵头市领导) of each, null where none is named. */
export const MECHANISM_LIST: RuleDef<ReadonlyMap<string, string | null>> = {
  rule: { name: "机制", entries: [{ from: ALWAYS, value: MECHANISMS, source: TEMPLATE }] },
  hint: "请用顿号分隔，可带牵头市领导，如 重点项目=张某某、现代物流",
  parse: (text) => {
    const named = words(text).map((word) => word.split("=").map((part) => part.trim()));
    const readable =
      named.length > 0 && named.every((parts) => parts.length <= 2 && parts.every((part) => part !== ""));
    return readable
      ? new Map([...MECHANISMS, ...named.map(([name, leader]) => [name!, leader ?? null] as const)])
      : undefined;
  },
  show: (value) => [...value].map(([name, leader]) => (leader === null ? name : `${name}=${leader}`)).join("、"),
};

export const READING_RULES: readonly RuleDef<unknown>[] = [PLAN_YEAR, CATEGORY_LIST, CATEGORY_ALIASES, MECHANISM_LIST];

/** What the reading of the other tabs needs to know from 规则. */
export interface ReadingRules {
  readonly planYear: number | null;
  readonly categories: readonly string[];
  readonly categoryAliases: ReadonlyMap<string, string>;
  readonly mechanisms: readonly string[];
  /** 牵头市领导 by mechanism, where named. */
  readonly mechanismLeaders: ReadonlyMap<string, string>;
}

export function readingRules(book: Rulebook, asOf: PlainDate): ReadingRules {
  const mechanisms = ruleOn(book, MECHANISM_LIST, asOf).value;
  return {
    planYear: ruleOn(book, PLAN_YEAR, asOf).value,
    categories: ruleOn(book, CATEGORY_LIST, asOf).value,
    categoryAliases: ruleOn(book, CATEGORY_ALIASES, asOf).value,
    mechanisms: [...mechanisms.keys()],
    mechanismLeaders: new Map([...mechanisms].flatMap(([name, leader]) => (leader === null ? [] : [[name, leader]]))),
  };
}
