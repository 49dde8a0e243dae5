import { describe, expect, test } from "vitest";
import { type BurdenInput, burdenOf } from "../../lib/domain/burden.ts";
import { weekday } from "../../lib/domain/dates.ts";
import type { NoticeItem, NoticeKind, NoticeRecord } from "../../lib/domain/notice.ts";
import { noticeKey } from "../../lib/domain/notice-key.ts";
import { aNotice } from "../fakes/notices.ts";

const record = (
  kind: NoticeKind,
  subject: string,
  recipient: string,
  level = "",
  item: Partial<NoticeItem> = {},
): NoticeRecord => ({
  ...aNotice(noticeKey({ kind, subject, level, due: "", recipient }), recipient, { subject, ...item }, kind),
  ...{ state: "sent", firstOwed: "", changedAt: "", messageId: "" },
});

const letter = (recipient: string, day: string, records: readonly NoticeRecord[], detail = "250 ok") => ({
  letter: {
    ...{ id: `${recipient} ${day} ${detail}`, recipient, day, detail },
    noticeKeys: records.map(({ key }) => key),
  },
  records,
});

const UNITS: Readonly<Record<string, string>> = { clerk: "甲县", head: "甲县", other: "乙县" };

const burden = (letters: readonly ReturnType<typeof letter>[], more: Partial<BurdenInput> = {}) =>
  burdenOf({
    ...{ period: "2026-05", notRepeated: null, isWorkday: (day: string) => weekday(day) <= 5 },
    letters: letters.map((one) => one.letter),
    notices: new Map(letters.flatMap(({ records }) => records.map((one) => [one.key, one] as const))),
    unitOf: (address) => UNITS[address] ?? "",
    ...more,
  });

describe("what the office asked of a department", () => {
  const red = (who: string, level = "red") => record("milestone-light", "P-1/10", who, level);

  test("counts a matter once, however many people of it were told and however often it rose", () => {
    const raised = record("milestone-raised", "P-1/10", "head", "yellow");
    const letters = [
      letter("clerk", "2026-05-06", [red("clerk", "blue")]),
      letter("clerk", "2026-05-14", [red("clerk")]),
      letter("head", "2026-05-14", [raised]),
      letter("other", "2026-05-14", [red("other")]),
    ];
    const { units, total } = burden(letters);
    expect(units.map(({ unit, people, mails, asks, cells }) => [unit, people, mails, asks, cells])).toEqual([
      ["甲县", 2, 3, 1, 1],
      ["乙县", 1, 1, 1, 1],
    ]);
    expect(total).toMatchObject({ unit: "", people: 3, mails: 4, asks: 2, cells: 2 });
  });

  test("counts every cell to mend, also two of one row, and each step of a problem", () => {
    const cell = (name: string) =>
      record("correction", `projects/P-1/${name}/x/1`, "clerk", "", {
        tab: "projects",
        subject: "P-1",
        name,
        facts: { found: "x" },
      });
    const step = (kind: NoticeKind, word: string) =>
      record(kind, "issues/W-1", "clerk", word, { tab: "issues", subject: "W-1", name: "迁改", facts: { step: word } });
    const records = [
      cell("属地"),
      cell("类别"),
      step("loop-assigned", "arrange"),
      step("loop-overdue", "arrange"),
      step("loop-overdue", "solve"),
    ];
    expect(burden([letter("clerk", "2026-05-06", records)]).total).toMatchObject({ cells: 4, asks: 3 });
  });

  test("reminders and news ask for nothing; a question that asks for no cell is an ask without one", () => {
    const records = [
      record("milestone-due", "P-1/20", "clerk", "7"),
      record("unit-week", "甲县", "clerk", "week"),
      record("matter-to-decide", "W-1", "clerk"),
    ];
    expect(burden([letter("clerk", "2026-05-06", records)]).total).toMatchObject({ asks: 1, cells: 0, reminders: 1 });
  });

  test("of people who stand in 人员 no more is counted too", () => {
    expect(burden([letter("gone", "2026-05-06", [red("gone")])]).units.map(({ unit, mails }) => [unit, mails])).toEqual(
      [["", 1]],
    );
  });
});

describe("what people were spared", () => {
  test("notices that went in one letter with others, and duties told as one", () => {
    const records = [
      record("milestone-light", "P-1/10", "clerk", "red"),
      record("milestone-raised", "P-2/10", "clerk", "yellow+red"),
      record("unit-week", "甲县", "clerk"),
    ];
    expect(burden([letter("clerk", "2026-05-06", records)]).total).toMatchObject({ mails: 1, merged: 2, duties: 1 });
  });

  test("nothing is counted of what no run counted", () => {
    expect(burden([]).notRepeated).toBeNull();
    expect(burden([], { notRepeated: 7 }).notRepeated).toBe(7);
  });
});

describe("the limits", () => {
  const red = record("milestone-light", "P-1/10", "clerk", "red");

  test("are proved: most letters of a person and day, and letters of rest days", () => {
    const kept = burden([
      letter("clerk", "2026-05-06", [red]),
      letter("clerk", "2026-05-07", []),
      letter("head", "2026-05-06", []),
    ]);
    expect(kept).toMatchObject({ mostPerDay: 1, restDayMails: 0, repeats: 0 });
    const broken = burden([
      letter("clerk", "2026-05-09", [red]),
      letter("clerk", "2026-05-09", [], "repeats <a@b>; 250 ok"),
    ]);
    expect(broken).toMatchObject({ mostPerDay: 2, restDayMails: 2, repeats: 1 });
  });
});
