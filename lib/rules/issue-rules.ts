import type { PlainDate } from "../domain/dates.ts";
import type { IssueRule, Term } from "../domain/issue-rule.ts";
import type { RuleInForce } from "../domain/rule.ts";
import { quoted } from "./light-rules.ts";
import { choiceRule, wholeNumberRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const FROM: PlainDate = "2025-01-01";
const SHANXI = "“13710”工作制度（山西等地通行）：1日部署、3日反馈、7日办结一般问题、1个月办结复杂问题、0遗留";
const QINGHAI = "“710”工作制度（青海等地）：一般事项7日办结、复杂事项1个月有结果、0遗留，不另设部署、反馈两步";
const CIVIL_CODE = "《民法典》第二百零一至二百零三条：开始日不计入，期间末日为休息日的顺延";
const OFFICE = "问题闭环管理制度（内置）";

const PRESET_NAMES = ["13710", "710"] as const;
type Preset = (typeof PRESET_NAMES)[number];
const PRESET = choiceRule<Preset>(
  { name: "问题时限预设", entries: [{ from: FROM, value: "13710", source: SHANXI }] },
  PRESET_NAMES,
);

const UNITS = ["日历日", "工作日"] as const;
/** How the days of a stage are counted that does not say it itself. */
const COUNTED_IN = choiceRule<(typeof UNITS)[number]>(
  { name: "问题时限口径", entries: [{ from: FROM, value: "日历日", source: CIVIL_CODE }] },
  UNITS,
);

/** What is typed of a stage: days, with or without their unit; "none": the step is not asked for; null: as the preset says. */
type Stage = { readonly count: number; readonly unit: Term["unit"] | null } | "none" | null;

const stage = (name: string, mayBeLeftOut: boolean): RuleDef<Stage> => ({
  rule: { name, entries: [{ from: FROM, value: null, source: "按问题时限预设" }] },
  hint: `请填 1 到 90 的整数，可写明“日”或“工作日”，如 3、3日、3个工作日${mayBeLeftOut ? "；不设这一步的填“不设”" : ""}；也可填“按预设”`,
  parse: (text) => {
    if (text === "按预设") return null;
    if (text === "不设") return mayBeLeftOut ? "none" : undefined;
    const [, digits = "", unit = ""] = /^(\d{1,2})\s*(个?工作日|日|天|)$/.exec(text) ?? [];
    if (+digits < 1 || +digits > 90) return;
    return { count: +digits, unit: unit === "" ? null : unit.endsWith("工作日") ? "working" : "calendar" };
  },
  show: (value) => {
    if (value === null) return "按预设";
    if (value === "none") return "不设";
    return `${value.count}${value.unit === null ? "" : value.unit === "working" ? "个工作日" : "日"}`;
  },
});

const ARRANGE = stage("部署时限", true);
const FEEDBACK = stage("反馈时限", true);
const ORDINARY = stage("一般问题时限", false);
const COMPLEX = wholeNumberRule(
  { name: "复杂问题时限", entries: [{ from: FROM, value: 1, source: SHANXI }] },
  "个月",
  1,
  12,
);
const COMPLEX_WITHIN = wholeNumberRule(
  { name: "复杂认定期限", entries: [{ from: FROM, value: 3, source: OFFICE }] },
  "日",
  1,
  30,
);
const FEEDBACK_EVERY = wholeNumberRule(
  { name: "复杂问题反馈间隔", entries: [{ from: FROM, value: 1, source: OFFICE }] },
  "个月",
  1,
  12,
);
const EXTENSIONS = wholeNumberRule(
  { name: "延期次数上限", entries: [{ from: FROM, value: 2, source: OFFICE }] },
  "次",
  0,
  9,
);
const REOPEN_WITHIN = wholeNumberRule(
  { name: "重开保留期限", entries: [{ from: FROM, value: 90, source: OFFICE }] },
  "日",
  1,
  366,
);

export const ISSUE_RULES: readonly RuleDef<unknown>[] = [
  PRESET,
  COUNTED_IN,
  ARRANGE,
  FEEDBACK,
  ORDINARY,
  COMPLEX,
  COMPLEX_WITHIN,
  FEEDBACK_EVERY,
  EXTENSIONS,
  REOPEN_WITHIN,
];

const PRESETS: Readonly<
  Record<Preset, { readonly days: readonly [number | null, number | null, number]; readonly source: string }>
> = {
  "13710": { days: [1, 3, 7], source: SHANXI },
  "710": { days: [null, null, 7], source: QINGHAI },
};

/** The clocks in force on the day of 交办: a rule that changes later moves no running clock. */
export function issueRuleOn(book: Rulebook, day: PlainDate): RuleInForce<IssueRule> {
  const preset = ruleOn(book, PRESET, day);
  const counted = ruleOn(book, COUNTED_IN, day);
  const stages = [ARRANGE, FEEDBACK, ORDINARY].map((def) => ruleOn(book, def, day));
  const months = ruleOn(book, COMPLEX, day);
  const others = [COMPLEX_WITHIN, FEEDBACK_EVERY, EXTENSIONS, REOPEN_WITHIN].map((def) => ruleOn(book, def, day));
  const { days, source } = PRESETS[preset.value];
  const unit: Term["unit"] = counted.value === "工作日" ? "working" : "calendar";
  const [arrange, feedback, ordinary] = stages.map(({ value }, index) => termOf(value, days[index]!, unit));
  const [complexWithin, feedbackEvery, extensionsAtMost, reopenWithin] = others.map(({ value }) => value);
  const typed = stages.filter(({ value }) => value !== null);
  const named = preset.source === SHANXI ? preset : { ...preset, source: `${preset.source}（${source}）` };
  return {
    ...quoted("问题时限", [named, counted, ...typed, months, ...others]),
    value: {
      arrange: arrange!,
      feedback: feedback!,
      ordinary: ordinary!,
      complexMonths: months.value,
      complexWithin: complexWithin!,
      feedbackEvery: feedbackEvery!,
      extensionsAtMost: extensionsAtMost!,
      reopenWithin: reopenWithin!,
    },
  };
}

function termOf(typed: Stage, preset: number | null, unit: Term["unit"]): Term | null {
  if (typed === "none") return null;
  if (typed !== null) return { count: typed.count, unit: typed.unit ?? unit };
  return preset === null ? null : { count: preset, unit };
}
