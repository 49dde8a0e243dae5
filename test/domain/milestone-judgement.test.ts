import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../lib/domain/dates.ts";
import { UNREADABLE } from "../../lib/domain/field.ts";
import { milestoneBasis } from "../../lib/domain/milestone-basis.ts";
import { judgeMilestones } from "../../lib/domain/milestone-judgement.ts";
import type { Milestone } from "../../lib/domain/registry.ts";
import {
  CITY,
  historyOf,
  inCharge,
  lifeOfRow,
  newAdjustment,
  newExemption,
  newInput,
  newStep,
  RULE,
  reading,
  verdictOf,
  verdictsOf,
} from "../fakes/plan-rows.ts";

const registryOf = (milestones: readonly Milestone[], more: Partial<ReturnType<typeof newInput>["registry"]> = {}) => ({
  ...newInput(milestones).registry,
  ...more,
});

describe("a verdict", () => {
  const row = newStep(30, { planned: "2026-05-20", name: "主体封顶" });

  it("carries its row, its days and the rule", () => {
    expect(verdictOf(row)).toEqual({
      key: "P-1/30",
      workbook: "台账",
      project: "P-1",
      seq: 30,
      milestone: row,
      asOf: "2026-06-12",
      light: "red",
      because: "overdue",
      planned: "2026-05-20",
      plannedNow: "2026-05-20",
      actual: null,
      done: false,
      refuted: null,
      daysLate: 23,
      exemptDays: 0,
      adjustment: null,
      exemption: null,
      lateLight: "red",
      ownDaysLate: 23,
      ownUnit: "甲县发改局",
      push: null,
      reminder: false,
      untouchedDays: null,
      missingReport: null,
      asidePredecessor: null,
      provisional: false,
      rule: RULE,
    });
  });

  it("names the milestone's own unit before the project's, and none when the project is unknown", () => {
    expect(verdictOf({ ...row, responsibleUnit: "市供电公司" }).ownUnit).toBe("市供电公司");
    expect(verdictOf({ ...row, responsibleUnit: UNREADABLE }).ownUnit).toBe("甲县发改局");
    expect(verdictOf({ ...row, project: "P-9" }).ownUnit).toBe("");
  });

  it("keeps the colour a late one had when done", () => {
    const verdict = verdictOf({ ...row, actual: "2026-06-10" });
    expect(verdict).toMatchObject({
      light: "yellow",
      lateLight: "red",
      daysLate: 21,
      done: true,
      actual: "2026-06-10",
    });
  });

  it("reminds from seven to four days before the day, not while it has a light, is done or exempt", () => {
    const due = (planned: string, more: Partial<Milestone> = {}) => verdictOf({ ...row, planned, ...more }).reminder;
    expect(["2026-06-20", "2026-06-19", "2026-06-16", "2026-06-15"].map((day) => due(day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(due("2026-06-18", { actual: "2026-06-10" })).toBe(false);
    const exemptions = [newExemption("P-1", "2026-06-01", "2026-06-30")];
    expect(verdictOf({ ...row, planned: "2026-06-18" }, { registry: registryOf([row], { exemptions }) }).reminder).toBe(
      false,
    );
  });

  it("still reminds of a stale one", () => {
    expect(verdictOf({ ...row, planned: "2026-06-18" }, { missingReport: () => "2026-05" })).toMatchObject({
      light: "grey",
      reminder: true,
    });
  });

  it("names the exemption in force, of the project or of the milestone itself", () => {
    const other = { ...newExemption("P-1", "2026-06-01", "2026-07-15"), seq: 40 };
    const own = { ...newExemption("P-1", "2026-06-02", "2026-07-15"), seq: 30 };
    const exempt = (...exemptions: (typeof own)[]) => verdictOf(row, { registry: registryOf([row], { exemptions }) });
    expect(exempt(other)).toMatchObject({ light: "red", exemption: null, exemptDays: 0 });
    expect(exempt(other, own)).toMatchObject({ light: "exempt", because: "exempt", exemption: own, exemptDays: 11 });
  });

  it("has no lateness where a cell cannot be read", () => {
    expect(verdictOf({ ...row, planned: UNREADABLE })).toMatchObject({
      light: "grey",
      because: "unreadable",
      planned: null,
      plannedNow: null,
      daysLate: null,
      ownDaysLate: null,
      exemptDays: 0,
      lateLight: "none",
    });
  });
});

describe("the day it is judged by", () => {
  const may = newStep(30, { planned: "2026-05-20" });
  const july = newStep(30, { planned: "2026-07-31" });
  const history = historyOf("milestones", [["P-1/30", lifeOfRow(["2026-01-05", may], ["2026-06-01", july])]]);
  const agreed = { ...newAdjustment("变更节点", "P-1", "2026-06-01"), seq: 30, to: "2026-06-30" };
  const judged = (adjustments: readonly (typeof agreed)[], asOf = "2026-06-12") =>
    verdictOf(july, { history, asOf, registry: registryOf([july], { adjustments }) });

  it("is the original one, whatever was typed over it after the lock", () => {
    expect(judged([])).toMatchObject({
      planned: "2026-05-20",
      plannedNow: "2026-07-31",
      daysLate: 23,
      light: "red",
      adjustment: null,
    });
  });

  it("stays when the cell is broken or emptied after the lock", () => {
    for (const planned of [UNREADABLE, null])
      expect(verdictOf({ ...may, planned }, { history })).toMatchObject({
        planned: "2026-05-20",
        plannedNow: null,
        light: "red",
      });
  });

  it("is the typed one until the first lock", () => {
    const fresh = historyOf("milestones", [["P-1/30", lifeOfRow(["2026-06-11", may])]]);
    expect(verdictOf(july, { history: fresh })).toMatchObject({ planned: "2026-07-31", light: "none" });
    const locked = { history: fresh, asOf: "2026-07-10", knownAt: reading("2026-07-10") };
    expect(verdictOf(july, locked)).toMatchObject({ planned: "2026-05-20", daysLate: 51 });
  });

  it("is first seen when it is typed, not when its row was: a row without one is not frozen empty", () => {
    const filledIn = historyOf("milestones", [
      ["P-1/30", lifeOfRow(["2026-01-05", { ...may, planned: null }], ["2026-06-11", may])],
    ]);
    expect(verdictOf(july, { history: filledIn })).toMatchObject({ planned: "2026-07-31", because: "due-later" });
    const locked = { history: filledIn, asOf: "2026-07-10", knownAt: reading("2026-07-10") };
    expect(verdictOf(july, locked)).toMatchObject({ planned: "2026-05-20", daysLate: 51 });
  });

  it("is the agreed one from the day the change takes effect", () => {
    expect(judged([agreed])).toMatchObject({ planned: "2026-06-30", daysLate: -18, light: "none", adjustment: agreed });
    expect(judged([{ ...agreed, effectiveMonth: "2026-07" }])).toMatchObject({
      planned: "2026-05-20",
      adjustment: null,
    });
  });

  it("is not moved by a change that was refused, is of another kind or names another milestone", () => {
    for (const other of [
      { ...agreed, decision: "不同意" as const },
      { ...agreed, type: "变更前置" as const },
      { ...agreed, seq: 31 },
    ])
      expect(judged([other as typeof agreed]).planned).toBe("2026-05-20");
  });

  it("is unknown, neither old nor guessed, when the agreed 新值 cannot be read or is missing", () => {
    for (const to of ["两个月后", null])
      expect(judged([{ ...agreed, to } as typeof agreed])).toMatchObject({
        planned: null,
        light: "grey",
        because: "unreadable",
        adjustment: { to },
      });
  });
});

describe("stale", () => {
  const row = newStep(30, { planned: "2026-06-20" });
  const lived = (...days: string[]) => ({
    history: historyOf("milestones", [
      [
        "P-1/30",
        lifeOfRow(...days.map((day, n) => [day, n === days.length - 1 ? row : { ...row, remark: `${n}` }] as const)),
      ],
    ]),
  });

  it("counts from the last change of the row and says for how long", () => {
    expect(verdictOf(row, lived("2026-01-05", "2026-05-05"))).toMatchObject({
      light: "grey",
      untouchedDays: 38,
      missingReport: null,
      asidePredecessor: null,
    });
    expect(verdictOf(row, lived("2026-01-05", "2026-05-14"))).toMatchObject({ light: "none", untouchedDays: null });
  });

  it("names the missing report, and both when both are so", () => {
    const missing = { missingReport: (project: string) => (project === "P-1" ? "2026-05" : null) };
    expect(verdictOf(row, missing)).toMatchObject({
      light: "grey",
      because: "stale",
      untouchedDays: null,
      missingReport: "2026-05",
    });
    expect(verdictOf(row, { ...missing, ...lived("2026-06-01") })).toMatchObject({
      untouchedDays: null,
      missingReport: "2026-05",
    });
    expect(verdictOf(row, { ...missing, ...lived("2026-05-05") })).toMatchObject({
      untouchedDays: 38,
      missingReport: "2026-05",
    });
  });

  it("does not see a row changed in the reading at hand as untouched", () => {
    const changed = { ...row, remark: "已进场" };
    expect(verdictOf(changed, lived("2026-01-05"))).toMatchObject({ light: "none", untouchedDays: null });
    const later = { ...lived("2026-01-05"), knownAt: reading("2026-05-10"), asOf: "2026-06-12" };
    expect(verdictOf(changed, later)).toMatchObject({ light: "grey", untouchedDays: 33 });
  });

  it("takes an equal row of another reading for the same row", () => {
    expect(verdictOf(structuredClone(row), lived("2026-05-05"))).toMatchObject({ light: "grey", untouchedDays: 38 });
  });

  it("looks at what was known by the end of the as-of day", () => {
    const life = lived("2026-01-05", "2026-06-20");
    expect(verdictOf(row, { ...life, knownAt: reading("2026-06-20") })).toMatchObject({
      light: "grey",
      untouchedDays: 158,
    });
    const midnight = lifeOfRow(["2026-01-05", row], ["2026-06-13", row]).map((version, index) =>
      index === 0 ? version : { ...version, firstSeen: "2026-06-12T16:00:00.000Z" },
    );
    const atMidnight = { history: historyOf("milestones", [["P-1/30", midnight]]), knownAt: reading("2026-06-20") };
    expect(verdictOf(row, atMidnight)).toMatchObject({ light: "grey", untouchedDays: 158 });
    const none = { ...lived("2026-06-20"), knownAt: reading("2026-06-20") };
    expect(verdictOf(row, none)).toMatchObject({ light: "none" });
  });
});

describe("behind a predecessor", () => {
  const before = newStep(20, {
    name: "管线迁改",
    planned: "2026-05-15",
    actual: "2026-05-26",
    responsibleUnit: "市供电公司",
  });
  const row = newStep(30, { name: "主体封顶", planned: "2026-05-20", predecessors: "20", duration: 3 });

  it("of 滨河路 the light follows all 23 days, 14 of them are its own, 9 the power company's", () => {
    const [, verdict] = verdictsOf([before, row]);
    expect(verdict).toMatchObject({
      light: "red",
      daysLate: 23,
      ownDaysLate: 14,
      ownUnit: "甲县发改局",
      provisional: false,
    });
    expect(verdict!.push).toEqual({
      predecessor: "P-1/20",
      predecessorName: "管线迁改",
      predecessorUnit: "市供电公司",
      finished: "2026-05-26",
      link: { seq: 20, type: "FS", lag: 0, calendarDays: false },
      duration: 3,
      ownFrom: "2026-05-29",
      othersDaysLate: 9,
      rootKey: "P-1/20",
      rootName: "管线迁改",
      rootUnit: "市供电公司",
    });
  });

  it("leaves all its days to the root when nothing is its own", () => {
    const [, verdict] = verdictsOf([{ ...before, actual: null }, row]);
    expect(verdict).toMatchObject({ daysLate: 23, ownDaysLate: -5, push: { finished: null, othersDaysLate: 23 } });
  });

  it("takes a predecessor dated after the as-of day for open", () => {
    const [, verdict] = verdictsOf([{ ...before, actual: "2026-06-13" }, row]);
    expect(verdict!.push!.finished).toBeNull();
  });

  it("has no push when the predecessor was in time, when it is itself in time, or in another project", () => {
    expect(verdictsOf([{ ...before, actual: "2026-05-15" }, row])[1]).toMatchObject({ ownDaysLate: 23, push: null });
    expect(verdictsOf([before, { ...row, planned: "2026-06-20" }])[1]).toMatchObject({ ownDaysLate: -8, push: null });
    expect(verdictsOf([{ ...before, project: "P-2", key: "P-2/20" }, row])[1]!.push).toBeNull();
  });

  it("is excused on its very day as on any later one while it waits for a late predecessor", () => {
    const due = { ...row, planned: "2026-06-12" };
    const [, open] = verdictsOf([{ ...before, actual: "2026-06-11" }, due]);
    expect(open).toMatchObject({ light: "blue", because: "due-soon", daysLate: 0, push: { predecessor: "P-1/20" } });
    expect(open!.ownDaysLate).toBeLessThan(0);
    expect(verdictsOf([before, { ...due, actual: "2026-06-12" }])[1]).toMatchObject({ ownDaysLate: 0, push: null });
  });

  it("asks for working days only where something is late behind a predecessor", () => {
    const calendarOf = () => {
      throw new Error("asked");
    };
    expect(
      verdictsOf(
        [
          { ...row, predecessors: null },
          { ...row, seq: 40, planned: "2026-06-13" },
        ],
        { calendarOf },
      ).length,
    ).toBe(2);
    expect(() => verdictsOf([row], { calendarOf })).toThrow("asked");
  });

  it("asks for the working days of a project once, of its county, or of the city when the project is unknown", () => {
    const asked: string[] = [];
    const calendarOf = (county: string) => {
      asked.push(county);
      return CITY;
    };
    verdictsOf([before, row, { ...row, seq: 40, key: "P-1/40" }], { calendarOf });
    expect(asked).toEqual(["甲县"]);
    const unknown = [before, row].map((step) => ({ ...step, project: "P-9", key: `P-9/${step.seq}` }));
    expect(verdictsOf(unknown, { calendarOf })[1]).toMatchObject({ ownDaysLate: 14, ownUnit: "" });
    expect(asked).toEqual(["甲县", ""]);
  });

  it("done late is split the same way", () => {
    const [, verdict] = verdictsOf([before, { ...row, actual: "2026-06-01" }]);
    expect(verdict).toMatchObject({ daysLate: 12, ownDaysLate: 3, push: { othersDaysLate: 9 } });
  });

  it("is judged on its own lateness by the predecessor's frozen day and the working days of its county", () => {
    const local = { ...CITY, special: new Map([...CITY.special, ["2026-05-27", "rest" as const]]) };
    const calendarOf = (county: string) => (county === "甲县" ? local : CITY);
    expect(verdictsOf([before, row], { calendarOf })[1]!.push!.ownFrom).toBe("2026-06-01");
  });

  it("is not excused by a predecessor, a longer lag or a longer duration written in after the lock", () => {
    const bare = { ...row, predecessors: null, duration: null };
    const wasBare = historyOf("milestones", [["P-1/30", lifeOfRow(["2026-01-05", bare], ["2026-06-01", row])]]);
    expect(verdictsOf([before, row], { history: wasBare })[1]).toMatchObject({ ownDaysLate: 23, push: null });
    const grown = { ...row, predecessors: "20FS+30d", duration: 30 };
    const wasShort = historyOf("milestones", [["P-1/30", lifeOfRow(["2026-01-05", row], ["2026-06-01", grown])]]);
    expect(verdictsOf([before, grown], { history: wasShort })[1]).toMatchObject({ ownDaysLate: 14 });
  });

  it("is excused by a predecessor that an agreed 变更前置 gave it, from the day that takes effect", () => {
    const bare = { ...row, predecessors: null };
    const history = historyOf("milestones", [["P-1/30", lifeOfRow(["2026-01-05", bare], ["2026-06-01", row])]]);
    const agreed = { ...newAdjustment("变更前置", "P-1", "2026-06-02"), seq: 30, to: "20" };
    const judged = (asOf: string) =>
      verdictsOf([before, row], { asOf, history, registry: registryOf([before, row], { adjustments: [agreed] }) })[1];
    expect(judged("2026-06-12")).toMatchObject({ ownDaysLate: 14 });
    expect(judged("2026-06-01")).toMatchObject({ ownDaysLate: 12, push: null });
  });

  it("is 暂定 when the chain counts days of a year without a notice", () => {
    const late = { ...before, actual: "2026-12-30" };
    const [, verdict] = verdictsOf([late, row], { asOf: "2027-02-01" });
    expect(verdict).toMatchObject({ provisional: true, push: { ownFrom: "2027-01-05" } });
  });
});

describe("what a verdict rests on", () => {
  const row = newStep(30, { planned: "2026-05-20" });
  const own = (field: string) => ({ workbook: "台账", tab: "milestones", key: "P-1/30", field });

  it("is versioned, names rule and values, and its two cells", () => {
    const basis = milestoneBasis(verdictOf(row));
    expect(basis).toEqual({
      version: 1,
      rule: { name: RULE.name, from: RULE.from, source: RULE.source },
      values: {
        asOf: "2026-06-12",
        planned: "2026-05-20",
        plannedNow: "2026-05-20",
        actual: null,
        daysLate: 23,
        exemptDays: 0,
        ownDaysLate: 23,
        ownUnit: "甲县发改局",
        predecessor: null,
        predecessorFinished: null,
        duration: null,
        ownFrom: null,
        rootKey: null,
        rootUnit: null,
        untouchedDays: null,
        missingReport: null,
        provisional: false,
        greenFrom: "2026-07-01",
      },
      restsOn: [own("planned"), own("actual")],
    });
  });

  it("tells the day from which it is green: at once in time, else the first of the month after completion", () => {
    const green = (cells: Partial<Milestone>) => milestoneBasis(verdictOf({ ...row, ...cells })).values.greenFrom;
    expect(green({ actual: "2026-05-18" })).toBe("2026-05-18");
    expect(green({ actual: "2026-05-21" })).toBe("2026-06-01");
    expect(green({ planned: "2026-06-12" })).toBe("2026-06-12");
    expect(green({ planned: "2026-06-11" })).toBe("2026-07-01");
    expect(green({ planned: null })).toBeNull();
  });

  it("names the predecessor's day, the exemption, the adjustment and the missing report where they decided", () => {
    const before = newStep(20, { planned: "2026-05-15", actual: "2026-05-26" });
    const late = { ...row, predecessors: "20", duration: 3 };
    const exemption = newExemption("P-1", "2026-06-01", "2026-06-30");
    const adjustment = { ...newAdjustment("变更节点", "P-1", "2026-05-01"), seq: 30, to: "2026-05-21" };
    const registry = registryOf([before, late], { exemptions: [exemption], adjustments: [adjustment] });
    const basis = milestoneBasis(verdictsOf([before, late], { registry })[1]!);
    expect(basis.restsOn).toEqual([
      own("planned"),
      own("actual"),
      { workbook: "台账", tab: "adjustments", key: "T-2026-05-01", field: "to" },
      own("predecessors"),
      own("duration"),
      { workbook: "台账", tab: "milestones", key: "P-1/20", field: "actual" },
      { workbook: "台账", tab: "exemptions", key: "H-2026-06-01", field: "from" },
      { workbook: "台账", tab: "exemptions", key: "H-2026-06-01", field: "to" },
    ]);
    expect(basis.values).toMatchObject({
      predecessor: "P-1/20",
      predecessorFinished: "2026-05-26",
      duration: 3,
      ownFrom: "2026-05-29",
      rootKey: "P-1/20",
      rootUnit: "甲县发改局",
      greenFrom: null,
    });
    const stale = milestoneBasis(verdictOf({ ...row, planned: "2026-06-20" }, { missingReport: () => "2026-05" }));
    expect(stale.restsOn.at(-1)).toEqual({
      workbook: "台账",
      tab: "monthlyReports",
      key: "P-1/2026-05",
      field: "investedYtd",
    });
  });
});

describe("many milestones", () => {
  const seqs = fc.integer({ min: 0, max: 200 });
  const cells = fc.record({
    planned: seqs.map((n) => addDays("2026-01-01", n)),
    actual: fc.option(seqs.map((n) => addDays("2026-01-01", n))),
    duration: fc.option(fc.integer({ min: 0, max: 20 })),
    predecessors: fc.option(fc.constantFrom("1", "2", "1,2FS+5d", "3SS", "4FF-2d", "2,9", "图纸")),
  });

  it("get verdicts that do not depend on the order of the rows, and never own more days than they are late", () => {
    fc.assert(
      fc.property(fc.array(cells, { minLength: 1, maxLength: 5 }), (rows) => {
        const milestones = rows.map((row, index) => newStep(index + 1, row));
        const verdicts = judgeMilestones(newInput(milestones));
        const reversed = judgeMilestones(newInput(milestones.toReversed())).toReversed();
        expect(verdicts).toEqual(reversed);
        for (const { ownDaysLate, daysLate, push } of verdicts) {
          expect(ownDaysLate!).toBeLessThanOrEqual(daysLate!);
          if (push !== null) expect([push.othersDaysLate > 0, push.othersDaysLate <= daysLate!]).toEqual([true, true]);
        }
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it("keep the registry's order, one verdict each", () => {
    const milestones = [
      newStep(2, { planned: "2026-05-20" }),
      newStep(1, {}),
      { ...newStep(3, {}), project: "P-2", key: "P-2/3" },
    ];
    const registry = { ...registryOf(milestones), projects: [inCharge("P-1", "甲局"), inCharge("P-2", "乙局")] };
    expect(verdictsOf(milestones, { registry }).map(({ key, ownUnit }) => [key, ownUnit])).toEqual([
      ["P-1/2", "甲局"],
      ["P-1/1", "甲局"],
      ["P-2/3", "乙局"],
    ]);
  });
});
