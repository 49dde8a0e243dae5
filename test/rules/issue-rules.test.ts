import { describe, expect, it } from "vitest";
import { ALL_RULES } from "../../lib/rules/all-rules.ts";
import { ISSUE_RULES, issueRuleOn } from "../../lib/rules/issue-rules.ts";
import { LOOP_RULES, loopLightRuleOn } from "../../lib/rules/loop-rules.ts";
import { readRulebook } from "../../lib/rules/rulebook.ts";
import { newRule } from "../fakes/judge-input.ts";

const DAY = "2026-06-01";
const bookOf = (rows: Readonly<Record<string, string>>) =>
  readRulebook(
    Object.entries(rows).map(([name, value]) => newRule(name, value)),
    ALL_RULES,
  );
const clocks = (rows: Readonly<Record<string, string>>, day = DAY) => issueRuleOn(bookOf(rows).book, day);
const ruleNamed = (name: string) => [...ISSUE_RULES, ...LOOP_RULES].find(({ rule }) => rule.name === name)!;

describe("the clocks of problems", () => {
  it("are 13710 in calendar days: 1 day, 3 days, 7 days, one month, never 10 days", () => {
    expect(clocks({})).toEqual({
      name: "问题时限",
      from: "2025-01-01",
      source: "“13710”工作制度（山西等地通行）：1日部署、3日反馈、7日办结一般问题、1个月办结复杂问题、0遗留",
      value: {
        arrange: { count: 1, unit: "calendar" },
        feedback: { count: 3, unit: "calendar" },
        ordinary: { count: 7, unit: "calendar" },
        complexMonths: 1,
        complexWithin: 3,
        feedbackEvery: 1,
        extensionsAtMost: 2,
        reopenWithin: 90,
      },
    });
  });

  it("of 710 know 7 days and one month, and neither 部署 nor 反馈", () => {
    const { value, source } = clocks({ 问题时限预设: "710" });
    expect(value).toMatchObject({ arrange: null, feedback: null, ordinary: { count: 7 }, complexMonths: 1 });
    expect(source).toContain("规则表：试行〔2026〕1号");
    expect(source).toContain("“710”工作制度");
  });

  it("count all stages in working days when 口径 says so, or a single one that says it itself", () => {
    const all = clocks({ 问题时限口径: "工作日" }).value;
    expect([all.arrange, all.feedback, all.ordinary].map((term) => term!.unit)).toEqual(Array(3).fill("working"));
    const one = clocks({ 反馈时限: "5个工作日", 一般问题时限: "10" }).value;
    expect([one.arrange, one.feedback, one.ordinary]).toEqual([
      { count: 1, unit: "calendar" },
      { count: 5, unit: "working" },
      { count: 10, unit: "calendar" },
    ]);
    expect(clocks({ 问题时限口径: "工作日", 一般问题时限: "7日" }).value.ordinary.unit).toBe("calendar");
  });

  it("leave out a step that 规则 does not ask for, and take one up that the preset lacks", () => {
    expect(clocks({ 部署时限: "不设" }).value.arrange).toBeNull();
    expect(clocks({ 问题时限预设: "710", 反馈时限: "2日" }).value.feedback).toEqual({ count: 2, unit: "calendar" });
  });

  it("change from their day on: what was assigned before keeps its clock", () => {
    expect(clocks({ 一般问题时限: "10日" }, "2025-12-31").value.ordinary.count).toBe(7);
    expect(clocks({ 一般问题时限: "10日" }, "2026-01-01").value.ordinary.count).toBe(10);
  });

  it.each([
    ["问题时限预设", "13710", "13710"],
    ["问题时限口径", "工作日", "工作日"],
    ["部署时限", "2 日", "2日"],
    ["部署时限", "不设", "不设"],
    ["反馈时限", "3天", "3日"],
    ["一般问题时限", "7个工作日", "7个工作日"],
    ["一般问题时限", "7工作日", "7个工作日"],
    ["一般问题时限", "按预设", "按预设"],
    ["一般问题时限", "5", "5"],
    ["复杂问题时限", "2个月", "2个月"],
    ["延期次数上限", "1次", "1次"],
    ["重开保留期限", "60日", "60日"],
    ["问题任务预警工作日", "2、5、10", "2、5、10个工作日"],
    ["问题任务临期工作日", "3", "3个工作日"],
  ])("%s typed as %s reads as %s", (name, typed, shown) => {
    const def = ruleNamed(name);
    expect(def.show(def.parse(typed))).toBe(shown);
  });

  it.each([
    ["问题时限预设", "123710"],
    ["部署时限", "0"],
    ["部署时限", "91"],
    ["部署时限", "一天"],
    ["一般问题时限", "不设"],
    ["一般问题时限", "1.5日"],
    ["复杂问题时限", "0"],
    ["复杂认定期限", "0日"],
    ["延期次数上限", "10"],
    ["重开保留期限", "400"],
    ["问题任务预警工作日", "1、3"],
    ["问题任务预警工作日", "3、1、7"],
    ["问题任务预警工作日", "0、1、2"],
  ])("%s typed as %s is a finding", (name, typed) => {
    expect(bookOf({ [name]: typed }).problems.map(({ because }) => because)).toEqual(["unreadable-value"]);
  });
});

describe("the lights of problems and tasks", () => {
  it("are 1, 3 and 7 working days, 临期 from two before", () => {
    expect(loopLightRuleOn(bookOf({}).book, DAY).value).toEqual({
      blueFrom: 1,
      yellowFrom: 3,
      redFrom: 7,
      nearWithin: 2,
    });
  });

  it("follow 规则", () => {
    const { book } = bookOf({ 问题任务预警工作日: "2、4、8个工作日", 问题任务临期工作日: "0" });
    expect(loopLightRuleOn(book, DAY).value).toEqual({ blueFrom: 2, yellowFrom: 4, redFrom: 8, nearWithin: 0 });
  });
});
