import { describe, expect, test } from "vitest";
import { addDays, type PlainDate } from "../../lib/domain/dates.ts";
import type { Finding } from "../../lib/domain/finding.ts";
import { type Ledger, NO_LEDGER } from "../../lib/domain/notice.ts";
import { untold } from "../../lib/domain/notice-key.ts";
import type { Registry } from "../../lib/domain/registry.ts";
import type { ReviewQuestion } from "../../lib/domain/review-questions.ts";
import { dailyNotices, sinceLastLetter, weeklyNotices } from "../../lib/jobs/owed-notices.ts";
import { newPerson } from "../fakes/people.ts";
import { newExemption } from "../fakes/plan-rows.ts";
import { newIssue, newMilestone, newReport } from "../fakes/registry-rows.ts";
import { CITY, owedInput, sentOn, told } from "./owed-city.ts";

const [PROJECT] = CITY.projects;
const withMilestone = (rest: object): Registry => ({
  ...CITY,
  milestones: [{ ...newMilestone("P-1", 10), ...rest }],
});
const milestonesOnly = (notices: ReturnType<typeof dailyNotices>) =>
  notices.filter(({ kind }) => kind.startsWith("milestone"));
const daily = (asOf: string, registry: Registry = CITY) => dailyNotices(owedInput({ asOf, registry }));

describe("a milestone planned for 20 May", () => {
  const cases: readonly [string, string[]][] = [
    ["2026-05-12", []],
    ["2026-05-13", ["milestone-due 7 > 经办"]],
    ["2026-05-16", ["milestone-due 7 > 经办"]],
    ["2026-05-17", ["milestone-due 3 > 经办"]],
    ["2026-05-20", ["milestone-due 3 > 经办"]],
    ["2026-05-21", ["milestone-light blue > 经办"]],
    ["2026-05-27", ["milestone-light blue > 经办"]],
    ["2026-05-28", ["milestone-light yellow > 经办", "milestone-raised yellow > 主管"]],
    ["2026-06-04", ["milestone-light yellow > 经办", "milestone-raised yellow > 主管"]],
    ["2026-06-05", ["milestone-light red > 经办", "milestone-raised red > 包联", "milestone-raised yellow > 主管"]],
  ];
  for (const [asOf, expected] of cases)
    test(`owes on ${asOf}: ${expected.join(", ") || "nothing"}`, () => {
      expect(told(milestonesOnly(daily(asOf)))).toEqual(expected);
    });

  test("that exempt days moved falls due after them, and says so", () => {
    const exemptions = [newExemption("P-1", "2026-05-10", "2026-06-05")];
    const notices = daily("2026-06-12", { ...withMilestone({ planned: "2026-05-20" }), exemptions });
    const [due] = notices.filter(({ kind }) => kind === "milestone-due");
    expect(due?.item).toMatchObject({
      due: "2026-06-16",
      facts: { workingDaysLeft: 2, exemptDays: 27, planned: "2026-05-20" },
    });
  });

  test("that is done owes nothing", () => {
    expect(daily("2026-06-12", withMilestone({ planned: "2026-05-20", actual: "2026-06-01" }))).toEqual([]);
  });

  test("that stays red owes nothing new, whatever day it is", () => {
    const ledger = sentOn("2026-06-05", daily("2026-06-05"));
    const later = dailyNotices(owedInput({ asOf: "2026-07-20", ledger }));
    expect(untold(later, ledger.notices)).toEqual([]);
    expect(later.length).toBeGreaterThan(0);
  });

  test("told over sixty days in which nobody acts: two reminders and three colours to the person responsible, one step to each other", () => {
    let ledger = sentOn("2026-05-01", []);
    for (let asOf = "2026-05-02"; asOf < "2026-07-01"; asOf = addDays(asOf, 1))
      ledger = sentOn(asOf, untold(dailyNotices(owedInput({ asOf, ledger })), ledger.notices), ledger);
    expect(told([...ledger.notices.values()].filter(({ kind }) => kind.startsWith("milestone")))).toEqual([
      "milestone-due 3 > 经办",
      "milestone-due 7 > 经办",
      "milestone-light blue > 经办",
      "milestone-light red > 经办",
      "milestone-light yellow > 经办",
      "milestone-raised red > 包联",
      "milestone-raised yellow > 主管",
    ]);
  });

  test("whose deadline was moved owes anew, because the day is part of the key", () => {
    const ledger = sentOn("2026-05-21", daily("2026-05-21"));
    const moved = withMilestone({ planned: "2026-06-10" });
    const owed = untold(dailyNotices(owedInput({ asOf: "2026-06-11", registry: moved, ledger })), ledger.notices);
    expect(told(owed)).toEqual(["milestone-light blue > 经办"]);
  });

  test("tells the heads nothing when the days are a predecessor's", () => {
    const registry: Registry = {
      ...CITY,
      milestones: [
        { ...newMilestone("P-1", 10), planned: "2026-05-01", actual: "2026-06-10", responsibleUnit: "乙局" },
        { ...newMilestone("P-1", 20), planned: "2026-05-20", predecessors: "10", duration: 3 },
      ],
    };
    expect(told(milestonesOnly(daily("2026-06-12", registry)))).toEqual(["milestone-light red > 经办"]);
  });
});

describe("one person in several duties", () => {
  const people = CITY.people.map((person) =>
    ["经办", "主管"].includes(person.name) ? { ...person, email: "one@甲局.example" } : person,
  );
  const registry = { ...CITY, people };

  test("is told of a matter once, as the higher duty", () => {
    expect(told(milestonesOnly(daily("2026-05-28", registry)))).toEqual(["milestone-raised yellow > one"]);
  });

  test("is told again when the colour of the lower duty moves on", () => {
    const ledger = sentOn("2026-05-28", daily("2026-05-28", registry));
    const next = dailyNotices(owedInput({ asOf: "2026-06-05", registry, ledger }));
    expect(told(milestonesOnly(untold(next, ledger.notices)))).toEqual([
      "milestone-raised red > 包联",
      "milestone-raised yellow+red > one",
    ]);
  });
});

test("who was told as sponsor and head is not told again for being sponsor only", () => {
  const people = CITY.people.map((person) =>
    person.name === "主管" ? { ...person, email: "包联@市府.example" } : person,
  );
  const before = daily("2026-06-05", { ...CITY, people });
  expect(told(milestonesOnly(before))).toContain("milestone-raised red+yellow > 包联");
  const ledger = sentOn("2026-06-05", before);
  const later = dailyNotices(owedInput({ asOf: "2026-06-08", registry: { ...CITY, people: CITY.people }, ledger }));
  expect(told(milestonesOnly(untold(later, ledger.notices)))).toEqual(["milestone-raised yellow > 主管"]);
});

const FINDING: Finding = {
  workbook: "台账",
  tab: "milestones",
  key: "P-1/10",
  cell: "G52",
  header: "计划完成",
  found: "2026-6-31",
  code: "not-a-date",
  facts: {},
  suggestion: "2026-06-30",
  unit: "甲局",
};
const quiet = withMilestone({ planned: "2026-12-20" });
const corrections = (findings: readonly Finding[]) =>
  told(dailyNotices(owedInput({ asOf: "2026-06-12", registry: quiet, findings })));

describe("cells to mend", () => {
  test("go to the person responsible for the project", () => {
    expect(corrections([FINDING])).toEqual(["correction  > 经办"]);
  });

  test("of nobody, and of the admins' own tabs, go to the admins", () => {
    expect(
      corrections([
        { ...FINDING, unit: "" },
        { ...FINDING, tab: "people", key: "甲局/联络" },
      ]),
    ).toEqual(["admin-alert  > 管理", "admin-alert  > 管理"]);
  });

  test("are told once, and again when something else wrong is typed", () => {
    const findings = [FINDING];
    const ledger = sentOn("2026-06-12", dailyNotices(owedInput({ asOf: "2026-06-12", registry: quiet, findings })));
    const owed = (found: string) => {
      const input = owedInput({ asOf: "2026-06-15", registry: quiet, findings: [{ ...FINDING, found }], ledger });
      return untold(dailyNotices(input), ledger.notices).length;
    };
    expect([owed("2026-6-31"), owed("2026-6-32")]).toEqual([0, 1]);
  });
});

describe("leaders", () => {
  const issue = { ...newIssue("W-1"), project: "P-1", responsibleUnit: "甲局", raisedOn: "2026-06-09" };
  const withIssue = (rest: object): Registry => ({ ...quiet, issues: [{ ...issue, ...rest }] });
  const toDecide = (rest: object) =>
    daily("2026-06-12", withIssue({ assignedOn: "2026-06-08", ...rest })).filter(
      ({ kind }) => kind === "matter-to-decide",
    );

  test("are asked about problems at their level: the unit's city leader and the sponsor", () => {
    expect(told(toDecide({ level: "分管市领导" }))).toEqual([
      "matter-to-decide 分管市领导 > 分管",
      "matter-to-decide 分管市领导 > 包联",
    ]);
  });

  test("of a lower level are the heads of 属地 and of 牵头单位", () => {
    const projects = quiet.projects.map((project) => ({ ...project, county: "乙局", leadUnit: "甲局" }));
    const people = [...quiet.people, newPerson("乙局", "县长", "主要负责人")];
    const at = (level: string): string[] => {
      const registry = { ...withIssue({ level, assignedOn: "2026-06-08" }), projects, people };
      return told(daily("2026-06-12", registry).filter(({ kind }) => kind === "matter-to-decide"));
    };
    expect(at("县区")).toEqual(["matter-to-decide 县区 > 县长"]);
    expect(at("市直")).toEqual(["matter-to-decide 市直 > 主管"]);
  });

  test("hear what each lower level tried, how long, and what is planned behind it", () => {
    const now = { ...issue, assignedOn: "2026-05-04", level: "分管市领导" as const, measures: "专题会" };
    const seen = (day: string, row: typeof now | object) => ({
      row: { ...now, ...row },
      firstSeen: `${day}T00:00:00.000Z`,
      lastSeenAbsent: day === "2026-05-04" ? null : `${addDays(day, -1)}T00:00:00.000Z`,
    });
    const life = [
      seen("2026-05-04", { level: "县区", raisedOn: "2026-05-06", measures: "现场会" }),
      seen("2026-05-26", { level: "市直", raisedOn: "2026-05-26", measures: "专题会" }),
      seen("2026-06-09", {}),
    ];
    const history = {
      firstReading: life[0]!.firstSeen,
      lastReading: life[2]!.firstSeen,
      tabs: { issues: new Map([["W-1", life]]) },
    };
    const projects = quiet.projects.map((project) => ({ ...project, plannedFinish: "2026-11-30" }));
    const milestones = [{ ...newMilestone("P-1", 20), planned: "2026-06-30" }];
    const registry = { ...withIssue(now), projects, milestones };
    const asked = dailyNotices(owedInput({ asOf: "2026-06-12", registry, history })).find(
      ({ kind }) => kind === "matter-to-decide",
    );
    expect(asked?.item.facts.daysAtLevel).toBe(3);
    expect(asked?.item.reason).toBe(
      "县区、市直两级协调 34 天未果。县区（20 天）：现场会；市直（14 天）：专题会。6月9日提请分管市领导，已 3 天；1月5日提出，已 158 天。项目下一节点「节点20」计划6月30日完成；项目计划竣工11月30日。",
    );
  });

  test("hear how much the project's plan can still bear, and of what the figure is", () => {
    const now = { ...issue, assignedOn: "2026-05-04", level: "分管市领导" as const };
    const reasonWith = (plannedFinish: string, duration: number | null) => {
      const projects = quiet.projects.map((project) => ({ ...project, plannedFinish }));
      const milestones = [
        { ...newMilestone("P-1", 20), name: "基础", planned: "2026-06-30", duration: 13 },
        { ...newMilestone("P-1", 30), name: "竣工验收", planned: plannedFinish, predecessors: "20", duration },
      ];
      const registry = { ...withIssue(now), projects, milestones };
      return dailyNotices(owedInput({ asOf: "2026-06-12", registry })).find(({ kind }) => kind === "matter-to-decide")
        ?.item.reason;
    };
    expect(reasonWith("2026-07-20", 10)).toContain(
      "项目计划竣工7月20日；按节点推算，关键线路（现在等「基础」）再晚超过 4 个工作日，计划竣工不能实现。",
    );
    expect(reasonWith("2026-07-14", 10)).toContain("）已没有余地，再晚一个工作日，计划竣工不能实现。");
    expect(reasonWith("2026-07-10", 10)).toContain("）已缺 2 个工作日，最早7月14日完成，计划竣工不能实现。");
    expect(reasonWith("2026-11-30", 10)).not.toContain("按节点推算");
    expect(reasonWith("2026-07-20", null)).not.toContain("按节点推算");
  });

  test("are not asked while it stands at a lower level, nor once it is resolved", () => {
    expect(toDecide({ level: "单位" })).toEqual([]);
    expect(toDecide({ level: "市直" })).toEqual([]);
    expect(toDecide({ level: "分管市领导", resolvedOn: "2026-06-11", evidence: "图" })).toEqual([]);
  });

  test("hear of a project that turned red, each once, and not again while it stays red", () => {
    const red = daily("2026-06-05").filter(({ kind }) => kind === "project-red");
    expect(told(red)).toEqual(["project-red red > 分管", "project-red red > 包联"]);
    let ledger = sentOn("2026-06-05", red);
    for (const asOf of ["2026-06-08", "2026-06-30", "2026-07-03", "2026-07-15", "2026-08-20", "2026-12-31"]) {
      const owed = dailyNotices(owedInput({ asOf, ledger })).filter(({ kind }) => kind === "project-red");
      expect(untold(owed, ledger.notices), asOf).toEqual([]);
      ledger = sentOn(asOf, owed, ledger);
    }
  });

  test("carry the counts of their own projects by light", () => {
    const [red] = daily("2026-06-05").filter(({ kind }) => kind === "project-red");
    expect(red?.item.facts).toMatchObject({ projects: 1, red: 1 });
  });

  test("are told how many of their projects are summed by an earlier month's report", () => {
    const started = { annualClass: "续建" as const, annualPlan: 12_000_000, actualStart: "2025-03-01" };
    const reportOf = (month: string) => ({ ...newReport("P-1", month), investedYtd: 4_000_000 });
    const sums = (month: string) => {
      const registry = { ...CITY, projects: [{ ...PROJECT!, ...started }], monthlyReports: [reportOf(month)] };
      const red = daily("2026-06-12", registry).find(({ kind }) => kind === "project-red");
      return red?.item.facts;
    };
    expect(sums("2026-04")).toMatchObject({ month: "2026-05", done: 4_000_000, earlier: 1 });
    expect(sums("2026-05")).toMatchObject({ month: "2026-05", done: 4_000_000, earlier: 0 });
  });

  test("have a week's mail only when a light differs from what they were told last", () => {
    const first = weeklyNotices(owedInput({ asOf: "2026-06-08" })).filter(({ kind }) => kind === "leader-week");
    expect(told(first)).toEqual(["leader-week week > 分管", "leader-week week > 包联"]);
    const ledger = sentOn("2026-06-08", first);
    const week = (registry: Registry) =>
      weeklyNotices(owedInput({ asOf: "2026-06-15", registry, ledger })).filter(({ kind }) => kind === "leader-week");
    expect(week(CITY)).toEqual([]);
    const [changed] = week(withMilestone({ planned: "2026-05-20", actual: "2026-06-10" }));
    expect(changed?.item.facts.changes).toEqual(["黄 ← 红：P-1 项目P-1"]);
  });

  test("the first letter of a year says that lights begin anew, the next no more", () => {
    const weekOf = (asOf: PlainDate, registry: Registry, ledger: Ledger) =>
      weeklyNotices(owedInput({ asOf, registry, ledger })).filter(({ kind }) => kind === "leader-week");
    const last = sentOn("2026-12-28", weekOf("2026-12-28", CITY, NO_LEDGER));
    const done = withMilestone({ planned: "2026-05-20", actual: "2027-01-02" });
    const first = weekOf("2027-01-04", done, last);
    expect(first[0]!.item.facts.newYear).toBe(1);
    const [next] = weekOf("2027-01-11", CITY, sentOn("2027-01-04", first, last));
    expect(next!.item.facts).not.toHaveProperty("newYear");
  });

  test("a first week's mail tells no change: what is red or yellow was never told", () => {
    const [first] = weeklyNotices(owedInput({ asOf: "2026-06-08" })).filter(({ kind }) => kind === "leader-week");
    expect(first?.item.facts).toMatchObject({ changes: [], untold: ["红：P-1 项目P-1"] });
  });

  test("a letter that told how many projects are yellow told them: on Monday only those that changed since are news", () => {
    const projects = ["P-1", "P-2", "P-3"].map((code) => ({ ...PROJECT!, key: code, code, name: `项目${code}` }));
    const registry = {
      ...CITY,
      projects,
      milestones: [
        { ...newMilestone("P-1", 10), planned: "2026-05-20" },
        { ...newMilestone("P-2", 10), planned: "2026-05-30" },
        { ...newMilestone("P-3", 10), planned: "2026-06-06" },
      ],
    };
    const ledger = sentOn("2026-06-12", dailyNotices(owedInput({ asOf: "2026-06-12", registry })));
    const monday = weeklyNotices(owedInput({ asOf: "2026-06-15", registry, ledger }));
    const [week] = monday.filter(({ kind }) => kind === "leader-week");
    expect(week?.item.facts).toMatchObject({
      changes: ["红 ← 黄：P-2 项目P-2", "黄 ← 蓝：P-3 项目P-3"],
      untold: [],
    });
  });

  test("a letter between two Mondays names what changed since the last one, not only what turned red", () => {
    const projects = ["P-1", "P-2"].map((code) => ({ ...PROJECT!, key: code, code, name: `项目${code}` }));
    const milestones = [
      { ...newMilestone("P-1", 10), planned: "2026-05-25" },
      { ...newMilestone("P-2", 10), planned: "2026-06-03" },
    ];
    const registry = { ...CITY, projects, milestones };
    const ledger = sentOn("2026-06-08", weeklyNotices(owedInput({ asOf: "2026-06-08", registry })));
    const red = dailyNotices(owedInput({ asOf: "2026-06-12", registry, ledger }));
    const [bearer] = red.filter(({ kind }) => kind === "project-red");
    expect(bearer?.item.facts).toMatchObject({
      changes: ["红 ← 黄：P-1 项目P-1", "黄 ← 蓝：P-2 项目P-2"],
      untold: [],
      before: "黄",
    });
  });

  test("the lights told lie in the one matter to decide that is sure to be in the letter", () => {
    const issues = ["06-09", "06-01", "06-05", "06-07"].map((day, n) => ({
      ...newIssue(`W-${n}`),
      ...{ project: "P-1", responsibleUnit: "甲局", level: "分管市领导" as const, raisedOn: `2026-${day}` },
    }));
    const notices = daily("2026-06-12", { ...quiet, issues });
    const bearers = notices.filter(({ item }) => item.facts.lights !== undefined);
    expect(bearers.map(({ item, recipient }) => `${item.subject} ${recipient.split("@")[0]}`).sort()).toEqual([
      "W-1 分管",
      "W-1 包联",
    ]);
  });

  test("without an address are no dead end: the admins hear of the gap", () => {
    const people = CITY.people.map((person) => (person.name === "包联" ? { ...person, email: null } : person));
    const notices = daily("2026-06-05", { ...CITY, people });
    const raised = notices.filter(({ kind }) => kind === "milestone-raised" || kind === "admin-alert");
    expect(told(raised)).toEqual([
      "admin-alert  > 管理",
      "milestone-raised red > 管理",
      "milestone-raised yellow > 主管",
    ]);
  });
});

describe("a contact who cannot be written to", () => {
  const people = CITY.people.map((person) => (person.name === "对接" ? { ...person, email: null } : person));
  const registry = { ...withMilestone({ planned: "2026-05-20", responsibleUnit: "乙局" }), people };
  const cell: Finding = {
    ...{ workbook: "台账", tab: "people", key: "乙局/对接", cell: "D8", header: "邮箱", found: "not an address" },
    ...{ code: "email-unreadable", facts: {}, suggestion: "", unit: "" },
  };
  const alerts = (findings: readonly Finding[]) =>
    dailyNotices(owedInput({ asOf: "2026-06-12", registry, findings }))
      .filter(({ kind }) => kind === "admin-alert")
      .map(({ item: { name, action, reason } }) => [name, action, reason]);

  test("is one matter: the cell to mend, and who reads instead", () => {
    expect(alerts([cell])).toEqual([["原因", "请办", "目前由 管理@办.example 代收。"]]);
  });

  test("is one matter without a cell too", () => {
    expect(alerts([])).toEqual([
      ["乙局 对接没有可用的邮箱", "请在「人员」表补登邮箱。", "目前由 管理@办.example 代收。"],
    ]);
  });

  test("is no matter of another person", () => {
    expect(alerts([{ ...cell, key: "甲局/别人" }])).toHaveLength(2);
  });
});

describe("the unit's week", () => {
  const soon = withMilestone({ planned: "2026-06-19" });
  const week = (registry: Registry) => told(weeklyNotices(owedInput({ asOf: "2026-06-08", registry })));

  test("goes to heads and contacts, with what is due in 14 days", () => {
    expect(week(soon)).toEqual(["unit-week week > 主管", "unit-week week > 联络"]);
    const [notice] = weeklyNotices(owedInput({ asOf: "2026-06-08", registry: soon }));
    expect(notice?.item.facts.due).toEqual(["P-1/10 项目P-1 ·「节点10」6月19日（周五）"]);
  });

  test("names what exempt days moved into it by the day it is due now", () => {
    const exemptions = [newExemption("P-1", "2026-05-10", "2026-06-05")];
    const moved = { ...withMilestone({ planned: "2026-05-20" }), exemptions };
    const [notice] = weeklyNotices(owedInput({ asOf: "2026-06-08", registry: moved }));
    expect(notice?.item.facts.due).toEqual(["P-1/10 项目P-1 ·「节点10」6月16日（周二）"]);
  });

  test("goes to the lead unit too", () => {
    const projects = [{ ...PROJECT!, leadUnit: "乙局" }];
    expect(week({ ...soon, projects })).toEqual([
      "unit-week week > 主管",
      "unit-week week > 对接",
      "unit-week week > 联络",
    ]);
  });

  test("is empty and not owed when nothing is due and no report is missing", () => {
    expect(week(quiet)).toEqual([]);
  });

  test("of a deputy and an office head who are one person is one notice", () => {
    const people = [...CITY.people, newPerson("甲局", "主任", "办公室主任", { email: "主管@甲局.example" })];
    expect(week({ ...soon, people })).toEqual(["unit-week week > 主管", "unit-week week > 联络"]);
  });
});

describe("since the last letter", () => {
  const ledger = sentOn("2026-05-21", daily("2026-05-21"));
  const life = (actualSeen: string) => ({
    firstReading: "2026-05-01T00:00:00.000Z",
    lastReading: "2026-06-01T00:00:00.000Z",
    tabs: {
      milestones: new Map([
        [
          "P-1/10",
          [
            { firstSeen: "2026-05-01T00:00:00.000Z", lastSeenAbsent: null, row: CITY.milestones[0] },
            {
              firstSeen: actualSeen,
              lastSeenAbsent: "2026-05-20T00:00:00.000Z",
              row: { ...CITY.milestones[0], actual: "2026-05-22" },
            },
          ],
        ],
      ]),
    },
  });
  const since = (notices: ReturnType<typeof daily>, seen: string) =>
    sinceLastLetter(notices, ledger, life(seen))("经办@甲局.example");

  test("what was done and read after it is thanked for", () => {
    expect(since([], "2026-05-25T00:00:00.000Z").doneSince).toBe(1);
  });

  test("what was known to be done before it is not thanked for twice", () => {
    expect(since([], "2026-05-20T00:00:00.000Z").doneSince).toBe(0);
  });

  test("what still stands is named, not thanked for", () => {
    const result = since(daily("2026-05-22"), "2026-05-25T00:00:00.000Z");
    expect([told(result.standing), result.doneSince]).toEqual([["milestone-light blue > 经办"], 0]);
  });
});

describe("a figure that is asked about privately", () => {
  const question: ReviewQuestion = {
    ...{ key: "P-1/2026-05/jump", identity: "jump", workbook: "台账.xlsx", report: "P-1/2026-05", project: "P-1" },
    ...{ projectName: "项目P-1", unit: "乙局", month: "2026-05", cells: [], facts: {}, answered: false, shared: false },
    ...{ firstAsked: "2026-06-12", privateUntil: "2026-06-19" },
    rule: { name: "复核", from: "2026-01-01", source: "" },
  };
  const asked = (people: Registry["people"], answered = false) => {
    const input = owedInput({ asOf: "2026-06-12", registry: { ...CITY, people } });
    const judgement = { ...input.judgement, milestones: [], projects: [], questions: [{ ...question, answered }] };
    return dailyNotices({ ...input, judgement });
  };

  test("is asked of the unit, and of nobody once it is answered", () => {
    expect(told(asked(CITY.people))).toEqual(["review-question  > 对接"]);
    expect(told(asked(CITY.people, true))).toEqual([]);
  });

  test("is no admin's to read where the unit has no contact: that alone is told", () => {
    const notices = asked(CITY.people.filter(({ unit }) => unit !== "乙局"));
    expect(told(notices)).toEqual(["admin-alert  > 管理"]);
    expect(JSON.stringify(notices)).not.toContain("P-1");
  });
});
