import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { figureDifferences } from "../../../lib/domain/assessment/figure-differences.ts";

const block = {
  period: "2026Q3",
  rows: [
    { unit: "甲县", rank: 1, total: 9000, months: [{ month: "2026-07", total: 9000 }] },
    { unit: "乙县", rank: 2, total: 8000, months: [{ month: "2026-07", total: 8000 }] },
  ],
};

describe("a stored result against its recomputation", () => {
  it("names the unit, the month and the field of each figure that differs", () => {
    const now = structuredClone(block);
    now.rows[1]!.total = 8100;
    now.rows[1]!.months[0]!.total = 8100;
    expect(figureDifferences(block, now)).toEqual([
      { path: ["rows", "乙县", "total"], stored: 8000, recomputed: 8100 },
      { path: ["rows", "乙县", "months", "2026-07", "total"], stored: 8000, recomputed: 8100 },
    ]);
  });

  it("holds rows against each other by name, so an order alone is no difference of figures", () => {
    expect(figureDifferences(block, { ...block, rows: block.rows.toReversed() })).toEqual([]);
  });

  it("tells a unit that is not there field by field, and text that is none as a whole", () => {
    const without = figureDifferences(block, { ...block, rows: block.rows.slice(0, 1) });
    expect(without).toContainEqual({ path: ["rows", "乙县", "total"], stored: 8000, recomputed: undefined });
    expect(figureDifferences("{broken", block)).toContainEqual({
      path: ["period"],
      stored: undefined,
      recomputed: "2026Q3",
    });
  });

  it("tells rows of one name apart by their place", () => {
    const twice = {
      rows: [
        { unit: "甲县", total: 1 },
        { unit: "甲县", total: 2 },
      ],
    };
    expect(figureDifferences(twice, { rows: [twice.rows[0], { unit: "甲县", total: 3 }] })).toEqual([
      { path: ["rows", "2", "total"], stored: 2, recomputed: 3 },
    ]);
  });

  it("finds nothing between equals", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(figureDifferences(value, structuredClone(value))).toEqual([]);
      }),
    );
  });
});
