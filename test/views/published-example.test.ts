import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { progressRows } from "../../lib/domain/progress.ts";
import { summarise } from "../../lib/domain/summary.ts";
import type { CellValue } from "../../lib/ports/spreadsheet.ts";
import { systemTabOf } from "../../lib/registry/system-tabs.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { summaryRulesOn } from "../../lib/rules/summary-rules.ts";
import { progressTab, summaryTab } from "../../lib/views/summary.ts";
import { publishedCity } from "../fakes/published-city.ts";
import { filesOf } from "../fakes/registry-rows.ts";

const SEED = { seed: 20260305, numRuns: 40 };
const PERIOD = "2026-09";

function tablesOf(seed: number) {
  const registry = publishedCity(seed);
  const files = filesOf(registry, 2026);
  const rules = summaryRulesOn(NO_OVERRIDES, "2026-09-30");
  const { units, targets, unitIndicators } = registry;
  const categories = ["产业", "基础设施", "民生", "生态环保", "文化旅游"];
  const common = { period: PERIOD, files, targets, basis: "active" } as const;
  const summary = summarise({ ...common, units, categories, rules, setAside: 0 });
  const progress = progressRows({ ...common, unitIndicators, curveTolerancePercent: rules.curveTolerancePercent });
  return {
    summary: summaryTab(summary, systemTabOf("系统-汇总")),
    progress: progressTab(progress, systemTabOf("系统-进度")),
  };
}

/** What a reader sees in a column of format 0.0. */
const shown = (cell: CellValue | undefined): string =>
  typeof cell === "number" ? cell.toFixed(1) : String(cell ?? "");

const EXAMPLE: readonly (readonly [dimension: string, group: string, count: number, total: string, plan: string])[] = [
  ["合计(在建)", "全部", 148, "4885.3", "1127.4"],
  ["合计(前期)", "全部", 69, "5557.7", "0.0"],
  ["年度类别", "新开工", 73, "2253.0", "552.5"],
  ["年度类别", "续建", 75, "2632.3", "574.9"],
  ["类别", "产业", 69, "2420.7", "580.5"],
  ["类别", "基础设施", 23, "1295.3", "256.4"],
  ["类别", "民生", 24, "514.7", "114.8"],
  ["类别", "生态环保", 14, "164.4", "55.6"],
  ["类别", "文化旅游", 18, "490.2", "120.1"],
  ["规模", "≥100亿", 8, "1961.3", "303.1"],
  ["规模", "50–100亿", 11, "723.4", "131.0"],
  ["规模", "10–50亿", 111, "2067.0", "630.4"],
  ["规模", "<10亿", 18, "133.6", "62.9"],
];

describe("any city whose sums are the published example", () => {
  test("shows every figure of the example in 系统-汇总, with a <10亿 row making the parts whole", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1 }), (seed) => {
        const { rows } = tablesOf(seed).summary;
        for (const [dimension, group, count, total, plan] of EXAMPLE) {
          const row = rows.find((cells) => cells[0] === dimension && cells[1] === group);
          expect([row?.[2], shown(row?.[3]), shown(row?.[4])]).toEqual([count, total, plan]);
        }
        expect(rows.some((cells) => cells[1] === "其他")).toBe(false);
      }),
      SEED,
    );
  });
  test("shows the plan curve, the starts and the finishes of the example in 系统-进度", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1 }), (seed) => {
        const { rows } = tablesOf(seed).progress;
        const column = (index: number) => rows.map((cells) => shown(cells[index]));
        expect(column(0)).toEqual(["2026Q1", "2026Q2", "2026Q3", "2026Q4", "2026"]);
        expect(column(1)).toEqual(["162.5", "341.0", "383.8", "240.2", "1127.4"]);
        expect(column(2)).toEqual(["14.4", "44.7", "78.7", "100.0", "100.0"]);
        expect(rows.map((cells) => cells[5])).toEqual([37, 24, 12, 0, 73]);
        expect(column(6)).toEqual(["50.7", "83.6", "100.0", "100.0", "100.0"]);
        expect(rows[4]![7]).toBe(58);
      }),
      SEED,
    );
  });
  test("has as many cells in every row as the tab has headers", () => {
    const { summary, progress } = tablesOf(7);
    for (const tab of [summary, progress]) for (const row of tab.rows) expect(row).toHaveLength(tab.headers.length);
  });
  test("leaves what was done empty in the quarter that has not begun", () => {
    const rows = tablesOf(7).progress.rows;
    expect([3, 4, 8, 9, 10, 11].map((index) => rows[3]![index])).toEqual([null, null, null, null, null, null]);
    expect(rows[2]![3]).not.toBeNull();
  });
});
