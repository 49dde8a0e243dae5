import { describe, expect, test } from "vitest";
import type { ProgressRow } from "../../lib/domain/progress.ts";
import { ratio } from "../../lib/domain/ratio.ts";
import type { Summary, SummaryNotes, SummaryRow } from "../../lib/domain/summary.ts";
import type { SummaryGroup } from "../../lib/domain/summary-divisions.ts";
import { systemTabOf } from "../../lib/registry/system-tabs.ts";
import { noteWords, progressTab, summaryTab } from "../../lib/views/summary.ts";

const YI = 100_000_000;
const NONE: SummaryNotes = {
  ...{ setAside: 0, planUnreadable: 0, doneUnreadable: 0 },
  ...{ lastReported: 0, neverReported: 0, reportAside: 0, cityCurve: false },
};

const row = (group: SummaryGroup, more: Partial<SummaryRow> = {}): SummaryRow => ({
  dimension: "size",
  group,
  projects: 3,
  totalInvestment: 12_345_678_901,
  annualPlan: 4 * YI,
  done: YI,
  planned: 2 * YI,
  plannedOf: 4 * YI,
  ...more,
});

const rowsOf = (rows: readonly SummaryRow[], notes: SummaryNotes = NONE) => {
  const summary: Summary = { period: "2026-05", rows, notes };
  return summaryTab(summary, systemTabOf("系统-汇总")).rows;
};

describe("系统-汇总", () => {
  test("holds exact figures in 亿元 and percent, not rounded ones", () => {
    expect(rowsOf([row({ kind: "all" }, { dimension: "under-construction" })])).toEqual([
      ["合计(在建)", "全部", 3, 123.45678901, 4, 1, 25, 50],
    ]);
  });
  test("what cannot be divided is empty, never 0", () => {
    const nothing = { annualPlan: 0, done: 0, planned: null, plannedOf: 0 };
    expect(rowsOf([row({ kind: "all" }, { ...nothing, dimension: "reserve" })])).toEqual([
      ["合计(储备)", "全部", 3, 123.45678901, 0, 0, null, null],
    ]);
  });
  test("names bands as officials write them, also with other bounds", () => {
    const bands: readonly SummaryGroup[] = [
      { kind: "band", from: 100 * YI, below: null },
      { kind: "band", from: 50 * YI, below: 100 * YI },
      { kind: "band", from: null, below: 50 * YI },
      { kind: "band", from: YI / 2, below: null },
      { kind: "named", name: "甲县" },
      { kind: "other" },
    ];
    expect(rowsOf(bands.map((group) => row(group))).map((cells) => cells[1])).toEqual([
      "≥100亿",
      "50–100亿",
      "<50亿",
      "≥0.5亿",
      "甲县",
      "其他",
    ]);
  });
  test("says at the end, in the columns of the tab, what was not counted", () => {
    const rows = rowsOf([row({ kind: "all" })], { ...NONE, setAside: 3 });
    expect(rows.at(-1)).toEqual(["说明", "另有 3 个项目未计入（见系统-数据问题）", null, null, null, null, null, null]);
    expect(rowsOf([row({ kind: "all" })])).toHaveLength(1);
  });
  test("each thing to know has its sentence", () => {
    const notes = {
      setAside: 1,
      planUnreadable: 2,
      doneUnreadable: 3,
      lastReported: 4,
      neverReported: 6,
      reportAside: 5,
      cityCurve: true,
    };
    expect(noteWords(notes)).toEqual([
      "另有 1 个项目未计入（见系统-数据问题）",
      "2 个在建项目的年度计划投资无法读取，金额未计入",
      "3 个在建项目的年初累计无法读取，金额未计入",
      "4 个在建项目当月未报，年初累计取最近一次所报",
      "6 个在建项目今年尚无月报，年初累计按 0 计",
      "5 个在建项目当月月报重复或无法读取，年初累计取最近一次能读取的（见系统-数据问题）",
      "合计(在建)的序时为「目标」全市计划曲线，其余各行为所含项目的序时",
    ]);
  });
});

describe("系统-进度", () => {
  const plan = {
    period: "2026Q3",
    investment: 38_380_000_000,
    cumulativeShare: ratio(787, 1000),
    starts: 12,
    cumulativeStartShare: ratio(1),
    finishes: null,
  };
  const rows = (done: ProgressRow["done"]) => progressTab([{ ...plan, done }], systemTabOf("系统-进度")).rows;

  test("a quarter that has not begun shows its plan only", () => {
    expect(rows(null)).toEqual([["2026Q3", 383.8, 78.7, null, null, 12, 100, null, null, null, null, null]]);
  });
  test("a quarter under way shows what was done, no case as an empty cell", () => {
    const done = {
      investment: 2 * YI,
      share: ratio(1, 4),
      startRate: ratio(1, 2),
      fundingRate: null,
      contractRate: ratio(1, 8),
      operationRate: ratio(0),
    };
    expect(rows(done)).toEqual([["2026Q3", 383.8, 78.7, 2, 25, 12, 100, null, 50, null, 12.5, 0]]);
  });
});
