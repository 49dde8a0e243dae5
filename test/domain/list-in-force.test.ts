import { describe, expect, it } from "vitest";
import { UNREADABLE } from "../../lib/domain/field.ts";
import type { History } from "../../lib/domain/history.ts";
import { type ListInput, listInForce, removalMonth } from "../../lib/domain/list-in-force.ts";
import type { Adjustment, Project } from "../../lib/domain/registry.ts";
import { historyOf, lifeOfRow, NEVER_READ, NEXT_LOCK, newAdjustment, readDay, reading } from "../fakes/plan-rows.ts";
import { newProject } from "../fakes/registry-rows.ts";

const readMoney = (text: string): number | null => (/^\d+$/.test(text) ? Number(text) * 10_000 : null);

function listOf(projects: readonly Project[], more: Partial<ListInput> & { adjustments?: readonly Adjustment[] } = {}) {
  const { adjustments = [], ...rest } = more;
  return listInForce({
    registry: { projects, adjustments },
    history: NEVER_READ,
    month: "2026-06",
    knownAt: reading("2026-07-08"),
    planYear: 2026,
    nextLock: NEXT_LOCK,
    readPlannedDay: readDay,
    readMoney,
    setAside: new Set(),
    ...rest,
  });
}

const [one, two, three] = [newProject("P-1"), newProject("P-2"), newProject("P-3")];
/** P-1 and P-2 stood there at the year's first run, P-3 came in May. */
const lives = (third: readonly (readonly [string, Project | null])[] = [["2026-05-06", three]]): History =>
  historyOf("projects", [
    ["P-1", lifeOfRow(["2026-01-05", one])],
    ["P-2", lifeOfRow(["2026-01-05", two])],
    [
      "P-3",
      lifeOfRow<Project>(...third).map((version, index) =>
        index === 0 ? { ...version, lastSeenAbsent: reading("2026-05-05") } : version,
      ),
    ],
  ]);
const codes = (list: { readonly members: ReadonlySet<string> }) => [...list.members];
const moveIn = { ...newAdjustment("调入", "P-3", "2026-05-20"), effectiveMonth: "2026-06" };
const moveOut = { ...newAdjustment("调出", "P-1", "2026-03-20"), effectiveMonth: "2026-04" };

describe("the list in force", () => {
  it("is today's rows before anything was read", () => {
    expect(codes(listOf([one, two]))).toEqual(["P-1", "P-2"]);
  });

  it("is the rows of the year's first run; a row added later is not on it without an agreed 调入", () => {
    const list = listOf([one, two, three], { history: lives() });
    expect(codes(list)).toEqual(["P-1", "P-2"]);
    expect(list.projects).toEqual([one, two]);
    expect(list).toMatchObject({ addedWithout: ["P-3"], movedOut: [], deletedKept: [] });
  });

  it("takes a row in from 生效月份 of its agreed 调入, not before and not when refused", () => {
    const at = (month: string, row: Adjustment = moveIn) =>
      listOf([one, two, three], { history: lives(), month, adjustments: [row] });
    expect(codes(at("2026-05"))).toEqual(["P-1", "P-2"]);
    expect(codes(at("2026-06"))).toEqual(["P-1", "P-2", "P-3"]);
    expect(at("2026-06").addedWithout).toEqual([]);
    expect(at("2026-06", { ...moveIn, decision: "不同意" }).addedWithout).toEqual(["P-3"]);
    expect(at("2026-06", { ...moveIn, decision: null }).addedWithout).toEqual(["P-3"]);
    expect(codes(at("2026-05", { ...moveIn, effectiveMonth: null, decidedOn: "2026-05-31" }))).toContain("P-3");
  });

  it("does not let other kinds of adjustment move a project", () => {
    const list = listOf([one, three], {
      history: lives(),
      adjustments: [{ ...moveIn, type: "变更总投资", to: "10000" }],
    });
    expect(list.addedWithout).toEqual(["P-3"]);
  });

  it("lets a project go from the first month of the later quarter of its agreed 调出", () => {
    const at = (month: string) => listOf([one, two], { history: lives(), month, adjustments: [moveOut] });
    expect(codes(at("2026-03"))).toEqual(["P-1", "P-2"]);
    expect(at("2026-04")).toMatchObject({ movedOut: ["P-1"], addedWithout: [], irregularRemovals: [] });
    expect(codes(at("2026-04"))).toEqual(["P-2"]);
  });

  it("follows the last of several moves", () => {
    const back = { ...newAdjustment("调入", "P-1", "2026-05-20"), effectiveMonth: "2026-06" };
    const at = (month: string) => codes(listOf([one, two], { history: lives(), month, adjustments: [back, moveOut] }));
    expect([at("2026-05"), at("2026-06")]).toEqual([["P-2"], ["P-1", "P-2"]]);
    const sameMonth = { ...back, effectiveMonth: "2026-04", decidedOn: "2026-03-25" };
    expect(codes(listOf([one], { history: lives(), adjustments: [sameMonth, moveOut] }))).toContain("P-1");
  });

  it("leaves the moves of other years to their lists", () => {
    const earlier = { ...moveOut, appliedOn: "2025-08-20", effectiveMonth: "2025-10" };
    expect(codes(listOf([one], { history: lives(), adjustments: [earlier] }))).toContain("P-1");
    const january = { ...moveOut, appliedOn: "2025-12-01", effectiveMonth: "2026-01" };
    expect(listOf([one], { history: lives(), adjustments: [january] }).movedOut).toEqual(["P-1"]);
  });

  it("counts a row first seen at the first run of the year, even when that run came late", () => {
    const life = [{ firstSeen: reading("2026-01-08"), lastSeenAbsent: reading("2025-12-31"), row: one }];
    expect(codes(listOf([one], { history: historyOf("projects", [["P-1", life]]) }))).toEqual(["P-1"]);
    const second = [{ ...life[0]!, lastSeenAbsent: reading("2026-01-05") }];
    expect(listOf([one], { history: historyOf("projects", [["P-1", second]]) }).addedWithout).toEqual(["P-1"]);
  });

  it("begins the year at midnight in China", () => {
    const life = (lastSeenAbsent: string) =>
      historyOf("projects", [["P-1", [{ firstSeen: reading("2026-01-08"), lastSeenAbsent, row: one }]]]);
    expect(codes(listOf([one], { history: life("2025-12-31T15:59:59.999Z") }))).toEqual(["P-1"]);
    expect(codes(listOf([one], { history: life("2025-12-31T16:00:00.000Z") }))).toEqual([]);
  });

  it("counts a row that nobody remembers only when no run of the year came before it", () => {
    const bare = historyOf("projects", [["P-2", lifeOfRow(["2026-01-05", two])]]);
    expect(listOf([one, two], { history: bare }).addedWithout).toEqual(["P-1"]);
    expect(codes(listOf([one, two], { history: { ...bare, lastReading: reading("2025-12-30") } }))).toEqual([
      "P-1",
      "P-2",
    ]);
    const newYear = { ...bare, lastReading: "2025-12-31T16:00:00.000Z" };
    expect(codes(listOf([one, two], { history: newYear }))).toEqual(["P-2"]);
  });
});

describe("a row that is gone", () => {
  it("stays on the list as last known, until an agreed 调出", () => {
    const list = listOf([two], { history: lives() });
    expect(codes(list)).toEqual(["P-2", "P-1"]);
    expect(list.deletedKept).toEqual([one]);
    expect(list.projects).toEqual([two, one]);
    const let_go = listOf([two], { history: lives(), adjustments: [moveOut] });
    expect(let_go).toMatchObject({ deletedKept: [], movedOut: [] });
    expect(codes(let_go)).toEqual(["P-2"]);
  });

  it("stays as it stood before it was deleted, also when the deletion is on record", () => {
    const renamed = { ...three, name: "新名" };
    const history = lives([
      ["2026-05-06", three],
      ["2026-05-07", renamed],
      ["2026-06-02", null],
    ]);
    expect(listOf([one, two], { history, adjustments: [moveIn] }).deletedKept).toEqual([renamed]);
    expect(listOf([one, two], { history }).deletedKept).toEqual([]);
  });

  it("was never on the list when it was gone before the year began", () => {
    const life = [
      { firstSeen: reading("2025-03-03"), lastSeenAbsent: null, row: one },
      { firstSeen: reading("2025-11-03"), lastSeenAbsent: reading("2025-11-02"), row: null },
    ];
    const list = listOf([two], {
      history: historyOf("projects", [
        ["P-1", life],
        ["P-2", lifeOfRow(["2026-01-05", two])],
      ]),
    });
    expect(list.deletedKept).toEqual([]);
  });

  it("is not taken for deleted when it was only set aside for a bad cell", () => {
    const list = listOf([two], { history: lives(), setAside: new Set(["P-1"]) });
    expect(list.deletedKept).toEqual([]);
    expect(codes(list)).toEqual(["P-2"]);
  });
});

describe("an agreed 调入 without a row", () => {
  it("is a finding, unless the row was only set aside", () => {
    const list = listOf([one], { adjustments: [moveIn] });
    expect(list.movedInMissing).toEqual([moveIn]);
    expect(listOf([one], { adjustments: [moveIn], setAside: new Set(["P-3"]) }).movedInMissing).toEqual([]);
    expect(listOf([one, three], { adjustments: [moveIn] }).movedInMissing).toEqual([]);
  });
});

describe("the month in which 调出 takes effect", () => {
  it.each([
    ["2026-03-20", "2026-04", "2026-04"],
    ["2026-04-02", "2026-04", "2026-07"],
    ["2026-04-02", "2026-05", "2026-07"],
    ["2026-04-02", "2026-07", "2026-07"],
    ["2026-04-02", "2026-08", "2026-10"],
    ["2026-06-30", "2026-07", "2026-07"],
    ["2026-07-01", "2026-07", "2026-10"],
    ["2026-12-20", "2026-12", "2027-01"],
    ["2026-01-05", "2026-10", "2026-10"],
  ])("decided %s for %s is %s", (decidedOn, effectiveMonth, month) => {
    expect(removalMonth({ ...moveOut, decidedOn, effectiveMonth })).toBe(month);
  });

  it("is a finding where it is not the month asked for, for agreed removals alone", () => {
    const irregular = { ...moveOut, effectiveMonth: "2026-05" };
    expect(listOf([one], { adjustments: [irregular] }).irregularRemovals).toEqual([irregular]);
    expect(codes(listOf([one], { adjustments: [irregular] }))).toEqual(["P-1"]);
    expect(listOf([one], { adjustments: [irregular], month: "2026-07" }).movedOut).toEqual(["P-1"]);
    expect(listOf([one], { adjustments: [{ ...irregular, decision: null }] }).irregularRemovals).toEqual([]);
    expect(listOf([one], { adjustments: [{ ...irregular, type: "调入" }] }).irregularRemovals).toEqual([]);
  });
});

describe("the plan that counts", () => {
  const planned: Project = {
    ...one,
    totalInvestment: 500_000_000,
    annualPlan: 100_000_000,
    plannedStart: "2026-03-01",
    plannedFinish: "2027-06-30",
  };
  const history = historyOf("projects", [["P-1", lifeOfRow(["2026-01-05", planned])]]);
  const counted = (typed: Partial<Project>, adjustments: readonly Adjustment[] = []) =>
    listOf([{ ...planned, ...typed }], { history, adjustments });
  const agreed = (type: Adjustment["type"], to: string | null) => ({ ...newAdjustment(type, "P-1", "2026-04-10"), to });

  it("is the same row when nothing was changed", () => {
    const row = { ...planned };
    expect(listOf([row], { history }).projects[0]).toBe(row);
  });

  it.each([
    ["annualPlan", 60_000_000],
    ["totalInvestment", 300_000_000],
    ["plannedStart", "2026-09-01"],
    ["plannedFinish", "2028-06-30"],
    ["annualClass", "前期"],
    ["annualPlan", null],
  ] as const)("keeps the frozen %s when %s is typed over it", (field, typed) => {
    const list = counted({ [field]: typed });
    expect(list.projects[0]![field]).toBe(planned[field]);
    expect(list.unagreed).toEqual([{ project: { ...planned, [field]: typed }, field, counts: planned[field] }]);
  });

  it.each([
    ["annualPlan", "变更年度计划", "6000", 60_000_000],
    ["totalInvestment", "变更总投资", "30000", 300_000_000],
    ["plannedStart", "变更计划开工", "2026-09-01", "2026-09-01"],
    ["plannedFinish", "变更计划竣工", "2028-06-30", "2028-06-30"],
  ] as const)("takes %s from an agreed %s, whatever is typed", (field, type, to, value) => {
    const list = counted({}, [agreed(type, to)]);
    expect(list.projects[0]![field]).toBe(value);
    expect([list.unagreed, list.unreadable]).toEqual([[], []]);
    expect(counted({ [field]: value }, [agreed(type, to)]).projects[0]![field]).toBe(value);
  });

  it("changes at the end of the month in which the adjustment takes effect", () => {
    const later = { ...agreed("变更年度计划", "6000"), effectiveMonth: "2026-07" };
    expect(counted({}, [later]).projects[0]!.annualPlan).toBe(100_000_000);
    expect(listOf([planned], { history, adjustments: [later], month: "2026-07" }).projects[0]!.annualPlan).toBe(
      60_000_000,
    );
  });

  it("is not changed by what was agreed for an earlier year", () => {
    const december = { ...agreed("变更年度计划", "6000"), effectiveMonth: "2025-12" };
    expect(counted({}, [december]).projects[0]!.annualPlan).toBe(100_000_000);
    expect(counted({}, [{ ...december, effectiveMonth: "2026-01" }]).projects[0]!.annualPlan).toBe(60_000_000);
  });

  it.each([null, "减半"])("is unknown where the agreed 新值 is “%s”; 总投资 then stays", (to) => {
    const rows = [agreed("变更年度计划", to), agreed("变更计划开工", to), { ...agreed("变更总投资", to) }];
    const list = counted({}, rows);
    expect(list.projects[0]).toMatchObject({
      annualPlan: UNREADABLE,
      plannedStart: UNREADABLE,
      totalInvestment: 500_000_000,
    });
    expect(list.unreadable.length).toBe(3);
    expect(list.unagreed).toEqual([]);
  });

  it("of the year is frozen at the first lock that closes a month of it: last year's figure does not bind", () => {
    const lastYear = { ...planned, annualPlan: 80_000_000, totalInvestment: 400_000_000 };
    const over = historyOf("projects", [["P-1", lifeOfRow(["2025-06-01", lastYear], ["2026-01-20", planned])]]);
    const list = listOf([planned], { history: over });
    expect(list.projects[0]).toMatchObject({ annualPlan: 100_000_000, totalInvestment: 500_000_000 });
    const late = historyOf("projects", [["P-1", lifeOfRow(["2025-06-01", lastYear], ["2026-02-11", planned])]]);
    expect(listOf([planned], { history: late }).projects[0]).toMatchObject({
      annualPlan: 80_000_000,
      totalInvestment: 400_000_000,
    });
  });
});
