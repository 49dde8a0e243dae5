import { describe, expect, it } from "vitest";
import { circularDay, lockDay, reportDue } from "../../lib/domain/office-calendar.ts";
import type { RuleRow } from "../../lib/domain/registry.ts";
import { DEADLINE_RULES, officeCalendarFor } from "../../lib/rules/deadlines.ts";
import { MILESTONE_RULES, milestoneLightRule } from "../../lib/rules/milestone-rules.ts";
import { NO_OVERRIDES, readRulebook } from "../../lib/rules/rulebook.ts";

const row = (parameter: string, value: string, from: string): RuleRow => ({
  workbook: "台账",
  key: `${parameter}/${from}`,
  parameter,
  value,
  from,
  basis: "督办〔2026〕3号",
  note: null,
});

describe("the office's days of the month", () => {
  const office = officeCalendarFor(NO_OVERRIDES, [], null);
  it.each([
    ["2026-05", "2026-06-05", "2026-06-10", "2026-06-15"],
    ["2026-01", "2026-02-05", "2026-02-10", "2026-02-13"],
    ["2026-08", "2026-09-07", "2026-09-10", "2026-09-15"],
    ["2026-09", "2026-10-08", "2026-10-12", "2026-10-15"],
  ])("of %s: report due %s, lock %s, circular %s", (month, due, lock, circular) => {
    expect([reportDue(office, month).day, lockDay(office, month).day, circularDay(office, month).day]).toEqual([
      due,
      lock,
      circular,
    ]);
  });

  it("are 暂定 where the year is not announced", () => {
    expect(reportDue(office, "2026-12").provisional).toBe(true);
    expect(circularDay(office, "2026-11").provisional).toBe(false);
  });

  it("move with the office's own rules from their day on", () => {
    const rows = [
      row("月报报送日", "8", "2026-06-01"),
      row("月报锁定期限", "1", "2026-06-01"),
      row("通报发布期限", "2个工作日", "2026-06-01"),
    ];
    const own = officeCalendarFor(readRulebook(rows, DEADLINE_RULES).book, [], null);
    expect([reportDue(own, "2026-05").day, lockDay(own, "2026-05").day, circularDay(own, "2026-05").day]).toEqual([
      "2026-06-08",
      "2026-06-09",
      "2026-06-11",
    ]);
    expect(reportDue(own, "2026-04").day).toBe("2026-05-06");
  });

  it("know the holidays of the county asked for", () => {
    const holiday = {
      workbook: "台账",
      key: "2026-06-05/甲县",
      date: "2026-06-05",
      type: "放假" as const,
      scope: "甲县",
      basis: null,
    };
    expect(reportDue(officeCalendarFor(NO_OVERRIDES, [holiday], "甲县"), "2026-05").day).toBe("2026-06-08");
    expect(reportDue(officeCalendarFor(NO_OVERRIDES, [holiday], null), "2026-05").day).toBe("2026-06-05");
  });
});

describe("the rule 节点预警", () => {
  it("holds the published thresholds since 2026-01-01", () => {
    expect(milestoneLightRule(NO_OVERRIDES, "2026-06-12")).toEqual({
      name: "节点预警",
      from: "2026-01-01",
      source: "红黄蓝三级预警：逾期1–7天蓝、8–15天黄、16天及以上红，临期3天蓝",
      value: {
        blueFrom: 1,
        yellowFrom: 8,
        redFrom: 16,
        dueSoonWithin: 3,
        remindWithin: 7,
        staleWithin: 30,
        untouchedFor: 30,
      },
    });
  });

  it("takes each threshold from its own parameter and quotes the newest of them", () => {
    const values = ["2", "9", "20", "5", "10", "40", "45"];
    const rows = MILESTONE_RULES.map((def, index) => row(def.rule.name, values[index]!, `2026-03-0${index + 1}`));
    const { book, problems } = readRulebook(rows.toReversed(), MILESTONE_RULES);
    expect(problems).toEqual([]);
    expect(milestoneLightRule(book, "2026-06-12")).toEqual({
      name: "节点预警",
      from: "2026-03-07",
      source: "规则表：督办〔2026〕3号",
      value: {
        blueFrom: 2,
        yellowFrom: 9,
        redFrom: 20,
        dueSoonWithin: 5,
        remindWithin: 10,
        staleWithin: 40,
        untouchedFor: 45,
      },
    });
    expect(milestoneLightRule(book, "2026-03-02").value).toMatchObject({ blueFrom: 2, yellowFrom: 9, redFrom: 16 });
  });

  it("answers to these names in the tab 规则", () => {
    expect(MILESTONE_RULES.map((def) => def.rule.name)).toEqual([
      "节点预警 蓝",
      "节点预警 黄",
      "节点预警 红",
      "节点预警 临期",
      "节点预警 提醒",
      "节点停滞 到期",
      "节点停滞 未更新",
    ]);
  });
});
