import { describe, expect, it } from "vitest";
import type { RuleRow } from "../../lib/domain/registry.ts";
import {
  CATEGORY_ALIASES,
  CATEGORY_LIST,
  MECHANISM_LIST,
  PLAN_YEAR,
  READING_RULES,
  readingRules,
} from "../../lib/rules/reading-rules.ts";
import { NO_OVERRIDES, readRulebook } from "../../lib/rules/rulebook.ts";

const row = (parameter: string, value: string, from = "2026-01-01"): RuleRow => ({
  workbook: "台账",
  key: `${parameter}/${from}`,
  parameter,
  value,
  from,
  basis: "市政府办通知",
  note: null,
});
const reading = (...rows: RuleRow[]) => readingRules(readRulebook(rows, READING_RULES).book, "2026-06-12");

describe("计划年度", () => {
  it("is unknown until the office has typed it", () => {
    expect(readingRules(NO_OVERRIDES, "2026-06-12").planYear).toBeNull();
    expect(PLAN_YEAR.show(null)).toBe("未填");
  });

  it("is the year typed, with or without 年, from its day on", () => {
    expect(reading(row("计划年度", "2026")).planYear).toBe(2026);
    expect(reading(row("计划年度", "２０２６年")).planYear).toBe(2026);
    expect(reading(row("计划年度", "2025", "2025-01-01"), row("计划年度", "2026")).planYear).toBe(2026);
    expect(reading(row("计划年度", "2027", "2027-01-01")).planYear).toBeNull();
    expect(PLAN_YEAR.show(2026)).toBe("2026年");
  });

  it("is no number of another kind", () => {
    expect(["26", "今年", "1999", "2101"].map((text) => PLAN_YEAR.parse(text))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("项目类别", () => {
  it("are the five of the template, and what the office adds comes behind them", () => {
    expect(reading().categories).toEqual(["产业", "基础设施", "民生", "生态环保", "文化旅游"]);
    expect(reading(row("项目类别", "数字经济、 民生，现代物流")).categories).toEqual([
      "产业",
      "基础设施",
      "民生",
      "生态环保",
      "文化旅游",
      "数字经济",
      "现代物流",
    ]);
    expect(CATEGORY_LIST.parse("、")).toBeUndefined();
    expect(CATEGORY_LIST.show(["产业", "民生"])).toBe("产业、民生");
  });

  it("are also known by their aliases", () => {
    expect(reading().categoryAliases.size).toBe(0);
    expect([...reading(row("项目类别别名", "产业项目=产业、社会民生＝民生")).categoryAliases]).toEqual([
      ["产业项目", "产业"],
      ["社会民生", "民生"],
    ]);
    expect(["产业项目", "=产业", "产业项目=", "a=b=c", ""].map((text) => CATEGORY_ALIASES.parse(text))).toEqual(
      Array(5).fill(undefined),
    );
    expect(CATEGORY_ALIASES.show(new Map([["产业项目", "产业"]]))).toBe("产业项目=产业");
    expect(CATEGORY_ALIASES.show(new Map())).toBe("无");
  });
});

describe("机制", () => {
  it("are the six of the registry without leaders", () => {
    expect(reading().mechanisms).toEqual(["重点项目", "基础设施", "服务企业", "招商引资", "财政税收", "其他"]);
    expect(reading().mechanismLeaders.size).toBe(0);
  });

  it("take leaders and further mechanisms from the office", () => {
    const { mechanisms, mechanismLeaders } = reading(row("机制", "服务企业=王某、现代物流"));
    expect(mechanisms).toEqual(["重点项目", "基础设施", "服务企业", "招商引资", "财政税收", "其他", "现代物流"]);
    expect([...mechanismLeaders]).toEqual([["服务企业", "王某"]]);
  });

  it("are refused when a name or a leader is empty", () => {
    expect(["", "=王某", "服务企业=", "服务企业=王某=李某"].map((text) => MECHANISM_LIST.parse(text))).toEqual(
      Array(4).fill(undefined),
    );
    expect(
      MECHANISM_LIST.show(
        new Map([
          ["服务企业", "王某"],
          ["其他", null],
        ]),
      ),
    ).toBe("服务企业=王某、其他");
  });
});
