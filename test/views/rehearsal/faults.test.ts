import { describe, expect, it } from "vitest";
import type { RehearsalFault } from "../../../lib/views/rehearsal/facts.ts";
import { faultSection } from "../../../lib/views/rehearsal/mechanisms.ts";

const FAULTS: readonly RehearsalFault[] = [
  { code: "no-trace", what: "M6 loop-due", day: "" },
  { code: "cheat-missed", what: "back-dated milestones P-001/30", day: "2026-03-05" },
  { code: "run-failed", what: "<b>busy</b>", day: "2026-03-06" },
];

describe("what was wrong with a rehearsed year", () => {
  it("is told in words, with names instead of codes, and never as markup", () => {
    const page = faultSection({ faults: FAULTS, from: "2026-01-04", isWhole: true }).markup;
    expect(page).toContain("检查：3 处问题");
    expect(page).toContain("M6 “13710”：问题将到期");
    expect(page).toContain("事后补填早日期：P-001/30");
    expect(page).not.toMatch(/loop-due|back-dated|<b>/);
    expect(page).toContain("&lt;b&gt;busy");
  });

  it("says of a part of a year that no traces were asked for", () => {
    expect(faultSection({ faults: [], from: "2026-01-04", isWhole: false }).markup).toContain("机制的留痕不作要求");
    expect(faultSection({ faults: [], from: "2026-01-04", isWhole: true }).markup).toContain("各项机制都有留痕");
  });
});
