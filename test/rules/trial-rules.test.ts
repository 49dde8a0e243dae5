import { describe, expect, it } from "vitest";
import { LIGHT_PRESET } from "../../lib/rules/light-rules.ts";
import { NO_OVERRIDES, type Rulebook, type RuleDef, ruleOn } from "../../lib/rules/rulebook.ts";
import { triedBook, triedPreset, triedRule } from "../../lib/rules/trial-rules.ts";

const tried = (text: string) => {
  const found = triedRule(text);
  if ("because" in found) throw new Error(found.because);
  return found;
};

describe("a value tried", () => {
  it("holds from its day on, and what held before that day stays", () => {
    const office: Rulebook = {
      overrides: new Map([["项目预警预设", [{ from: "2026-02-01", value: "三亚", source: "规则表：甲" }]]]),
    };
    const book = triedBook(office, [tried("项目预警预设=武汉")], "2026-04-01");
    const value = (day: string) => ruleOn(book, LIGHT_PRESET, day).value;
    expect(["2026-01-31", "2026-03-31", "2026-04-01", "2026-12-31"].map(value)).toEqual([
      "银川",
      "三亚",
      "武汉",
      "武汉",
    ]);
  });

  it("takes the place of what 规则 and the built-in table lay down for later days", () => {
    const def: RuleDef<number> = {
      rule: {
        name: "项目预警预设",
        entries: [
          { from: "2025-01-01", value: 1, source: "甲" },
          { from: "2026-06-01", value: 2, source: "乙" },
        ],
      },
      hint: "",
      parse: Number,
      show: String,
    };
    const office: Rulebook = {
      overrides: new Map([[def.rule.name, [{ from: "2026-08-01", value: 3, source: "丙" }]]]),
    };
    const book = triedBook(office, [{ def, value: 9 }], "2026-01-01");
    for (const day of ["2026-01-01", "2026-06-01", "2026-08-02"])
      expect(ruleOn(book, def, day)).toMatchObject({ value: 9, source: "回溯试算" });
    expect(ruleOn(office, def, "2026-08-02").value).toBe(3);
  });

  it("leaves the rulebook it was given as it was", () => {
    triedBook(NO_OVERRIDES, [tried("项目预警预设=武汉")], "2026-01-01");
    expect(NO_OVERRIDES.overrides.size).toBe(0);
  });

  it("may be named by a preset, in any width", () => {
    expect(triedPreset("武汉")).toMatchObject({ value: "武汉" });
    expect(triedPreset("三个一批")).toMatchObject({ value: "三个一批" });
    expect(triedRule("项目预警预设 = ＝")).toMatchObject({ because: "unreadable-value" });
    expect(triedRule("项目预警预设＝三亚")).toMatchObject({ value: "三亚" });
  });

  it.each([
    ["天津一号", "unknown-preset"],
    ["", "unknown-preset"],
  ])("is refused as preset %j: %s", (text, because) => {
    expect(triedPreset(text)).toMatchObject({ because });
  });

  it.each([
    ["项目预警预置=武汉", "unknown-parameter"],
    ["武汉", "unknown-parameter"],
    ["开工黄灯月数=九十九", "unreadable-value"],
    ["计划年度=2025", "not-to-be-tried"],
    ["月报报送日=8", "not-to-be-tried"],
  ])("is refused as rule %j: %s", (text, because) => {
    expect(triedRule(text)).toMatchObject({ because });
  });
});
