import type { PlainDate } from "../domain/dates.ts";
import { INDICATORS, type IndicatorCode } from "../domain/indicator.ts";
import type { PlanBasis } from "../domain/planned-to-date.ts";
import type { Grouping } from "../domain/ranking.ts";
import type { TieMethod } from "../domain/ranking-block.ts";
import type { Money, UnitGroup } from "../domain/registry.ts";
import type { RuleRef } from "../domain/rule.ts";
import type { ScoreRules } from "../domain/score.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const FROM: PlainDate = "2026-01-01";
const SCORE_SOURCE = "月度评分内置口径（满分 100 分）";
const RANKING_SOURCE = "月度排名内置口径";
const SUMMARY_SOURCE = "汇总内置口径（规模分档与超亿元为各地通行分法）";
const YUAN_PER_WAN = 10_000;
const YUAN_PER_YI = 100_000_000;

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** A figure typed in digits; `unit` is the word after it. */
function figure(name: string, value: number, unit: string, source: string, bounds: Bounds = {}): RuleDef<number> {
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = bounds;
  return {
    rule: { name, entries: [{ from: FROM, value, source }] },
    hint: `请写数字（${unit}），如 ${value}`,
    parse: (text) => within(numberIn(text, unit), min, max),
    show: (shown) => `${shown}${unit}`,
  };
}

const within = (value: number | undefined, min: number, max: number): number | undefined =>
  value !== undefined && value >= min && value <= max ? value : undefined;

/** Digits, with or without the unit's word behind them. */
function numberIn(text: string, unit: string): number | undefined {
  const bare = text.normalize("NFKC").replace(/\s/g, "");
  const word = unit.normalize("NFKC");
  const digits = bare.endsWith(word) ? bare.slice(0, bare.length - word.length) : bare;
  return /^-?\d+(\.\d+)?$/.test(digits) ? Number(digits) : undefined;
}

/** One of a few words; the first is the default. */
function choice<T extends string>(name: string, words: Readonly<Record<string, T>>, source: string): RuleDef<T> {
  const entries = Object.entries(words);
  return {
    rule: { name, entries: [{ from: FROM, value: entries[0]![1], source }] },
    hint: `请写 ${Object.keys(words).join("、")} 之一`,
    parse: (text) => entries.find(([word]) => word === text.normalize("NFKC").trim())?.[1],
    show: (value) => entries.find(([, other]) => other === value)?.[0] ?? value,
  };
}

/** Names of the indicators as the rules and the tables write them. */
export const INDICATOR_NAMES: Readonly<Record<IndicatorCode, string>> = {
  investment: "投资完成率",
  starts: "开工率",
  completions: "竣工投产率",
  funding: "资金到位率",
  milestones: "节点按期率",
  issues: "问题办结率",
  reporting: "报送",
  inspection: "督导",
  registration: "入统率",
  enterprises: "新增规上企业",
};

const WEIGHTS: Readonly<Record<IndicatorCode, number>> = {
  investment: 30,
  starts: 15,
  completions: 15,
  funding: 10,
  milestones: 10,
  issues: 8,
  reporting: 5,
  inspection: 5,
  registration: 2,
  enterprises: 0,
};

const weightRule = (code: IndicatorCode): RuleDef<number> =>
  figure(`${INDICATOR_NAMES[code]}权重`, WEIGHTS[code], "分", SCORE_SOURCE, { max: 100 });

/** One rule for each weight. When they no longer add up to 100, points are scaled so that they do. */
export const WEIGHT_RULES = Object.fromEntries(INDICATORS.map((code) => [code, weightRule(code)])) as Readonly<
  Record<IndicatorCode, RuleDef<number>>
>;

export const OVERSHOOT_FIRST = figure("超额加分一档", 0.2, "分", SCORE_SOURCE, { max: 10 });
export const OVERSHOOT_BEND = figure("超额加分分界", 130, "%", SCORE_SOURCE, { min: 100 });
export const OVERSHOOT_BEYOND = figure("超额加分二档", 0.1, "分", SCORE_SOURCE, { max: 10 });
export const OVERSHOOT_CAP = figure("超额加分上限", 10, "分", SCORE_SOURCE, { max: 100 });
export const MIN_LIVE_WEIGHT = figure("最低有效权重", 60, "分", SCORE_SOURCE, { max: 100 });
export const FALSE_DATA_PENALTY = figure("虚报扣分", 5, "分", SCORE_SOURCE, { max: 100 });
export const TIE_METHOD = choice<TieMethod>("并列排名", { 竞赛: "competition", 连续: "dense" }, RANKING_SOURCE);
export const SMALL_GROUP = figure("黑榜最少家数", 5, "家", RANKING_SOURCE);
export const RANKING_BASIS = choice<PlanBasis>(
  "序时依据",
  { 有效月份: "active", 月计划: "own", 月均: "even" },
  RANKING_SOURCE,
);

export const REGISTRATION_FLOOR = figure("入统总投资门槛", 500, "万元", SCORE_SOURCE);
export const REGISTRATION_GRACE = figure("入统宽限月数", 1, "个月", SCORE_SOURCE, { max: 12 });

/** 总投资 from which a band begins, in 亿元, largest first; the rest is the last band. */
export const SIZE_BANDS: RuleDef<readonly number[]> = {
  rule: { name: "规模分档", entries: [{ from: FROM, value: [100, 50, 10], source: SUMMARY_SOURCE }] },
  hint: "请从大到小写各档起点（亿元），如 100、50、10",
  parse: (text) => descending(text.split(/[、,，;；\s]+/).map((part) => numberIn(part, "亿元"))),
  show: (bands) => `${bands.join("、")}亿元`,
};

function descending(bands: readonly (number | undefined)[]): readonly number[] | undefined {
  const numbers = bands.filter((band) => band !== undefined);
  const falling = numbers.every((band, index) => band > 0 && (index === 0 || band < numbers[index - 1]!));
  return falling && numbers.length === bands.length ? numbers : undefined;
}

export const LARGE_PLAN = figure("超亿元标准", 1, "亿元", SUMMARY_SOURCE);
/** The plan curve of 目标 may differ from the annual plan by so much (rounded figures of documents) and still count as 100 %. */
export const CURVE_TOLERANCE = figure("计划曲线容差", 0.1, "%", SUMMARY_SOURCE, { max: 10 });

const RANKED_KINDS: readonly UnitGroup[] = ["县区", "园区", "市直", "国企"];

export const GROUPS: RuleDef<Grouping> = {
  rule: {
    name: "排名分组",
    entries: [
      {
        from: FROM,
        value: [
          ["县区", "园区"],
          ["市直", "国企"],
        ],
        source: RANKING_SOURCE,
      },
    ],
  },
  hint: "请写 县区+园区；市直+国企 这样的格式（其他不参与排名，每类只能出现一次）",
  parse: (text) => groupingIn(text),
  show: (groups) => groups.map((kinds) => kinds.join("+")).join("；"),
};

function groupingIn(text: string): Grouping | undefined {
  const groups = text
    .normalize("NFKC")
    .replace(/\s/g, "")
    .split(";")
    .map((group) => group.split("+"));
  const kinds = groups.flat();
  if (new Set(kinds).size !== kinds.length || !kinds.every(isRankedKind)) return undefined;
  return groups.map((group) => group.filter(isRankedKind));
}

const isRankedKind = (word: string): word is UnitGroup => RANKED_KINDS.some((kind) => kind === word);

/** Every rule of scoring, ranking and summary, for `duban rules` and for reading the tab 规则. */
export const SCORING_RULES = [
  ...INDICATORS.map((code) => WEIGHT_RULES[code]),
  OVERSHOOT_FIRST,
  OVERSHOOT_BEND,
  OVERSHOOT_BEYOND,
  OVERSHOOT_CAP,
  MIN_LIVE_WEIGHT,
  FALSE_DATA_PENALTY,
  TIE_METHOD,
  GROUPS,
  SMALL_GROUP,
  RANKING_BASIS,
  REGISTRATION_FLOOR,
  REGISTRATION_GRACE,
  SIZE_BANDS,
  LARGE_PLAN,
  CURVE_TOLERANCE,
] as const;

/** The rules of a month's score and ranking as they stood on its last day. */
export interface ScoringRules {
  readonly score: ScoreRules;
  readonly ties: TieMethod;
  readonly groups: Grouping;
  readonly smallGroup: number;
  readonly basis: PlanBasis;
  readonly registrationFloor: Money;
  readonly registrationGraceMonths: number;
  /** What the explanation quotes. */
  readonly used: readonly RuleRef[];
}

export function scoringRulesOn(book: Rulebook, day: PlainDate): ScoringRules {
  const used: RuleRef[] = [];
  const value = <T>(def: RuleDef<T>): T => {
    const rule = ruleOn(book, def, day);
    used.push({ name: rule.name, from: rule.from, source: rule.source });
    return rule.value;
  };
  const weights = Object.fromEntries(INDICATORS.map((code) => [code, value(WEIGHT_RULES[code])]));
  return {
    score: {
      weights: weights as Record<IndicatorCode, number>,
      overshoot: {
        first: value(OVERSHOOT_FIRST),
        firstUpTo: value(OVERSHOOT_BEND),
        beyond: value(OVERSHOOT_BEYOND),
        cap: value(OVERSHOOT_CAP),
      },
      minLiveWeight: value(MIN_LIVE_WEIGHT),
      falseDataPenalty: value(FALSE_DATA_PENALTY),
    },
    ties: value(TIE_METHOD),
    groups: value(GROUPS),
    smallGroup: value(SMALL_GROUP),
    basis: value(RANKING_BASIS),
    registrationFloor: value(REGISTRATION_FLOOR) * YUAN_PER_WAN,
    registrationGraceMonths: value(REGISTRATION_GRACE),
    used,
  };
}

/** The rules of the summary and the progress table. */
export interface SummaryRules {
  /** Lower ends of the size bands, largest first. */
  readonly bands: readonly Money[];
  readonly largePlan: Money;
  /** Share of the annual plan. */
  readonly curveTolerance: number;
}

export const summaryRulesOn = (book: Rulebook, day: PlainDate): SummaryRules => ({
  bands: ruleOn(book, SIZE_BANDS, day).value.map((band) => band * YUAN_PER_YI),
  largePlan: ruleOn(book, LARGE_PLAN, day).value * YUAN_PER_YI,
  curveTolerance: ruleOn(book, CURVE_TOLERANCE, day).value / 100,
});
