import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appealDoubts, isAccepted, objectionsTo } from "../../lib/domain/appeals.ts";
import { consultedUntil, lastConsultation } from "../../lib/domain/consultation.ts";
import { addDays } from "../../lib/domain/dates.ts";
import { circularDay } from "../../lib/domain/office-calendar.ts";
import type { Appeal } from "../../lib/domain/registry.ts";
import { isWorkday } from "../../lib/domain/working-days.ts";
import { officeCalendarFor } from "../../lib/rules/deadlines.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { readCases } from "../cases/read-cases.ts";

const office = officeCalendarFor(NO_OVERRIDES, [], null);

const appeal = (more: Partial<Appeal>): Appeal => ({
  ...{ workbook: "台账", key: "S-1", code: "S-1", unit: "甲县", period: "2026-05", item: "投资完成率", reason: "有误" },
  ...{ raisedOn: "2026-06-11", answer: null, conclusion: null, answeredOn: null },
  ...more,
});

describe("an objection", () => {
  for (const { situation, period, lastDay, raisedOn, conclusion, counts } of readCases("../cases/appeals.csv"))
    test(situation!, () => {
      const typed = conclusion === "" ? null : (conclusion as Appeal["conclusion"]);
      const one = appeal({ period: period!, raisedOn: raisedOn!, conclusion: typed });
      const found = objectionsTo("2026-05", [one], lastDay!);
      const where = (["open", "late", "settled"] as const).filter((name) => found[name].length > 0);
      expect(where.join() || "none").toBe(counts);
    });

  test("is accepted in part or whole; what cannot be read is no conclusion", () => {
    const all = ["采纳", "部分采纳", "不采纳", null] as const;
    expect(all.map((conclusion) => isAccepted(appeal({ conclusion })))).toEqual([true, true, false, false]);
  });
});

describe("a row of 申诉 that cannot be right", () => {
  test.each<[situation: string, more: Partial<Appeal>, codes: readonly string[]]>([
    ["an objection in order is no finding", {}, []],
    ["the month runs yet", { period: "2026-06" }, ["appeal-period-open period"]],
    [
      "the month ends today",
      { period: "2026-06", raisedOn: "2026-06-30" },
      ["appeal-period-open period", "appeal-in-future raisedOn"],
    ],
    ["the quarter runs yet", { period: "2026Q2" }, ["appeal-period-open period"]],
    ["the year runs yet", { period: "2026" }, ["appeal-period-open period"]],
    ["a year that is over", { period: "2025" }, []],
    ["raised tomorrow", { raisedOn: "2026-06-13" }, ["appeal-in-future raisedOn"]],
    ["a conclusion without its day", { conclusion: "采纳" }, ["appeal-answer-undated answeredOn"]],
    ["a conclusion with its day", { conclusion: "采纳", answeredOn: "2026-06-12" }, []],
  ])("%s", (_, more, codes) => {
    const found = appealDoubts([appeal(more)], "2026-06-12");
    expect(found.map(({ code, field }) => `${code} ${field}`)).toEqual(codes);
  });
});

describe("the last day for objections", () => {
  for (const { situation, period, day, lastDay } of readCases("../cases/consultation.csv"))
    test(situation!, () => expect(consultedUntil(office, period!, day!)).toBe(lastDay));

  test("is a working day after the one it was let out on, and not before the circular day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 11 }), fc.integer({ min: 0, max: 40 }), (month, after) => {
        const period = `2026-${String(month).padStart(2, "0")}`;
        const circular = circularDay(office, period).day;
        const day = addDays(circular, after - 3);
        const until = consultedUntil(office, period, day);
        expect(isWorkday(office, until) && until > day && until >= circular).toBe(true);
      }),
    );
  });

  test("of a period let out twice is the later one; of one never let out there is none", () => {
    const one = { draft: "M-2026-05", period: "2026-05", kind: "ranking", open: false, at: "", body: "" };
    const all = [
      { ...one, until: "2026-06-18" },
      { ...one, draft: "M-2026-05-2", until: "2026-06-15" },
    ];
    expect(lastConsultation(all, "ranking", "2026-05")).toBe("2026-06-18");
    expect([lastConsultation(all, "ranking", "2026-04"), lastConsultation(all, "quarter", "2026-05")]).toEqual([
      null,
      null,
    ]);
  });
});
