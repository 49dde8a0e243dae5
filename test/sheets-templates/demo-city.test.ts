import { describe, expect, it } from "vitest";
import { CATEGORIES } from "../../lib/registry/tabs-projects.ts";
import { DEMO_AS_OF, demoCity } from "../../sheets-templates/demo-city.ts";
import { cleanCity } from "../../sheets-templates/demo-rows.ts";
import type { TemplateRow } from "../../sheets-templates/registry-sheets.ts";

const city = cleanCity();
const projects = city.projects!;
const sum = (rows: readonly TemplateRow[], field: string): number =>
  rows.reduce((total, row) => total + Number(row[field] ?? 0), 0);
const dayOf = (row: TemplateRow, field: string): string => (row[field] as { date: string } | null)?.date ?? "";

describe("the demo city", () => {
  it("is the same city every time", async () => {
    expect(await demoCity()).toEqual(await demoCity());
  });

  it("stays under 600 KB", async () => {
    expect((await demoCity()).length).toBeLessThan(600_000);
  });

  it.each([
    ["新开工", 73, 22_530_000, 5_525_000],
    ["续建", 75, 26_323_000, 5_749_000],
    ["前期", 69, 55_577_000, 0],
  ])("has the published %s: %i projects, %i and %i 万元", (annualClass, count, total, plan) => {
    const rows = projects.filter((row) => row.annualClass === annualClass);
    expect([rows.length, sum(rows, "totalInvestment"), sum(rows, "annualPlan")]).toEqual([count, total, plan]);
  });

  it.each([
    ["产业", 69, 24_207_000, 5_805_000],
    ["基础设施", 23, 12_953_000, 2_564_000],
    ["民生", 24, 5_147_000, 1_148_000],
    ["生态环保", 14, 1_644_000, 556_000],
    ["文化旅游", 18, 4_902_000, 1_201_000],
  ])("has the published %s under way: %i projects, %i and %i 万元", (category, count, total, plan) => {
    expect(CATEGORIES).toContain(category);
    const rows = projects.filter((row) => row.category === category && row.annualClass !== "前期");
    expect([rows.length, sum(rows, "totalInvestment"), sum(rows, "annualPlan")]).toEqual([count, total, plan]);
  });

  it.each([
    ["≥100亿", 1_000_000, Number.POSITIVE_INFINITY, 8, 19_613_000, 3_031_000],
    ["50–100亿", 500_000, 1_000_000, 11, 7_234_000, 1_310_000],
    ["10–50亿", 100_000, 500_000, 111, 20_670_000, 6_304_000],
    ["<10亿", 0, 100_000, 18, 1_336_000, 629_000],
  ])("has the published band %s", (_, from, to, count, total, plan) => {
    const size = (row: TemplateRow): number => Number(row.totalInvestment);
    const rows = projects.filter((row) => row.annualClass !== "前期" && size(row) >= from && size(row) < to);
    expect([rows.length, sum(rows, "totalInvestment"), sum(rows, "annualPlan")]).toEqual([count, total, plan]);
  });

  it("starts 37, 24 and 12 of its 73 new projects in the first three quarters and finishes 58", () => {
    const news = projects.filter((row) => row.annualClass === "新开工").map((row) => dayOf(row, "plannedStart"));
    const until = (day: string): number => news.filter((start) => start <= day).length;
    expect([until("2026-03-31"), until("2026-06-30"), until("2026-09-30")]).toEqual([37, 61, 73]);
    const finishing = projects.filter((row) => row.annualClass !== "前期" && dayOf(row, "plannedFinish") < "2027");
    expect(finishing).toHaveLength(58);
  });

  it("has 1,700 milestones, each chain in order, and nothing done after the judged day", () => {
    const milestones = city.milestones!;
    expect(milestones).toHaveLength(1700);
    milestones.forEach((row, index) => {
      const before = milestones[index - 1];
      expect(dayOf(row, "actual") <= DEMO_AS_OF).toBe(true);
      if (before?.project === row.project) expect(dayOf(row, "planned") > dayOf(before!, "planned")).toBe(true);
    });
  });

  it("has figures that add up: 年初累计 is last month's plus 本月", () => {
    const ytd = new Map<string, number>();
    for (const row of city.monthlyReports!) {
      if (typeof row.investedYtd !== "number") continue;
      const last = ytd.get(String(row.project)) ?? 0;
      if (typeof row.invested === "number") expect(last + row.invested).toBe(row.investedYtd);
      expect(row.investedYtd).toBeGreaterThanOrEqual(last);
      ytd.set(String(row.project), row.investedYtd);
    }
    expect(ytd.size).toBe(148);
  });

  it("writes to nobody outside the domain reserved for examples", () => {
    const addresses = city.people!.map((row) => String(row.email));
    expect(addresses.every((address) => address.endsWith("@duban.example"))).toBe(true);
    expect(new Set(addresses).size).toBe(addresses.length);
  });
});
