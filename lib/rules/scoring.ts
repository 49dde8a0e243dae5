import type { PlainDate } from "../domain/dates.ts";
import { INDICATORS } from "../domain/indicator.ts";
import type { PlanBasis } from "../domain/planned-to-date.ts";
import type { Grouping } from "../domain/ranking.ts";
import type { TieMethod } from "../domain/ranking-block.ts";
import type { Money, UnitGroup } from "../domain/registry.ts";
import type { RuleRef } from "../domain/rule.ts";
import type { ScoreRules } from "../domain/score.ts";
import { decimalRule } from "./decimal-rule.ts";
import { REGISTRATION_MINIMUM } from "./light-rules.ts";
import { choiceRule, wholeNumberRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";
import { SCHEME, type ScoringScheme, WEIGHT_RULES, weightsOn } from "./scoring-schemes.ts";

const FROM: PlainDate = "2026-01-01";
const SCORE_SOURCE = "月度评分内置口径（满分 100 分）";
const RANKING_SOURCE = "月度排名内置口径";
const YUAN_PER_WAN = 10_000;

const entries = <T>(value: T, source: string) => [{ from: FROM, value, source }];

const score = (name: string, value: number, unit: string, max: number, min = 0): RuleDef<number> =>
  decimalRule({ name, from: FROM, value, source: SCORE_SOURCE, unit, min, max });

/** Points per percentage point above the target, up to the bend and beyond it. */
const OVERSHOOT_FIRST = score("超额加分一档", 0.2, "分", 10);
export const OVERSHOOT_BEND = score("超额加分分界", 130, "%", 1000, 100);
const OVERSHOOT_BEYOND = score("超额加分二档", 0.1, "分", 10);
const OVERSHOOT_CAP = score("超额加分上限", 10, "分", 100);
const MIN_LIVE_WEIGHT = score("最低有效权重", 60, "分", 100);
const FALSE_DATA_PENALTY = score("虚报扣分", 5, "分", 100);
/** Months a started project has for its registration (入统) before the rate counts it. */
const REGISTRATION_GRACE = wholeNumberRule({ name: "入统率宽限", entries: entries(1, SCORE_SOURCE) }, "个月", 0, 12);

const TIES = { 竞赛: "competition", 连续: "dense" } as const satisfies Record<string, TieMethod>;
const BASES = { 有效月份: "active", 月计划: "own", 月均: "even" } as const satisfies Record<string, PlanBasis>;

/** 竞赛 1,2,2,4; 连续 1,2,2,3. */
const TIE_METHOD = choiceRule<keyof typeof TIES>({ name: "并列排名", entries: entries("竞赛", RANKING_SOURCE) }, [
  "竞赛",
  "连续",
]);
/** The one basis of planned to date for all units of a ranking. */
export const RANKING_BASIS = choiceRule<keyof typeof BASES>(
  { name: "序时依据", entries: entries("有效月份", RANKING_SOURCE) },
  ["有效月份", "月计划", "月均"],
);
/** Groups with fewer ranked units have no black list. */
const SMALL_GROUP = wholeNumberRule({ name: "黑榜最少家数", entries: entries(5, RANKING_SOURCE) }, "家", 0, 100);

/** Units of a group that get the prize for having risen most; 0: no prize. */
const RISER_SEATS = wholeNumberRule({ name: "进步奖名额", entries: entries(0, RANKING_SOURCE) }, "家", 0, 20);

const RANKED_KINDS: readonly UnitGroup[] = ["县区", "园区", "市直", "国企"];
const DEFAULT_GROUPS: Grouping = [
  ["县区", "园区"],
  ["市直", "国企"],
];

/** Which kinds of units are ranked together. 其他 never is. */
export const GROUPS: RuleDef<Grouping> = {
  rule: { name: "排名分组", entries: entries(DEFAULT_GROUPS, RANKING_SOURCE) },
  hint: "请写成 县区+园区；市直+国企 这样的格式，每类至多出现一次（其他不参与排名）",
  parse: groupingIn,
  show: (groups) => groups.map((kinds) => kinds.join("+")).join("；"),
};

function groupingIn(text: string): Grouping | undefined {
  const typed = text.normalize("NFKC").replace(/\s/g, "");
  const groups = typed.split(";").map((group) => group.split("+"));
  const kinds = groups.flat();
  if (new Set(kinds).size !== kinds.length || !kinds.every(isRankedKind)) return undefined;
  return groups.map((group) => group.filter(isRankedKind));
}

const isRankedKind = (word: string): word is UnitGroup => RANKED_KINDS.some((kind) => kind === word);

/** Every rule of scoring and ranking, for `duban rules` and for reading the tab 规则. */
export const SCORING_RULES: readonly RuleDef<unknown>[] = [
  SCHEME,
  ...INDICATORS.map((code) => WEIGHT_RULES[code]),
  OVERSHOOT_FIRST,
  OVERSHOOT_BEND,
  OVERSHOOT_BEYOND,
  OVERSHOOT_CAP,
  MIN_LIVE_WEIGHT,
  FALSE_DATA_PENALTY,
  REGISTRATION_GRACE,
  TIE_METHOD,
  RANKING_BASIS,
  GROUPS,
  SMALL_GROUP,
  RISER_SEATS,
];

/** The rules of a month's score and ranking as they stood on its last day. */
export interface ScoringRules {
  readonly score: ScoreRules;
  /** 评分方案, as the ranking names it. */
  readonly scheme: ScoringScheme;
  readonly ties: TieMethod;
  readonly groups: Grouping;
  readonly smallGroup: number;
  /** Of each group; 0: no prize for rising. */
  readonly riserSeats: number;
  /** As wanted; own plans are used only if every ranked project has one. */
  readonly basis: PlanBasis;
  readonly registrationFloor: Money;
  readonly registrationGraceMonths: number;
  /** What an explanation quotes. */
  readonly used: readonly RuleRef[];
}

export function scoringRulesOn(book: Rulebook, day: PlainDate): ScoringRules {
  const value = <T>(def: RuleDef<T>): T => ruleOn(book, def, day).value;
  return {
    score: scoreRulesOn(book, day),
    scheme: value(SCHEME),
    ties: TIES[value(TIE_METHOD)],
    groups: value(GROUPS),
    smallGroup: value(SMALL_GROUP),
    riserSeats: value(RISER_SEATS),
    basis: BASES[value(RANKING_BASIS)],
    registrationFloor: value(REGISTRATION_MINIMUM) * YUAN_PER_WAN,
    registrationGraceMonths: value(REGISTRATION_GRACE),
    used: SCORING_RULES.map((def) => ruleOn(book, def, day)).map(({ name, from, source }) => ({ name, from, source })),
  };
}

function scoreRulesOn(book: Rulebook, day: PlainDate): ScoreRules {
  const value = (def: RuleDef<number>): number => ruleOn(book, def, day).value;
  return {
    weights: weightsOn(book, day),
    overshoot: {
      first: value(OVERSHOOT_FIRST),
      firstUpTo: value(OVERSHOOT_BEND),
      beyond: value(OVERSHOOT_BEYOND),
      cap: value(OVERSHOOT_CAP),
    },
    minLiveWeight: value(MIN_LIVE_WEIGHT),
    falseDataPenalty: value(FALSE_DATA_PENALTY),
  };
}
