import { describe, expect, test } from "vitest";
import { consultationLines } from "../../lib/views/consultation.ts";

describe("what a unit is told of its own points", () => {
  const parts = (more: object): string => {
    const items = [
      { code: "investment", points: 0, zeroedForFalseData: true },
      { code: "starts", points: 1630, zeroedForFalseData: false },
      { code: "issues", points: null, zeroedForFalseData: false },
    ] as const;
    const row = { unit: "甲县", total: 1230, items, ...more };
    return consultationLines(row, "2026-09", "2026-10-15").reason.replace(/此为.*$/, "");
  };

  test("adds up to its total: points given, taken away, and taken away for false data are among the parts", () => {
    expect(parts({ adjustment: 100, falseDataPenalty: -500 })).toBe(
      "各项：投资完成率 0.00（认定虚报，该项 0 分）、开工率 16.30、问题办结率 —、加分 1.00、虚报另扣 5.00。",
    );
    expect(parts({ adjustment: -50, falseDataPenalty: 0 })).toContain("、减分 0.50。");
    expect(parts({ adjustment: 0, falseDataPenalty: 0 })).toMatch(/问题办结率 —。$/);
  });
});
