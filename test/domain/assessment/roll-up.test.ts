import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { monthsIn } from "../../../lib/domain/assessment/periods.ts";
import { quarterPlaces } from "../../../lib/domain/assessment/quarter.ts";
import { type YearWeights, yearPlaces } from "../../../lib/domain/assessment/year.ts";
import { NO_PREVIOUS, type PreviousPlaces } from "../../../lib/domain/ranking-block.ts";
import { readCases } from "../../cases/read-cases.ts";
import { monthResult, monthRow, type WrittenMonth, type WrittenUnit } from "../../fakes/month-results.ts";

const GROUPS = ["县区+园区", "市直+国企"];
const RULES = { ties: "competition", groups: GROUPS } as const;
const WEIGHTS: YearWeights = { mean: 10, june: 45, december: 45, bracket: 90, visits: 10 };

interface Scored extends WrittenUnit {
  readonly scores: readonly WrittenMonth[];
}

const monthsOf = (period: string, units: readonly Scored[]) =>
  monthsIn(period).map((month, at) =>
    monthResult(
      month,
      units.map((unit) => monthRow(unit, unit.scores[at]!)),
    ),
  );

const quarter = (units: readonly Scored[], previous: PreviousPlaces = NO_PREVIOUS, ties = RULES.ties) =>
  quarterPlaces({
    months: monthsOf("2026Q3", units),
    rules: { ...RULES, ties },
    previous,
    falseReports: new Map(),
  });

const hundredths = (text: string): number => Math.round(Number(text) * 100);

const scoresIn = (text: string): readonly WrittenMonth[] =>
  text.split(";").flatMap((part) => {
    const [score = "", times = "1"] = part.split("*");
    return Array<WrittenMonth>(Number(times)).fill(score === "未报" || score === "无" ? score : hundredths(score));
  });

const NAMES = { 月均: "mean", 六月: "june", 十二月: "december", 月度: "bracket", 观摩: "visits" } as const;

const weightsIn = (text: string): YearWeights => ({
  ...WEIGHTS,
  ...Object.fromEntries(
    text.split(";").flatMap((part) => {
      const [name = "", value] = part.split(" ");
      return name === "" ? [] : [[NAMES[name as keyof typeof NAMES], Number(value)]];
    }),
  ),
});

function totalOf({ kind, months, visits, rules }: ReturnType<typeof readCases>[number]): string {
  const unit = { unit: "甲县", scores: scoresIn(months!) };
  const [row] =
    kind === "季度"
      ? quarter([unit])
      : yearPlaces({
          months: monthsOf("2026", [unit]),
          rules: { ...RULES, weights: weightsIn(rules!) },
          previous: NO_PREVIOUS,
          visits: new Map([
            [
              "甲县",
              visits === ""
                ? []
                : visits!.split(";").map((score) => ({ visit: "2026-07", project: "P-1", score: hundredths(score) })),
            ],
          ]),
        });
  expect(row!.rank === null).toBe(row!.total === null);
  return row!.total === null ? "无名次" : (row!.total / 100).toFixed(2);
}

describe("quarter and year are reckoned from their months", () => {
  it.each(readCases("./roll-up.csv").map((one) => [one.situation!, one] as const))("%s", (_situation, one) => {
    expect(totalOf(one)).toBe(one.expected);
  });

  it("says of each month why it counts or does not", () => {
    const [row] = quarter([{ unit: "甲县", scores: [9000, "未报", "无"] }]);
    expect(row!.months).toEqual([
      { month: "2026-07", total: 9000, because: "scored" },
      { month: "2026-08", total: 0, because: "reports-missing" },
      { month: "2026-09", total: null, because: "no-score" },
    ]);
  });

  it("ranks groups apart, equal totals alike, by both ways of counting after them", () => {
    const units = [
      { unit: "甲县", scores: [9000, 9000, 9000] },
      { unit: "乙县", scores: [8000, 8500, 9000] },
      { unit: "丙县", scores: [8500, 8500, 8500] },
      { unit: "丁县", scores: [8000, 8000, 8000] },
      { unit: "水务局", group: "市直+国企", scores: [7000, 7000, 7000] },
    ];
    const ranks = (ties: "competition" | "dense") =>
      quarter(units, NO_PREVIOUS, ties as "competition").map(({ unit, rank, tied }) => [unit, rank, tied]);
    expect(ranks("competition")).toEqual([
      ["甲县", 1, false],
      ["丙县", 2, true],
      ["乙县", 2, true],
      ["丁县", 4, false],
      ["水务局", 1, false],
    ]);
    expect(ranks("dense").map(([, rank]) => rank)).toEqual([1, 2, 2, 3, 1]);
  });

  it("tells the place before and the change, of the same group only", () => {
    const before: PreviousPlaces = new Map([
      ["甲县", { group: "县区+园区", rank: 3 }],
      ["乙县", { group: "市直+国企", rank: 1 }],
      ["丙县", { group: "县区+园区", rank: null }],
    ]);
    const units = ["甲县", "乙县", "丙县"].map((unit, at) => ({ unit, scores: [9000 - 300 * at, 9000, 9000] }));
    expect(quarter(units, before).map(({ previousRank, change }) => [previousRank, change])).toEqual([
      [3, 2],
      [null, null],
      [null, null],
    ]);
  });

  it("shows the investment of the last month, and none where the unit has no row there", () => {
    const months = monthsOf("2026Q3", [{ unit: "甲县", rate: 612, target: 750, scores: [9000, 9000, 9000] }]);
    const gone = { ...months[2]!, block: { ...months[2]!.block, rows: [] } };
    const shown = (all: typeof months) =>
      quarterPlaces({ months: all, rules: RULES, previous: NO_PREVIOUS, falseReports: new Map() })[0]!.investment;
    expect(shown(months)).toEqual({ rate: 612, target: 750 });
    expect(shown([months[0]!, months[1]!, gone])).toEqual({ rate: null, target: null });
  });

  it("counts confirmed false data from the months as published, or more where the office found more by the lock", () => {
    const months = monthsOf("2026Q3", [{ unit: "甲县", falseData: true, scores: [9000, 9000, 9000] }]);
    const count = (found: number) =>
      quarterPlaces({ months, rules: RULES, previous: NO_PREVIOUS, falseReports: new Map([["甲县", found]]) })[0]!
        .falseReports;
    expect([count(0), count(1), count(4)]).toEqual([3, 3, 4]);
  });
});

const score = fc.oneof(
  fc.integer({ min: -500, max: 11_000 }),
  fc.constant("未报" as const),
  fc.constant("无" as const),
);
const city = fc
  .array(fc.record({ scores: fc.array(score, { minLength: 3, maxLength: 3 }), group: fc.constantFrom(...GROUPS) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((units) => units.map((unit, at) => ({ ...unit, unit: `单位${String(at).padStart(2, "0")}` })));

describe("whatever the months", () => {
  it("the order of the units changes nothing", () => {
    fc.assert(
      fc.property(city, fc.integer(), (units, seed) => {
        const turned = units.toSorted((a, b) => ((a.unit.length * 7 + seed) % 3) - ((b.unit.length * 5 + seed) % 3));
        expect(quarter(turned.toReversed())).toEqual(quarter(units));
      }),
    );
  });

  it("a better month lowers neither its unit's quarter nor its place", () => {
    fc.assert(
      fc.property(
        city,
        fc.nat({ max: 11 }),
        fc.nat({ max: 2 }),
        fc.integer({ min: 1, max: 3000 }),
        (units, who, month, more) => {
          const unit = units[who % units.length]!;
          const was = unit.scores[month]!;
          if (was === "无") return;
          const better = unit.scores.with(month, (was === "未报" ? 0 : was) + more);
          const [before, after] = [units, units.map((one) => (one === unit ? { ...one, scores: better } : one))].map(
            (all) => quarter(all).find((row) => row.unit === unit.unit)!,
          );
          expect(after!.total!).toBeGreaterThanOrEqual(before!.total!);
          expect(after!.rank!).toBeLessThanOrEqual(before!.rank!);
        },
      ),
    );
  });

  it("a mean lies between the worst and the best of the months that count", () => {
    fc.assert(
      fc.property(city, (units) => {
        for (const { total, months } of quarter(units)) {
          const counted = months.flatMap((one) => one.total ?? []);
          if (total === null) expect(counted).toEqual([]);
          else expect(total >= Math.min(...counted) && total <= Math.max(...counted)).toBe(true);
        }
      }),
    );
  });
});
