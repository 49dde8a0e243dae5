import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UNREADABLE } from "../../lib/domain/field.ts";
import type { Project, Registry } from "../../lib/domain/registry.ts";
import { type Summary, type SummaryRow, summarise } from "../../lib/domain/summary.ts";
import type { SummaryDimension } from "../../lib/domain/summary-divisions.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { summaryRulesOn } from "../../lib/rules/summary-rules.ts";
import { EMPTY_REGISTRY, filesOf, newProject, newReport, newUnit } from "../fakes/registry-rows.ts";

const SEED = { seed: 20260305 };
const YI = 100_000_000;
const CATEGORIES = ["产业", "基础设施", "民生", "生态环保", "文化旅游"];
const UNITS = [newUnit("甲县", "县区"), newUnit("开发区", "园区"), newUnit("市交通局", "市直")];

const summaryOf = (projects: readonly Project[], more: Partial<Registry> = {}, setAside = 0): Summary => {
  const registry = { ...EMPTY_REGISTRY, units: UNITS, projects, ...more };
  return summarise({
    period: "2026-06",
    files: filesOf(registry, 2026),
    units: UNITS,
    targets: registry.targets,
    categories: CATEGORIES,
    basis: "active",
    rules: summaryRulesOn(NO_OVERRIDES, "2026-06-30"),
    setAside,
  });
};

const project = (code: string, more: Partial<Project> = {}): Project => ({
  ...newProject(code),
  totalInvestment: 20 * YI,
  annualPlan: 2 * YI,
  ...more,
});

const rows = (summary: Summary, dimension: SummaryDimension): readonly SummaryRow[] =>
  summary.rows.filter((row) => row.dimension === dimension);

const counts = (summary: Summary, dimension: SummaryDimension): readonly (readonly [string, number])[] =>
  rows(summary, dimension).map((row) => [row.group.kind === "named" ? row.group.name : row.group.kind, row.projects]);

describe("the summary", () => {
  test("在建 is 新开工 and 续建; 前期 and 储备 have their own totals and no parts", () => {
    const summary = summaryOf([
      project("P-1"),
      project("P-2", { annualClass: "新开工" }),
      project("P-3", { annualClass: "前期" }),
      project("P-4", { annualClass: "储备", totalInvestment: 7 * YI }),
    ]);
    expect(rows(summary, "under-construction")[0]).toMatchObject({ projects: 2, totalInvestment: 40 * YI });
    expect(rows(summary, "preliminary")[0]).toMatchObject({ projects: 1, totalInvestment: 20 * YI });
    expect(rows(summary, "reserve")[0]).toMatchObject({ projects: 1, totalInvestment: 7 * YI });
    expect(counts(summary, "annual-class")).toEqual([
      ["新开工", 1],
      ["续建", 1],
    ]);
  });
  test("a project at the edge of a band is in the band it begins", () => {
    const sizes = [100 * YI, 100 * YI - 1, 50 * YI, 50 * YI - 1, 10 * YI, 10 * YI - 1];
    const summary = summaryOf(sizes.map((totalInvestment, index) => project(`P-${index}`, { totalInvestment })));
    expect(rows(summary, "size").map((row) => [row.group, row.projects])).toEqual([
      [{ kind: "band", from: 100 * YI, below: null }, 1],
      [{ kind: "band", from: 50 * YI, below: 100 * YI }, 2],
      [{ kind: "band", from: 10 * YI, below: 50 * YI }, 2],
      [{ kind: "band", from: null, below: 10 * YI }, 1],
    ]);
  });
  test("超亿元 goes by the annual plan; one without a plan is in the rest, one that cannot be read is 其他", () => {
    const plans = [YI, YI - 1, null, UNREADABLE];
    const summary = summaryOf(plans.map((annualPlan, index) => project(`P-${index}`, { annualPlan })));
    expect(rows(summary, "large-plan").map((row) => [row.group.kind, row.projects])).toEqual([
      ["band", 1],
      ["band", 2],
      ["other", 1],
    ]);
    expect(summary.notes.planUnreadable).toBe(1);
  });
  test("超亿元 by category adds up to its band in every figure, an unknown category included", () => {
    const plans = [YI, 3 * YI, YI - 1, null, 2 * YI];
    const categories = ["产业", "民生", "民生", "产业", "数字经济"];
    const summary = summaryOf(
      plans.map((annualPlan, n) => project(`P-${n}`, { annualPlan, category: categories[n]! })),
    );
    const [band] = rows(summary, "large-plan");
    const parts = rows(summary, "large-by-category");
    expect(counts(summary, "large-by-category").filter(([, n]) => n > 0)).toEqual([
      ["产业", 1],
      ["民生", 1],
      ["other", 1],
    ]);
    for (const figure of ["projects", "totalInvestment", "annualPlan", "done", "plannedOf"] as const)
      expect(parts.reduce((sum, row) => sum + row[figure], 0)).toBe(band![figure]);
  });
  test("a place that is no county or park, and a category out of the list, go to 其他; without any there is no such row", () => {
    const summary = summaryOf([project("P-1", { county: "市交通局" }), project("P-2", { category: "数字经济" })]);
    expect(counts(summary, "county")).toEqual([
      ["甲县", 1],
      ["开发区", 0],
      ["other", 1],
    ]);
    expect(counts(summary, "category").at(-1)).toEqual(["other", 1]);
    expect(counts(summaryOf([project("P-1")]), "county")).toHaveLength(2);
  });
  test("done takes the last reported total; what cannot be read is counted in a note", () => {
    const summary = summaryOf([project("P-1"), project("P-2"), project("P-3")], {
      monthlyReports: [
        { ...newReport("P-1", "2026-06"), investedYtd: YI },
        { ...newReport("P-2", "2026-04"), investedYtd: YI / 2 },
        { ...newReport("P-3", "2026-06"), investedYtd: UNREADABLE },
      ],
    });
    expect(rows(summary, "under-construction")[0]!.done).toBe(1.5 * YI);
    expect(summary.notes).toMatchObject({ lastReported: 1, neverReported: 0, doneUnreadable: 1 });
    expect(summaryOf([project("P-1")]).notes).toMatchObject({ lastReported: 0, neverReported: 1 });
    expect(summaryOf([project("P-1", { annualPlan: null })]).notes.lastReported).toBe(0);
  });
  test("a project whose report of the month was set aside is not said to have sent none", () => {
    const registry = { ...EMPTY_REGISTRY, projects: [project("P-1"), project("P-2")] };
    const [first, second] = filesOf(registry, 2026);
    const terms = { period: "2026-06", units: UNITS, targets: [], categories: CATEGORIES, basis: "active" } as const;
    const rules = summaryRulesOn(NO_OVERRIDES, "2026-06-30");
    const files = [{ ...first!, aside: { reports: new Set(["2026-06"]), milestones: new Set<number>() } }, second!];
    const reported = (file: (typeof files)[number]) => ({
      ...file,
      reports: (month: string) =>
        month === "2026-05" ? { ...newReport(file.project.code, month), investedYtd: YI } : null,
    });
    const { notes } = summarise({ ...terms, rules, files: files.map(reported), setAside: 0 });
    expect(notes).toMatchObject({ lastReported: 1, reportAside: 1, doneUnreadable: 0 });
  });
  test("序时 of the total is the city's curve where 目标 gives it, else the projects' own", () => {
    const targets = [1, 2].map((quarter) => ({
      workbook: "台账",
      key: `2026Q${quarter}/全市`,
      period: `2026Q${quarter}`,
      scope: "全市",
      plannedInvestment: YI / 4,
      plannedStarts: null,
      plannedFinishes: null,
    }));
    const projects = [project("P-1")];
    expect(rows(summaryOf(projects, { targets }), "under-construction")[0]).toMatchObject({
      planned: YI / 2,
      plannedOf: 2 * YI,
    });
    expect(rows(summaryOf(projects), "under-construction")[0]).toMatchObject({ planned: YI, plannedOf: 2 * YI });
    expect(summaryOf(projects, { targets }).notes.cityCurve).toBe(true);
  });
  test("序时 leaves out the plan of projects whose dates cannot be read", () => {
    const summary = summaryOf([project("P-1"), project("P-2", { plannedStart: UNREADABLE })]);
    expect(rows(summary, "under-construction")[0]).toMatchObject({
      annualPlan: 4 * YI,
      planned: YI,
      plannedOf: 2 * YI,
    });
  });
  test("nothing planned has no 序时", () => {
    expect(rows(summaryOf([project("P-1", { annualPlan: null })]), "under-construction")[0]!.planned).toBeNull();
  });
  test("the parts of every dimension add up to the total, whatever the projects", () => {
    const money = fc.integer({ min: 0, max: 300 * YI });
    const any = fc.record({
      annualClass: fc.constantFrom("新开工", "续建", "前期", "储备") as fc.Arbitrary<Project["annualClass"]>,
      category: fc.constantFrom(...CATEGORIES, "数字经济"),
      county: fc.constantFrom("甲县", "开发区", "市交通局", "不在表中"),
      totalInvestment: money,
      annualPlan: fc.oneof(money, fc.constant(null), fc.constant(UNREADABLE)),
      investedYtd: fc.option(money),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), (all) => {
        const projects = all.map((more, index) => ({ ...newProject(`P-${index}`), ...more }));
        const monthlyReports = all.map(({ investedYtd }, index) => ({
          ...newReport(`P-${index}`, "2026-06"),
          investedYtd,
        }));
        const summary = summaryOf(projects, { monthlyReports });
        const total = summary.rows[0]!;
        for (const dimension of ["annual-class", "category", "size", "county", "large-plan"] as const)
          for (const figure of ["projects", "totalInvestment", "annualPlan", "done"] as const)
            expect(rows(summary, dimension).reduce((sum, row) => sum + row[figure], 0)).toBe(total[figure]);
      }),
      SEED,
    );
  });
});
