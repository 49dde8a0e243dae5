import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { PUBLISHED, publishedCity } from "../fakes/published-city.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { templateRowsOf } from "../fakes/template-rows.ts";

const tenth = (value: unknown): number => Math.round(Number(value) * 10) / 10;

async function monthlyOf(seed: number) {
  const dir = folder();
  const settings = office(dir, "2026-10-20T08:00");
  await writeRegistry(settings.DUBAN_REGISTRY, templateRowsOf(publishedCity(seed)));
  const ran = await duban(["run", "monthly", "--json"], settings);
  const summary = await sheetRows(join(dir, "台账.xlsx"), "系统-汇总");
  const progress = await sheetRows(join(dir, "台账.xlsx"), "系统-进度");
  return { ran, summary, progress };
}

describe("the published example, through the command line and a real workbook", () => {
  it.each([1, 7, 2026])("every figure is found for the city of seed %i", async (seed) => {
    const { ran, summary, progress } = await monthlyOf(seed);
    expect(ran.err).toBe("");
    expect(ran.code).toBe(0);
    const rows = new Map(
      summary.slice(2).map(([dimension, group, ...figures]) => [`${dimension}|${group}`, figures.map(tenth)]),
    );
    const figures = (dimension: string, group: string): readonly number[] =>
      (rows.get(`${dimension}|${group}`) ?? []).slice(0, 3);
    expect(figures("合计(在建)", "全部")).toEqual([148, 4885.3, 1127.4]);
    expect(figures("合计(前期)", "全部").slice(0, 2)).toEqual([69, 5557.7]);
    expect(figures("年度类别", "新开工")).toEqual([73, 2253, 552.5]);
    expect(figures("年度类别", "续建")).toEqual([75, 2632.3, 574.9]);
    expect(figures("类别", "产业")).toEqual([69, 2420.7, 580.5]);
    expect(figures("类别", "基础设施")).toEqual([23, 1295.3, 256.4]);
    expect(figures("类别", "民生")).toEqual([24, 514.7, 114.8]);
    expect(figures("类别", "生态环保")).toEqual([14, 164.4, 55.6]);
    expect(figures("类别", "文化旅游")).toEqual([18, 490.2, 120.1]);
    expect(figures("规模", "≥100亿")).toEqual([8, 1961.3, 303.1]);
    expect(figures("规模", "50–100亿")).toEqual([11, 723.4, 131]);
    expect(figures("规模", "10–50亿")).toEqual([111, 2067, 630.4]);
    expect(figures("规模", "<10亿")).toEqual([18, 133.6, 62.9]);
    const quarters = new Map(progress.slice(2).map(([period, ...rest]) => [String(period), rest.map(tenth)]));
    const plan = ["2026Q1", "2026Q2", "2026Q3", "2026Q4"].map((quarter) => quarters.get(quarter)!);
    expect(plan.map(([investment]) => investment)).toEqual([162.5, 341, 383.8, 240.2]);
    expect(plan.map((row) => row[1])).toEqual([14.4, 44.7, 78.7, 100]);
    expect(plan.map((row) => row[4])).toEqual(PUBLISHED.starts.map(Number));
    expect(plan.map((row) => row[5])).toEqual([50.7, 83.6, 100, 100]);
    expect(plan.reduce((sum, row) => sum + row[6]!, 0)).toBe(PUBLISHED.finishes);
  });
});
