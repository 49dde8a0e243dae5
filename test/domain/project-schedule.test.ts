import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UNREADABLE } from "../../lib/domain/field.ts";
import { judge } from "../../lib/domain/judgement.ts";
import { type PredecessorLink, parsePredecessors } from "../../lib/domain/predecessors.ts";
import type { CalendarRow, Milestone, Project, Registry } from "../../lib/domain/registry.ts";
import type { ScheduleStep } from "../../lib/domain/schedule.ts";
import { dayInput } from "../fakes/judge-input.ts";
import { networks } from "../fakes/network-arbitraries.ts";
import { newScheduleStep } from "../fakes/networks.ts";
import { newAdjustment, newStep } from "../fakes/plan-rows.ts";
import { newInspection, newMilestone, newProject } from "../fakes/registry-rows.ts";

const AS_OF = "2026-06-12";
type Cells = Partial<Milestone>;

const rows = (...steps: readonly (readonly [number, Cells])[]): readonly Milestone[] =>
  steps.map(([seq, cells]) => newStep(seq, { duration: 5, ...cells }));
const judged = (milestones: readonly Milestone[], project: Partial<Project> = {}, more: Partial<Registry> = {}) =>
  judge(dayInput(AS_OF, { projects: [{ ...newProject("P-1"), ...project }], milestones, ...more }));
const scheduled = (...given: Parameters<typeof judged>) => judged(...given).schedules("P-1")!;
const remarks = (...given: Parameters<typeof judged>) =>
  Object.fromEntries(scheduled(...given).remarks.map(({ code, seqs }) => [code, seqs]));

const CHAIN = rows(
  [10, { name: "开工", actual: "2026-05-08" }],
  [20, { name: "主体", predecessors: "10", duration: 40 }],
  [30, { name: "竣工", predecessors: "20", planned: "2026-07-20", duration: 0 }],
);

describe("the schedule of a project", () => {
  it("counts back from 计划竣工 at the step of that name, and is made once", () => {
    const { schedules } = judged(CHAIN, { plannedFinish: "2026-06-30" });
    const schedule = schedules("P-1")!;
    expect(schedule.finish).toEqual({ day: "2026-06-30", from: "plannedFinish", seq: 30 });
    expect(schedule.stepOf(20)).toMatchObject({ earlyFinish: "2026-07-03", lateFinish: "2026-06-30", totalFloat: -3 });
    expect(schedule).toMatchObject({ project: "P-1", float: -3, critical: [20, 30], remarks: [] });
    expect(schedules("P-1")).toBe(schedule);
    expect(schedules("P-2")).toBeNull();
  });

  it("counts back from 计划投产 at 投产 too; the later of the two is where it begins", () => {
    const operating = [...CHAIN, ...rows([40, { name: "投产", predecessors: "30", duration: 10 }])];
    const schedule = scheduled(operating, { plannedFinish: "2026-07-31", plannedOperation: "2026-08-07" });
    expect(schedule.finish).toEqual({ day: "2026-08-07", from: "plannedOperation", seq: 40 });
    expect(schedule.stepOf(40)).toMatchObject({ lateStart: "2026-07-27", lateFinish: "2026-08-07" });
    expect(schedule.stepOf(30)).toMatchObject({ lateFinish: "2026-07-24" });
  });

  it("counts back from the step named 竣工 even where another end is planned later", () => {
    const beside = [...CHAIN, ...rows([40, { name: "绿化", predecessors: "20", planned: "2026-08-31" }])];
    const schedule = scheduled(beside, { plannedFinish: "2026-07-31" });
    expect(schedule.finish).toMatchObject({ day: "2026-07-31", seq: 30 });
    expect(schedule.stepOf(40)).toMatchObject({ lateFinish: "2026-07-31" });
  });

  it("of a chain without these names counts back from its last end, and without those days from the planned day there", () => {
    const plain = rows(
      [10, { name: "设计", planned: "2026-06-30" }],
      [20, { predecessors: "10", planned: "2026-07-10" }],
    );
    expect(scheduled(plain, { plannedFinish: "2026-07-31" }).finish).toEqual({
      ...{ day: "2026-07-31", from: "plannedFinish", seq: 20 },
    });
    expect(scheduled(plain, { plannedFinish: "2026-07-31", plannedOperation: "2026-09-30" }).finish).toMatchObject({
      ...{ day: "2026-09-30", from: "plannedOperation" },
    });
    expect(scheduled(plain).finish).toEqual({ day: "2026-07-10", from: "planned", seq: 20 });
    expect(scheduled(plain, { plannedFinish: UNREADABLE }).finish).toMatchObject({ from: "planned" });
    expect(remarks(rows([10, { planned: null }]))).toMatchObject({ "no-fixed-finish": [] });
  });

  it("does not ask 投产 to be there by 计划竣工", () => {
    const chain = rows([10, { name: "设备安装" }], [20, { name: "投产", predecessors: "10", planned: "2026-09-30" }]);
    const schedule = scheduled(chain, { plannedFinish: "2026-06-30" });
    expect(schedule.finish).toEqual({ day: "2026-09-30", from: "planned", seq: 20 });
  });

  it("takes the planned day that counts: an agreed 变更节点, not what was typed over", () => {
    const moved = { ...newAdjustment("变更节点", "P-1", "2026-06-01"), seq: 30, to: "2026-07-31" };
    expect(scheduled(CHAIN).finish).toMatchObject({ day: "2026-07-20", from: "planned" });
    expect(scheduled(CHAIN, {}, { adjustments: [moved] }).finish).toMatchObject({ day: "2026-07-31", from: "planned" });
  });

  it("takes a refuted completion for open", () => {
    const untrue = {
      ...newInspection("DC-1", "P-1", "2026-06-01"),
      ...{ seq: 10, milestoneTrue: false, ruling: "虚报", ruledOn: "2026-06-02" },
    } as Registry["inspections"][number];
    const schedule = scheduled(CHAIN, { plannedFinish: "2026-06-30" }, { inspections: [untrue] });
    expect(schedule.stepOf(10)).toMatchObject({ done: false });
    expect(schedule.stepOf(20)!.earlyStart >= AS_OF).toBe(true);
  });

  it("goes by the working days of its own county", () => {
    const day = { date: "2026-06-29", type: "放假", scope: "甲县" } as Partial<CalendarRow>;
    const closed = { workbook: "台账", key: "2026-06-29/甲县", basis: null, ...day } as CalendarRow;
    const here = scheduled(CHAIN, { plannedFinish: "2026-06-30" }, { calendar: [closed] });
    expect(here.stepOf(20)).toMatchObject({ earlyFinish: "2026-07-06" });
    const there = scheduled(CHAIN, { plannedFinish: "2026-06-30", county: "乙县" }, { calendar: [closed] });
    expect(there.stepOf(20)).toMatchObject({ earlyFinish: "2026-07-03" });
  });

  it("in a ring stops alone, while the findings name the cells of the ring", () => {
    const ring = rows([10, { predecessors: "30" }], [20, { predecessors: "10" }], [30, { predecessors: "20" }]);
    const other = CHAIN.map((row) => ({ ...row, project: "P-2", key: `P-2/${row.seq}` }));
    const { schedules, doubts } = judge(
      dayInput(AS_OF, { projects: [newProject("P-1"), newProject("P-2")], milestones: [...ring, ...other] }),
    );
    expect(schedules("P-1")).toMatchObject({ state: "circular", cycle: [10, 20, 30], steps: [] });
    expect(schedules("P-2")).toMatchObject({ state: "scheduled", cycle: [] });
    const named = doubts().filter(({ code }) => code === "predecessor-circular");
    expect(named.map(({ row, field, facts }) => [row.key, field, facts.seq])).toEqual([["P-1/10", "predecessors", 30]]);
  });

  it("is the same whatever ring another project goes round in", () => {
    const rowsOf = (project: string, steps: readonly ScheduleStep[]): readonly Milestone[] =>
      steps.map(({ seq, duration, links, finished, planned }) => ({
        ...newMilestone(project, seq),
        ...{ duration, planned, actual: finished, predecessors: links.map(linkText).join("、") || null },
      }));
    const linkText = ({ seq, type, lag, calendarDays }: PredecessorLink): string =>
      `${seq}${type}${lag < 0 ? "" : "+"}${lag}${calendarDays ? "cd" : "d"}`;
    const ring = [
      newScheduleStep(900, 5, parsePredecessors("910").links),
      newScheduleStep(910, 5, parsePredecessors("900").links),
    ];
    fc.assert(
      fc.property(networks(), networks(), (one, other) => {
        const schedulesWith = (...first: readonly ScheduleStep[]) =>
          judge(
            dayInput("2026-05-08", {
              projects: [newProject("P-1"), { ...newProject("P-2"), plannedFinish: "2026-06-30" }],
              milestones: [...rowsOf("P-1", first), ...rowsOf("P-2", other.steps)],
            }),
          ).schedules;
        const ringed = schedulesWith(...one.steps, ...ring);
        const { stepOf: _, ...alone } = schedulesWith()("P-2")!;
        expect(ringed("P-1")).toMatchObject({ state: "circular", cycle: [900, 910] });
        expect(ringed("P-2")).toMatchObject(alone);
        expect(alone.state).toBe("scheduled");
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it("without milestones is empty", () => {
    expect(scheduled([], { plannedFinish: "2026-06-30" })).toMatchObject({ state: "empty", steps: [], remarks: [] });
  });
});

describe("a schedule remarks", () => {
  const finish = { plannedFinish: "2026-06-30" };

  it("steps that hang on nothing, and ends besides the last", () => {
    const found = remarks(
      [...CHAIN, ...rows([40, { name: "绿化", predecessors: "20" }], [50, { name: "宣传" }])],
      finish,
    );
    expect(found).toEqual({ "two-finishes": [30, 40], orphan: [50] });
    expect(remarks(rows([10, { name: "竣工" }]), finish)).toEqual({});
  });

  it("two steps that are both 竣工", () => {
    const found = remarks([...CHAIN, ...rows([40, { name: "竣工", predecessors: "30" }])], finish);
    expect(found).toEqual({ "two-finishes": [30, 40] });
  });

  it("days on rest days: the fixed finish, and planned days of open steps, make-up days being none", () => {
    const sunday = rows(
      [10, { planned: "2026-06-07", actual: "2026-06-05" }],
      [20, { predecessors: "10", planned: "2026-06-20" }],
      [30, { name: "竣工", predecessors: "20", planned: "2026-09-20" }],
    );
    expect(remarks(sunday, { plannedFinish: "2026-09-26" })).toEqual({
      ...{ "fixed-on-rest-day": [30], "planned-on-rest-day": [20] },
    });
  });

  it("a done step before an open predecessor", () => {
    const inside = rows(
      [10, {}],
      [20, { predecessors: "10", actual: "2026-06-08" }],
      [30, { name: "竣工", predecessors: "20" }],
    );
    expect(remarks(inside, finish)).toEqual({ "done-before-predecessor": [20] });
  });

  it("durations of open steps that are missing or unreadable, which count 0", () => {
    const unclear = rows(
      [10, { duration: null, actual: "2026-06-08" }],
      [20, { duration: null, predecessors: "10" }],
      [30, { name: "竣工", duration: UNREADABLE, predecessors: "20" }],
    );
    expect(remarks(unclear, finish)).toEqual({ "duration-missing": [20], "duration-unreadable": [30] });
    expect(scheduled(unclear, finish).stepOf(30)).toMatchObject({ earlyFinish: AS_OF, totalFloat: 11 });
  });

  it("predecessors that are not there or cannot be read, which hold nobody", () => {
    const unclear = rows(
      [10, {}],
      [20, { predecessors: "15,10" }],
      [30, { predecessors: "20后" }],
      [40, { name: "竣工", predecessors: UNREADABLE }],
    );
    const found = remarks(unclear, finish);
    expect(found["predecessor-unknown"]).toEqual([20]);
    expect(found["predecessor-unreadable"]).toEqual([30, 40]);
    expect(parsePredecessors("20后").links).toEqual([]);
  });
});
