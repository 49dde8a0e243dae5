import { describe, expect, it } from "vitest";
import { overlapShare, RECOVERY_RULES, sideBySidePapers } from "../../lib/rules/recovery-rules.ts";
import { NO_OVERRIDES, readRulebook } from "../../lib/rules/rulebook.ts";

const typed = (parameter: string, value: string) =>
  readRulebook(
    [{ workbook: "registry", key: "", parameter, value, from: "2026-06-01", basis: "市政府文件", note: null }],
    RECOVERY_RULES,
  );

describe("what may run side by side", () => {
  it("by default the papers that the law asks only before 开工, and works from half of the first on", () => {
    expect([...sideBySidePapers(NO_OVERRIDES, "2026-06-12").value]).toEqual(["环评", "水土保持"]);
    expect(overlapShare(NO_OVERRIDES, "2026-06-12").value).toBe(0.5);
  });

  it("a city may name others, by any name offices use for them, from its day on", () => {
    const { book } = typed("并行办理", "环境影响评价、能评");
    expect([...sideBySidePapers(book, "2026-06-12").value]).toEqual(["环评", "节能审查"]);
    expect([...sideBySidePapers(book, "2026-05-31").value]).toEqual(["环评", "水土保持"]);
    expect(overlapShare(typed("搭接比例", "70%").book, "2026-06-12").value).toBe(0.7);
  });

  it("works, unknown names and shares above the whole are refused", () => {
    for (const [parameter, value] of [
      ["并行办理", "环评、主体"],
      ["并行办理", "某手续"],
      ["搭接比例", "101"],
    ] as const)
      expect(typed(parameter, value).problems.map(({ because }) => because)).toEqual(["unreadable-value"]);
  });
});
