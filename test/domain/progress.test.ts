import { describe, expect, test } from "vitest";
import { type ProgressInput, type ProgressRow, progressRows } from "../../lib/domain/progress.ts";
import { ONE, type Ratio, ratio } from "../../lib/domain/ratio.ts";
import type { Project, Registry, Target, UnitIndicator } from "../../lib/domain/registry.ts";
import { EMPTY_REGISTRY, filesOf, newProject, newReport } from "../fakes/registry-rows.ts";

const YI = 100_000_000;

const rowsOf = (registry: Partial<Registry>, more: Partial<ProgressInput> = {}): readonly ProgressRow[] => {
  const all = { ...EMPTY_REGISTRY, ...registry };
  return progressRows({
    period: "2026-05",
    files: filesOf(all, 2026),
    targets: all.targets,
    unitIndicators: all.unitIndicators,
    basis: "active",
    curveTolerancePercent: 0.1,
    ...more,
  });
};

const targets = (
  investment: readonly number[],
  starts: readonly number[] = [],
  finishes: readonly number[] = [],
): readonly Target[] =>
  investment.map((amount, index) => ({
    workbook: "台账",
    key: `2026Q${index + 1}/全市`,
    period: `2026Q${index + 1}`,
    scope: "全市",
    plannedInvestment: amount,
    plannedStarts: starts[index] ?? null,
    plannedFinishes: finishes[index] ?? null,
  }));

const project = (code: string, more: Partial<Project> = {}): Project => ({
  ...newProject(code),
  annualPlan: 100 * YI,
  ...more,
});

const shares = (rows: readonly ProgressRow[]): readonly (Ratio | null)[] => rows.map((row) => row.cumulativeShare);

describe("the plan curve", () => {
  test("increments are as laid down, shares are cumulative over the annual plan", () => {
    const rows = rowsOf({ projects: [project("P-1")], targets: targets([10 * YI, 20 * YI, 30 * YI, 40 * YI]) });
    expect(rows.map((row) => row.period)).toEqual(["2026Q1", "2026Q2", "2026Q3", "2026Q4", "2026"]);
    expect(rows.map((row) => row.investment)).toEqual([10 * YI, 20 * YI, 30 * YI, 40 * YI, 100 * YI]);
    expect(shares(rows)).toEqual([ratio(1, 10), ratio(3, 10), ratio(6, 10), ONE, ONE]);
  });
  test("a year that ends within 0.1 % of the annual plan ends at exactly 100 %, and its row shows the annual plan", () => {
    const rows = rowsOf({ projects: [project("P-1")], targets: targets([10 * YI, 20 * YI, 30 * YI, 40.1 * YI]) });
    expect(shares(rows)[3]).toEqual(ONE);
    expect(rows[3]!.investment).toBe(40.1 * YI);
    expect(rows[4]!.investment).toBe(100 * YI);
  });
  test("a year that ends further off is shown as it is", () => {
    const rows = rowsOf({ projects: [project("P-1")], targets: targets([10 * YI, 20 * YI, 30 * YI, 40.11 * YI]) });
    expect(shares(rows)[3]).toEqual(ratio(10_011, 10_000));
    expect(rows[4]!.investment).toBe(100.11 * YI);
    const short = rowsOf({ projects: [project("P-1")], targets: targets([10 * YI, 20 * YI, 30 * YI, 39 * YI]) });
    expect(shares(short)[3]).toEqual(ratio(99, 100));
  });
  test("only the last quarter is reconciled", () => {
    const rows = rowsOf({ projects: [project("P-1")], targets: targets([100.05 * YI, 0, 0, 0]) });
    expect(shares(rows)[0]).toEqual(ratio(10_005, 10_000));
    expect(shares(rows)[3]).toEqual(ONE);
  });
  test("a quarter nobody laid down leaves itself and what follows empty", () => {
    const rows = rowsOf({ projects: [project("P-1")], targets: targets([10 * YI, 20 * YI]) });
    expect(rows.map((row) => row.investment)).toEqual([10 * YI, 20 * YI, null, null, null]);
    expect(shares(rows)).toEqual([ratio(1, 10), ratio(3, 10), null, null, null]);
  });
  test("without any target of the city the curve follows from the projects", () => {
    const rows = rowsOf({
      projects: [
        project("P-1", { annualClass: "新开工", plannedStart: "2026-04-10", plannedFinish: "2026-11-30" }),
        project("P-2", { plannedFinish: "2027-05-01" }),
      ],
    });
    expect(rows.map((row) => row.investment)).toEqual([25 * YI, 62.5 * YI, 62.5 * YI, 50 * YI, 200 * YI]);
    expect(rows.map((row) => row.starts)).toEqual([0, 1, 0, 0, 1]);
    expect(rows.map((row) => row.finishes)).toEqual([0, 0, 0, 1, 1]);
  });
  test("a start planned on a quarter's last day is of that quarter, a project without a plan adds nothing", () => {
    const rows = rowsOf({
      projects: [
        project("P-1", { annualClass: "新开工", plannedStart: "2026-03-31" }),
        project("P-2", { annualPlan: null }),
      ],
    });
    expect(rows.map((row) => row.starts)).toEqual([1, 0, 0, 0, 1]);
    expect(rows[4]!.investment).toBe(100 * YI);
    expect(rows[0]!.done!.investment).toBe(0);
  });
  test("planned starts are cumulative over the number of 新开工", () => {
    const projects = ["P-1", "P-2", "P-3", "P-4"].map((code) => project(code, { annualClass: "新开工" }));
    const rows = rowsOf({ projects, targets: targets([YI, YI, YI, YI], [2, 1, 1, 0], [0, 0, 1, 2]) });
    expect(rows.map((row) => row.cumulativeStartShare)).toEqual([ratio(1, 2), ratio(3, 4), ONE, ONE, ONE]);
    expect(rows.map((row) => row.finishes)).toEqual([0, 0, 1, 2, 3]);
  });
});

describe("what was done", () => {
  const reports = [
    { ...newReport("P-1", "2026-03"), investedYtd: 10 * YI, fundedYtd: 5 * YI },
    { ...newReport("P-1", "2026-05"), investedYtd: 30 * YI, fundedYtd: 8 * YI },
    { ...newReport("P-1", "2026-06"), investedYtd: 90 * YI },
  ];
  test("a past quarter shows its end, the present one the judged month, a coming one nothing", () => {
    const rows = rowsOf({ projects: [project("P-1")], monthlyReports: reports });
    expect(rows.map((row) => row.done?.investment ?? null)).toEqual([10 * YI, 30 * YI, null, null, 30 * YI]);
    expect(rows[1]!.done).toMatchObject({ share: ratio(3, 10), fundingRate: ratio(8, 100) });
  });
  test("at a quarter's last month the next quarter has not begun", () => {
    const rows = rowsOf({ projects: [project("P-1")], monthlyReports: reports }, { period: "2026-03" });
    expect(rows.map((row) => row.done !== null)).toEqual([true, false, false, false, true]);
    const april = rowsOf({ projects: [project("P-1")], monthlyReports: reports }, { period: "2026-04" });
    expect(april.map((row) => row.done !== null)).toEqual([true, true, false, false, true]);
  });
  test("前期 is in neither the plan nor what was done", () => {
    const rows = rowsOf({ projects: [project("P-1", { annualClass: "前期" })], monthlyReports: reports });
    expect(rows[0]!.done).toMatchObject({ investment: 0, share: null });
  });
  test("the start rate is that of the projects planned to have started by then", () => {
    const started = (code: string, planned: string, actual: string | null) =>
      project(code, { annualClass: "新开工", plannedStart: planned, actualStart: actual });
    const rows = rowsOf({
      projects: [started("P-1", "2026-03-01", "2026-04-01"), started("P-2", "2026-04-01", null)],
    });
    expect(rows.map((row) => row.done?.startRate ?? null)).toEqual([ratio(0), ratio(1, 2), null, null, ratio(1, 2)]);
  });
});

describe("rates from 单位指标", () => {
  const row = (
    unit: string,
    period: string,
    indicator: string,
    actual: number | null,
    plan: number | null = null,
  ): UnitIndicator => ({
    workbook: "台账",
    key: `${unit}/${period}/${indicator}`,
    unit,
    period,
    indicator,
    plan,
    actual,
  });
  const rate = (unitIndicators: readonly UnitIndicator[], quarter: number, period = "2026-05") =>
    rowsOf({ projects: [project("P-1")], unitIndicators }, { period })[quarter - 1]!.done!;

  test("counts of all units are summed before they are divided", () => {
    const found = rate(
      [
        row("甲县", "2026Q1", "框架内合同数", 10),
        row("甲县", "2026Q1", "转化合同数", 4),
        row("乙县", "2026Q1", "框架内合同数", 30),
        row("乙县", "2026Q1", "转化合同数", 3),
      ],
      1,
    );
    expect(found.contractRate).toEqual(ratio(7, 40));
  });
  test("the quarter's row goes before its months, of the months the latest not after the judged one", () => {
    const months = [
      row("甲县", "2026-04", "转化合同数", 1),
      row("甲县", "2026-05", "转化合同数", 2),
      row("甲县", "2026-06", "转化合同数", 9),
      row("甲县", "2026-05", "框架内合同数", 10),
    ];
    expect(rate(months, 2).contractRate).toEqual(ratio(2, 10));
    const early = [
      row("甲县", "2026-04", "转化合同数", 1),
      row("甲县", "2026-03", "转化合同数", 9),
      row("甲县", "2026-04", "框架内合同数", 4),
    ];
    expect(rate(early, 2, "2026-04").contractRate).toEqual(ratio(1, 4));
    expect(rate([...months, row("甲县", "2026Q2", "转化合同数", 5)], 2).contractRate).toEqual(ratio(5, 10));
  });
  test("no row, or none to divide by, is no case", () => {
    expect(rate([], 1).contractRate).toBeNull();
    expect(rate([row("甲县", "2026Q1", "转化合同数", 4)], 1).contractRate).toBeNull();
    expect(
      rate([row("甲县", "2026Q1", "转化合同数", 4), row("甲县", "2026Q1", "框架内合同数", 0)], 1).contractRate,
    ).toBeNull();
  });
  test("建成投产率 comes from 单位指标, else from the projects planned to be finished", () => {
    const counts = [row("甲县", "2026Q1", "建成投产项目数", 3), row("甲县", "2026Q1", "应建成投产项目数", null, 4)];
    expect(rate(counts, 1).operationRate).toEqual(ratio(3, 4));
    const finished = project("P-1", { plannedFinish: "2026-02-01", actualFinish: "2026-02-01" });
    const late = project("P-2", { plannedFinish: "2026-02-01" });
    expect(rowsOf({ projects: [finished, late] })[0]!.done!.operationRate).toEqual(ratio(1, 2));
  });
});
