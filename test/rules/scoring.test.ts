import { describe, expect, test } from "vitest";
import { INDICATORS } from "../../lib/domain/indicator.ts";
import type { RuleRow } from "../../lib/domain/registry.ts";
import { decimalIn } from "../../lib/rules/decimal-rule.ts";
import { NO_OVERRIDES, readRulebook, rulesInForce } from "../../lib/rules/rulebook.ts";
import { GROUPS, OVERSHOOT_BEND, SCORING_RULES, scoringRulesOn } from "../../lib/rules/scoring.ts";
import { WEIGHT_RULES } from "../../lib/rules/scoring-schemes.ts";
import { SIZE_BANDS, SUMMARY_RULES, summaryRulesOn } from "../../lib/rules/summary-rules.ts";

const row = (parameter: string, value: string, from = "2026-05-01"): RuleRow => ({
  workbook: "台账",
  key: `${parameter}/${from}`,
  parameter,
  value,
  from,
  basis: "市考核办〔2026〕3号",
  note: null,
});

const rulesWith = (...rows: readonly RuleRow[]) => readRulebook(rows, [...SCORING_RULES, ...SUMMARY_RULES]);

describe("the rules of scoring", () => {
  test("built-in weights add up to 100, 新增规上企业 with 0", () => {
    const { weights } = scoringRulesOn(NO_OVERRIDES, "2026-05-31").score;
    expect(INDICATORS.reduce((sum, code) => sum + weights[code], 0)).toBe(100);
    expect(INDICATORS.map((code) => weights[code])).toEqual([30, 15, 15, 10, 10, 8, 5, 5, 2, 0, 0, 0, 0, 0, 0, 0]);
  });
  test("weights are overridden one by one, from their day on", () => {
    const { book, problems } = rulesWith(row("开工率权重", "20分"), row("新增规上企业权重", "2.5"));
    expect(problems).toEqual([]);
    expect(scoringRulesOn(book, "2026-04-30").score.weights.starts).toBe(15);
    expect(scoringRulesOn(book, "2026-05-31").score.weights).toMatchObject({
      starts: 20,
      enterprises: 2.5,
      completions: 15,
    });
  });
  test("a scheme gives every weight; a single one of before it ends, one of its day or later stands", () => {
    const { book, problems } = rulesWith(
      row("开工率权重", "20", "2026-02-01"),
      row("评分方案", "三个一批", "2026-05-01"),
      row("督导权重", "5", "2026-05-01"),
      row("谋划储备权重", "按评分方案", "2026-06-01"),
    );
    expect(problems).toEqual([]);
    const weights = (day: string) => scoringRulesOn(book, day).score.weights;
    expect(weights("2026-04-30")).toMatchObject({ investment: 30, starts: 20, reserves: 0, inspection: 5 });
    expect(weights("2026-05-31")).toMatchObject({
      investment: 0,
      starts: 0,
      reserves: 10,
      fulfilment: 30,
      inspection: 5,
    });
    expect(weights("2026-06-30")).toMatchObject({ contractStarts: 15, operation: 15, capacity: 20, services: 10 });
  });
  test("each weight says what the schemes give it", () => {
    const [listed] = rulesInForce(NO_OVERRIDES, [WEIGHT_RULES.capacity], "2026-05-31");
    expect(listed).toMatchObject({ value: "按评分方案", source: "重点项目 0 分、三个一批 20 分" });
  });
  test("the prize for rising is off until seats are given", () => {
    const { book } = rulesWith(row("进步奖名额", "2家"));
    expect(scoringRulesOn(NO_OVERRIDES, "2026-05-31").riserSeats).toBe(0);
    expect(scoringRulesOn(book, "2026-05-31").riserSeats).toBe(2);
  });
  test("ties, basis and groups are read from their words", () => {
    const { book } = rulesWith(
      row("并列排名", "连续"),
      row("序时依据", "月均"),
      row("排名分组", "县区；园区；市直＋国企"),
    );
    expect(scoringRulesOn(book, "2026-05-31")).toMatchObject({
      ties: "dense",
      basis: "even",
      groups: [["县区"], ["园区"], ["市直", "国企"]],
    });
  });
  test.each([
    ["评分方案", "三个一百"],
    ["进步奖名额", "半家"],
    ["开工率权重", "十五"],
    ["开工率权重", "-1"],
    ["开工率权重", "101"],
    ["超额加分分界", "99"],
    ["并列排名", "任意"],
    ["序时依据", "季度"],
    ["排名分组", "县区+其他"],
    ["排名分组", "县区+园区；县区"],
    ["排名分组", ""],
    ["规模分档", "10、50、100"],
    ["规模分档", "100、很大"],
    ["最低有效权重", "1e1"],
  ])("%s = %s cannot be read, changes nothing and says how to write it", (parameter, value) => {
    const { book, problems } = rulesWith(row(parameter, value));
    expect(problems).toMatchObject([{ because: "unreadable-value" }]);
    expect(problems[0]!.hint).not.toBe("");
    expect(scoringRulesOn(book, "2026-05-31")).toEqual(scoringRulesOn(NO_OVERRIDES, "2026-05-31"));
  });
  test("every rule is shown with its unit and its source, and what it shows it can read again", () => {
    for (const def of [...SCORING_RULES, ...SUMMARY_RULES]) {
      const [listed] = rulesInForce(NO_OVERRIDES, [def], "2026-05-31");
      expect(listed!.source).not.toBe("");
      expect(def.parse(listed!.value.normalize("NFKC"))).toEqual(def.rule.entries[0]!.value);
    }
  });
  test("no two rules share a name", () => {
    const names = [...SCORING_RULES, ...SUMMARY_RULES].map((def) => def.rule.name);
    expect(new Set(names).size).toBe(names.length);
  });
  test("an explanation can quote every rule used, the overridden one with its document", () => {
    const { book } = rulesWith(row("虚报扣分", "10"));
    const { used } = scoringRulesOn(book, "2026-05-31");
    expect(used).toHaveLength(SCORING_RULES.length);
    expect(used.find((rule) => rule.name === "虚报扣分")).toMatchObject({
      from: "2026-05-01",
      source: expect.stringContaining("〔2026〕3号"),
    });
  });
});

describe("the rules of the summary", () => {
  test("bands and 超亿元 are laid down in 亿元 and used in 元", () => {
    const { book } = rulesWith(row("规模分档", "50亿元、5.5亿元"), row("超亿元标准", "0.5"));
    expect(summaryRulesOn(NO_OVERRIDES, "2026-05-31")).toEqual({
      bands: [10_000_000_000, 5_000_000_000, 1_000_000_000],
      largePlan: 100_000_000,
      curveTolerancePercent: 0.1,
    });
    expect(summaryRulesOn(book, "2026-05-31")).toMatchObject({
      bands: [5_000_000_000, 550_000_000],
      largePlan: 50_000_000,
    });
  });
});

describe("figures as typed", () => {
  test.each([
    ["30", "分", 30],
    ["30 分", "分", 30],
    ["３０．５分", "分", 30.5],
    ["130%", "%", 130],
    ["130％", "%", 130],
    ["", "分", undefined],
    ["分", "分", undefined],
    ["30分钟", "分", undefined],
    ["0x10", "分", undefined],
  ])("“%s” with unit %s reads as %s", (text, unit, expected) => {
    expect(decimalIn(text, unit)).toBe(expected);
  });
  test("words and figures of the defaults are what officials would write", () => {
    expect(GROUPS.show(GROUPS.rule.entries[0]!.value)).toBe("县区+园区；市直+国企");
    expect(SIZE_BANDS.show([100, 50, 10])).toBe("100、50、10亿元");
    expect(OVERSHOOT_BEND.show(130)).toBe("130%");
    expect(WEIGHT_RULES.investment.rule.name).toBe("投资完成率权重");
  });
});
