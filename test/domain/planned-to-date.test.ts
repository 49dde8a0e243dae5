import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addToMonth } from "../../lib/domain/dates.ts";
import { cityCurve, type PlanSource, plannedToDate, rankingBasis } from "../../lib/domain/planned-to-date.ts";
import type { MonthlyPlan, Target } from "../../lib/domain/registry.ts";
import { dateCell, moneyCell } from "../cases/cell.ts";
import { readCases } from "../cases/read-cases.ts";
import { newProject } from "../fakes/registry-rows.ts";

const SEED = { seed: 2026, numRuns: 300 };

const ownPlan = (text: string): MonthlyPlan | null =>
  text === ""
    ? null
    : { workbook: "台账", key: "P/2026", project: "P", year: 2026, months: text.split(" ").map(moneyCell) };

const source = (annualPlan: string, start: string, finish: string, own: string): PlanSource => ({
  project: {
    ...newProject("P"),
    annualPlan: moneyCell(annualPlan),
    plannedStart: dateCell(start),
    plannedFinish: dateCell(finish),
  },
  own: ownPlan(own),
});

describe("planned to date of a project", () => {
  for (const row of readCases("../cases/planned-to-date.csv"))
    test(row.situation!, () => {
      const planned = plannedToDate(
        source(row.annualPlan!, row.start!, row.finish!, row.own!),
        row.month!,
        row.basis as "own" | "active" | "even",
      );
      expect([planned.amount, planned.because]).toEqual([moneyCell(row.amount!), row.because]);
    });

  test("names the cells it rests on: the plan and its active months, or the months of the own plan", () => {
    const fields = (own: string) =>
      plannedToDate(source("1200", "", "", own), "2026-02", "own").restsOn.map(({ tab, field }) => `${tab}.${field}`);
    expect(fields("")).toEqual(["projects.annualPlan", "projects.plannedStart", "projects.plannedFinish"]);
    expect(fields("1 2 3 4 5 6 7 8 9 10 11 12")).toEqual(["projects.annualPlan", "monthlyPlans.m1", "monthlyPlans.m2"]);
  });

  test("never falls from month to month and is the whole plan in December", () => {
    const day = fc.integer({ min: -14, max: 26 }).map((offset) => `${addToMonth("2026-01", offset)}-15`);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 ** 12 }),
        fc.option(day),
        fc.option(day),
        (annualPlan, plannedStart, plannedFinish) => {
          const project = { ...newProject("P"), annualPlan, plannedStart, plannedFinish };
          const curve = Array.from(
            { length: 12 },
            (_, m) => plannedToDate({ project, own: null }, addToMonth("2026-01", m), "active").amount!,
          );
          expect(curve).toEqual(curve.toSorted((a, b) => a - b));
          expect(curve.at(-1)).toBe(annualPlan);
          expect(curve.every(Number.isSafeInteger)).toBe(true);
        },
      ),
      SEED,
    );
  });
});

describe("the basis of a ranking", () => {
  const withOwn = source("1200", "", "", "100 100 100 100 100 100 100 100 100 100 100 100");
  const without = source("1200", "", "", "");

  test("is the own plans only when every project has one", () => {
    expect(rankingBasis("own", [withOwn, withOwn], "2026-05")).toBe("own");
    expect(rankingBasis("own", [withOwn, without], "2026-05")).toBe("active");
    expect(rankingBasis("even", [withOwn, without], "2026-05")).toBe("even");
  });
});

describe("the city's curve", () => {
  const target = (quarter: number, money: number): Target => ({
    workbook: "台账",
    key: `2026Q${quarter}/全市`,
    period: `2026Q${quarter}`,
    scope: "全市",
    plannedInvestment: money,
    plannedStarts: null,
    plannedFinishes: null,
  });
  const PUBLISHED = [16_250_000_000, 34_100_000_000, 38_380_000_000, 24_020_000_000];

  test("reaches the published increments at the quarters' ends and grows evenly between", () => {
    const curve = cityCurve(PUBLISHED.map((money, index) => target(index + 1, money)).reverse(), "全市", 2026);
    expect([curve[2], curve[5], curve[8], curve[11]]).toEqual([
      16_250_000_000, 50_350_000_000, 88_730_000_000, 112_750_000_000,
    ]);
    expect(curve[3]).toBe(16_250_000_000 + 11_366_666_667);
  });

  test("ends where a quarter's figure is missing", () => {
    const curve = cityCurve([target(1, 300), target(3, 300)], "全市", 2026);
    expect(curve.slice(0, 4)).toEqual([100, 200, 300, null]);
    expect(curve[11]).toBeNull();
  });
});
