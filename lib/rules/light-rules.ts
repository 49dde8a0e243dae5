import type { PlainDate } from "../domain/dates.ts";
import type { FoldRule } from "../domain/light-fold.ts";
import type { LampRules, ProgressRule, RegistrationRule, StartRule } from "../domain/project-lamps.ts";
import type { DatedValue, RuleInForce, RuleRef } from "../domain/rule.ts";
import { choiceRule, wholeNumberRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const FROM: PlainDate = "2025-01-01";
const YINCHUAN = "银川市 2025 年三级预警做法（内置预设）";
const YUAN_PER_WAN = 10_000;

const since = <T>(value: T, source: string): readonly DatedValue<T>[] => [{ from: FROM, value, source }];

const LIGHT_PRESETS = ["银川", "武汉", "三亚"] as const;
export type LightPreset = (typeof LIGHT_PRESETS)[number];

/** Which city's way of measuring progress holds. */
export const LIGHT_PRESET: RuleDef<LightPreset> = choiceRule(
  { name: "项目预警预设", entries: since<LightPreset>("银川", YINCHUAN) },
  LIGHT_PRESETS,
);

/** Bounds of each preset in points (银川) or percent (武汉: done ÷ planned; 三亚: shortfall ÷ planned). */
const PRESETS: Readonly<Record<LightPreset, { readonly value: ProgressRule; readonly source: string }>> = {
  银川: { value: { measure: "gap", blueAbove: 0, yellowFrom: 10, redAbove: 30 }, source: YINCHUAN },
  武汉: { value: { measure: "share", yellowBelow: 80, redBelow: 60 }, source: "武汉市进度预警做法（内置预设）" },
  三亚: { value: { measure: "shortfall", yellowAbove: 0, redAbove: 50 }, source: "三亚市投资完成预警做法（内置预设）" },
};

/** A single bound: a number in points or percent takes the preset's place, 按预设 leaves it. */
const bound = (name: string): RuleDef<number | null> => ({
  rule: { name, entries: since<number | null>(null, "按项目预警预设") },
  hint: "请填 0 到 100 的数（可有一位小数），或“按预设”",
  parse: (text) => {
    if (text === "按预设") return null;
    const digits = text.replace(/(个?百分点|%)$/, "").trim();
    const value = /^\d{1,3}(\.\d)?$/.test(digits) ? Number(digits) : Number.NaN;
    return value <= 100 ? value : undefined;
  },
  show: (value) => (value === null ? "按预设" : `${value}`),
});

const PROGRESS_BLUE = bound("进度蓝灯界限");
const PROGRESS_YELLOW = bound("进度黄灯界限");
const PROGRESS_RED = bound("进度红灯界限");

const START_YELLOW = wholeNumberRule({ name: "开工黄灯月数", entries: since(1, YINCHUAN) }, "个月", 1, 12);
const START_RED = wholeNumberRule({ name: "开工红灯月数", entries: since(3, YINCHUAN) }, "个月", 1, 24);
const REGISTRATION_YELLOW = wholeNumberRule({ name: "入统黄灯月数", entries: since(1, YINCHUAN) }, "个月", 0, 24);
const REGISTRATION_RED = wholeNumberRule({ name: "入统红灯月数", entries: since(2, YINCHUAN) }, "个月", 0, 24);
export const REGISTRATION_MINIMUM = wholeNumberRule(
  { name: "入统总投资下限", entries: since(500, "固定资产投资统计报表制度（计划总投资 500 万元及以上）") },
  "万元",
  0,
  999_999_999,
);

const YES_NO = ["是", "否"] as const;
type YesNo = (typeof YES_NO)[number];

const REPEATED_YELLOW = choiceRule<YesNo>({ name: "连续两月黄灯按红处置", entries: since("是", YINCHUAN) }, YES_NO);
const INSPECTION_BEFORE_FALL = choiceRule<YesNo>(
  { name: "红灯下降须经核查", entries: since("否", "默认不启用") },
  YES_NO,
);

export const LIGHT_RULES = [
  LIGHT_PRESET,
  PROGRESS_BLUE,
  PROGRESS_YELLOW,
  PROGRESS_RED,
  START_YELLOW,
  START_RED,
  REGISTRATION_YELLOW,
  REGISTRATION_RED,
  REGISTRATION_MINIMUM,
  REPEATED_YELLOW,
  INSPECTION_BEFORE_FALL,
] as const;

/** The rules of the project lamps on a day. */
export const lampRulesOn = (book: Rulebook, day: PlainDate): LampRules => ({
  progress: progressRuleOn(book, day),
  start: startRuleOn(book, day),
  registration: registrationRuleOn(book, day),
});

function progressRuleOn(book: Rulebook, day: PlainDate): RuleInForce<ProgressRule> {
  const preset = ruleOn(book, LIGHT_PRESET, day);
  const { value, source } = PRESETS[preset.value];
  const builtIn = preset.from === FROM && preset.source === YINCHUAN;
  const named = { ...preset, source: builtIn ? source : `${preset.source}（${source}）` };
  const bounds = [PROGRESS_BLUE, PROGRESS_YELLOW, PROGRESS_RED].map((def) => ruleOn(book, def, day));
  const own = bounds.filter((part) => part.value !== null);
  const [blue, yellow, red] = bounds.map((part) => part.value ?? undefined);
  return { ...quoted("进度预警", [named, ...own]), value: withBounds(value, blue, yellow, red) };
}

function withBounds(preset: ProgressRule, blue?: number, yellow?: number, red?: number): ProgressRule {
  if (preset.measure === "share")
    return { ...preset, yellowBelow: yellow ?? preset.yellowBelow, redBelow: red ?? preset.redBelow };
  const redAbove = red ?? preset.redAbove;
  if (preset.measure === "shortfall") return { ...preset, yellowAbove: yellow ?? preset.yellowAbove, redAbove };
  return { ...preset, blueAbove: blue ?? preset.blueAbove, yellowFrom: yellow ?? preset.yellowFrom, redAbove };
}

function startRuleOn(book: Rulebook, day: PlainDate): RuleInForce<StartRule> {
  const [yellow, red] = [ruleOn(book, START_YELLOW, day), ruleOn(book, START_RED, day)];
  return { ...quoted("开工预警", [yellow, red]), value: { yellowFrom: yellow.value, redFrom: red.value } };
}

export function registrationRuleOn(book: Rulebook, day: PlainDate): RuleInForce<RegistrationRule> {
  const yellow = ruleOn(book, REGISTRATION_YELLOW, day);
  const red = ruleOn(book, REGISTRATION_RED, day);
  const minimum = ruleOn(book, REGISTRATION_MINIMUM, day);
  const value = { yellowAfter: yellow.value, redAfter: red.value, minimumTotal: minimum.value * YUAN_PER_WAN };
  return { ...quoted("入统预警", [yellow, red, minimum]), value };
}

export function foldRuleOn(book: Rulebook, day: PlainDate): RuleInForce<FoldRule> {
  const repeated = ruleOn(book, REPEATED_YELLOW, day);
  const inspection = ruleOn(book, INSPECTION_BEFORE_FALL, day);
  const value = {
    repeatedYellowAsRed: repeated.value === "是",
    inspectionBeforeRedFalls: inspection.value === "是",
  };
  return { ...quoted("项目亮灯", [repeated, inspection]), value };
}

/** A rule made of several parameters is quoted under its own name, with the part that changed last. */
export function quoted(name: string, parts: readonly RuleRef[]): RuleRef {
  const { from, source } = parts.reduce((found, part) => (part.from > found.from ? part : found));
  return { name, from, source };
}
