import type { PlainDate } from "../domain/dates.ts";
import type { RuleInForce } from "../domain/rule.ts";
import { isPaper, type StandardStep, standardStepOf } from "../domain/standard-steps.ts";
import { listRule, wholeNumberRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const LIST = listRule({
  name: "并行办理",
  entries: [
    {
      from: "2019-03-26",
      value: ["环评", "水土保持"],
      source:
        "国办发〔2019〕11号：其他行政许可、强制性评估与相关阶段并行推进；《环境影响评价法》第二十五条、《水土保持法》第二十六条：开工前取得",
    },
  ],
});

/** Papers that may be applied for beside other steps of the preparation, since the law asks them only before 开工. */
const SIDE_BY_SIDE: RuleDef<readonly string[]> = {
  ...LIST,
  hint: "请填审批事项，用顿号分隔，如 环评、水土保持",
  parse: (text) => {
    const steps = LIST.parse(text)?.map(standardStepOf) ?? [null];
    return steps.every((step): step is StandardStep => step !== null && isPaper(step)) ? steps : undefined;
  },
};

/** So much of a work is to be done before the next one begins beside it. */
const SHARE = wholeNumberRule(
  { name: "搭接比例", entries: [{ from: "2026-01-01", value: 50, source: "经验值" }] },
  "%",
  0,
  100,
);

export const RECOVERY_RULES: readonly RuleDef<unknown>[] = [SIDE_BY_SIDE, SHARE];

/** 0..1. */
export function overlapShare(book: Rulebook, day: PlainDate): RuleInForce<number> {
  const found = ruleOn(book, SHARE, day);
  return { ...found, value: found.value / 100 };
}

export function sideBySidePapers(book: Rulebook, day: PlainDate): RuleInForce<ReadonlySet<string>> {
  const found = ruleOn(book, SIDE_BY_SIDE, day);
  return { ...found, value: new Set(found.value) };
}
