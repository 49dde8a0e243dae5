import type { IndicatorCode, IndicatorFigures } from "./indicator.ts";
import { add, compare, divide, ONE, type Ratio, ratio } from "./ratio.ts";
import { pointsFor, type ScoreRules, type UnitScore } from "./score.ts";

/** One more milestone in time, one more project started, one percentage point more of the unit's own annual plan. */
export const STEPS = ["milestone", "start", "plan-point"] as const;
export type Step = (typeof STEPS)[number];

/** What one step more would have earned. Hundredths of a point, as they would be shown. */
export interface Gain {
  readonly step: Step;
  readonly points: number;
}

/** The place it would have had with it, the others unchanged. */
export interface OneStepMore extends Gain {
  readonly rank: number;
}

const ITEMS: Readonly<Record<Step, IndicatorCode>> = {
  milestone: "milestones",
  start: "starts",
  "plan-point": "investment",
};

/** One item is scored again, the rest stays. A step that cannot be taken (no case, nothing missed, item 0 for false data) is left out. */
export function gainsOf(
  values: readonly IndicatorFigures[],
  score: UnitScore,
  rules: Pick<ScoreRules, "overshoot">,
): readonly Gain[] {
  return STEPS.flatMap((step) => {
    const item = score.items.find(({ code }) => code === ITEMS[step]);
    const value = values.find(({ code }) => code === ITEMS[step]);
    if (item === undefined || value === undefined || item.points === null || item.zeroedForFalseData) return [];
    const more = oneMore(step, value);
    if (more === null) return [];
    const attainment = divide(add(value.numerator, more), value.due);
    return [{ step, points: pointsFor(value.code, attainment, item.effectiveWeight, rules) - item.points }];
  });
}

/** null: every one there is has been done. */
function oneMore(step: Step, { numerator, denominator }: IndicatorFigures): Ratio | null {
  if (step === "plan-point") return divide(denominator, ratio(100));
  return compare(numerator, denominator) < 0 ? ONE : null;
}
