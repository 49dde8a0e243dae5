import type { PlainDate } from "../domain/dates.ts";
import { INDICATOR_NAMES, INDICATORS, type IndicatorCode } from "../domain/indicator.ts";
import { decimalIn } from "./decimal-rule.ts";
import { choiceRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const FROM: PlainDate = "2026-01-01";

const SCHEME_NAMES = ["重点项目", "三个一批"] as const;
export type ScoringScheme = (typeof SCHEME_NAMES)[number];

export type Weights = Readonly<Record<IndicatorCode, number>>;

const NONE = Object.fromEntries(INDICATORS.map((code) => [code, 0])) as Weights;

/** What each scheme gives every indicator; what it does not name weighs nothing. Each adds up to 100. */
export const SCHEMES: Readonly<Record<ScoringScheme, Weights>> = {
  重点项目: {
    ...NONE,
    investment: 30,
    starts: 15,
    completions: 15,
    funding: 10,
    milestones: 10,
    issues: 8,
    reporting: 5,
    inspection: 5,
    registration: 2,
  },
  /** 谋划储备 10, 签约落地 30, 开工投产 30 (half for each of its two steps), 投产达效 20, 服务保障 10. */
  三个一批: {
    ...NONE,
    reserves: 10,
    fulfilment: 30,
    contractStarts: 15,
    operation: 15,
    capacity: 20,
    services: 10,
  },
};

const SCHEME_SOURCE =
  "月度评分内置口径（满分 100 分）；三个一批：谋划储备 10（单位指标「其他」的实际÷计划）、签约落地 30、开工投产 30、投产达效 20、服务保障 10";

/** Which scheme gives the weights. */
export const SCHEME: RuleDef<ScoringScheme> = choiceRule<ScoringScheme>(
  { name: "评分方案", entries: [{ from: FROM, value: "重点项目", source: SCHEME_SOURCE }] },
  SCHEME_NAMES,
);

const BY_SCHEME = "按评分方案";

const givenBy = (code: IndicatorCode): string =>
  SCHEME_NAMES.map((name) => `${name} ${SCHEMES[name][code]} 分`).join("、");

/** A single weight in points takes the scheme's place, 按评分方案 leaves it. */
const weightRule = (code: IndicatorCode): RuleDef<number | null> => ({
  rule: { name: `${INDICATOR_NAMES[code]}权重`, entries: [{ from: FROM, value: null, source: givenBy(code) }] },
  hint: `请填 0 到 100 的数字（分），或“${BY_SCHEME}”`,
  parse: (text) => {
    if (text === BY_SCHEME) return null;
    const points = decimalIn(text, "分");
    return points !== undefined && points <= 100 ? points : undefined;
  },
  show: (value) => (value === null ? BY_SCHEME : `${value}分`),
});

/** One rule for each weight. When they no longer add up to 100, the score is scaled so that full marks stay 100. */
export const WEIGHT_RULES = Object.fromEntries(INDICATORS.map((code) => [code, weightRule(code)])) as Readonly<
  Record<IndicatorCode, RuleDef<number | null>>
>;

/** The scheme's weights, and the single ones laid down on its day or later: a scheme adopted afterwards gives all of them anew. */
export function weightsOn(book: Rulebook, day: PlainDate): Weights {
  const scheme = ruleOn(book, SCHEME, day);
  const weights = INDICATORS.map((code) => {
    const single = ruleOn(book, WEIGHT_RULES[code], day);
    return [code, single.value === null || single.from < scheme.from ? SCHEMES[scheme.value][code] : single.value];
  });
  return Object.fromEntries(weights) as Weights;
}
