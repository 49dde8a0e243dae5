import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gainsOf } from "../../lib/domain/confidence.ts";
import type { IndicatorFigures } from "../../lib/domain/indicator.ts";
import { type Candidate, places, rankUnits } from "../../lib/domain/ranking.ts";
import { NO_PREVIOUS, type PreviousPlaces, placesOf, type RankedUnit } from "../../lib/domain/ranking-block.ts";
import { ratio, ZERO } from "../../lib/domain/ratio.ts";
import type { UnitGroup } from "../../lib/domain/registry.ts";
import type { Rankable, UnitScore } from "../../lib/domain/score.ts";
import { type Case, readCases } from "../cases/read-cases.ts";

const SEED = { seed: 20260305 };
const RULES = {
  ties: "competition",
  groups: [
    ["县区", "园区"],
    ["市直", "国企"],
  ],
} as const;
const DENSE = { ...RULES, ties: "dense" } as const;

const score = (total: number, rankable: Rankable = "yes"): UnitScore => ({
  items: [],
  liveWeight: ratio(100),
  adjustment: 0,
  falseDataPenalty: 0,
  total,
  rankable,
});

const candidate = (unit: string, total: number, more: Partial<Candidate> = {}): Candidate => ({
  unit,
  group: "县区",
  takesPart: true,
  figures: [],
  score: score(total),
  gains: [],
  ...more,
});

const kindOf = (name: string): UnitGroup => {
  if (name.endsWith("园区")) return "园区";
  if (name.endsWith("局")) return "市直";
  if (name.endsWith("国企")) return "国企";
  return name.endsWith("其他") ? "其他" : "县区";
};

function candidateIn(part: string): Candidate {
  const [unit = "", total = ""] = part.split(" ");
  const rankable = unit.includes("权重不足")
    ? "live-weight-too-small"
    : unit.includes("无投资")
      ? "investment-no-case"
      : "yes";
  return candidate(unit, Math.round(Number(total) * 100), {
    group: kindOf(unit),
    takesPart: !unit.includes("不参与"),
    score: score(Math.round(Number(total) * 100), rankable),
  });
}

const rankOf = (rows: readonly RankedUnit[], unit: string): RankedUnit => rows.find((row) => row.unit === unit)!;

describe("the ranking of a month", () => {
  test.each(readCases("ranking.csv"))("$situation", (row: Case) => {
    const rules = { ...RULES, ties: row.ties === "连续" ? "dense" : "competition" } as const;
    const ranked = rankUnits(row.totals!.split(";").map(candidateIn), rules, NO_PREVIOUS);
    const places = ranked.map(({ unit, rank }) => `${unit} ${rank ?? "—"}`);
    expect(places.toSorted()).toEqual(row.places!.split(";").toSorted());
  });
  test("why a unit is not ranked is said, and such a unit has no change of rank", () => {
    const before: PreviousPlaces = new Map([["乙县", { group: "县区+园区", rank: 1 }]]);
    const rows = rankUnits(
      [
        candidate("甲协会", 9000, { group: "其他" }),
        candidate("乙县", 9000, { takesPart: false }),
        candidate("丙县", 9000, { score: score(9000, "investment-no-case") }),
        candidate("丁县", 9000, { score: score(9000, "live-weight-too-small") }),
      ],
      RULES,
      before,
    );
    expect(rows.map(({ unit, notRanked, change, previousRank }) => [unit, notRanked, change, previousRank])).toEqual([
      ["丁县", "live-weight-too-small", null, null],
      ["丙县", "investment-no-case", null, null],
      ["乙县", "opted-out", null, null],
      ["甲协会", "group-not-ranked", null, null],
    ]);
  });
  test("a unit of a kind that no rule groups is in the group that is not ranked", () => {
    const [row] = rankUnits([candidate("甲局", 100, { group: "市直" })], { ...RULES, groups: [["县区"]] }, NO_PREVIOUS);
    expect(row).toMatchObject({ group: "", rank: null, notRanked: "group-not-ranked" });
  });
  test("places gained are positive, places lost negative, an equal place 0", () => {
    const before: PreviousPlaces = new Map([
      ["甲县", { group: "县区+园区", rank: 3 }],
      ["乙县", { group: "县区+园区", rank: 1 }],
      ["丙县", { group: "县区+园区", rank: 3 }],
    ]);
    const rows = rankUnits([candidate("甲县", 9000), candidate("乙县", 8000), candidate("丙县", 7000)], RULES, before);
    expect(rows.map((row) => [row.unit, row.previousRank, row.change])).toEqual([
      ["甲县", 3, 2],
      ["乙县", 1, -1],
      ["丙县", 3, 0],
    ]);
  });
  test("a unit that was not ranked before, or in another group, has nothing to compare with", () => {
    const before: PreviousPlaces = new Map([
      ["甲县", { group: "县区+园区", rank: null }],
      ["乙县", { group: "市直+国企", rank: 1 }],
    ]);
    const rows = rankUnits([candidate("甲县", 9000), candidate("乙县", 8000), candidate("丙县", 7000)], RULES, before);
    expect(rows.map((row) => row.change)).toEqual([null, null, null]);
  });
  test("the places of a published block are what the next month compares with", () => {
    const rows = rankUnits(
      [candidate("甲县", 9000), candidate("乙县", 8000, { takesPart: false })],
      RULES,
      NO_PREVIOUS,
    );
    const published = placesOf({ rows: rows.map((row) => ({ ...row, note: "" })) });
    expect([...published]).toEqual([
      ["甲县", { group: "县区+园区", rank: 1 }],
      ["乙县", { group: "县区+园区", rank: null }],
    ]);
  });
  test("units are listed by group, by total and among equals by name, those not ranked after the others", () => {
    const rows = rankUnits(
      [
        candidate("戊局", 100, { group: "市直" }),
        candidate("丁县", 5000),
        candidate("乙县", 9000),
        candidate("丙县", 9000),
        candidate("甲县", 9900, { takesPart: false }),
        candidate("己县", 100, { takesPart: false }),
      ],
      RULES,
      NO_PREVIOUS,
    );
    expect(rows.map((row) => row.unit)).toEqual(["丙县", "乙县", "丁县", "己县", "甲县", "戊局"]);
  });
  test("equal totals, and units that are not ranked, are listed by name in whatever order they came", () => {
    const units = [
      candidate("丙县", 9000),
      candidate("乙县", 9000),
      candidate("甲县", 9000),
      candidate("己县", 100, { takesPart: false }),
      candidate("庚县", 100, { takesPart: false }),
    ];
    const listed = ["丙县", "乙县", "甲县", "己县", "庚县"];
    const names = (all: readonly Candidate[]) => rankUnits(all, RULES, NO_PREVIOUS).map((row) => row.unit);
    expect([names(units), names(units.toReversed())]).toEqual([listed, listed]);
  });
  test("equal totals are marked as tied, others not", () => {
    const rows = rankUnits(
      [candidate("甲县", 9000), candidate("乙县", 8000), candidate("丙县", 8000)],
      RULES,
      NO_PREVIOUS,
    );
    expect(rows.map((row) => row.tied)).toEqual([false, true, true]);
    const [absent] = rankUnits([candidate("甲县", 9000, { takesPart: false })], RULES, NO_PREVIOUS);
    expect(absent).toMatchObject({ tied: false, gapAbove: null });
  });
});

const milestones = (numerator: number, denominator: number): IndicatorFigures => ({
  code: "milestones",
  numerator: ratio(numerator),
  denominator: ratio(denominator),
  due: ratio(denominator),
});

const withGains = (unit: Candidate): Candidate => ({
  ...unit,
  gains: gainsOf(unit.figures, unit.score, { overshoot: OVERSHOOT }),
});

const OVERSHOOT = { first: 0.2, firstUpTo: 130, beyond: 0.1, cap: 10 };

const withMilestones = (unit: string, total: number, done: number, due: number, zeroed = false): Candidate => {
  const figures = [milestones(done, due)];
  const points = Math.round((1000 * done) / due);
  const item = {
    code: "milestones",
    weight: 10,
    effectiveWeight: ratio(10),
    attainment: ratio(done, due),
    overshoot: ZERO,
    points,
    zeroedForFalseData: zeroed,
  } as const;
  return withGains(candidate(unit, total, { figures, score: { ...score(total), items: [item] } }));
};

describe("the gap to the place above", () => {
  const gap = (below: Candidate) =>
    rankOf(rankUnits([candidate("甲县", 9000), withGains(below)], RULES, NO_PREVIOUS), below.unit).gapAbove;

  test("the first has none", () => {
    const [first] = rankUnits([candidate("甲县", 9000), candidate("乙县", 8000)], RULES, NO_PREVIOUS);
    expect(first!.gapAbove).toBeNull();
  });
  test("both of two tied firsts have none", () => {
    const rows = rankUnits([candidate("甲县", 9000), candidate("乙县", 9000)], RULES, NO_PREVIOUS);
    expect(rows.map((row) => row.gapAbove)).toEqual([null, null]);
  });
  test("one of two tied seconds is measured against the first, not against the other", () => {
    const rows = rankUnits(
      [candidate("甲县", 9000), candidate("乙县", 8000), candidate("丙县", 8000)],
      RULES,
      NO_PREVIOUS,
    );
    expect(rankOf(rows, "丙县").gapAbove).toEqual({ rank: 1, points: 1000, withinOneMilestone: false });
  });
  test("a gap of exactly one milestone is within one milestone, a hundredth more is not", () => {
    expect(gap(withMilestones("乙县", 8750, 2, 4))!.withinOneMilestone).toBe(true);
    expect(gap(withMilestones("乙县", 8749, 2, 4))!.withinOneMilestone).toBe(false);
  });
  test("with no milestone missed, one more could not have closed it", () => {
    expect(gap(withMilestones("乙县", 8999, 4, 4))!.withinOneMilestone).toBe(false);
  });
  test("milestones zeroed for false data close no gap", () => {
    expect(gap(withMilestones("乙县", 8999, 2, 4, true))!.withinOneMilestone).toBe(false);
  });
  test("no milestone due, or milestones that carry no weight, close no gap", () => {
    const due = withMilestones("乙县", 8999, 2, 4);
    const noCase = { ...due.score.items[0]!, attainment: null, points: null };
    expect(gap({ ...due, figures: [milestones(0, 0)], score: { ...due.score, items: [noCase] } })).toEqual({
      rank: 1,
      points: 1,
      withinOneMilestone: false,
    });
    expect(gap({ ...due, score: { ...due.score, items: [] } })!.withinOneMilestone).toBe(false);
  });
  test("only the milestones count, whatever indicators stand before them", () => {
    const due = withMilestones("乙县", 8750, 2, 4);
    const behind = (code: IndicatorFigures["code"]) => ({
      ...due,
      figures: [{ ...milestones(0, 9), code }, ...due.figures],
      score: { ...due.score, items: [{ ...due.score.items[0]!, code, points: 1000 }, ...due.score.items] },
    });
    expect(gap(behind("issues"))!.withinOneMilestone).toBe(true);
  });
});

describe("what a ranked unit carries", () => {
  test("each item its own sums, in whatever order the figures stand", () => {
    const unit = withMilestones("甲县", 9000, 2, 4);
    const others = { ...milestones(7, 8), code: "issues" } as const;
    const [row] = rankUnits([{ ...unit, figures: [others, ...unit.figures] }], RULES, NO_PREVIOUS);
    expect(row!.items).toMatchObject([{ code: "milestones", numerator: 2, denominator: 4, rate: 500 }]);
  });
  test("rates and targets in tenths of a percent, uncapped and half up, beside the sums", () => {
    const value: IndicatorFigures = {
      code: "investment",
      numerator: ratio(2001),
      denominator: ratio(2000),
      due: ratio(1000),
    };
    const item = {
      code: "investment",
      weight: 30,
      effectiveWeight: ratio(30),
      attainment: ratio(2001, 1000),
      overshoot: ratio(10),
      points: 4000,
      zeroedForFalseData: false,
    } as const;
    const unit = candidate("甲县", 4000, { figures: [value], score: { ...score(4000), items: [item] } });
    const [row] = rankUnits([unit], RULES, NO_PREVIOUS);
    expect(row!.items).toEqual([
      {
        code: "investment",
        points: 4000,
        rate: 1001,
        target: 500,
        numerator: 2001,
        denominator: 2000,
        due: 1000,
        weight: 30,
        zeroedForFalseData: false,
      },
    ]);
  });
  test("no case is no rate, not 0", () => {
    const value: IndicatorFigures = { code: "investment", numerator: ratio(5), denominator: ratio(10), due: ZERO };
    const item = {
      code: "investment",
      weight: 30,
      effectiveWeight: ZERO,
      attainment: null,
      overshoot: ZERO,
      points: null,
      zeroedForFalseData: false,
    } as const;
    const unit = candidate("甲县", 0, {
      figures: [value],
      score: { ...score(0, "investment-no-case"), items: [item] },
    });
    expect(rankUnits([unit], RULES, NO_PREVIOUS)[0]!.items[0]).toMatchObject({
      points: null,
      rate: null,
      target: null,
    });
  });
});

describe("properties of the ranking", () => {
  const totals = fc.array(fc.integer({ min: -500, max: 1200 }), { maxLength: 20 });
  const field = totals.map((all) =>
    all.map((total, index) => candidate(`县${String(index).padStart(2, "0")}`, total * 10)),
  );

  test("the order of the rows in 单位 changes nothing", () => {
    fc.assert(
      fc.property(field, fc.infiniteStream(fc.nat(1000)), (units, keys) => {
        const shuffled = units
          .map((unit) => [keys.next().value as number, unit] as const)
          .sort(([a], [b]) => a - b)
          .map(([, unit]) => unit);
        expect(rankUnits(shuffled, RULES, NO_PREVIOUS)).toEqual(rankUnits(units, RULES, NO_PREVIOUS));
      }),
      SEED,
    );
  });
  test("a competition place is one more than the number of units with a higher total", () => {
    fc.assert(
      fc.property(field, (units) => {
        for (const row of rankUnits(units, RULES, NO_PREVIOUS))
          expect(row.rank).toBe(1 + units.filter((unit) => unit.score.total > row.total).length);
      }),
      SEED,
    );
  });
  test("a dense place is one more than the number of different higher totals", () => {
    fc.assert(
      fc.property(field, (units) => {
        for (const row of rankUnits(units, DENSE, NO_PREVIOUS)) {
          const higher = units.map((unit) => unit.score.total).filter((total) => total > row.total);
          expect(row.rank).toBe(1 + new Set(higher).size);
        }
      }),
      SEED,
    );
  });
  test("equal totals share a place and unequal ones never do, by either method", () => {
    fc.assert(
      fc.property(totals, (all) => {
        const sorted = all.toSorted((a, b) => b - a);
        for (const ties of ["competition", "dense"] as const) {
          const ranks = places(sorted, ties);
          sorted.forEach((total, index) => {
            if (index > 0) expect(ranks[index] === ranks[index - 1]).toBe(total === sorted[index - 1]);
          });
        }
      }),
      SEED,
    );
  });
  test("every unit appears once", () => {
    fc.assert(
      fc.property(field, (units) => {
        expect(
          rankUnits(units, RULES, NO_PREVIOUS)
            .map((row) => row.unit)
            .sort(),
        ).toEqual(units.map((unit) => unit.unit).sort());
      }),
      SEED,
    );
  });
});
