import type { PlainDate } from "../domain/dates.ts";
import type { ObservationRule } from "../domain/observation/ballots.ts";
import type { ThemePart, ThemeRule } from "../domain/observation/theme.ts";
import type { DrawRule } from "../domain/observation/visit-list.ts";
import type { RuleInForce } from "../domain/rule.ts";
import { decimalRule } from "./decimal-rule.ts";
import { quoted } from "./light-rules.ts";
import { choiceRule, wholeNumberRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const FROM: PlainDate = "2025-01-01";
const COUNTING = "项目观摩评比办法（内置）：评分取平均，七位评委以上各去一个最高分和最低分；或按名次计 100、97、94 分";
const VISITING = "项目观摩评比办法（内置）：7月、12月看产业，4月、10月看其余四类；两年内不重复，各县区都有";

const points = (name: string, value: number): RuleDef<number> =>
  decimalRule({ name, from: FROM, value, source: COUNTING, unit: "分", max: 100 });

const whole = (name: string, value: number, [unit, min, max]: readonly [string, number, number], source: string) =>
  wholeNumberRule({ name, entries: [{ from: FROM, value, source }] }, unit, min, max);

const ASKED = { 评分: "scores", 名次: "places" } as const satisfies Record<string, ObservationRule["asked"]>;

const METHOD = choiceRule<keyof typeof ASKED>(
  { name: "观摩计分方式", entries: [{ from: FROM, value: "评分", source: COUNTING }] },
  ["评分", "名次"],
);
const TRIM_FROM = whole("观摩去高低分起点", 7, ["位评委", 3, 1000], COUNTING);
const FIRST_VOTE = points("观摩第一名分值", 100);
const VOTE_STEP = points("观摩名次分差", 3);
const LOWEST_VOTE = points("观摩名次最低分", 0);
/** A ballot so many points from the median of its project is shown to the admins. */
const OUTLIER = points("观摩离群分差", 15);
const EACH = whole("观摩每县区项目数", 2, ["个项目", 1, 100], VISITING);
const MONTHS_APART = whole("观摩间隔月数", 24, ["个月", 1, 120], VISITING);

const OTHERS = "其余";
const DEFAULT_THEMES: ThemeRule = [
  { months: [7, 12], categories: ["产业"] },
  { months: [4, 10], categories: "others" },
];

const THEMES: RuleDef<ThemeRule> = {
  rule: { name: "观摩主题", entries: [{ from: FROM, value: DEFAULT_THEMES, source: VISITING }] },
  hint: "请写成 7月、12月：产业；4月、10月：其余 这样的格式，每月至多出现一次（“其余”为没有点到的各类）",
  parse: themesIn,
  show: (themes) => themes.map(partWords).join("；"),
};

const partWords = ({ months, categories }: ThemePart): string =>
  `${months.map((month) => `${month}月`).join("、")}：${categories === "others" ? OTHERS : categories.join("、")}`;

function themesIn(text: string): ThemeRule | undefined {
  const parts = text.normalize("NFKC").replace(/\s/g, "").split(";").map(partIn);
  if (!parts.every((part) => part !== undefined)) return undefined;
  const months = parts.flatMap((part) => part.months);
  return new Set(months).size === months.length ? parts : undefined;
}

function partIn(text: string): ThemePart | undefined {
  const [, left = "", right = ""] = /^([^:]+):([^:]+)$/.exec(text) ?? [];
  const months = left.split(/[、,]/).map((word) => Number(/^(\d{1,2})月$/.exec(word)?.[1] ?? 0));
  const categories = right.split(/[、,]/);
  if (!months.every((month) => month >= 1 && month <= 12)) return undefined;
  if (right === OTHERS) return { months, categories: "others" };
  return categories.includes("") || categories.includes(OTHERS) ? undefined : { months, categories };
}

export const OBSERVATION_RULES: readonly RuleDef<unknown>[] = [
  ...[METHOD, TRIM_FROM, FIRST_VOTE, VOTE_STEP, LOWEST_VOTE, OUTLIER],
  ...[THEMES, EACH, MONTHS_APART],
];

/** How a visit's ballots are counted, as it stood on the visit's last day. */
export function observationRuleOn(book: Rulebook, day: PlainDate): RuleInForce<ObservationRule> {
  const [method, trimFrom] = [ruleOn(book, METHOD, day), ruleOn(book, TRIM_FROM, day)];
  const votes = [FIRST_VOTE, VOTE_STEP, LOWEST_VOTE].map((def) => ruleOn(book, def, day));
  const [firstVote, voteStep, lowestVote] = votes.map(({ value }) => value) as [number, number, number];
  const value = { asked: ASKED[method.value], trimFrom: trimFrom.value, firstVote, voteStep, lowestVote };
  return { ...quoted("观摩计分", [method, trimFrom, ...votes]), value };
}

/** Points from the median. */
export const outlierRuleOn = (book: Rulebook, day: PlainDate): RuleInForce<number> => ruleOn(book, OUTLIER, day);

export const themeRuleOn = (book: Rulebook, day: PlainDate): RuleInForce<ThemeRule> => ruleOn(book, THEMES, day);

export function drawRuleOn(book: Rulebook, day: PlainDate): RuleInForce<DrawRule> {
  const [each, apart] = [ruleOn(book, EACH, day), ruleOn(book, MONTHS_APART, day)];
  return { ...quoted("观摩抽取", [each, apart]), value: { each: each.value, monthsApart: apart.value } };
}
