import { describe, expect, it } from "vitest";
import {
  lastMonthOf,
  lastQuarterBy,
  lastYearBy,
  monthsIn,
  periodKind,
} from "../../../lib/domain/assessment/periods.ts";

describe("a period", () => {
  it("is a month, a quarter or a year, and nothing else", () => {
    expect(["2026-07", "2026Q3", "2026"].map(periodKind)).toEqual(["month", "quarter", "year"]);
    expect(["2026-13", "2026-7", "2026Q5", "2026q3", "26", "2026-07-01", ""].map(periodKind)).toEqual(
      Array(7).fill(null),
    );
  });

  it("has its months, in order", () => {
    expect(monthsIn("2026-07")).toEqual(["2026-07"]);
    expect(monthsIn("2026Q4")).toEqual(["2026-10", "2026-11", "2026-12"]);
    expect(monthsIn("2026")).toHaveLength(12);
    expect([lastMonthOf("2026"), lastMonthOf("2026Q1")]).toEqual(["2026-12", "2026-03"]);
    expect(() => monthsIn("2026Q0")).toThrow("no period");
  });

  it("ends with its last month: the quarter and the year that are over by a month", () => {
    expect(["2026-01", "2026-02", "2026-03", "2026-05", "2026-06", "2026-12"].map(lastQuarterBy)).toEqual([
      ...["2025Q4", "2025Q4", "2026Q1", "2026Q1", "2026Q2", "2026Q4"],
    ]);
    expect(["2026-11", "2026-12", "2027-01"].map(lastYearBy)).toEqual(["2025", "2026", "2026"]);
  });
});
