import { describe, expect, test } from "vitest";
import { ALL_RULES } from "../../lib/rules/all-rules.ts";
import { foldRuleOn, LIGHT_RULES, lampRulesOn } from "../../lib/rules/light-rules.ts";
import { identityRuleOn, REPORT_RULES, reportRuleOn } from "../../lib/rules/report-rules.ts";
import { NO_OVERRIDES, readRulebook } from "../../lib/rules/rulebook.ts";
import { newRule } from "../fakes/judge-input.ts";

const bookWith = (parameters: Readonly<Record<string, string>>) =>
  readRulebook(
    Object.entries(parameters).map(([parameter, value]) => newRule(parameter, value)),
    ALL_RULES,
  );
const lampsWith = (parameters: Readonly<Record<string, string>>) =>
  lampRulesOn(bookWith(parameters).book, "2026-05-31");

describe("rules of the project lights", () => {
  test("the preset is 银川 2025 until the office says otherwise", () => {
    expect(lampsWith({}).progress).toMatchObject({
      name: "进度预警",
      source: "银川市 2025 年三级预警做法（内置预设）",
      value: { measure: "gap", blueAbove: 0, yellowFrom: 10, redAbove: 30 },
    });
  });

  test("another preset is quoted with the office's document and the city's way", () => {
    const { source, from, value } = lampsWith({ 项目预警预设: "武汉" }).progress;
    expect(source).toBe("规则表：试行〔2026〕1号（武汉市进度预警做法（内置预设））");
    expect([from, value]).toEqual(["2026-01-01", { measure: "share", yellowBelow: 80, redBelow: 60 }]);
  });

  test("single bounds lie over whatever preset is chosen", () => {
    expect(lampsWith({ 项目预警预设: "三亚", 进度红灯界限: "40%" }).progress.value).toEqual({
      measure: "shortfall",
      yellowAbove: 0,
      redAbove: 40,
    });
  });

  test("按预设 takes a bound back", () => {
    expect(lampsWith({ 进度红灯界限: "按预设" }).progress.value).toMatchObject({ redAbove: 30 });
  });

  test("a rule counts from its day on", () => {
    const { book } = bookWith({ 项目预警预设: "武汉" });
    expect(lampRulesOn(book, "2025-12-31").progress.value.measure).toBe("gap");
    expect(lampRulesOn(book, "2026-01-01").progress.value.measure).toBe("share");
  });

  test("months and the minimum of 入统 can be set one by one", () => {
    const { start, registration } = lampsWith({ 开工红灯月数: "2", 入统黄灯月数: "3个月", 入统总投资下限: "1000万元" });
    expect(start.value).toEqual({ yellowFrom: 1, redFrom: 2 });
    expect(registration.value).toEqual({ yellowAfter: 3, redAfter: 2, minimumTotal: 10_000_000 });
  });

  test("repeated yellow counts as red and inspections are not asked for, by default", () => {
    expect(foldRuleOn(NO_OVERRIDES, "2026-05-31").value).toEqual({
      repeatedYellowAsRed: true,
      inspectionBeforeRedFalls: false,
    });
  });

  for (const [parameter, value] of [
    ["项目预警预设", "上海"],
    ["进度黄灯界限", "一成"],
    ["进度黄灯界限", "120"],
    ["进度黄灯界限", "10.25"],
    ["开工红灯月数", "0"],
    ["连续两月黄灯按红处置", "有时"],
  ] as const)
    test(`${parameter}=${value} is refused with a hint`, () => {
      const { problems } = bookWith({ [parameter]: value });
      expect(problems.map(({ because }) => because)).toEqual(["unreadable-value"]);
      expect(problems[0]?.hint).toMatch(/^请填/);
    });

  test("what a rule shows can be typed back", () => {
    for (const { rule, show, parse } of [...LIGHT_RULES, ...REPORT_RULES]) {
      const value = rule.entries[0]!.value as never;
      expect([rule.name, parse(show(value))]).toEqual([rule.name, value]);
    }
  });

  test("every rule names a source", () => {
    for (const { rule } of [...LIGHT_RULES, ...REPORT_RULES])
      for (const entry of rule.entries) expect(entry.source.length, rule.name).toBeGreaterThan(4);
  });
});

describe("rules of reporting and of the identities", () => {
  test("stand as laid down", () => {
    expect(reportRuleOn(NO_OVERRIDES, "2026-05-31").value).toEqual({
      januaryWithFebruary: true,
      yellowFrom: 3,
      redFrom: 2,
    });
    expect(identityRuleOn(NO_OVERRIDES, "2026-05-31").value).toEqual({
      totalPercent: 120,
      monthsRunning: 3,
      jumpSharePercent: 30,
      jumpPlanPercent: 300,
      fundsPercent: 200,
      privateFor: 5,
    });
  });
});
