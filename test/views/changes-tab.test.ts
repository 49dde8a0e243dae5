import { describe, expect, it } from "vitest";
import type { HistoryQuestion } from "../../lib/domain/history-questions.ts";
import type { Change } from "../../lib/domain/honesty.ts";
import { nameColumn } from "../../lib/jobs/column-names.ts";
import { systemTabOf } from "../../lib/registry/system-tabs.ts";
import { changeNote } from "../../lib/views/change-words.ts";
import { changesTab } from "../../lib/views/changes-tab.ts";
import { historyQuestionWords } from "../../lib/views/history-question-words.ts";

const CHANGE: Change = {
  ...{ code: "fell", workbook: "台账", tab: "monthlyReports", key: "P-018/2026-05", field: "investedYtd" },
  ...{ before: 34_500_000, after: 32_000_000, counts: null, project: "P-018", unit: "甲局" },
  ...{ firstSeen: "2026-06-12T00:00:00.000Z", lastSeenAbsent: "2026-06-11T00:00:00.000Z" },
  ...{ matter: "m", isAsked: true },
};
const QUESTION: HistoryQuestion = {
  ...{ key: "m", change: CHANGE, answer: null, mended: false, shared: false, rule: null },
  ...{ firstAsked: "2026-06-12", privateUntil: "2026-06-22" },
  answerIn: { tab: "monthlyReports", key: "P-018/2026-05", field: "reviewAnswer" },
};
const FRAME = systemTabOf("变更");
const tabOf = (changes: readonly Change[], question: HistoryQuestion = QUESTION) =>
  [...changesTab(changes, new Map([["m", question]]), FRAME, nameColumn, "2026-06-23").rows].map((row) => [...row]);

describe("系统-变更", () => {
  it("tells the cell, both values and the times of the readings", () => {
    expect(tabOf([CHANGE], { ...QUESTION, shared: true })).toEqual([
      [
        ...["2026-06-12 08:00", "2026-06-11 08:00", "台账", "月报", "P-018/2026-05", "年初累计"],
        ...["3,450 万元", "3,200 万元", "累计数减少；6月12日请单位说明，未答复", "甲局"],
      ],
    ]);
  });

  it("leaves out what only the unit may see, and the mending of it", () => {
    const mended: Change = { ...CHANGE, code: "restored", before: 32_000_000, after: 34_500_000 };
    expect(tabOf([mended, CHANGE])).toEqual([]);
    expect(tabOf([mended, CHANGE], { ...QUESTION, shared: true })).toHaveLength(2);
  });

  it("shows the newest five thousand and says how many are older", () => {
    const ordinary: Change = { ...CHANGE, code: "changed", isAsked: false, matter: "" };
    const rows = tabOf(Array.from({ length: 5_002 }, () => ordinary));
    expect([rows.length, rows.at(-1)?.[0], rows.at(-1)?.length]).toEqual([
      5_001,
      "更早的 2 条存在记录库中",
      FRAME.headers.length,
    ]);
  });

  it("an answer is quoted in one line, cut where it is long", () => {
    const text = `=HYPERLINK("x")\n${"长".repeat(300)}`;
    const note = changeNote(CHANGE, { ...QUESTION, answer: { text, day: "2026-06-15" } }, "money", "2026-06-23");
    expect(note).toMatch(/^累计数减少；单位说明（6月15日）：=HYPERLINK\("x"\) 长+…$/);
    expect(note.length).toBeLessThan(160);
  });
});

describe("what the unit is asked", () => {
  const words = (change: Partial<Change>, place = "「月报」表第 96 行（E96）") => {
    const whole = { ...CHANGE, ...change } as Change;
    return historyQuestionWords({ ...QUESTION, change: whole }, place, nameColumn, "2026-06-12");
  };
  const step = { tab: "milestones", key: "P-031/30", field: "actual" } as const;

  it("is what was read, where, and where to say why: no reproach and no figure of ours", () => {
    expect(words({})).toEqual({
      reason: "「月报」表第 96 行（E96）：P-018/2026-05 年初累计由 3,450 万元 改为 3,200 万元：累计数不应减少。",
      action: "如情况属实，请在「月报」表 P-018/2026-05 的「复核说明」写明原因；如系笔误，请改正。",
    });
  });

  it.each([
    [
      { ...step, code: "backdated", before: null, after: "2026-05-20" },
      "实际完成6月12日首次读到，所填5月20日，相隔 23 天，按补录登记。",
    ],
    [{ ...step, code: "emptied", before: "2026-05-20", after: null }, "实际完成原填 5月20日，现已清空。"],
    [
      { ...step, code: "flipped", before: "2026-05-21", after: "2026-05-20" },
      "实际完成改为 5月21日 后又改回 5月20日。",
    ],
    [
      { ...step, code: "lateness-shortened", before: "2026-06-09", after: "2026-05-20" },
      "实际完成由 6月9日 改为 5月20日，逾期天数随之减少。",
    ],
    [
      { ...step, field: "planned", code: "plan-moved-red", before: "2026-05-20", after: null },
      "计划完成由 5月20日 改为 （空），改动时已为红灯。",
    ],
    [
      { tab: "issues", key: "W-1", field: "verification", code: "verdict-turned", before: "通过", after: "退回" },
      "核查结果由 通过 改为 退回，日期没有变。",
    ],
    [
      { tab: "issues", key: "W-1", field: "", code: "row-deleted", before: "W-1", after: null },
      "这一行已不在「问题」表。",
    ],
  ] as const)("says of %o: %s", (change, sentence) => {
    expect(words(change, "").reason).toContain(sentence);
  });
});
