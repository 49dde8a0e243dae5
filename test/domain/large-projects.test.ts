import { expect, test } from "vitest";
import { UNREADABLE } from "../../lib/domain/field.ts";
import { isLarge, largeFigures, largeProjects } from "../../lib/domain/large-projects.ts";
import type { Project } from "../../lib/domain/registry.ts";
import { readRulebook } from "../../lib/rules/rulebook.ts";
import { SUMMARY_RULES, summaryRulesOn } from "../../lib/rules/summary-rules.ts";
import { EMPTY_REGISTRY, filesOf, newProject } from "../fakes/registry-rows.ts";

const YI = 100_000_000;
const project = (code: string, more: Partial<Project>): Project => ({
  ...newProject(code),
  annualClass: "续建",
  ...more,
});

test("超亿元 is 在建 with an annual plan of the limit or more; no plan and one that cannot be read are not", () => {
  expect(isLarge(project("P", { annualPlan: YI }), YI)).toBe(true);
  expect(isLarge(project("P", { annualPlan: YI, annualClass: "新开工" }), YI)).toBe(true);
  expect(isLarge(project("P", { annualPlan: YI - 1 }), YI)).toBe(false);
  expect(isLarge(project("P", { annualPlan: null }), YI)).toBe(false);
  expect(isLarge(project("P", { annualPlan: UNREADABLE }), YI)).toBe(false);
  expect(isLarge(project("P", { annualPlan: 9 * YI, annualClass: "前期" }), YI)).toBe(false);
});

test("the limit is a dated rule of the office", () => {
  const row = {
    ...{ workbook: "台账", key: "超亿元标准/2026-07-01", parameter: "超亿元标准", value: "2", from: "2026-07-01" },
  };
  const { book } = readRulebook([{ ...row, basis: "市政府办通知", note: null }], SUMMARY_RULES);
  expect(["2026-06-30", "2026-07-01"].map((day) => summaryRulesOn(book, day).largePlan)).toEqual([YI, 2 * YI]);
});

test("counts those on the list, and how many of them are red and yellow", () => {
  const projects = [
    project("P-1", { annualPlan: YI }),
    project("P-2", { annualPlan: 2 * YI }),
    project("P-3", { annualPlan: 1 }),
  ];
  const codes = largeProjects(filesOf({ ...EMPTY_REGISTRY, projects }, 2026), YI);
  expect([...codes]).toEqual(["P-1", "P-2"]);
  const lights = [
    { key: "P-1", light: "red" as const },
    { key: "P-2", light: "yellow" as const },
    { key: "P-3", light: "red" as const },
  ];
  expect(largeFigures(codes, lights)).toEqual({ large: 2, largeRed: 1, largeYellow: 1 });
});
