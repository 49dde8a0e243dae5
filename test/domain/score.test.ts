import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  attainmentOf,
  hasCase,
  INDICATOR_NAMES,
  INDICATORS,
  type IndicatorCode,
  type IndicatorFigures,
} from "../../lib/domain/indicator.ts";
import {
  add,
  compare,
  decimal,
  divide,
  multiply,
  ONE,
  type Ratio,
  ratio,
  smaller,
  sum,
  toNumber,
  ZERO,
} from "../../lib/domain/ratio.ts";
import { overshootPoints, type ScoreExtras, type ScoreRules, scoreUnit } from "../../lib/domain/score.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { scoringRulesOn } from "../../lib/rules/scoring.ts";
import { SCHEMES } from "../../lib/rules/scoring-schemes.ts";
import { type Case, readCases } from "../cases/read-cases.ts";
import { extrasIn, partsOf, rulesIn, valuesIn } from "../fakes/score-table.ts";

const SEED = { seed: 20260305 };
const DAY = "2026-05-31";
const RULES = scoringRulesOn(NO_OVERRIDES, DAY).score;
const NOTHING: ScoreExtras = { adjustments: [], falseReports: [] };

const shown = (points: number | null | undefined): string =>
  points === null || points === undefined ? "—" : (points / 100).toFixed(2);

describe.each(["score.csv", "presets.csv"])("the monthly score, %s", (file) => {
  test.each(readCases(file))("$situation", (row: Case) => {
    const rules = scoringRulesOn(rulesIn(row.rules!), DAY).score;
    const score = scoreUnit(valuesIn(row.values!), rules, extrasIn(row.extras!));
    const expected = partsOf(row.points!);
    const points = new Map(score.items.map((item) => [INDICATOR_NAMES[item.code], shown(item.points)]));
    const actual = expected.map((part) => part.split(" ")[0]!).map((name) => `${name} ${points.get(name) ?? "—"}`);
    expect(actual).toEqual(expected);
    expect(shown(score.total)).toBe(row.total);
    expect(score.rankable).toBe(row.rankable);
  });
});

describe("what a score says of its items", () => {
  const full = valuesIn("其余 1/1");
  test("an indicator that weighs nothing is not among them", () => {
    expect(scoreUnit(full, RULES, NOTHING).items.map((item) => item.code)).not.toContain("enterprises");
  });
  test("only the item of a confirmed false report is marked, and only when it had a case", () => {
    const marked = (values: readonly IndicatorFigures[]) =>
      scoreUnit(values, RULES, extrasIn("虚报 节点按期率"))
        .items.filter((item) => item.zeroedForFalseData)
        .map((item) => item.code);
    expect(marked(full)).toEqual(["milestones"]);
    expect(marked(valuesIn("投资完成率 1/1;开工率 1/1"))).toEqual([]);
  });
});

const sums = fc.tuple(fc.nat(2_000_000), fc.integer({ min: 1, max: 1_000_000 }), fc.nat(1_000_000));
const anyValues = fc.array(fc.option(sums), { minLength: INDICATORS.length, maxLength: INDICATORS.length }).map((all) =>
  INDICATORS.map((code, index) => {
    const [numerator, denominator, due] = all[index] ?? [0, 0, 0];
    return { code, numerator: ratio(numerator), denominator: ratio(denominator), due: ratio(due) };
  }),
);

describe("properties of the score", () => {
  test("the total is the sum of the points shown, to the last hundredth", () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        const score = scoreUnit(values, RULES, { adjustments: [1.5], falseReports: [] });
        const shownPoints = score.items.reduce((total, item) => total + (item.points ?? 0), 0);
        expect(score.total).toBe(shownPoints + 150);
      }),
      SEED,
    );
  });
  test("counting in another unit of money changes nothing", () => {
    fc.assert(
      fc.property(anyValues, fc.integer({ min: 1, max: 10_000 }), (values, factor) => {
        const scale = (value: IndicatorFigures): IndicatorFigures => ({
          code: value.code,
          numerator: multiply(value.numerator, ratio(factor)),
          denominator: multiply(value.denominator, ratio(factor)),
          due: multiply(value.due, ratio(factor)),
        });
        expect(scoreUnit(values.map(scale), RULES, NOTHING)).toEqual(scoreUnit(values, RULES, NOTHING));
      }),
      SEED,
    );
  });
  test("no item earns more than its weight, investment no more than its weight and the cap", () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        for (const item of scoreUnit(values, RULES, NOTHING).items) {
          if (item.points === null) continue;
          const most = item.code === "investment" ? add(item.effectiveWeight, ratio(10)) : item.effectiveWeight;
          expect(compare(ratio(item.points, 100), add(most, ratio(1, 200)))).toBeLessThanOrEqual(0);
          expect(item.points).toBeGreaterThanOrEqual(0);
        }
      }),
      SEED,
    );
  });
  test("the live weights spread to exactly 100", () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        const items = scoreUnit(values, RULES, NOTHING).items.filter((item) => item.points !== null);
        const total = items.reduce((all, item) => add(all, item.effectiveWeight), ZERO);
        expect(total).toEqual(items.length === 0 ? ZERO : ratio(100));
      }),
      SEED,
    );
  });
  test("the order of the indicators changes no figure", () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        const { total, liveWeight, rankable } = scoreUnit(values, RULES, NOTHING);
        expect(scoreUnit(values.toReversed(), RULES, NOTHING)).toMatchObject({ total, liveWeight, rankable });
      }),
      SEED,
    );
  });
  test("doing more never earns less", () => {
    fc.assert(
      fc.property(anyValues, fc.nat(INDICATORS.length - 1), (values, index) => {
        const more = values.map((value, at) =>
          at === index ? { ...value, numerator: add(value.numerator, ONE) } : value,
        );
        expect(scoreUnit(more, RULES, NOTHING).total).toBeGreaterThanOrEqual(scoreUnit(values, RULES, NOTHING).total);
      }),
      SEED,
    );
  });
  test("at the target and below it nothing is added for overshoot", () => {
    expect(overshootPoints(ONE, RULES.overshoot)).toEqual(ZERO);
    expect(overshootPoints(ratio(1, 2), RULES.overshoot)).toEqual(ZERO);
    expect(overshootPoints(ratio(14, 10), RULES.overshoot)).toEqual(ratio(7));
  });
});

const NO_OVERSHOOT: ScoreRules = { ...RULES, overshoot: { ...RULES.overshoot, cap: 0 } };
const figuresOf = (code: IndicatorCode, done: Ratio, due: Ratio): IndicatorFigures => ({
  code,
  numerator: done,
  denominator: due,
  due,
});
const giving = (values: readonly IndicatorFigures[], given: IndicatorFigures): readonly IndicatorFigures[] =>
  values.map((value) => (value.code === given.code ? given : value));
/** What the live items earned of their weights, exactly: 0 to 1; null without any. */
function shareEarned(values: readonly IndicatorFigures[], rules: ScoreRules): Ratio | null {
  const live = values.filter((value) => hasCase(value) && rules.weights[value.code] > 0);
  if (live.length === 0) return null;
  const weight = (value: IndicatorFigures): Ratio => decimal(rules.weights[value.code]);
  const earned = live.map((value) => multiply(weight(value), smaller(attainmentOf(value)!, ONE)));
  return divide(sum(earned), sum(live.map(weight)));
}

/** Each item shown is rounded by half a hundredth at most. */
const withinRounding = (difference: number, items: number): boolean => Math.abs(difference) <= items / 2 + 1e-6;

describe("a category without a case", () => {
  const weighed = INDICATORS.filter((code) => RULES.weights[code] > 0);
  const lacking = fc.tuple(anyValues, fc.constantFrom(...weighed)).map(([values, code]) => ({
    code,
    values: giving(values, figuresOf(code, ZERO, ZERO)),
  }));

  test("neither gives nor takes: the score is what the live weights earned, scaled to 100", () => {
    fc.assert(
      fc.property(lacking, ({ values }) => {
        const { total, items } = scoreUnit(values, NO_OVERSHOOT, NOTHING);
        const share = shareEarned(values, NO_OVERSHOOT);
        const exact = share === null ? 0 : toNumber(multiply(share, ratio(10_000)));
        expect(withinRounding(total - exact, items.length)).toBe(true);
      }),
      SEED,
    );
  });
  test("counts as a case done as well as the unit's others would, and lies between one undone and one done", () => {
    fc.assert(
      fc.property(lacking, ({ code, values }) => {
        const share = shareEarned(values, NO_OVERSHOOT);
        if (share === null) return;
        const totalOf = (given: readonly IndicatorFigures[]) => scoreUnit(given, NO_OVERSHOOT, NOTHING).total;
        const [without, same, undone, done] = [
          totalOf(values),
          ...[share, ZERO, ONE].map((rate) => totalOf(giving(values, figuresOf(code, rate, ONE)))),
        ] as const;
        expect(withinRounding(same! - without, 2 * weighed.length)).toBe(true);
        expect(undone!).toBeLessThanOrEqual(without + weighed.length);
        expect(done!).toBeGreaterThanOrEqual(without - weighed.length);
      }),
      SEED,
    );
  });
});

describe("full marks", () => {
  const weights = fc
    .tuple(...INDICATORS.map(() => fc.constantFrom(0, 0, 0.5, 2, 7.5, 10, 33.33, 100)))
    .filter((all) => all.some((weight) => weight > 0))
    .map((all) => Object.fromEntries(INDICATORS.map((code, index) => [code, all[index]])) as ScoreRules["weights"]);

  test("stay 100 whatever weights are laid down, but for the rounding of each item", () => {
    fc.assert(
      fc.property(weights, (given) => {
        const { total, items } = scoreUnit(valuesIn("其余 1/1"), { ...RULES, weights: given }, NOTHING);
        expect(withinRounding(total - 10_000, items.length)).toBe(true);
        expect(items.reduce((all, item) => add(all, item.effectiveWeight), ZERO)).toEqual(ratio(100));
      }),
      SEED,
    );
  });
  test.each(Object.entries(SCHEMES))("of %s are given by weights that add up to 100", (_, given) => {
    expect(sum(INDICATORS.map((code) => decimal(given[code])))).toEqual(ratio(100));
  });
});

describe("the chain of 三个一批", () => {
  const rules: ScoreRules = { ...RULES, weights: SCHEMES.三个一批 };
  const steps = fc
    .array(fc.nat(30), { minLength: 5, maxLength: 5 })
    .map((all) => all.toSorted((a, b) => b - a))
    .filter(([signed, fulfilled]) => signed! > fulfilled!);
  const totalOf = ([signed, fulfilled, started, operating, full]: readonly number[]): number => {
    const of = (code: IndicatorCode, part: number, whole: number) => figuresOf(code, ratio(part), ratio(whole));
    const values = [
      ...[of("fulfilment", fulfilled!, signed!), of("contractStarts", started!, fulfilled!)],
      ...[of("operation", operating!, started!), of("capacity", full!, operating!)],
    ];
    return scoreUnit(values, rules, NOTHING).total;
  };

  test("a signed project carried through to full capacity never lowers a unit, but for rounding", () => {
    fc.assert(
      fc.property(steps, ([signed, ...others]) => {
        const before = totalOf([signed!, ...others]);
        const after = totalOf([signed!, ...others.map((count) => count + 1)]);
        expect(after).toBeGreaterThanOrEqual(before - 4);
      }),
      SEED,
    );
  });
});
