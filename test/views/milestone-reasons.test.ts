import { describe, expect, it } from "vitest";
import { UNREADABLE } from "../../lib/domain/field.ts";
import type { MilestoneInput } from "../../lib/domain/milestone-judgement.ts";
import type { Milestone } from "../../lib/domain/registry.ts";
import { milestoneSentence, milestoneWords } from "../../lib/views/milestone-reasons.ts";
import {
  historyOf,
  lifeOfRow,
  newAdjustment,
  newExemption,
  newInput,
  newStep,
  RULE,
  verdictOf,
  verdictsOf,
} from "../fakes/plan-rows.ts";

const row = newStep(30, { name: "主体封顶", planned: "2026-05-20" });
const said = (cells: Partial<Milestone>, more: Partial<MilestoneInput> = {}) =>
  milestoneSentence(verdictOf({ ...row, ...cells }, more));
const registryOf = (milestones: readonly Milestone[], more: Partial<MilestoneInput["registry"]>) => ({
  registry: { ...newInput(milestones).registry, ...more },
});

describe("the sentence beside a milestone", () => {
  it.each<[string, Partial<Milestone>, string]>([
    ["红", {}, "红：逾期 23 天（超过 15 天为红）；填写实际完成并附佐证后转黄，下月起转绿，逾期天数保留。"],
    [
      "黄",
      { planned: "2026-06-01" },
      "黄：逾期 11 天（8–15 天为黄）；填写实际完成并附佐证后保持黄，下月起转绿，逾期天数保留。",
    ],
    [
      "蓝",
      { planned: "2026-06-11" },
      "蓝：逾期 1 天（1–7 天为蓝）；填写实际完成并附佐证后保持蓝，下月起转绿，逾期天数保留。",
    ],
    ["临期", { planned: "2026-06-14" }, "蓝：距计划完成还有 2 天（临期）。"],
    ["当天到期", { planned: "2026-06-12" }, "蓝：今天到期（临期）。"],
    ["未到期", { planned: "2026-06-30" }, "距计划完成还有 18 天。"],
    ["按期完成", { actual: "2026-05-20" }, "绿：5月20日完成，按期。"],
    ["提前完成", { actual: "2026-05-18" }, "绿：5月18日完成，比计划早 2 天。"],
    ["上年完成", { planned: "2025-12-20", actual: "2025-12-19" }, "绿：2025年12月19日完成，比计划早 1 天。"],
    [
      "迟完成当月",
      { planned: "2026-06-01", actual: "2026-06-10" },
      "黄：6月10日完成，逾期 9 天（8–15 天为黄）；下月起转绿，逾期天数保留。",
    ],
    [
      "红后完成当月",
      { actual: "2026-06-10" },
      "黄：6月10日完成，逾期 21 天（超过 15 天为红，完成后为黄）；下月起转绿，逾期天数保留。",
    ],
    ["迟完成次月", { actual: "2026-05-26" }, "绿：5月26日完成，逾期 6 天，逾期天数保留。"],
    ["无计划日", { planned: null }, "没有填写计划完成，不作判定。"],
    ["无计划日已完成", { planned: null, actual: "2026-05-26" }, "绿：5月26日完成（没有填写计划完成，不计是否按期）。"],
    ["计划日无法识别", { planned: UNREADABLE }, "灰：计划完成无法识别，无法判定；请写成 2026-03-05 这样的日期。"],
    ["实际日无法识别", { actual: UNREADABLE }, "灰：实际完成无法识别，无法判定；请写成 2026-03-05 这样的日期。"],
  ])("says of %s what it is, why and the way back", (_, cells, sentence) => {
    expect(said(cells)).toBe(sentence);
  });

  it("names its thresholds from the rule of the place", () => {
    const rule = { ...RULE, value: { ...RULE.value, blueFrom: 2, yellowFrom: 5, redFrom: 30 } };
    expect(said({}, { rule })).toContain("逾期 23 天（5–29 天为黄）");
    expect(said({ planned: "2026-06-11" }, { rule })).toBe(
      "逾期 1 天（不足 2 天不亮灯）；填写实际完成并附佐证后转绿，逾期天数保留。",
    );
  });

  it("says that exempt days are taken off", () => {
    const more = registryOf([row], { exemptions: [newExemption("P-1", "2026-05-21", "2026-05-31")] });
    expect(said({}, more)).toContain("黄：逾期 12 天（已扣除豁免 11 天；8–15 天为黄）；");
    expect(said({ actual: "2026-05-31" }, more)).toBe("绿：5月31日完成，按期（已扣除豁免 11 天）。");
    expect(said({ actual: "2026-06-01" }, more)).toBe(
      "蓝：6月1日完成，逾期 1 天（已扣除豁免 11 天；1–7 天为蓝）；下月起转绿，逾期天数保留。",
    );
    expect(said({ planned: "2026-05-01", actual: "2026-05-30" }, more)).toBe(
      "绿：5月30日完成，逾期 19 天（已扣除豁免 10 天），逾期天数保留。",
    );
    expect(said({ planned: "2026-05-31", actual: "2026-05-31" }, more)).toBe(
      "绿：5月31日完成，比计划早 11 天（已扣除豁免 11 天）。",
    );
  });

  it("says of an exempt one since when, until when, why and where it is written", () => {
    const exemption = newExemption("P-1", "2026-06-01", "2026-07-15");
    const verdict = verdictOf(row, registryOf([row], { exemptions: [exemption] }));
    expect(milestoneSentence(verdict)).toBe("免：6月1日至7月15日豁免（不可抗力，依据见「豁免」H-2026-06-01）。");
    expect(milestoneSentence(verdict, "「豁免」第 3 行")).toBe(
      "免：6月1日至7月15日豁免（不可抗力，依据见「豁免」第 3 行）。",
    );
    const bare = verdictOf(row, registryOf([row], { exemptions: [{ ...exemption, cause: null }] }));
    expect(milestoneSentence(bare)).toBe("免：6月1日至7月15日豁免（依据见「豁免」H-2026-06-01）。");
    expect(milestoneSentence({ ...verdict, exemption: null })).toBe("免：在豁免期内。");
  });

  it("says of a stale one for how long and which report is missing, and what wakes it", () => {
    const history = historyOf("milestones", [["P-1/30", lifeOfRow(["2026-05-05", { ...row, planned: "2026-06-30" }])]]);
    const missingReport = () => "2026-05";
    const due = { planned: "2026-06-30" };
    expect(said(due, { history, missingReport })).toBe(
      "灰：38 天没有更新，且 5 月月报未报，无法判定。更新本行、补报月报后重新判定。",
    );
    expect(said(due, { history })).toBe("灰：38 天没有更新，无法判定。更新本行后重新判定。");
    expect(said(due, { missingReport })).toBe("灰：5 月月报未报，无法判定。补报月报后重新判定。");
    expect(said({ planned: "2026-06-30" }, { missingReport: () => "2025-12" })).toContain("灰：2025年12月月报未报");
  });

  it("says by which day it is judged when that is not the one typed now", () => {
    const history = historyOf("milestones", [["P-1/30", lifeOfRow(["2026-01-05", row])]]);
    expect(said({ planned: "2026-07-31" }, { history })).toMatch(
      /保留。按原计划5月20日判定（现填7月31日，未经同意的调整不作数）。$/,
    );
    expect(said({ planned: null }, { history })).toMatch(/按原计划5月20日判定（现已空缺，未经同意的调整不作数）。$/);
    const agreed = { ...newAdjustment("变更节点", "P-1", "2026-06-01"), code: "T-3", seq: 30, to: "2026-07-31" };
    const more = { history, ...registryOf([row], { adjustments: [agreed] }) };
    expect(said({}, more)).toBe("距计划完成还有 49 天。按已同意的调整 T-3，计划完成为7月31日。");
    expect(said({ planned: "2026-07-31" }, more)).toBe("距计划完成还有 49 天。");
    const unreadable = registryOf([row], { adjustments: [{ ...agreed, to: "缓两个月" }] });
    expect(said({}, unreadable)).toBe("灰：已同意的调整 T-3 新值无法识别，无法判定；请写成 2026-03-05 这样的日期。");
  });
});

const before = newStep(20, {
  name: "管线迁改",
  planned: "2026-05-15",
  actual: "2026-05-26",
  responsibleUnit: "市供电公司",
});
const linked = { ...row, predecessors: "20", duration: 3 };
const behind = (first: Partial<Milestone>, second: Partial<Milestone> = {}, more: Partial<MilestoneInput> = {}) =>
  verdictsOf(
    [
      { ...before, ...first },
      { ...linked, ...second },
    ],
    more,
  )[1]!;
const PLACE = "「节点」表第 48 行";

describe("the split of days beside a milestone", () => {
  it("names the root of the delay with its days, and the own ones", () => {
    expect(milestoneSentence(behind({}))).toBe(
      "红：逾期 23 天（超过 15 天为红）；填写实际完成并附佐证后转黄，下月起转绿，逾期天数保留。其中 9 天计入前置节点「管线迁改」（市供电公司），14 天计入本单位。",
    );
  });

  it("leaves all days to the root when none is its own", () => {
    expect(milestoneSentence(behind({ actual: null }))).toContain(
      "23 天全部计入前置节点「管线迁改」（市供电公司），本单位视为按期。",
    );
  });

  it("speaks of milestones where both are the same unit's", () => {
    expect(milestoneSentence(behind({ responsibleUnit: null }))).toContain(
      "其中 9 天计入前置节点「管线迁改」（甲县发改局），14 天计入本节点。",
    );
  });

  it("is marked 暂定 where the holidays are not announced", () => {
    const verdict = behind({ actual: "2026-12-30" }, {}, { asOf: "2027-02-01" });
    expect(milestoneSentence(verdict)).toMatch(/27 天计入本单位（放假安排未公布，暂定）。$/);
  });
});

describe("what a mail says of an overdue milestone", () => {
  it("is why, whose days, and the way back, as the office would write it", () => {
    expect(milestoneWords(behind({}), PLACE)).toEqual({
      reason:
        "逾期超过 15 天（规则：节点预警，2026-01-01 起）。前置节点「管线迁改」（市供电公司）5月26日完成，加本节点工期 3 个工作日为5月29日，其中 9 天计入该单位，14 天计入贵单位。填写实际完成并附佐证后转黄，下月起转绿，逾期天数保留。",
      action: "已完成的，请在「节点」表第 48 行填写实际完成日期并附佐证；未完成的，请在「问题」表说明卡点。",
    });
  });

  it.each<[string, Partial<Milestone>, Partial<Milestone>, string]>([
    ["an open predecessor", { actual: null }, {}, "（市供电公司）尚未完成，23 天全部计入该单位，贵单位视为按期。"],
    ["a lag", {}, { predecessors: "20FS+2d" }, "5月26日完成，加前置间隔 2 个工作日、本节点工期 3 个工作日为6月2日，"],
    ["a lag in calendar days", {}, { predecessors: "20FF+4cd" }, "5月26日完成，加前置间隔 4 天为5月30日，"],
    ["no duration", {}, { duration: null }, "5月26日完成，其中 6 天计入该单位，17 天计入贵单位。"],
    ["the same unit", { responsibleUnit: "甲县发改局" }, {}, "其中 9 天计入前置节点，14 天计入本节点。"],
  ])("tells %s", (_, first, second, words) => {
    expect(milestoneWords(behind(first, second), PLACE).reason).toContain(words);
  });

  it("names the root when it lies further up", () => {
    const first = newStep(10, { name: "征地", planned: "2026-05-01", actual: "2026-05-22", responsibleUnit: "乙镇" });
    const middle = { ...before, predecessors: "10", duration: 2, actual: "2026-05-26" };
    const verdict = verdictsOf([first, middle, linked])[2]!;
    expect(milestoneWords(verdict, PLACE).reason).toContain("其中 9 天计入源头节点「征地」（乙镇），14 天计入贵单位。");
  });

  it("says so when exempt days are off, and which band it is in", () => {
    const more = registryOf([row], { exemptions: [newExemption("P-1", "2026-05-21", "2026-05-31")] });
    expect(milestoneWords(verdictOf(row, more), PLACE).reason).toBe(
      "逾期 8–15 天为黄，已扣除豁免 11 天（规则：节点预警，2026-01-01 起）。填写实际完成并附佐证后保持黄，下月起转绿，逾期天数保留。",
    );
  });

  it("is the sentence itself for a milestone that is not overdue", () => {
    const verdict = verdictOf({ ...row, planned: "2026-06-14" });
    expect(milestoneWords(verdict, PLACE).reason).toBe(milestoneSentence(verdict));
  });

  it.each<[string, Partial<Milestone>, Partial<MilestoneInput>, string]>([
    ["due soon", { planned: "2026-06-14" }, {}, "请按期完成，完成后在「节点」表第 48 行填写实际完成日期并附佐证。"],
    ["due later", { planned: "2026-06-19" }, {}, "请按期完成，完成后在「节点」表第 48 行填写实际完成日期并附佐证。"],
    ["unreadable", { planned: UNREADABLE }, {}, "请在「节点」表第 48 行更正日期。"],
    [
      "stale",
      { planned: "2026-06-19" },
      { missingReport: () => "2026-05" },
      "请在「节点」表第 48 行更新进展，未报的月报请补报。",
    ],
    ["done", { actual: "2026-06-01" }, {}, ""],
  ])("asks for what a %s one needs", (_, cells, more, action) => {
    expect(milestoneWords(verdictOf({ ...row, ...cells }, more), PLACE).action).toBe(action);
  });

  it("names the tab where the row is not known", () => {
    expect(milestoneWords(verdictOf(row), "").action).toContain("请在「节点」表填写实际完成日期");
  });
});

describe("what people wrote", () => {
  it("is kept to one line and clipped in a sentence", () => {
    const name = `管线\r\n${"迁".repeat(40)}`;
    const sentence = milestoneSentence(behind({ name }));
    expect(sentence).toContain(`「管线 ${"迁".repeat(26)}…」`);
    expect(sentence).not.toContain("\n");
  });
});
