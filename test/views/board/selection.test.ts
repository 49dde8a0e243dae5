import { describe, expect, it } from "vitest";
import { type Chosen, selectionWords } from "../../../lib/views/board/selection.ts";

const chosen = (light: string, more: Partial<Chosen> = {}): Chosen => ({
  light,
  forecast: false,
  overdue: 0,
  money: null,
  ...more,
});

const WAN = 10_000;

describe("the words of a selection", () => {
  it("count lights from the worst, overdue milestones and forecasts, and sum before dividing", () => {
    const words = selectionWords([
      chosen("绿", { money: [300 * WAN, 200 * WAN, 400 * WAN] }),
      chosen("红", { overdue: 2, forecast: true, money: [0, 300 * WAN, 600 * WAN] }),
      chosen("红", { overdue: 1 }),
      chosen("无"),
    ]);
    expect(words).toBe(
      "其中：红 2、绿 1、无灯 1；逾期节点 3 个；预测可能逾期 1 个；年度投资完成 30.0%，计划进度 50.0%，差 20.0 个百分点。",
    );
  });

  it("without money or lateness say nothing of them", () => {
    expect(selectionWords([chosen("免")])).toBe("其中：免 1。");
    expect(selectionWords([chosen("灰", { money: [0, 0, 0] })])).toBe("其中：灰 1。");
  });

  it("ahead of the plan, and level with it", () => {
    expect(selectionWords([chosen("绿", { money: [60, 50, 100] })])).toContain("超 10.0 个百分点");
    expect(selectionWords([chosen("绿", { money: [50, 50, 100] })])).toContain("与计划持平");
  });

  it("stay exact for a city's sums in 元", () => {
    const half = 4_503_599_627_370_496;
    expect(selectionWords([chosen("绿", { money: [half / 8, half / 4, half / 2] })])).toContain("完成 25.0%");
  });

  it("of nothing there are none", () => {
    expect(selectionWords([])).toBe("");
  });
});
