import { describe, expect, test } from "vitest";
import type { PlainDate } from "../../lib/domain/dates.ts";
import { type Ledger, NO_LEDGER, type Notice } from "../../lib/domain/notice.ts";
import { partsOf, untold } from "../../lib/domain/notice-key.ts";
import type { Person, Registry, Task } from "../../lib/domain/registry.ts";
import { dailyNotices, weeklyNotices } from "../../lib/jobs/owed-notices.ts";
import { newReport, newTask } from "../fakes/registry-rows.ts";
import { CITY, owedInput, sentOn } from "./owed-city.ts";

const MONTHS = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"];

/** P-1 planned 100 万元 a month; of May it did half. Its milestone is done. */
const SHORT: Registry = {
  ...CITY,
  projects: CITY.projects.map((project) => ({ ...project, annualClass: "续建", annualPlan: 12_000_000 })),
  milestones: [],
  monthlyReports: MONTHS.map((month) => ({
    ...newReport("P-1", month),
    invested: month === "2026-05" ? 500_000 : 1_000_000,
  })),
};
const MENDED: Registry = {
  ...SHORT,
  monthlyReports: SHORT.monthlyReports.map((row) => ({ ...row, invested: 1_000_000 })),
};

const asked = (asOf: PlainDate, registry = SHORT, ledger: Ledger = NO_LEDGER): readonly Notice[] =>
  dailyNotices(owedInput({ asOf, registry, ledger })).filter(({ kind }) => kind === "written-report");

const changed = (registry: Registry, name: string, change: Partial<Person>): Registry => ({
  ...registry,
  people: registry.people.map((person) => (person.name === name ? { ...person, ...change } : person)),
});

const rowOf = (more: Partial<Task>): Task => ({
  ...newTask("书面-1", "2026-06-17"),
  ...{ source: "书面报告", sourceName: "2026-05 月度目标", project: "P-1", leadUnit: "甲局" },
  ...more,
});

describe("who is asked for a written report", () => {
  test("whoever is responsible, from the day after the lock, with five working days", () => {
    expect(asked("2026-06-10")).toEqual([]);
    const [one, ...more] = asked("2026-06-11");
    expect(more).toEqual([]);
    expect([one!.recipient, partsOf(one!.key)]).toEqual([
      "经办@甲局.example",
      { kind: "written-report", subject: "P-1/2026-05", level: "", due: "2026-06-17", recipient: "经办@甲局.example" },
    ]);
  });

  test("told once it stands with the same day, whatever the figures say later, and in later months too", () => {
    const ledger = sentOn("2026-06-11", asked("2026-06-11"));
    for (const asOf of ["2026-06-12", "2026-06-30", "2026-09-01"]) {
      const standing = asked(asOf, MENDED, ledger);
      expect(standing.map(({ key }) => partsOf(key).due)).toEqual(["2026-06-17"]);
      expect(untold(standing, ledger.notices)).toEqual([]);
    }
  });

  test("mended before anybody was told, it is not owed", () => {
    const [owed] = asked("2026-06-13");
    const at = "2026-06-13T00:00:00.000Z";
    const record = { ...owed!, state: "owed" as const, firstOwed: at, changedAt: at, messageId: "" };
    const ledger = { ...NO_LEDGER, notices: new Map([[record.key, record]]) };
    expect(asked("2026-06-15", MENDED, ledger)).toEqual([]);
    expect(asked("2026-06-15", SHORT, ledger).map(({ key }) => key)).toEqual([record.key]);
  });

  test("a successor, a deputy and whoever comes back are not asked for the same month again", () => {
    const ledger = sentOn("2026-06-11", asked("2026-06-11"));
    const registries = [
      { ...SHORT, projects: SHORT.projects.map((project) => ({ ...project, responsiblePerson: "主管" })) },
      changed(SHORT, "经办", { leaveFrom: "2026-06-12", deputy: "联络" }),
    ];
    for (const registry of registries)
      expect(untold(asked("2026-06-15", registry, ledger), ledger.notices)).toEqual([]);
  });

  test("told to the admins for want of an address, the unit is asked once it can be", () => {
    const nobody = changed(changed(SHORT, "经办", { email: null }), "联络", { email: null });
    const first = asked("2026-06-11", nobody);
    expect(first.map(({ recipient }) => recipient)).toEqual(["管理@办.example"]);
    const ledger = sentOn("2026-06-11", first);
    const [owed, ...more] = untold(asked("2026-06-16", SHORT, ledger), ledger.notices);
    expect([owed!.recipient, partsOf(owed!.key).due, more.length]).toEqual(["经办@甲局.example", "2026-06-17", 0]);
  });

  test("received it stands no longer; a row alone does not end it, and sent back it is the task's matter", () => {
    const ledger = sentOn("2026-06-11", asked("2026-06-11"));
    const withRow = (more: Partial<Task>): Registry => ({ ...SHORT, tasks: [rowOf(more)] });
    expect(asked("2026-06-16", withRow({}), ledger)).toHaveLength(1);
    expect(asked("2026-06-16", withRow({ feedbackOn: "2026-06-16" }), ledger)).toEqual([]);
    expect(asked("2026-06-16", withRow({ feedbackOn: "2026-06-17" }), ledger)).toHaveLength(1);
    expect(asked("2026-06-16", withRow({ doneOn: "2026-06-15", verification: "退回" }), ledger)).toEqual([]);
  });

  test("with a row that is overdue, the reminders are the row's: no letter names one report twice", () => {
    const ledger = sentOn("2026-06-11", asked("2026-06-11"));
    const registry: Registry = { ...SHORT, tasks: [rowOf({})] };
    expect(asked("2026-06-17", registry, ledger)).toHaveLength(1);
    expect(asked("2026-06-18", registry, ledger)).toEqual([]);
    expect(asked("2026-06-18", SHORT, ledger)).toHaveLength(1);
    expect(asked("2026-06-18", registry)).toHaveLength(1);
  });

  test.each([
    ["2026年5月未完成计划", []],
    ["2026.05", []],
    ["２０２６年５月", []],
    ["2026年4月", ["2026-06-17"]],
    ["2026-15", ["2026-06-17"]],
  ])("a row of 来源名称 %s is %j of May", (sourceName, owed) => {
    const tasks = [rowOf({ sourceName, feedbackOn: "2026-06-11" })];
    expect(asked("2026-06-11", { ...SHORT, tasks }).map(({ key }) => partsOf(key).due)).toEqual(owed);
  });
});

describe("the leader's week", () => {
  const reports = (asOf: PlainDate, registry: Registry, ledger: Ledger): unknown =>
    weeklyNotices(owedInput({ asOf, registry, ledger })).find(
      ({ kind, recipient }) => kind === "leader-week" && recipient === "包联@市府.example",
    )?.item.facts.reports;

  test("names a report once, although no light differs, and again only what is new", () => {
    const light = (asOf: PlainDate, ledger: Ledger) => weeklyNotices(owedInput({ asOf, registry: SHORT, ledger }));
    const before = sentOn("2026-06-08", light("2026-06-08", NO_LEDGER));
    expect(reports("2026-06-15", SHORT, before)).toEqual(["P-1/2026-05"]);
    const after = sentOn("2026-06-15", light("2026-06-15", before), before);
    expect(reports("2026-06-22", SHORT, after)).toBeUndefined();
  });
});
