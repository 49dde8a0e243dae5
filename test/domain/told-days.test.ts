import { describe, expect, it } from "vitest";
import { judgeIssues, movedDays } from "../../lib/domain/issue-loop.ts";
import type { NoticeRecord } from "../../lib/domain/notice.ts";
import type { CalendarRow, Issue, Registry } from "../../lib/domain/registry.ts";
import { type ToldDay, toldDays } from "../../lib/domain/told-days.ts";
import { NO_ITEM } from "../../lib/jobs/owed.ts";
import { calendarFor } from "../../lib/rules/holidays.ts";
import { bareIssue, PEOPLE } from "../fakes/issue-table.ts";
import { issueCaseOf } from "../fakes/issues.ts";
import { EMPTY_REGISTRY } from "../fakes/registry-rows.ts";

/** 2027 as the notice might have it: 1 and 2 January off, Sunday the 3rd worked; a long Spring Festival. */
const NOTICE: readonly CalendarRow[] = [
  ["2027-01-01", "放假"],
  ["2027-01-02", "放假"],
  ["2027-01-03", "上班"],
  ["2027-02-09", "放假"],
  ["2027-02-10", "放假"],
].map(([date, type]) => ({
  workbook: "台账",
  key: date!,
  date: date!,
  type: type as CalendarRow["type"],
  scope: null,
  basis: "国办通知",
}));

const ANNOUNCED = calendarFor(NOTICE, null);

function judged(issue: Partial<Issue>, asOf: string, told: readonly ToldDay[], announced = true) {
  const rows = [{ ...bareIssue(), ...issue }];
  const registry: Registry = { ...EMPTY_REGISTRY, people: PEOPLE, issues: rows };
  const more = { told: new Map([["issues/W-1", told]]), ...(announced ? { calendar: ANNOUNCED } : {}) };
  return judgeIssues(rows, issueCaseOf(registry, asOf, more));
}

const told = (step: ToldDay["step"], due: string, more: Partial<ToldDay> = {}): ToldDay => ({
  step,
  due,
  round: "",
  provisional: true,
  ...more,
});

describe("a day told as 暂定, once the notice of the year is there", () => {
  const assigned = { assignedOn: "2026-12-31" };

  it("is computed with the notice where nobody was told", () => {
    const [before] = judged(assigned, "2026-12-31", [], false);
    expect([before!.due, before!.provisional]).toEqual(["2027-01-04", true]);
    const [after] = judged(assigned, "2026-12-31", []);
    expect([after!.due, after!.provisional]).toEqual(["2027-01-03", false]);
  });

  it("does not move earlier, and is listed as moved", () => {
    const verdicts = judged(assigned, "2026-12-31", [told("arrange", "2027-01-04")]);
    expect(verdicts[0]!.due).toBe("2027-01-04");
    expect(movedDays(verdicts)).toMatchObject([
      { told: "2027-01-04", computed: "2027-01-03", due: "2027-01-04", loop: { key: "W-1", step: "arrange" } },
    ]);
  });

  it("moves later when the notice says so, and is listed too; the limit of 办结 likewise", () => {
    const solving = { assignedOn: "2027-01-29", firstFeedbackOn: "2027-02-01" };
    const verdicts = judged(solving, "2027-02-02", [told("solve", "2027-02-09")]);
    expect(verdicts[0]!.due).toBe("2027-02-11");
    expect(movedDays(verdicts)).toMatchObject([{ told: "2027-02-09", computed: "2027-02-11", due: "2027-02-11" }]);
    const earlier = judged({ assignedOn: "2026-12-27", firstFeedbackOn: "2026-12-29" }, "2026-12-30", [
      told("solve", "2027-01-04"),
    ]);
    expect(earlier[0]!.limit).toMatchObject({ day: "2027-01-04", computed: "2027-01-03" });
    expect(movedDays(earlier)).toMatchObject([{ told: "2027-01-04", computed: "2027-01-03", due: "2027-01-04" }]);
  });

  it("is no moved day where it stayed, where it was no 暂定, or where another step or turn was told", () => {
    const none = [
      told("arrange", "2027-01-03"),
      told("arrange", "2027-01-04", { provisional: false }),
      told("first-feedback", "2027-01-06"),
    ];
    for (const one of none) expect(movedDays(judged(assigned, "2026-12-31", [one]))).toEqual([]);
    const former = judged({ ...assigned, reopenedOn: "2027-01-05" }, "2027-01-05", [told("arrange", "2027-01-25")]);
    expect(former[0]!.due).toBe("2027-01-06");
  });
});

it("a day that was told never moves earlier, but one that was typed as 新时限 is mended like any cell", () => {
  const solving = { assignedOn: "2026-06-01", firstFeedbackOn: "2026-06-03" };
  const kept = judged(solving, "2026-06-04", [told("solve", "2026-06-30", { provisional: false })]);
  expect(kept[0]!.limit!.day).toBe("2026-06-30");
  const typed = { ...solving, extendedTo: "2026-06-30" };
  const mended = judged(typed, "2026-06-04", [told("solve", "2026-06-30", { provisional: false })]);
  expect(mended[0]!.limit!.day).toBe("2026-06-08");
});

it("told days are those of letters that left, with their step and round", () => {
  const record = (key: string, more: Partial<NoticeRecord>, facts: NoticeRecord["item"]["facts"]): NoticeRecord => ({
    key,
    kind: "loop-due",
    recipient: "a@jia.example",
    item: { ...NO_ITEM, tab: "issues", subject: "W-1", due: "2026-06-08", facts },
    state: "sent",
    firstOwed: "2026-06-02T01:30:00.000Z",
    changedAt: "2026-06-02T01:30:00.000Z",
    messageId: "m",
    ...more,
  });
  const facts = { step: "solve", round: "", provisional: true };
  const records = [
    record("1", {}, facts),
    record("2", { state: "owed" }, facts),
    record("3", {}, {}),
    record("4", {}, { step: "arrange", round: "2026-06-20" }),
  ];
  expect(toldDays({ notices: new Map(records.map((one) => [one.key, one])) })).toEqual(
    new Map([
      [
        "issues/W-1",
        [
          { step: "solve", round: "", due: "2026-06-08", provisional: true },
          { step: "arrange", round: "2026-06-20", due: "2026-06-08", provisional: false },
        ],
      ],
    ]),
  );
});
