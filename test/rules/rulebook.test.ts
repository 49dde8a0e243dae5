import { describe, expect, it } from "vitest";
import type { RuleRow } from "../../lib/domain/registry.ts";
import { choiceRule, listRule, wholeNumberRule } from "../../lib/rules/rule-values.ts";
import {
  NO_OVERRIDES,
  type RuleDef,
  readRulebook,
  ruleOn,
  rulesDigestInput,
  rulesInForce,
} from "../../lib/rules/rulebook.ts";

const yellow = wholeNumberRule(
  {
    name: "节点预警 黄",
    entries: [
      { from: "2025-01-01", value: 10, source: "旧办法" },
      { from: "2026-01-01", value: 8, source: "新办法" },
    ],
  },
  "天",
  0,
  366,
);
const ties = choiceRule({ name: "并列排名", entries: [{ from: "2026-01-01", value: "竞赛", source: "内置" }] }, [
  "竞赛",
  "连续",
]);
const groups = listRule({ name: "排名分组", entries: [{ from: "2026-01-01", value: ["县区"], source: "内置" }] });
const defs: readonly RuleDef<unknown>[] = [yellow, ties, groups];

const row = (parameter: string, value: string, from: string): RuleRow => ({
  workbook: "台账",
  key: `${parameter}/${from}`,
  parameter,
  value,
  from,
  basis: "督办〔2026〕3号",
  note: null,
});
const bookOf = (...rows: RuleRow[]) => readRulebook(rows, defs).book;

describe("a rule on a day", () => {
  it("is the built-in entry in force, the first one before all of them", () => {
    expect(ruleOn(NO_OVERRIDES, yellow, "2024-06-01").value).toBe(10);
    expect(ruleOn(NO_OVERRIDES, yellow, "2025-12-31").value).toBe(10);
    expect(ruleOn(NO_OVERRIDES, yellow, "2026-01-01")).toEqual({
      name: "节点预警 黄",
      from: "2026-01-01",
      source: "新办法",
      value: 8,
    });
  });

  it("is the office's value from its day on, with its document as source", () => {
    const book = bookOf(row("节点预警 黄", "6", "2026-03-01"));
    expect(ruleOn(book, yellow, "2026-02-28").value).toBe(8);
    expect(ruleOn(book, yellow, "2026-03-01")).toEqual({
      name: "节点预警 黄",
      from: "2026-03-01",
      source: "规则表：督办〔2026〕3号",
      value: 6,
    });
  });

  it("is the newer of the two: an override of last year gives way to a later built-in entry", () => {
    expect(ruleOn(bookOf(row("节点预警 黄", "6", "2025-12-31")), yellow, "2026-06-12").value).toBe(8);
  });

  it("is the override when both begin on the same day", () => {
    expect(ruleOn(bookOf(row("节点预警 黄", "6", "2026-01-01")), yellow, "2026-06-12").value).toBe(6);
  });

  it("follows the last of several overrides, in whatever order they are written", () => {
    const book = bookOf(
      row("节点预警 黄", "5", "2026-06-01"),
      row("节点预警 黄", "6", "2026-03-01"),
      row("节点预警 黄", "7", "2026-04-01"),
    );
    expect(
      ["2026-03-31", "2026-04-01", "2026-05-31", "2026-06-01"].map((day) => ruleOn(book, yellow, day).value),
    ).toEqual([6, 7, 7, 5]);
  });
});

describe("reading the tab 规则", () => {
  it("takes a parameter in full width, with or without blanks", () => {
    expect(readRulebook([row(" 节点预警　黄 ", "６", "2026-03-01")], defs).problems).toEqual([]);
    expect(ruleOn(bookOf(row("节点预警黄", "６ 天", "2026-03-01")), yellow, "2026-03-01").value).toBe(6);
  });

  it("reports an unknown parameter with the nearest known one, and changes nothing", () => {
    const wrong = row("节点预景 黄", "6", "2026-03-01");
    const { book, problems } = readRulebook([wrong], defs);
    expect(problems).toEqual([{ row: wrong, because: "unknown-parameter", hint: "节点预警 黄" }]);
    expect(ruleOn(book, yellow, "2026-06-12").value).toBe(8);
  });

  it("has no suggestion for a parameter like no other", () => {
    expect(readRulebook([row("天气", "晴", "2026-03-01")], defs).problems[0]?.hint).toBe("");
  });

  it("reports an unreadable value with how to write it, and changes nothing", () => {
    const wrong = row("节点预警 黄", "八天", "2026-03-01");
    const { book, problems } = readRulebook([wrong], defs);
    expect(problems).toEqual([{ row: wrong, because: "unreadable-value", hint: "请填 0 到 366 的整数（天）" }]);
    expect(ruleOn(book, yellow, "2026-06-12").value).toBe(8);
  });

  it("keeps the good rows beside the bad ones", () => {
    const { book, problems } = readRulebook(
      [row("天气", "晴", "2026-03-01"), row("并列排名", "连续", "2026-03-01")],
      defs,
    );
    expect(problems.length).toBe(1);
    expect(ruleOn(book, ties, "2026-03-01").value).toBe("连续");
  });
});

describe("values of rules", () => {
  it("are whole numbers within their bounds, with or without the unit", () => {
    expect(["0", "366", "12 天", "367", "-1", "1.5", "", "天", "1e2"].map((text) => yellow.parse(text))).toEqual([
      0,
      366,
      12,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(yellow.show(8)).toBe("8天");
  });

  it("are one of the words offered", () => {
    expect([ties.parse("竞赛"), ties.parse("密集")]).toEqual(["竞赛", undefined]);
    expect([ties.show("连续"), ties.hint]).toEqual(["连续", "请填 竞赛、连续 之一"]);
  });

  it("are words between 、 or commas, none empty and none twice", () => {
    expect(groups.parse("县区、 园区,市直;国企")).toEqual(["县区", "园区", "市直", "国企"]);
    expect([groups.parse("县区、、园区"), groups.parse("县区、县区"), groups.parse("")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(groups.show(["县区", "园区"])).toBe("县区、园区");
  });
});

describe("the list of rules in force", () => {
  const book = bookOf(row("节点预警 黄", "6", "2026-03-01"), row("并列排名", "连续", "2025-06-01"));
  it("says of each its value, its day, its source and whether the office laid it down", () => {
    expect(rulesInForce(book, defs, "2026-06-12")).toEqual([
      { name: "节点预警 黄", value: "6天", from: "2026-03-01", source: "规则表：督办〔2026〕3号", overridden: true },
      { name: "并列排名", value: "竞赛", from: "2026-01-01", source: "内置", overridden: false },
      { name: "排名分组", value: "县区", from: "2026-01-01", source: "内置", overridden: false },
    ]);
  });

  it("digests to the same text whatever the order of the definitions, and to another after a change", () => {
    const input = rulesDigestInput(book, defs, "2026-06-12");
    expect(rulesDigestInput(book, defs.toReversed(), "2026-06-12")).toBe(input);
    expect(rulesDigestInput(NO_OVERRIDES, defs, "2026-06-12")).not.toBe(input);
    expect(rulesDigestInput(NO_OVERRIDES, [yellow], "2026-06-12")).toBe('[["节点预警 黄","2026-01-01","新办法",8]]');
  });

  it("digests maps and sets by what they hold", () => {
    const mapped = (value: ReadonlyMap<string, string> | ReadonlySet<string>): RuleDef<unknown> => ({
      rule: { name: "别名", entries: [{ from: "2026-01-01", value, source: "内置" }] },
      hint: "",
      parse: () => undefined,
      show: String,
    });
    expect(rulesDigestInput(NO_OVERRIDES, [mapped(new Map([["a", "b"]]))], "2026-06-12")).toContain('[["a","b"]]');
    expect(rulesDigestInput(NO_OVERRIDES, [mapped(new Set(["a"]))], "2026-06-12")).toContain('["a"]');
  });
});
