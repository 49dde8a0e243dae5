import { describe, expect, test } from "vitest";
import { addDays } from "../../lib/domain/dates.ts";
import type { History, Version } from "../../lib/domain/history.ts";
import { type Ledger, NO_LEDGER, type Notice } from "../../lib/domain/notice.ts";
import { noticeKey, partsOf, untold } from "../../lib/domain/notice-key.ts";
import type { Issue, Registry, Task } from "../../lib/domain/registry.ts";
import { contactsOf, noticesOf } from "../../lib/jobs/owed.ts";
import { owedLoops } from "../../lib/jobs/owed-loops.ts";
import { owedMovedDays } from "../../lib/jobs/owed-moved-days.ts";
import { sinceLastLetter } from "../../lib/jobs/owed-notices.ts";
import { owedRaising } from "../../lib/jobs/owed-raising.ts";
import { newIssue, newTask } from "../fakes/registry-rows.ts";
import { CITY, owedInput, sentOn, told } from "./owed-city.ts";

const FIRST = "2026-05-06";
type Seen<T> = readonly [day: string, row: T | null];

/** Rows as the readings saw them; those of the first day stood when the workbook was read first. */
function historyOf(tabs: { issues?: readonly Seen<Issue>[]; tasks?: readonly Seen<Task>[] }): History {
  const life = <T>(seen: readonly Seen<T>[] = []): Version<T>[] =>
    seen.map(([day, row]) => ({
      row,
      firstSeen: `${day}T00:00:00.000Z`,
      lastSeenAbsent: day === FIRST ? null : `${addDays(day, -1)}T00:00:00.000Z`,
    }));
  const at = `${FIRST}T00:00:00.000Z`;
  return {
    firstReading: at,
    lastReading: at,
    tabs: {
      issues: new Map(tabs.issues === undefined ? [] : [["I-1", life(tabs.issues)]]),
      tasks: new Map(tabs.tasks === undefined ? [] : [["T-1", life(tabs.tasks)]]),
    },
  };
}

const ISSUE: Issue = {
  ...newIssue("I-1"),
  project: "P-1",
  reportedOn: "2026-06-01",
  responsibleUnit: "甲局",
  responsiblePerson: "经办",
};
const TASK: Task = { ...newTask("T-1", "2026-07-31"), leadUnit: "甲局", sourceDate: "2026-06-08" };
const helping = (task: Task): Task => ({ ...task, cooperatingUnits: ["乙局"] });

interface Given {
  readonly issues?: readonly Seen<Issue>[];
  readonly tasks?: readonly Seen<Task>[];
  readonly ledger?: Ledger;
  readonly people?: Registry["people"];
}

function owedOn(asOf: string, { issues, tasks, ledger = NO_LEDGER, people = CITY.people }: Given): Notice[] {
  const last = <T>(seen: readonly Seen<T>[] = []): T[] => seen.slice(-1).flatMap(([, row]) => row ?? []);
  const registry = { ...CITY, people, milestones: [], issues: last(issues), tasks: last(tasks) };
  const history = historyOf({ ...(issues && { issues }), ...(tasks && { tasks }) });
  const input = owedInput({ asOf, registry, ledger, history });
  const { judgement } = input;
  const contacts = contactsOf(input);
  const loops = owedLoops(input, contacts, [...judgement.issues, ...judgement.tasks]);
  return untold(noticesOf([...loops, ...owedRaising(input, contacts, judgement.issues)], ledger), ledger.notices);
}

const assigned = (on: string): Issue => ({ ...ISSUE, assignedOn: on });
const listed: Seen<Issue> = ["2026-06-02", ISSUE];

describe("a new assignment", () => {
  test("of a problem is told to the person responsible, and until then no reminder of it", () => {
    const issues: Seen<Issue>[] = [listed, ["2026-06-09", assigned("2026-06-08")]];
    expect(told(owedOn("2026-06-09", { issues }))).toEqual(["loop-assigned lead > 经办"]);
  });

  test("that was told is followed by the day it is due, if the same step still is owed", () => {
    const issues: Seen<Issue>[] = [listed, ["2026-06-08", assigned("2026-06-08")]];
    const ledger = sentOn("2026-06-08", owedOn("2026-06-08", { issues }));
    expect(told(owedOn("2026-06-09", { issues, ledger }))).toEqual(["loop-due 0 > 经办"]);
  });

  test("that comes long past its day is raised to nobody before its own people were told", () => {
    const issues: Seen<Issue>[] = [listed, ["2026-06-26", assigned("2026-06-08")]];
    const first = owedOn("2026-06-26", { issues });
    expect(told(first).filter((line) => line.startsWith("loop-"))).toEqual(["loop-assigned lead > 经办"]);
    const next = told(owedOn("2026-06-29", { issues, ledger: sentOn("2026-06-26", first) }));
    expect(next.filter((line) => line.startsWith("loop-raised")).length).toBeGreaterThan(0);
  });

  test("is none for what stood when the workbook was first read", () => {
    const issues: Seen<Issue>[] = [[FIRST, assigned("2026-05-06")]];
    expect(told(owedOn("2026-05-06", { issues }))).toEqual([]);
    expect(told(owedOn("2026-05-06", { tasks: [[FIRST, TASK]] }))).toEqual([]);
  });

  test("is none for an old problem whose other cells change", () => {
    const issues: Seen<Issue>[] = [
      [FIRST, assigned("2026-05-06")],
      ["2026-05-07", { ...assigned("2026-05-06"), arrangedOn: "2026-05-07", measures: "现场会" }],
    ];
    expect(told(owedOn("2026-05-07", { issues }))).toEqual([]);
  });

  test("is none when 交办日期 is cleared or moved on once the clock runs, before it was told or after", () => {
    const isNews = (notice: string): boolean => notice.startsWith("loop-assigned");
    for (const assignedOn of [null, "2026-06-08"]) {
      const old: Seen<Issue>[] = [
        [FIRST, assigned("2026-05-06")],
        ["2026-06-08", { ...ISSUE, assignedOn }],
      ];
      expect(told(owedOn("2026-06-08", { issues: old })).filter(isNews)).toEqual([]);
      const issues: Seen<Issue>[] = [listed, ["2026-06-03", assigned("2026-06-03")]];
      const ledger = sentOn("2026-06-03", owedOn("2026-06-03", { issues }));
      issues.push(["2026-06-10", { ...ISSUE, assignedOn }]);
      expect(told(owedOn("2026-06-10", { issues, ledger })).filter(isNews)).toEqual([]);
    }
  });

  test("is owed to who becomes responsible later, and to the unit it moves to", () => {
    const old = assigned("2026-06-08");
    const to = (rest: Partial<Issue>) =>
      told(
        owedOn("2026-06-08", {
          issues: [
            [FIRST, old],
            ["2026-06-08", { ...old, ...rest }],
          ],
        }),
      );
    expect(to({ responsiblePerson: "主管" })).toEqual(["loop-assigned lead > 主管"]);
    expect(to({ responsibleUnit: "乙局", responsiblePerson: null })).toEqual(["loop-assigned lead > 对接"]);
  });

  test("of a task is told to the lead unit, and to the cooperating unit in its own part", () => {
    expect(told(owedOn("2026-06-09", { tasks: [["2026-06-09", helping(TASK)]] }))).toEqual([
      "loop-assigned cooperating > 对接",
      "loop-assigned lead > 联络",
    ]);
  });

  test("is told once to a contact of both units, as lead", () => {
    const people = CITY.people.map((one) => (one.name === "对接" ? { ...one, email: "联络@甲局.example" } : one));
    const notices = owedOn("2026-06-09", { tasks: [["2026-06-09", helping(TASK)]], people });
    expect(told(notices)).toEqual(["loop-assigned lead > 联络"]);
  });

  test("told before a leave is not new to the deputy", () => {
    const tasks: Seen<Task>[] = [["2026-06-09", TASK]];
    const ledger = sentOn("2026-06-09", owedOn("2026-06-09", { tasks }));
    const people = CITY.people.map((one) =>
      one.name === "联络" ? { ...one, leaveFrom: "2026-06-10", deputy: "经办" } : one,
    );
    expect(told(owedOn("2026-06-10", { tasks, ledger, people }))).toEqual([]);
    expect(told(owedOn("2026-06-10", { tasks, people }))).toEqual(["loop-assigned lead > 经办"]);
  });

  test("comes again when the task is sent back", () => {
    const done: Task = { ...TASK, doneOn: "2026-06-15", evidence: "报告" };
    const tasks: Seen<Task>[] = [
      ["2026-06-09", TASK],
      ["2026-06-15", done],
    ];
    const ledger = sentOn("2026-06-09", owedOn("2026-06-09", { tasks: tasks.slice(0, 1) }));
    expect(told(owedOn("2026-06-15", { tasks, ledger }))).toEqual(["loop-to-verify verify > 管理"]);
    const back: Seen<Task> = ["2026-06-17", { ...done, verification: "退回" }];
    const [notice, ...others] = owedOn("2026-06-17", { tasks: [...tasks, back], ledger });
    expect([told([notice!]), notice!.item.facts.back, others]).toEqual([["loop-assigned lead > 联络"], true, []]);
  });
});

test("a written report that its own letter asked for is no new assignment", () => {
  const report: Task = { ...TASK, source: "书面报告", sourceName: "2026年5月书面报告", project: "P-1" };
  const tasks: Seen<Task>[] = [["2026-06-12", report]];
  const [assignment] = owedOn("2026-06-12", { tasks });
  expect(told([assignment!])).toEqual(["loop-assigned lead > 联络"]);
  const key = noticeKey({
    ...partsOf(assignment!.key),
    kind: "written-report",
    subject: "P-1/2026-05",
    due: "2026-06-19",
  });
  const ledger = sentOn("2026-06-11", [{ ...assignment!, kind: "written-report", key }]);
  expect(told(owedOn("2026-06-12", { tasks, ledger }))).toEqual([]);
});

test("what stood when the workbook was first read comes as new when it is sent back, and not if it was sent back by then", () => {
  const done: Task = { ...TASK, doneOn: "2026-06-15", evidence: "报告" };
  const back: Task = { ...done, verification: "退回" };
  const later: Seen<Task>[] = [
    [FIRST, TASK],
    ["2026-06-15", done],
    ["2026-06-17", back],
  ];
  expect(told(owedOn("2026-06-17", { tasks: later }))).toEqual(["loop-assigned lead > 联络"]);
  expect(told(owedOn("2026-06-17", { tasks: [[FIRST, back]] }))).toEqual([]);
});

describe("reminders before the day", () => {
  const reminders = (issues: readonly Seen<Issue>[], from: string, until: string): string[] => {
    let ledger = NO_LEDGER;
    const seen: string[] = [];
    for (let asOf = from; asOf <= until; asOf = addDays(asOf, 1)) {
      const fresh = owedOn(asOf, { issues, ledger });
      seen.push(...fresh.filter(({ kind }) => kind === "loop-due").map(({ key }) => `${asOf} ${key.split("|")[2]}`));
      ledger = sentOn(asOf, fresh, ledger);
    }
    return seen;
  };
  const old = assigned("2026-06-08");

  test("are none for 部署 within a day but on the day itself", () => {
    expect(reminders([[FIRST, old]], "2026-06-08", "2026-06-09")).toEqual(["2026-06-09 0"]);
  });

  test("are none for 首次反馈 within three days but on the day itself", () => {
    const arranged = { ...old, arrangedOn: "2026-06-08" };
    expect(reminders([[FIRST, arranged]], "2026-06-08", "2026-06-11")).toEqual(["2026-06-11 0"]);
  });

  test("of an ordinary problem are one, three days before", () => {
    const answered = { ...old, arrangedOn: "2026-06-08", firstFeedbackOn: "2026-06-09" };
    expect(reminders([[FIRST, answered]], "2026-06-08", "2026-06-15")).toEqual(["2026-06-12 3", "2026-06-15 0"]);
  });

  test("of a task of weeks are two", () => {
    const tasks: Seen<Task>[] = [[FIRST, TASK]];
    let ledger = NO_LEDGER;
    const levels: string[] = [];
    for (let asOf = "2026-07-01"; asOf <= "2026-07-31"; asOf = addDays(asOf, 1)) {
      const fresh = owedOn(asOf, { tasks, ledger });
      levels.push(...told(fresh).map((text) => `${asOf} ${text}`));
      ledger = sentOn(asOf, fresh, ledger);
    }
    expect(levels).toEqual([
      "2026-07-24 loop-due 7 > 联络",
      "2026-07-28 loop-due 3 > 联络",
      "2026-07-31 loop-due 0 > 联络",
    ]);
  });
});

describe("what is closed", () => {
  test("is thanked for once in the next letter, an assignment and its reminders as one matter", () => {
    const before: Seen<Task>[] = [["2026-06-09", { ...TASK, due: "2026-06-17" }]];
    let ledger = sentOn("2026-06-09", owedOn("2026-06-09", { tasks: before }));
    ledger = sentOn("2026-06-15", owedOn("2026-06-15", { tasks: before, ledger }), ledger);
    const done: Task = { ...TASK, due: "2026-06-17", doneOn: "2026-06-16", evidence: "报告" };
    const history = historyOf({ tasks: [...before, ["2026-06-16", done]] });
    const address = "联络@甲局.example";
    expect([...ledger.notices.values()].filter(({ recipient }) => recipient === address).length).toBe(2);
    expect(sinceLastLetter([], ledger, history)(address).doneSince).toBe(1);
  });

  test("is not what its unit passed itself: no letter thanks for a problem that still waits for 核查", () => {
    const open: Seen<Issue>[] = [listed, ["2026-06-08", assigned("2026-06-08")]];
    const ledger = sentOn("2026-06-08", owedOn("2026-06-08", { issues: open }));
    const thanks = (verifiedBy: string): number => {
      const solved: Issue = {
        ...{ ...assigned("2026-06-08"), resolvedOn: "2026-06-09", evidence: "照片" },
        ...{ verifiedBy, verification: "通过" },
      };
      const issues: Seen<Issue>[] = [...open, ["2026-06-09", solved]];
      const now = owedOn("2026-06-09", { issues, ledger });
      return sinceLastLetter(now, ledger, historyOf({ issues }))("经办@甲局.example").doneSince;
    };
    expect(thanks("联络")).toBe(0);
    expect(thanks("市督查室的人")).toBe(1);
  });
});

describe("a problem's level", () => {
  const at = (level: Issue["level"], raisedOn: string | null = null): Issue => ({
    ...assigned("2026-06-08"),
    ...{ arrangedOn: "2026-06-08", firstFeedbackOn: "2026-06-09", level, raisedOn },
  });
  const levels = (asOf: string, issues: readonly Seen<Issue>[]): string[] =>
    told(owedOn(asOf, { issues }).filter(({ kind }) => kind.startsWith("issue-")));

  test("over its time is proposed for the next, to its unit and the admins alone", () => {
    const issues: Seen<Issue>[] = [[FIRST, at("市直", "2026-06-08")]];
    expect(levels("2026-06-23", issues)).toEqual([]);
    expect(levels("2026-06-24", issues)).toEqual([
      "issue-to-raise 分管市领导 > 管理",
      "issue-to-raise 分管市领导 > 经办",
    ]);
  });

  test("that fell is said to the same people", () => {
    const issues: Seen<Issue>[] = [
      [FIRST, at("市直", "2026-06-08")],
      ["2026-06-12", at("县区", "2026-06-08")],
    ];
    expect(levels("2026-06-12", issues)).toEqual(["issue-lowered 县区 > 管理", "issue-lowered 县区 > 经办"]);
  });
});

test("days told as 暂定 that moved are one alert to the admins, with every one of them", () => {
  const issue: Issue = { ...assigned("2026-12-28"), arrangedOn: "2026-12-28", firstFeedbackOn: "2026-12-29" };
  const registry = { ...CITY, issues: [issue] };
  const before = owedInput({ asOf: "2027-01-01", registry });
  const [due] = noticesOf(owedLoops(before, contactsOf(before), before.judgement.issues), NO_LEDGER);
  const asTold = { ...due!, item: { ...due!.item, due: "2027-01-06" } };
  const input = owedInput({ asOf: "2027-01-04", registry, ledger: sentOn("2027-01-01", [asTold]) });
  const [alert, ...others] = owedMovedDays(input);
  expect(others).toEqual([]);
  expect(alert?.item.facts.lines).toEqual(["I-1 办结 仍按1月6日（推算为1月4日）。"]);
  expect(owedMovedDays(before)).toEqual([]);
});
