import type { NamingRules } from "../domain/circular/high-low.ts";
import type { PlainDate } from "../domain/dates.ts";
import type { RuleRef } from "../domain/rule.ts";
import { wholeNumberRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const FROM: PlainDate = "2026-01-01";
const SOURCE = "通报内置口径（点名从少，并列从宽，未达目标且低于本组合计的才称较低）";

const entries = (value: number) => [{ from: FROM, value, source: SOURCE }];

/** How many units a sentence names as 较高; 0 = none. */
const HIGH = wholeNumberRule({ name: "通报较高家数", entries: entries(3) }, "家", 0, 20);
/** How many as 较低; 0 = none. */
const LOW = wholeNumberRule({ name: "通报较低家数", entries: entries(3) }, "家", 0, 20);
/** With fewer units that have a case nobody is named, as with the black list. */
const MIN_UNITS = wholeNumberRule({ name: "通报点名最少家数", entries: entries(5) }, "家", 2, 100);
/** One in so many at most is named on either side, as on the red and black lists. */
const ONE_IN = wholeNumberRule({ name: "通报点名上限", entries: entries(3) }, "分之一", 2, 20);

/** Every rule of the circular, for `duban rules` and for reading the tab 规则. */
export const CIRCULAR_RULES: readonly RuleDef<unknown>[] = [HIGH, LOW, MIN_UNITS, ONE_IN];

export interface CircularRules extends NamingRules {
  /** What the basis quotes. */
  readonly used: readonly RuleRef[];
}

/** As they stand on the period's last day. */
export const circularRulesOn = (book: Rulebook, day: PlainDate): CircularRules => ({
  high: ruleOn(book, HIGH, day).value,
  low: ruleOn(book, LOW, day).value,
  minUnits: ruleOn(book, MIN_UNITS, day).value,
  oneIn: ruleOn(book, ONE_IN, day).value,
  used: CIRCULAR_RULES.map((def) => ruleOn(book, def, day)).map(({ name, from, source }) => ({ name, from, source })),
});
