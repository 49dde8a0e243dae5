import { describe, expect, it } from "vitest";
import {
  agreedOn,
  compareAdjustments,
  effectiveDay,
  effectiveMonth,
  isAgreed,
  subjectOf,
} from "../../lib/domain/adjustment.ts";
import { UNREADABLE } from "../../lib/domain/field.ts";
import { newAdjustment } from "../fakes/plan-rows.ts";

const applied = newAdjustment("变更节点", "P-1", "2026-05-06");

describe("an adjustment", () => {
  it("counts only when it was agreed", () => {
    expect(
      [
        applied,
        { ...applied, decision: "不同意" as const },
        { ...applied, decision: null },
        { ...applied, decision: UNREADABLE },
      ].map(isAgreed),
    ).toEqual([true, false, false, false]);
  });

  it("takes effect on the first of 生效月份, else when decided, else when applied for", () => {
    const decided = { ...applied, decidedOn: "2026-06-20" };
    expect(effectiveDay({ ...decided, effectiveMonth: "2026-07" })).toBe("2026-07-01");
    expect(effectiveDay(decided)).toBe("2026-06-20");
    expect(effectiveDay({ ...decided, effectiveMonth: UNREADABLE })).toBe("2026-06-20");
    expect(effectiveDay(applied)).toBe("2026-05-06");
    expect([
      effectiveMonth({ ...decided, effectiveMonth: "2026-07" }),
      effectiveMonth(decided),
      effectiveMonth(applied),
    ]).toEqual(["2026-07", "2026-06", "2026-05"]);
  });

  it("is about its milestone when it names one, else about the project", () => {
    expect([
      subjectOf({ ...applied, seq: 30 }),
      subjectOf(applied),
      subjectOf({ ...applied, seq: UNREADABLE }),
    ]).toEqual(["P-1/30", "P-1", "P-1"]);
  });
});

describe("of several adjustments of one subject", () => {
  const first = { ...applied, code: "T-1", decidedOn: "2026-05-10" };
  const later = { ...applied, code: "T-2", decidedOn: "2026-05-20" };
  it("the last to take effect by the day decides, in whatever order they stand", () => {
    const on = (day: string) => agreedOn([later, first], "变更节点", day).get("P-1")?.code;
    expect(["2026-05-09", "2026-05-10", "2026-05-19", "2026-05-20"].map(on)).toEqual([undefined, "T-1", "T-1", "T-2"]);
  });

  it("only those of the type asked for and agreed count", () => {
    const refused = { ...later, decision: "不同意" as const };
    expect(agreedOn([first, refused], "变更节点", "2026-06-12").get("P-1")).toBe(first);
    expect(agreedOn([first], "变更前置", "2026-06-12").size).toBe(0);
  });

  it("equal days are settled by decision, application and number", () => {
    const month = { ...applied, effectiveMonth: "2026-06" };
    const order = [
      { ...month, decidedOn: "2026-05-10" },
      { ...month, decidedOn: "2026-05-11" },
    ] as const;
    expect(compareAdjustments(order[0], order[1])).toBe(-1);
    expect(compareAdjustments(order[1], order[0])).toBe(1);
    const soon = { ...order[0], appliedOn: "2026-05-01" };
    expect(compareAdjustments(soon, order[0])).toBe(-1);
    expect(compareAdjustments({ ...soon, code: "T-2" }, { ...soon, code: "T-1" })).toBe(1);
  });
});
