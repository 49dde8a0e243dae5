import type { PlainDate } from "../domain/dates.ts";
import type { MilestoneLightRule } from "../domain/milestone.ts";
import type { RuleInForce } from "../domain/rule.ts";
import { wholeNumberRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const SOURCE = "红黄蓝三级预警：逾期1–7天蓝、8–15天黄、16天及以上红，临期3天蓝";
const STALE = "数据质量要求：停滞不算绿";

const days = (name: string, value: number, source: string): RuleDef<number> =>
  wholeNumberRule({ name, entries: [{ from: "2026-01-01", value, source }] }, "天", 0, 366);

/** The thresholds one by one, so that a place can move a single one. Numbers are calendar days. */
const PARTS: { readonly [part in keyof MilestoneLightRule]: RuleDef<number> } = {
  blueFrom: days("节点预警 蓝", 1, SOURCE),
  yellowFrom: days("节点预警 黄", 8, SOURCE),
  redFrom: days("节点预警 红", 16, SOURCE),
  dueSoonWithin: days("节点预警 临期", 3, SOURCE),
  remindWithin: days("节点预警 提醒", 7, SOURCE),
  staleWithin: days("节点停滞 到期", 30, STALE),
  untouchedFor: days("节点停滞 未更新", 30, STALE),
};

export const MILESTONE_RULES: readonly RuleDef<number>[] = Object.values(PARTS);

/** The milestone light's thresholds on a day; quoted as 节点预警 with the newest of its parts. */
export function milestoneLightRule(book: Rulebook, day: PlainDate): RuleInForce<MilestoneLightRule> {
  const on = (def: RuleDef<number>): number => ruleOn(book, def, day).value;
  const value: MilestoneLightRule = {
    blueFrom: on(PARTS.blueFrom),
    yellowFrom: on(PARTS.yellowFrom),
    redFrom: on(PARTS.redFrom),
    dueSoonWithin: on(PARTS.dueSoonWithin),
    remindWithin: on(PARTS.remindWithin),
    staleWithin: on(PARTS.staleWithin),
    untouchedFor: on(PARTS.untouchedFor),
  };
  const newest = MILESTONE_RULES.map((def) => ruleOn(book, def, day)).reduce((a, b) => (b.from > a.from ? b : a));
  return { name: "节点预警", from: newest.from, source: newest.source, value };
}
