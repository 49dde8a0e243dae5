import type { PlainDate } from "../domain/dates.ts";
import type { ObservationRule } from "../domain/observation/ballots.ts";
import type { RuleInForce } from "../domain/rule.ts";
import { decimalRule } from "./decimal-rule.ts";
import { quoted } from "./light-rules.ts";
import { choiceRule, wholeNumberRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const FROM: PlainDate = "2025-01-01";
const COUNTING = "项目观摩评比办法（内置）：评分取平均，七位评委以上各去一个最高分和最低分；或按名次计 100、97、94 分";

const points = (name: string, value: number): RuleDef<number> =>
  decimalRule({ name, from: FROM, value, source: COUNTING, unit: "分", max: 100 });

const ASKED = { 评分: "scores", 名次: "places" } as const satisfies Record<string, ObservationRule["asked"]>;

const METHOD = choiceRule<keyof typeof ASKED>(
  { name: "观摩计分方式", entries: [{ from: FROM, value: "评分", source: COUNTING }] },
  ["评分", "名次"],
);
const TRIM_FROM = wholeNumberRule(
  { name: "观摩去高低分起点", entries: [{ from: FROM, value: 7, source: COUNTING }] },
  "位评委",
  3,
  1000,
);
const FIRST_VOTE = points("观摩第一名分值", 100);
const VOTE_STEP = points("观摩名次分差", 3);
const LOWEST_VOTE = points("观摩名次最低分", 0);

export const OBSERVATION_RULES: readonly RuleDef<unknown>[] = [METHOD, TRIM_FROM, FIRST_VOTE, VOTE_STEP, LOWEST_VOTE];

/** How a visit's ballots are counted, as it stood on the visit's last day. */
export function observationRuleOn(book: Rulebook, day: PlainDate): RuleInForce<ObservationRule> {
  const [method, trimFrom] = [ruleOn(book, METHOD, day), ruleOn(book, TRIM_FROM, day)];
  const votes = [FIRST_VOTE, VOTE_STEP, LOWEST_VOTE].map((def) => ruleOn(book, def, day));
  const [firstVote, voteStep, lowestVote] = votes.map(({ value }) => value) as [number, number, number];
  const value = { asked: ASKED[method.value], trimFrom: trimFrom.value, firstVote, voteStep, lowestVote };
  return { ...quoted("观摩计分", [method, trimFrom, ...votes]), value };
}
