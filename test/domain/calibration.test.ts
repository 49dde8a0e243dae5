import { describe, expect, it } from "vitest";
import { calibrationOf, forecastCases, type SettledCase, settled } from "../../lib/domain/calibration.ts";
import { judge } from "../../lib/domain/judgement.ts";
import type { Milestone } from "../../lib/domain/registry.ts";
import { dayInput } from "../fakes/judge-input.ts";
import { forecastHalfYear } from "../fakes/living/forecasts.ts";
import { EMPTY_REGISTRY, newMilestone, newProject } from "../fakes/registry-rows.ts";

const settledCase = (chance: number, late: boolean, key = "P-1/10", warns = false): SettledCase => ({
  ...{ key, on: "2026-06-01", planned: "2026-06-10", chance, average: 0.5, late, warns },
});

describe("forecasts held against what came", () => {
  it("of those forecast at 70 %, how many were late: three of four", () => {
    const found = calibrationOf([
      ...[true, true, true, false].map((late, n) => settledCase(0.7, late, `P-1/${n}`, true)),
      settledCase(0.1, false),
      settledCase(1, true),
    ]);
    expect(found.bins).toEqual([
      { from: 0.1, to: 0.2, cases: 1, forecast: 0.1, late: 0 },
      { from: 0.7, to: 0.8, cases: 4, forecast: 0.7, late: 0.75 },
      { from: 0.9, to: 1, cases: 1, forecast: 1, late: 1 },
    ]);
    expect(found).toMatchObject({ cases: 6, milestones: 5, late: 4, warned: { cases: 4, late: 3 } });
    expect(found.expected).toBeCloseTo(3.9, 9);
  });

  it("the score is the mean square of what was said less what came, also of the two baselines", () => {
    const { brier } = calibrationOf([settledCase(0.8, true), settledCase(0.4, false)]);
    expect(brier.forecast).toBeCloseTo((0.04 + 0.16) / 2, 12);
    expect([brier.never, brier.average]).toEqual([0.5, 0.25]);
  });

  it("what was next to certain, as a predecessor was late already, is left out of a second comparison", () => {
    const { uncertain } = calibrationOf([settledCase(1, true), settledCase(0.95, true), settledCase(0.8, true)]);
    expect(uncertain.cases).toBe(1);
    expect(uncertain.brier.forecast).toBeCloseTo(0.04, 12);
  });

  it("nothing settled says nothing", () =>
    expect(calibrationOf([])).toMatchObject({ cases: 0, bins: [], brier: { forecast: 0, never: 0, average: 0 } }));

  it("a case ends by the day it was planned for: done, or late by now; moved, deleted and still to come tell nothing, done early or not", () => {
    const rows = (more: readonly Milestone[]) => {
      const past = [1, 2, 3, 4, 5, 6, 7, 8].map((n) =>
        row(n, { planned: "2026-03-02", actual: n < 3 ? "2026-03-09" : "2026-03-02" }),
      );
      return { ...EMPTY_REGISTRY, projects: [newProject("P-1")], milestones: [...past, ...more] };
    };
    const row = (seq: number, cells: Partial<Milestone>): Milestone => ({ ...newMilestone("P-1", seq), ...cells });
    const open = [20, 30, 40, 50, 60].map((seq) => row(seq, { planned: "2026-06-20" }));
    const cases = forecastCases(judge(dayInput("2026-06-01", rows([...open, row(70, { planned: "2026-07-02" })]))));
    expect(cases.map(({ key, chance, average }) => [key, chance, average])).toEqual(
      [20, 30, 40, 50, 60].map((seq) => [`P-1/${seq}`, 0.25, 0.25]),
    );
    const later = [
      row(20, { planned: "2026-06-20", actual: "2026-06-20" }),
      row(30, { planned: "2026-06-20", actual: "2026-06-21" }),
      row(40, { planned: "2026-06-20" }),
      row(50, { planned: "2026-08-20" }),
    ];
    const known = settled(cases, judge(dayInput("2026-07-01", rows(later))));
    expect(known.map(({ key, late }) => [key, late])).toEqual([
      ["P-1/20", false],
      ["P-1/30", true],
      ["P-1/40", true],
    ]);
    expect(settled(cases, judge(dayInput("2026-06-20", rows(open))))).toEqual([]);
    const early = [row(20, { planned: "2026-06-20", actual: "2026-06-10" }), ...open.slice(1)];
    expect(settled(cases, judge(dayInput("2026-06-20", rows(early))))).toEqual([]);
    expect(settled(cases, judge(dayInput("2026-06-21", rows(early))))).toHaveLength(5);
  });
});

// A seed that `npm run bench:forecast` does not print; every fourth Monday of its half-year.
describe("a half-year of a city whose units keep their habits", () => {
  const found = calibrationOf(forecastHalfYear("held out", 4));

  it("as many are late as were expected, within 15 %", () => {
    expect(found.cases).toBeGreaterThan(300);
    expect(Math.abs(found.expected - found.late) / found.late).toBeLessThan(0.15);
  });

  it("the forecast is nearer to what came than “never late” and than the average lateness", () => {
    expect(found.brier.forecast).toBeLessThan(found.brier.never * 0.9);
    expect(found.brier.forecast).toBeLessThan(found.brier.average * 0.9);
    expect(found.uncertain.brier.forecast).toBeLessThan(found.uncertain.brier.average);
  });

  it("of those that warned at least the rule's 70 % were late", () => {
    expect(found.warned.cases).toBeGreaterThan(20);
    expect(found.warned.late / found.warned.cases).toBeGreaterThan(0.7);
  });
});
