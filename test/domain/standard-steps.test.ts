import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isProjectDate } from "../../lib/domain/project-file.ts";
import { fixedRows, isPaper, isSameDeed, STANDARD_STEPS, standardStepOf } from "../../lib/domain/standard-steps.ts";

const CASES = readFileSync(new URL("../cases/standard-steps.csv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(",") as [typed: string, standard: string, why: string]);

describe("standard names of milestones", () => {
  it.each(CASES)("“%s” as typed is “%s”: %s", (typed, standard) => {
    expect(standardStepOf(typed) ?? "").toBe(standard);
  });

  it("every standard name is its own, and every word of a property of objects is none", () => {
    for (const step of STANDARD_STEPS) expect(standardStepOf(step)).toBe(step);
    for (const word of ["constructor", "__proto__", "toString", ""]) expect(standardStepOf(word)).toBeNull();
  });

  it("papers are known with 批复, 证 or 手续 behind them, deeds are not", () => {
    for (const step of STANDARD_STEPS) {
      expect([step, standardStepOf(`${step}手续`)]).toEqual([step, isPaper(step) ? step : null]);
    }
  });

  it("any text has an answer and none takes long", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        expect([null, ...STANDARD_STEPS]).toContain(standardStepOf(text));
      }),
    );
    expect(standardStepOf("（".repeat(100_000))).toBeNull();
    expect(standardStepOf("项目".repeat(1_000))).toBeNull();
  });

  it("竣工验收 is the same deed as 竣工 and dates no project: only the names that registry.md gives do", () => {
    expect(isSameDeed("竣工", "竣工验收")).toBe(true);
    expect(isSameDeed("竣工", "竣工备案")).toBe(false);
    expect(["竣工验收", "竣工备案", "开工建设", "建成投产"].filter(isProjectDate)).toEqual([]);
  });
});

describe("the rows a project's fixed finish stands for", () => {
  const rows = (...names: string[]) => names.map((name) => ({ name }));
  const names = (found: readonly { name: string }[]) => found.map(({ name }) => name);

  it("are 竣工, else 竣工验收, else 竣工备案", () => {
    expect(names(fixedRows(rows("竣工验收", "竣工", "竣工验收备案"), "finish"))).toEqual(["竣工"]);
    expect(names(fixedRows(rows("封顶", "竣工验收", "竣工验收备案"), "finish"))).toEqual(["竣工验收"]);
    expect(names(fixedRows(rows("竣工验收备案表"), "finish"))).toEqual(["竣工验收备案表"]);
  });

  it("are several when one name stands twice, and none when none stands", () => {
    expect(names(fixedRows(rows("竣工", "项目竣工"), "finish"))).toEqual(["竣工", "项目竣工"]);
    expect(fixedRows(rows("封顶", "投产"), "finish")).toEqual([]);
    expect(names(fixedRows(rows("竣工", "建成投产"), "operation"))).toEqual(["建成投产"]);
  });
});
