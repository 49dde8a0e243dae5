import { describe, expect, test } from "vitest";
import type { Finding } from "../../lib/domain/finding.ts";
import { lettersDue } from "../../lib/jobs/letters-due.ts";
import { dailyNotices } from "../../lib/jobs/owed-notices.ts";
import { CITY, owedInput, sentOn } from "./owed-city.ts";

const FINDING: Finding = {
  ...{ workbook: "台账", tab: "milestones", key: "P-1/10", cell: "G52", header: "计划完成" },
  ...{ found: "2026-6-31", code: "date-no-such-day", facts: {}, suggestion: "2026-06-30", unit: "甲局" },
};
const quiet = { ...CITY, milestones: [] };
const day = (asOf: string, findings: readonly Finding[], ledger = sentOn("2026-06-01", []), isRead = true) =>
  dailyNotices({ ...owedInput({ asOf, registry: quiet, findings, ledger }), isRead: () => isRead });
const kinds = (notices: ReturnType<typeof day>) => notices.map(({ kind, recipient }) => `${kind} > ${recipient}`);

const slip = sentOn("2026-06-12", day("2026-06-12", [FINDING]));
const THANKS = "correction-mended > 经办@甲局.example";

describe("a cell on the last slip", () => {
  test("that is mended is thanked for, whoever mended it and wherever", () => {
    const [notice, ...others] = day("2026-06-15", [], slip);
    expect([kinds([notice!]), others]).toEqual([[THANKS], []]);
    expect(notice!.item).toMatchObject({ subject: "P-1/10", cell: "G52", name: "计划完成", facts: { found: "所填" } });
  });

  test("is thanked for once", () => {
    const thanked = sentOn("2026-06-15", day("2026-06-15", [], slip), slip);
    expect(kinds(day("2026-06-16", [], thanked))).toEqual([]);
  });

  test("that still stands is not thanked for, nor one with another wrong value in it", () => {
    expect(kinds(day("2026-06-15", [FINDING], slip))).toEqual(["correction > 经办@甲局.example"]);
    const retyped = { ...FINDING, found: "2026-6-32", code: "date-unreadable" };
    expect(kinds(day("2026-06-15", [retyped], slip))).toEqual(["correction > 经办@甲局.example"]);
  });

  test("whose second wrong value is mended is thanked for once, not for each value", () => {
    const retyped = { ...FINDING, found: "2026-6-32" };
    const second = sentOn("2026-06-15", day("2026-06-15", [retyped], slip), slip);
    const owed = day("2026-06-16", [], second);
    expect(kinds(owed)).toEqual([THANKS]);
    expect(kinds(day("2026-06-17", [], sentOn("2026-06-16", owed, second)))).toEqual([]);
  });

  test("whose day had not come is not thanked for: the day came, and nobody need have typed anything", () => {
    const early = { ...FINDING, found: "2026-06-15", code: "day-in-future" };
    const told = sentOn("2026-06-12", day("2026-06-12", [early]));
    expect(kinds(day("2026-06-15", [], told))).toEqual([]);
  });

  test("of a tab that cannot be read is not known to be mended", () => {
    expect(kinds(day("2026-06-15", [], slip, false))).toEqual([]);
  });
});

test("thanks alone make no letter: nobody is due, nobody waits", () => {
  const at = "2026-06-15T00:00:00.000Z";
  const notices = day("2026-06-15", [], slip).map((notice) => ({
    ...notice,
    ...{ state: "owed" as const, firstOwed: at, changedAt: at, messageId: "" },
  }));
  const input = { messages: [], day: "2026-06-15", bounces: new Map(), policy: "hold" as const };
  expect(lettersDue({ ...input, notices, allowed: [] })).toEqual({ due: [], waiting: [] });
});
