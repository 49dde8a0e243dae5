import { describe, expect, it } from "vitest";
import { UNREADABLE } from "../../lib/domain/field.ts";
import { type History, NO_HISTORY } from "../../lib/domain/history.ts";
import { type ListInForce, listInForce } from "../../lib/domain/list-in-force.ts";
import type { MilestoneInput } from "../../lib/domain/milestone-judgement.ts";
import { milestonePlans } from "../../lib/domain/milestone-plan.ts";
import { planDoubts } from "../../lib/domain/plan-doubts.ts";
import type { Milestone } from "../../lib/domain/registry.ts";
import { planFindings } from "../../lib/registry/plan-findings.ts";
import { ADJUSTMENT_FAULTS } from "../../lib/views/adjustment-fault-words.ts";
import { COMPLEX_REFUSALS, EXTENSION_REFUSALS, LACKS, REOPEN_REFUSALS } from "../../lib/views/issue-refusal-words.ts";
import { PLAN_WORDS } from "../../lib/views/plan-finding-words.ts";
import {
  historyOf,
  inCharge,
  lifeOfRow,
  NEXT_LOCK,
  newAdjustment,
  newInput,
  newStep,
  readDay,
  reading,
  verdictsOf,
} from "../fakes/plan-rows.ts";

const EMPTY_LIST: ListInForce = {
  members: new Set(),
  projects: [],
  addedWithout: [],
  deletedKept: [],
  movedOut: [],
  irregularRemovals: [],
  movedInMissing: [],
  unagreed: [],
  unreadable: [],
};

function doubtsOf(
  milestones: readonly Milestone[],
  more: Partial<MilestoneInput> = {},
  list: Partial<ListInForce> = {},
) {
  const input = newInput(milestones, more);
  return planDoubts({
    ...input,
    plans: milestonePlans({ ...input, adjustments: input.registry.adjustments }),
    list: { ...EMPTY_LIST, ...list },
    verdicts: verdictsOf(milestones, more),
  });
}
const said = (...args: Parameters<typeof doubtsOf>) =>
  doubtsOf(...args).map(({ code, row, field, facts }) => [
    code,
    row.key,
    field,
    facts.seq ?? facts.part ?? facts.counts ?? "",
  ]);

const may = newStep(30, { name: "主体封顶", planned: "2026-05-20" });
const lived = (...rows: readonly (readonly [string, Milestone | null])[]): History =>
  historyOf("milestones", [["P-1/30", lifeOfRow(...rows)]]);

describe("a planned day typed over after the lock", () => {
  const july = { ...may, planned: "2026-07-31" };
  it("is doubted, with the day that counts and the unit whose cell it is", () => {
    expect(doubtsOf([july], { history: lived(["2026-01-05", may], ["2026-06-01", july]) })).toEqual([
      {
        code: "milestone-plan-changed",
        tab: "milestones",
        row: july,
        field: "planned",
        unit: "甲县发改局",
        facts: { name: "主体封顶", counts: "2026-05-20" },
      },
    ]);
  });

  it("is doubted when it was emptied, but a broken cell has its own finding", () => {
    const history = lived(["2026-01-05", may]);
    expect(said([{ ...may, planned: null }], { history }).length).toBe(1);
    expect(said([{ ...may, planned: UNREADABLE }], { history })).toEqual([]);
  });

  it("is not doubted before the lock, unchanged, or agreed", () => {
    expect(said([july], { history: lived(["2026-06-11", may]) })).toEqual([]);
    expect(said([may], { history: lived(["2026-01-05", may]) })).toEqual([]);
    const agreed = { ...newAdjustment("变更节点", "P-1", "2026-06-01"), seq: 30, to: "2026-08-31" };
    const registry = { ...newInput([]).registry, adjustments: [agreed] };
    expect(said([july], { history: lived(["2026-01-05", may]), registry })).toEqual([]);
  });
});

describe("an agreed change that cannot be read", () => {
  it("is doubted once, at its 新值, with the unit that asked for it", () => {
    const agreed = { ...newAdjustment("变更节点", "P-1", "2026-06-01"), seq: 30, to: "缓两个月" };
    const registry = { ...newInput([]).registry, adjustments: [agreed] };
    expect(doubtsOf([may], { registry })).toEqual([
      {
        code: "adjustment-unreadable",
        tab: "adjustments",
        row: agreed,
        field: "to",
        unit: "甲县",
        facts: { adjustment: "T-2026-06-01", project: "P-1" },
      },
    ]);
  });
});

describe("an agreed change of a milestone that is not there", () => {
  const changing = (seq: number | null, type: "变更节点" | "变更前置" = "变更节点", project = "P-1") => ({
    registry: {
      ...newInput([]).registry,
      adjustments: [{ ...newAdjustment(type, project, "2026-06-01"), seq, to: "2026-08-31" }],
    },
  });
  it("is doubted at its 节点序号, empty or unknown", () => {
    const at = ["adjustment-milestone-unknown", "T-2026-06-01", "seq"];
    expect(said([may], changing(99))).toEqual([[...at, 99]]);
    expect(said([may], changing(null))).toEqual([[...at, ""]]);
    expect(said([may], changing(99, "变更前置"))).toEqual([[...at, 99]]);
  });

  it("is not doubted where the milestone stands, or the project itself has its finding", () => {
    expect(said([may], changing(30))).toEqual([]);
    expect(said([may], changing(99, "变更节点", "P-9"))).toEqual([]);
  });
});

describe("a deed on a day that has not come", () => {
  const today = "2026-06-12";
  it("is doubted at its cell, for milestones and for projects", () => {
    const done = { ...may, actual: "2026-06-13" };
    expect(doubtsOf([done])).toEqual([
      {
        code: "day-in-future",
        tab: "milestones",
        row: done,
        field: "actual",
        unit: "甲县发改局",
        facts: { name: "主体封顶" },
      },
    ]);
    const project = { ...inCharge("P-1", "甲县发改局"), actualStart: "2026-07-01", registeredOn: "2027-01-01" };
    const registry = { ...newInput([]).registry, projects: [project] };
    expect(said([], { registry })).toEqual([
      ["day-in-future", "P-1", "actualStart", ""],
      ["day-in-future", "P-1", "registeredOn", ""],
    ]);
  });

  it("is not doubted today, nor of a past day judged with what is known since", () => {
    expect(said([{ ...may, actual: today }])).toEqual([]);
    expect(said([{ ...may, actual: today }], { asOf: "2026-06-01" })).toEqual([]);
  });
});

describe("predecessors", () => {
  const rows = (text: string) => [newStep(10, {}), newStep(20, {}), newStep(30, { predecessors: text })];
  it("that cannot be read, repeat one another or do not exist are doubted part by part", () => {
    expect(said(rows("图纸,10,10SS,99"))).toEqual([
      ["predecessor-unreadable", "P-1/30", "predecessors", "图纸"],
      ["predecessor-repeated", "P-1/30", "predecessors", "10SS"],
      ["predecessor-unknown", "P-1/30", "predecessors", 99],
    ]);
    expect(said(rows("10,20"))).toEqual([]);
  });

  it("that wait for one another are doubted where the ring looks ahead", () => {
    expect(said([newStep(10, { predecessors: "10" })])).toEqual([["predecessor-itself", "P-1/10", "predecessors", 10]]);
    const ring = [
      newStep(10, { predecessors: "30" }),
      newStep(20, { predecessors: "10" }),
      newStep(30, { predecessors: "20" }),
    ];
    expect(said(ring)).toEqual([["predecessor-circular", "P-1/10", "predecessors", 30]]);
    expect(said([newStep(10, { predecessors: "20" }), newStep(20, {})])).toEqual([]);
  });

  it("of another project's milestone of the same number are not there", () => {
    const other = { ...newStep(10, {}), project: "P-2", key: "P-2/10" };
    expect(said([other, newStep(30, { predecessors: "10" })])).toEqual([
      ["predecessor-unknown", "P-1/30", "predecessors", 10],
    ]);
  });

  it("written in after the lock are doubted unless agreed", () => {
    const now = newStep(30, { planned: "2026-05-20", predecessors: "10,20" });
    const history = lived(["2026-01-05", { ...now, predecessors: "10" }]);
    const all = [newStep(10, {}), newStep(20, {}), now];
    expect(said(all, { history })).toEqual([["predecessor-added-later", "P-1/30", "predecessors", 20]]);
    const agreed = { ...newAdjustment("变更前置", "P-1", "2026-06-01"), seq: 30, to: "10,20" };
    expect(said(all, { history, registry: { ...newInput([]).registry, adjustments: [agreed] } })).toEqual([]);
  });
});

describe("a milestone whose row is gone", () => {
  const gone = (last: Milestone, from = "2026-01-05") => lived([from, last], ["2026-06-12", null]);
  it("is doubted when it was open and its plan was frozen", () => {
    expect(doubtsOf([], { history: gone(may) })).toEqual([
      {
        code: "milestone-deleted",
        tab: "milestones",
        row: may,
        field: "",
        unit: "甲县发改局",
        facts: { name: "主体封顶", planned: "2026-05-20" },
      },
    ]);
    expect(doubtsOf([], { history: gone({ ...may, responsibleUnit: "市供电公司" }) })[0]!.unit).toBe("市供电公司");
  });

  it("is not doubted before the lock, when done, undated, back again, or with its whole project", () => {
    expect(said([], { history: gone(may, "2026-06-11") })).toEqual([]);
    expect(said([], { history: gone({ ...may, actual: "2026-05-01" }) })).toEqual([]);
    expect(said([], { history: gone({ ...may, planned: null }) })).toEqual([]);
    const doneLast = lived(["2026-01-05", may], ["2026-05-21", { ...may, actual: "2026-05-20" }], ["2026-06-12", null]);
    expect(said([], { history: doneLast })).toEqual([]);
    expect(said([may], { history: gone(may) })).toEqual([]);
    expect(said([], { history: gone({ ...may, project: "P-9" }) })).toEqual([]);
    expect(said([], { history: lived(["2026-01-05", may]) })).toEqual([]);
  });
});

describe("the list in force", () => {
  it("brings its doubts with the project's unit, or the applicant's", () => {
    const project = { ...inCharge("P-1", "甲县发改局"), name: "滨河路改造" };
    const out = newAdjustment("调出", "P-1", "2026-03-20");
    const facts = { project: "P-1", name: "滨河路改造" };
    const ofProject = { tab: "projects", row: project, unit: "甲县发改局", facts };
    const ofAdjustment = {
      tab: "adjustments",
      row: out,
      unit: "甲县",
      facts: { adjustment: "T-2026-03-20", project: "P-1" },
    };
    const registry = { ...newInput([]).registry, projects: [project] };
    const list = {
      addedWithout: ["P-1", "P-7"],
      deletedKept: [project],
      unagreed: [{ project, field: "plannedStart" as const, counts: "2026-03-01" }],
      irregularRemovals: [out],
      movedInMissing: [out],
      unreadable: [out],
    };
    expect(doubtsOf([], { registry }, list)).toEqual([
      { code: "added-without-adjustment", field: "", ...ofProject },
      { code: "deleted-without-adjustment", field: "", ...ofProject },
      { code: "project-plan-changed", field: "plannedStart", ...ofProject },
      { code: "removal-not-at-quarter", field: "effectiveMonth", ...ofAdjustment },
      { code: "moved-in-missing", field: "project", ...ofAdjustment },
      { code: "adjustment-unreadable", field: "to", ...ofAdjustment },
    ]);
  });

  it("calls no milestone deleted or unknown whose row is there and was set aside", () => {
    const moved = { ...newAdjustment("变更节点", "P-1", "2026-06-01"), seq: 30, to: "2026-07-31" };
    const registry = { ...newInput([]).registry, adjustments: [moved] };
    const history = lived(["2026-01-05", may], ["2026-06-12", null]);
    const codes = (seq: number | null) => {
      const aside = new Map([["P-1", { reports: new Set<null>(), milestones: new Set([seq]) }]]);
      return doubtsOf([], { registry, history, aside }).map(({ code }) => code);
    };
    expect(codes(40)).toEqual(["adjustment-milestone-unknown", "milestone-deleted"]);
    expect([codes(30), codes(null)]).toEqual([[], []]);
  });

  it("of a quiet registry brings none", () => {
    const list = listInForce({
      registry: { projects: [inCharge("P-1", "甲县发改局")], adjustments: [] },
      history: NO_HISTORY,
      month: "2026-06",
      knownAt: reading("2026-06-12"),
      planYear: 2026,
      nextLock: NEXT_LOCK,
      readPlannedDay: readDay,
      readMoney: () => null,
      setAside: new Set(),
    });
    expect(doubtsOf([may], {}, list)).toEqual([]);
  });
});

describe("a doubt as a finding", () => {
  const finding = (
    milestones: readonly Milestone[],
    more: Partial<MilestoneInput> = {},
    list: Partial<ListInForce> = {},
  ) => planFindings({ places: [] }, doubtsOf(milestones, more, list))[0]!;
  const spoken = (...args: Parameters<typeof finding>) => {
    const found = finding(...args);
    const { problem, advice } = PLAN_WORDS[found.code as keyof typeof PLAN_WORDS](found, found.facts);
    return `${problem}。${advice}。`;
  };
  const july = { ...may, planned: "2026-07-31" };
  const history = lived(["2026-01-05", may]);

  it("says which cell, what stands there and what counts", () => {
    expect(finding([july], { history })).toMatchObject({
      tab: "milestones",
      key: "P-1/30",
      header: "计划完成",
      found: "2026-07-31",
      suggestion: "",
    });
    expect(spoken([july], { history })).toBe(
      "锁定后改为 2026-07-31，没有同意的调整，仍按 2026-05-20 判定。确需变更的，请在「调整」表申请变更节点；填错的，请改回。",
    );
    expect(spoken([{ ...may, planned: null }], { history })).toMatch(/^锁定后被清空，没有同意的调整/);
  });

  it("never quotes a figure of an investment plan", () => {
    const project = { ...inCharge("P-1", "甲县发改局"), annualPlan: 60_000_000 };
    const unagreed = [{ project, field: "annualPlan" as const, counts: 100_000_000 }];
    expect(finding([], {}, { unagreed })).toMatchObject({ header: "年度计划投资", found: "", suggestion: "" });
    expect(spoken([], {}, { unagreed })).not.toMatch(/\d/);
  });

  it("has words for every code, in whole sentences with full-width signs", () => {
    const blank = finding([july], { history });
    const facts = {
      name: "主体封顶",
      planned: "2026-05-20",
      counts: "2026-05-20",
      project: "P-1",
      part: "图纸",
      seq: 20,
      other: "assignedOn",
    };
    const reasons: Readonly<Record<string, readonly string[]>> = {
      "adjustment-fault": Object.keys(ADJUSTMENT_FAULTS),
      "issue-not-closed": Object.keys(LACKS),
      "issue-extension-refused": Object.keys(EXTENSION_REFUSALS),
      "issue-complex-refused": Object.keys(COMPLEX_REFUSALS),
      "issue-reopen-refused": Object.keys(REOPEN_REFUSALS),
    };
    const cases = Object.entries(PLAN_WORDS).flatMap(([code, say]) =>
      (reasons[code] ?? [""]).map((because) => ({ code, say, because })),
    );
    for (const { code, say, because } of cases)
      for (const found of ["", "2026-05"]) {
        const { problem, advice } = say({ ...blank, code, found }, { ...facts, because, lack: because, rivals: "" });
        expect(`${problem}${advice}`).not.toMatch(/undefined|NaN|。|！/);
        expect([code, problem.length > 5, advice.length > 5]).toEqual([code, true, true]);
      }
  });
});
