import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, epochDay, fromEpochDay } from "../../lib/domain/dates.ts";
import { earliestEnd } from "../../lib/domain/forecast-network.ts";
import { makeChain, type Step } from "../../lib/domain/milestone-chain.ts";
import { parsePredecessors } from "../../lib/domain/predecessors.ts";
import { dayTable } from "../../lib/domain/schedule-calendar.ts";
import { CITY, newExemption, newStep } from "../fakes/plan-rows.ts";

const AS_OF = "2026-06-12";

/** A step of the chain: planned, actual ("" = open), predecessors and duration as typed. */
const step = (seq: number, planned: string, actual: string, predecessors = "", duration = 0): Step => ({
  milestone: newStep(seq, { name: `节点${seq}` }),
  unit: `单位${seq}`,
  planned: planned === "" ? null : planned,
  finished: actual === "" ? null : actual,
  end: actual === "" ? AS_OF : actual,
  duration,
  links: parsePredecessors(predecessors).links,
  exemptions: [],
});
const chainOf = (...steps: Step[]) => makeChain(steps, CITY);

describe("own lateness", () => {
  it("of 滨河路 is 14 of 23 days: predecessor done 26 May, three working days make 29 May", () => {
    const chain = chainOf(step(20, "2026-05-15", "2026-05-26"), step(30, "2026-05-20", "", "20", 3));
    expect(chain.own(30)).toMatchObject({ days: 14, from: "2026-05-29", provisional: false });
    expect(chain.own(30)!.driver!.milestone.seq).toBe(20);
    expect(chain.own(20)).toMatchObject({ days: 11, from: "2026-05-15", driver: null, link: null });
  });

  it.each([
    ["20", 3, "2026-05-29"],
    ["20FS+2d", 3, "2026-06-02"],
    ["20FS+2cd", 3, "2026-06-02"],
    ["20FS+4cd", 3, "2026-06-03"],
    ["20FS-1d", 3, "2026-05-28"],
    ["20FF", 3, "2026-05-26"],
    ["20FF+2d", 3, "2026-05-28"],
    ["20FF-2d", 3, "2026-05-22"],
    ["20SS", 3, "2026-05-22"],
    ["20SS+4d", 3, "2026-05-28"],
    ["20SF", 3, null],
    ["20SF+4d", 3, "2026-05-25"],
    ["20", 0, "2026-05-26"],
  ])("behind “%s” with %i working days of its own counts from %s", (predecessors, duration, from) => {
    const chain = chainOf(
      step(20, "2026-05-01", "2026-05-26", "", 5),
      step(30, "2026-05-20", "", predecessors, duration),
    );
    expect(chain.own(30)!.from).toBe(from ?? "2026-05-20");
    expect(chain.own(30)!.driver === null).toBe(from === null);
  });

  it("counts from the planned day when the predecessor came in time, also just in time", () => {
    const early = chainOf(step(20, "2026-05-15", "2026-05-15"), step(30, "2026-05-20", "", "20", 3));
    expect(early.own(30)).toMatchObject({ days: 23, from: "2026-05-20", driver: null, provisional: false });
  });

  it("counts from the latest of several predecessors, the first written of equals", () => {
    const chain = chainOf(
      step(10, "2026-05-01", "2026-05-27"),
      step(20, "2026-05-01", "2026-06-01"),
      step(25, "2026-05-01", "2026-06-01"),
      step(30, "2026-05-20", "", "10,20,25"),
    );
    expect(chain.own(30)).toMatchObject({ days: 11, from: "2026-06-01" });
    expect(chain.own(30)!.driver!.milestone.seq).toBe(20);
  });

  it("is none while the predecessor is open: it could be finished today at the earliest", () => {
    const chain = chainOf(step(20, "2026-05-15", ""), step(30, "2026-05-20", "", "20", 3));
    expect(chain.own(30)).toMatchObject({ days: -5, from: "2026-06-17" });
  });

  it("is less the exempt days from there on", () => {
    const exempted = {
      ...step(30, "2026-05-20", "", "20", 3),
      exemptions: [newExemption("P-1", "2026-05-22", "2026-05-24"), newExemption("P-1", "2026-06-01", "2026-06-04")],
    };
    expect(chainOf(step(20, "2026-05-15", "2026-05-26"), exempted).own(30)!.days).toBe(10);
  });

  it("does not exist without a planned day, nor for a milestone that is not there", () => {
    const chain = chainOf(step(20, "", "2026-05-26"), step(30, "2026-05-20", "", "20,40", 3));
    expect([chain.own(20), chain.own(40)]).toEqual([null, null]);
    expect(chain.own(30)!.from).toBe("2026-05-29");
  });

  it("is 暂定 when working days of a year without a notice were counted, and only then", () => {
    const late = (actual: string, predecessors: string, duration: number) =>
      makeChain(
        [
          step(20, "2026-12-01", actual, "", 3),
          { ...step(30, "2026-12-10", "", predecessors, duration), end: "2027-06-01" },
        ],
        CITY,
      ).own(30)!;
    expect(late("2026-12-30", "20", 1)).toMatchObject({ from: "2026-12-31", provisional: false });
    expect(late("2026-12-30", "20", 2)).toMatchObject({ from: "2027-01-04", provisional: true });
    expect(late("2026-12-30", "20FF+5cd", 9)).toMatchObject({ from: "2027-01-04", provisional: false });
    expect(late("2026-12-30", "20FS+2d", 0)).toMatchObject({ from: "2027-01-04", provisional: true });
    expect(late("2027-01-05", "20SS", 0)).toMatchObject({ from: "2026-12-30", provisional: true });
    expect(late("2027-01-05", "20SS-5cd", 0)).toMatchObject({ from: "2026-12-25", provisional: true });
    expect(late("2026-12-30", "20FS+2d", 1)).toMatchObject({ from: "2027-01-05", provisional: true });
  });
});

describe("the root of a delay", () => {
  const rootOf = (chain: ReturnType<typeof chainOf>, seq: number) => chain.root(chain.own(seq)!.driver!).milestone.seq;

  it("is the first milestone up the chain whose lateness is its own", () => {
    const chain = chainOf(
      step(10, "2026-05-01", "2026-05-20"),
      step(20, "2026-05-05", "2026-05-22", "10", 2),
      step(30, "2026-05-10", "2026-05-26", "20", 2),
      step(40, "2026-05-15", "2026-05-28", "30", 2),
    );
    expect([chain.own(10)!.days, chain.own(20)!.days, chain.own(30)!.days, chain.own(40)!.days]).toEqual([19, 0, 0, 0]);
    expect([rootOf(chain, 40), rootOf(chain, 30), rootOf(chain, 20)]).toEqual([10, 10, 10]);
  });

  it("stops at a milestone that added days of its own", () => {
    const chain = chainOf(
      step(10, "2026-05-01", "2026-05-20"),
      step(20, "2026-05-05", "2026-05-25", "10", 2),
      step(30, "2026-05-10", "2026-05-27", "20", 2),
    );
    expect([chain.own(20)!.days, rootOf(chain, 30)]).toEqual([3, 20]);
  });

  it("stops at a milestone without a planned day", () => {
    const chain = chainOf(
      step(10, "2026-05-01", "2026-05-20"),
      step(20, "", "2026-05-22", "10", 2),
      step(30, "2026-05-10", "2026-05-26", "20", 2),
    );
    expect(rootOf(chain, 30)).toBe(20);
  });
});

describe("milestones that wait for one another", () => {
  it("excuse nobody, alone, in pairs or in a ring", () => {
    const alone = chainOf(step(20, "2026-05-20", "", "20", 3));
    expect(alone.own(20)).toMatchObject({ days: 23, driver: null });
    const pair = chainOf(step(20, "2026-05-20", "", "30"), step(30, "2026-05-21", "", "20"));
    expect([pair.own(20)!.days, pair.own(30)!.days]).toEqual([23, 22]);
    const ring = chainOf(
      step(10, "2026-05-20", "", "30"),
      step(20, "2026-05-20", "", "10"),
      step(30, "2026-05-20", "", "20"),
    );
    expect([10, 20, 30].map((seq) => ring.own(seq)!.days)).toEqual([23, 23, 23]);
    const lookingBack = chainOf(step(20, "2026-05-20", "", "1,30"), step(30, "2026-05-21", "", "1,20"));
    expect([lookingBack.own(20)!.days, lookingBack.own(30)!.days]).toEqual([23, 22]);
  });

  it("leave an honest predecessor beside the ring its weight, also one written further down", () => {
    const chain = chainOf(
      step(20, "2026-05-20", "", "30,40"),
      step(30, "2026-05-20", "", "20"),
      step(40, "2026-05-01", "2026-06-01"),
    );
    expect(chain.own(20)).toMatchObject({ from: "2026-06-01", days: 11 });
    expect(chain.own(30)).toMatchObject({ from: "2026-05-20", days: 23 });
  });

  it("excuse a milestone that only hangs on a ring without being part of it", () => {
    const chain = chainOf(
      step(20, "2026-05-20", "2026-06-01", "30"),
      step(30, "2026-05-20", "2026-06-01", "20"),
      step(40, "2026-05-20", "", "20"),
    );
    expect(chain.own(40)).toMatchObject({ from: "2026-06-01", days: 11 });
    expect(chain.root(chain.own(40)!.driver!).milestone.seq).toBe(20);
  });

  it("are told from links to milestones that do not exist", () => {
    const chain = chainOf(step(20, "2026-05-15", "2026-05-26", "99"), step(30, "2026-05-20", "", "20,98"));
    expect(chain.own(30)).toMatchObject({ from: "2026-05-26", days: 17 });
  });
});

describe("the two ways of reckoning with a predecessor", () => {
  const links = fc.tuple(
    fc.constantFrom("FS", "SS", "FF", "SF"),
    fc.integer({ min: -30, max: 30 }),
    fc.constantFrom("d", "cd"),
    fc.integer({ min: 0, max: 40 }),
    fc.integer({ min: 0, max: 40 }),
    fc.integer({ min: -120, max: 120 }),
  );

  it("own lateness and forecasts say the same day, whatever the link, the lag and the rest days", () => {
    const property = fc.property(links, ([type, lag, unit, before, own, day]) => {
      const done = addDays(AS_OF, day);
      const typed = `20${type}${lag < 0 ? "" : "+"}${lag}${unit}`;
      const chain = chainOf(step(20, "2020-01-06", done, "", before), step(30, "2020-01-06", "", typed, own));
      const [link] = parsePredecessors(typed).links;
      const table = dayTable(CITY, epochDay(AS_OF));
      expect(chain.own(30)!.from).toBe(fromEpochDay(earliestEnd(link!, epochDay(done), before, own, table)));
    });
    fc.assert(property, { numRuns: 500 });
  });
});
