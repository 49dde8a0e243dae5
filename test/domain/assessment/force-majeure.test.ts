import { describe, expect, it } from "vitest";
import { excusedUnits, forceMajeure } from "../../../lib/domain/assessment/force-majeure.ts";
import { UNREADABLE } from "../../../lib/domain/field.ts";
import type { IndicatorPart } from "../../../lib/domain/indicator.ts";
import type { Exemption } from "../../../lib/domain/registry.ts";
import { newProject } from "../../fakes/registry-rows.ts";

const projects = ["P-1", "P-2", "P-3"].map((code) => ({
  ...newProject(code),
  responsibleUnit: code === "P-3" ? "乙县" : "甲县",
}));

const exemption = (more: Partial<Exemption> = {}): Exemption => ({
  ...{ workbook: "台账", key: "E-1", code: "E-1", project: "P-1", seq: null },
  ...{ from: "2026-07-10", to: "2026-08-20", cause: "不可抗力", approvedBy: "市政府", basis: null },
  ...more,
});

const part = (subject: string, numerator: number, due: number, denominator = 1000): IndicatorPart => ({
  ...{ subject, numerator, denominator, due, because: "sum", months: null, restsOn: [] },
});

const exemptIn = (...exemptions: Exemption[]) => forceMajeure({ exemptions, projects }, "2026Q3");
const isExcused = (parts: readonly IndicatorPart[], ...exemptions: Exemption[]): boolean =>
  excusedUnits([{ unit: "甲县", parts }], exemptIn(...exemptions)).has("甲县");

describe("不可抗力 excuses a unit", () => {
  it("whose missed target lies in the exempt project alone", () => {
    expect(isExcused([part("P-1", 300, 750), part("P-2", 750, 750)], exemption())).toBe(true);
  });

  it("with nothing else to measure", () => {
    expect(isExcused([part("P-1", 0, 750)], exemption())).toBe(true);
  });

  it("not where another project misses the target too", () => {
    expect(isExcused([part("P-1", 300, 750), part("P-2", 700, 750)], exemption())).toBe(false);
  });

  it("not by what would not be shown: 74.96% is 75.0%", () => {
    expect(isExcused([part("P-1", 0, 7500, 10_000), part("P-2", 7496, 7500, 10_000)], exemption())).toBe(true);
    expect(isExcused([part("P-1", 0, 7500, 10_000), part("P-2", 7494, 7500, 10_000)], exemption())).toBe(false);
  });

  it("not where the project is out of the figures already: what the others missed is the unit's own", () => {
    expect(isExcused([part("P-2", 700, 750)], exemption({ to: "2026-10-31" }))).toBe(false);
  });

  it("not for another cause, a milestone alone, another quarter or another unit's project", () => {
    const parts = [part("P-1", 300, 750), part("P-2", 750, 750)];
    expect(isExcused(parts, exemption({ cause: "政策调整" }))).toBe(false);
    expect(isExcused(parts, exemption({ cause: UNREADABLE }))).toBe(false);
    expect(isExcused(parts, exemption({ seq: 20 }))).toBe(false);
    expect(isExcused(parts, exemption({ from: "2026-05-01", to: "2026-06-30" }))).toBe(false);
    expect(isExcused(parts, exemption({ from: "2026-10-01", to: "2026-10-08" }))).toBe(false);
    expect(isExcused(parts, exemption({ project: "P-3" }))).toBe(false);
  });

  it("and names the exemptions in one order, however the rows stand", () => {
    const rows = [
      exemption(),
      exemption({ code: "E-2", project: "P-2" }),
      exemption({ code: "E-0", from: "2026-07-01" }),
    ];
    const codes = (...given: Exemption[]) =>
      exemptIn(...given)
        .get("甲县")!
        .map(({ code }) => code);
    expect(codes(...rows)).toEqual(["E-0", "E-1", "E-2"]);
    expect(codes(...rows.toReversed())).toEqual(["E-0", "E-1", "E-2"]);
  });

  it("only where there is an exemption: nobody else needs an excuse", () => {
    expect(isExcused([part("P-1", 750, 750)])).toBe(false);
    expect(isExcused([])).toBe(false);
  });

  it("on the first and on the last day of the quarter, and by a row whose 节点序号 cannot be read", () => {
    const parts = [part("P-1", 300, 750), part("P-2", 750, 750)];
    expect(isExcused(parts, exemption({ from: "2026-06-01", to: "2026-07-01" }))).toBe(true);
    expect(isExcused(parts, exemption({ from: "2026-09-30", to: "2026-09-30" }))).toBe(true);
    expect(isExcused(parts, exemption({ seq: UNREADABLE }))).toBe(true);
  });

  it("and every exemption is named with its unit, by project", () => {
    const rows = [exemption({ code: "E-2", project: "P-2" }), exemption(), exemption({ code: "E-3", project: "P-3" })];
    const named = [...exemptIn(...rows)].map(([unit, list]) => [unit, list.map(({ code }) => code)]);
    expect(named).toEqual([
      ["甲县", ["E-1", "E-2"]],
      ["乙县", ["E-3"]],
    ]);
  });
});
