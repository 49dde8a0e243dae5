import { describe, expect, test } from "vitest";
import { NO_LEDGER } from "../../lib/domain/notice.ts";
import type { Project, Registry } from "../../lib/domain/registry.ts";
import { weeklyNotices } from "../../lib/jobs/owed-notices.ts";
import { writeLetter } from "../../lib/views/letter.ts";
import { newIssue, newMilestone, newProject, newReport, newTask } from "../fakes/registry-rows.ts";
import { NOTHING_ELSE } from "../views/mail-matters.ts";
import { CITY, owedInput, sentOn } from "./owed-city.ts";

const MONDAY = "2026-06-08";
const QUIET: Registry = { ...CITY, milestones: [] };
const TASK = { ...newTask("R-1", "2026-06-18"), leadUnit: "乙局", cooperatingUnits: ["甲局"], content: "会办" };

const LARGE = {
  annualClass: "续建" as const,
  ...{ responsibleUnit: "甲局", sponsor: "包联", plannedStart: "2025-03-01" },
  ...{ actualStart: "2025-03-01", totalInvestment: 900_000_000, annualPlan: 300_000_000 },
};

const weeks = (registry: Registry, asOf = MONDAY, ledger = NO_LEDGER) =>
  weeklyNotices(owedInput({ asOf, registry, ledger })).filter(({ kind }) => kind === "unit-week");
const listsOf = (registry: Registry, unit: string) =>
  weeks(registry).find(({ item }) => item.unit === unit)?.item.facts;

describe("the unit's week", () => {
  test("names what is overdue, to heads and contacts of every unit concerned", () => {
    const lists = listsOf({ ...CITY, projects: [{ ...CITY.projects[0]!, leadUnit: "乙局" }] }, "乙局");
    expect(lists?.overdue).toEqual(["P-1/10 项目P-1 ·「节点10」计划5月20日完成，逾期 19 天，甲局"]);
    expect(lists?.overdueIds).toEqual(["milestones/P-1/10"]);
  });

  test("names what is of one day, and projects of one colour, in the order of their numbers, however the rows lie", () => {
    const large = (code: string): Project => ({ ...newProject(code), ...LARGE });
    const rows = {
      projects: [large("P-2"), large("P-10"), large("P-3")],
      milestones: [10, 8, 20].map((seq) => ({ ...newMilestone("P-3", seq), planned: "2026-05-20" })),
      tasks: ["R-2", "R-10", "R-1"].map((code) => ({ ...TASK, ...newTask(code, "2026-06-18"), leadUnit: "甲局" })),
    };
    const turned = {
      projects: rows.projects.toReversed(),
      milestones: rows.milestones.toReversed(),
      tasks: rows.tasks.toReversed(),
    };
    const told = (given: Partial<Registry>) =>
      weeklyNotices(owedInput({ asOf: MONDAY, registry: { ...CITY, ...given } })).map(({ key, item }) => [key, item]);
    expect(told(turned)).toEqual(told(rows));
    const lists = listsOf({ ...CITY, ...turned }, "甲局");
    expect(lists?.overdueIds).toEqual(["milestones/P-3/8", "milestones/P-3/10", "milestones/P-3/20"]);
    expect(lists?.dueIds).toEqual(["tasks/R-1", "tasks/R-2", "tasks/R-10"]);
    expect(lists?.largeIds).toEqual(["projects/P-3", "projects/P-10", "projects/P-2"]);
  });

  test("tells lead and cooperating unit of a task, each in the own words", () => {
    const registry = { ...QUIET, tasks: [TASK] };
    expect(listsOf(registry, "乙局")?.due).toEqual(["任务 R-1 ·「会办」应于6月18日（周四）完成"]);
    expect(listsOf(registry, "甲局")?.due).toEqual([
      "任务 R-1 ·「会办」应于6月18日（周四）完成，由乙局牵头，贵单位配合",
    ]);
  });

  test("of a problem is its unit's; to the project's unit alone it makes no letter", () => {
    const issue = { ...newIssue("W-1"), project: "P-1", responsibleUnit: "乙局", assignedOn: "2026-06-05" };
    const registry = { ...QUIET, issues: [{ ...issue, description: "迁改" }] };
    expect([...new Set(weeks(registry).map(({ item }) => item.unit))]).toEqual(["乙局"]);
    const both = listsOf({ ...registry, milestones: CITY.milestones }, "甲局");
    expect(both?.blockedIds).toEqual(["issues/W-1"]);
  });

  test("chases only who has not reported", () => {
    const built = { ...CITY.projects[0]!, annualClass: "续建" as const, actualStart: "2025-03-01" };
    const registry: Registry = { ...QUIET, projects: [built] };
    const months = ["01", "02", "03", "04", "05"].map((month) => `2026-${month}`);
    expect(listsOf(registry, "甲局")?.missing).toHaveLength(4);
    const reported = {
      ...registry,
      monthlyReports: months.map((month) => ({ ...newReport("P-1", month), investedYtd: 1 })),
    };
    expect(weeks(reported)).toEqual([]);
  });

  test("tells what was done since the last list that left, however long ago that was", () => {
    const done = { ...newMilestone("P-1", 10), planned: "2026-05-20", actual: "2026-05-26" };
    const open = { ...done, actual: null };
    const soon = { ...newMilestone("P-1", 20), planned: "2026-06-19" };
    const registry = { ...CITY, milestones: [done, soon] };
    const life = [
      { firstSeen: "2026-05-01T00:00:00.000Z", lastSeenAbsent: null, row: open },
      { firstSeen: "2026-05-27T00:00:00.000Z", lastSeenAbsent: "2026-05-26T00:00:00.000Z", row: done },
    ];
    const history = {
      ...{ firstReading: "2026-05-01T00:00:00.000Z", lastReading: "2026-06-05T00:00:00.000Z" },
      tabs: { milestones: new Map([["P-1/10", life]]) },
    };
    const solvedAfter = (last: string | null) => {
      const ledger = last === null ? NO_LEDGER : sentOn(last, weeks(CITY, last));
      const [notice] = weeklyNotices(owedInput({ asOf: MONDAY, registry, history, ledger }));
      return notice?.item.facts.solved;
    };
    const line = "P-1/10 项目P-1 ·「节点10」5月26日（周二）完成，晚 6 天";
    expect(solvedAfter("2026-05-25")).toEqual([line]);
    expect(solvedAfter("2026-06-01")).toBeUndefined();
    expect(solvedAfter(null)).toBeUndefined();
  });
});

test("one contact of two units reads each matter once, whichever list of whichever unit names it", () => {
  const people = CITY.people.map((person) =>
    person.unit === "乙局" ? { ...person, email: "联络@甲局.example" } : person,
  );
  const registry = { ...CITY, people, projects: [{ ...CITY.projects[0]!, leadUnit: "乙局" }], tasks: [TASK] };
  const own = weeks(registry).filter(({ recipient }) => recipient === "联络@甲局.example");
  expect(own).toHaveLength(2);
  const addressee = { address: "联络@甲局.example", unit: "甲局", title: null, roles: [], standsInFor: [] };
  const { text } = writeLetter(addressee, own, { ...NOTHING_ELSE, asOf: MONDAY });
  for (const name of ["P-1/10", "任务 R-1"]) expect(text.split(name)).toHaveLength(2);
});
