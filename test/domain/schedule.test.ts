import { describe, expect, it } from "vitest";
import { scheduleNetwork } from "../../lib/domain/network-schedule.ts";
import { calendarFor } from "../../lib/rules/holidays.ts";
import { readCases } from "../cases/read-cases.ts";
import { newScheduleStep, stepsFrom } from "../fakes/networks.ts";

const CALENDAR = calendarFor([], null);
const schedule = (steps: string, asOf = "2026-06-12") => scheduleNetwork(stepsFrom(steps), CALENDAR, asOf);
const textOf = (value: string | number | null): string => (value === null ? "" : String(value));

describe("the days of a step an official could check", () => {
  it.each(readCases("schedule.csv"))("$situation", (given) => {
    const { steps, asOf, seq, situation: _, source: __, ...expected } = given as Record<string, string>;
    const step = schedule(steps!, asOf).stepOf(Number(seq))!;
    expect({
      seq,
      earlyStart: step.earlyStart,
      earlyFinish: step.earlyFinish,
      lateStart: textOf(step.lateStart),
      lateFinish: textOf(step.lateFinish),
      float: textOf(step.totalFloat),
      free: textOf(step.freeFloat),
      critical: step.critical ? "是" : "否",
      driver: textOf(step.driver),
      provisional: step.provisional ? "暂定" : "",
    }).toEqual({ seq, ...expected });
  });
});

describe("a chain", () => {
  it("says when all can be done, how many working days are missing, and the critical steps from first to last", () => {
    const chain = schedule("40=0(20,30)!2026-07-31 30=6(10) 20=30(10) 10=10 50=5@2026-06-01");
    expect(chain.steps.map(({ seq }) => seq)).toEqual([10, 20, 30, 40, 50]);
    expect(chain).toMatchObject({
      state: "scheduled",
      earliestFinish: "2026-08-07",
      float: -5,
      critical: [10, 20, 40],
    });
  });

  it("without a fixed finish has early days only", () => {
    const chain = schedule("10=10 20=5(10)");
    expect(chain).toMatchObject({ float: null, critical: [], earliestFinish: "2026-07-03" });
    expect(chain.stepOf(20)).toMatchObject({ lateStart: null, lateFinish: null, totalFloat: null, freeFloat: null });
    expect(chain.stepOf(10)).toMatchObject({ totalFloat: null, freeFloat: 0, critical: false });
  });

  it("all done has its last day and nothing critical; without steps there is nothing", () => {
    expect(schedule("10=5@2026-05-08 20=0(10)@2026-05-20!2026-05-31")).toMatchObject({
      ...{ earliestFinish: "2026-05-20", float: null, critical: [] },
    });
    expect(scheduleNetwork([], CALENDAR, "2026-06-12")).toMatchObject({
      state: "empty",
      steps: [],
      earliestFinish: null,
    });
  });

  it("waits for no predecessor that is not there, and has no step by an unknown number", () => {
    const chain = schedule("20=5(10)!2026-06-30");
    expect(chain.stepOf(20)).toMatchObject({ earlyStart: "2026-06-12", driver: null });
    expect(chain.stepOf(10)).toBeUndefined();
  });

  it("in the far past or of endless durations ends where the calendar does and harms nobody", () => {
    const endless = schedule("10=99999999999 20=5(10FS+9999d) 30=3(20FF-9999cd)!2026-06-30");
    expect(endless.stepOf(10)).toMatchObject({ earlyFinish: "2199-12-31", lateStart: "1900-01-02" });
    expect(schedule("10=5@1901-03-08 20=0(10)").stepOf(10)).toMatchObject({ earlyStart: "1901-03-04" });
    expect(schedule("10=5!2026-06-30").stepOf(10)).toMatchObject({ lateStart: "2026-06-24", totalFloat: 7 });
  });
});

describe("a ring", () => {
  it("is named in the order of work from its lowest number, and nothing is scheduled", () => {
    expect(schedule("10=5 20=5(10,50) 30=5(20) 50=5(30) 60=5(50)!2026-12-31")).toMatchObject({
      ...{ state: "circular", cycle: [20, 30, 50], steps: [], float: null, earliestFinish: null },
    });
    expect(schedule("10=5(10)").cycle).toEqual([10]);
  });

  it("through a done step stops nobody: what is done waits for nothing", () => {
    const chain = schedule("10=5(30)@2026-06-05 20=5(10) 30=5(20)!2026-06-30");
    expect(chain).toMatchObject({ state: "scheduled", cycle: [] });
    expect(chain.stepOf(20)).toMatchObject({ earlyStart: "2026-06-08", earlyFinish: "2026-06-12" });
    expect(schedule("10=5(20)@2026-06-05 20=5(10)@2026-06-10 30=5(20)").state).toBe("scheduled");
  });

  it("of a hundred thousand steps is found without running out of stack", () => {
    const size = 100_000;
    const links = (seq: number) => [{ seq, type: "FS" as const, lag: 0, calendarDays: false }];
    const steps = Array.from({ length: size }, (_, at) => newScheduleStep(at + 1, 1, links(at === 0 ? size : at)));
    expect(scheduleNetwork(steps, CALENDAR, "2026-06-12").cycle).toHaveLength(size);
  });
});
