import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, epochDay, fromEpochDay, type PlainDate } from "../../lib/domain/dates.ts";
import { scheduleNetwork } from "../../lib/domain/network-schedule.ts";
import { parsePredecessors } from "../../lib/domain/predecessors.ts";
import { dayTable, EARLIEST, moved } from "../../lib/domain/schedule-calendar.ts";
import { finishesOf } from "../../lib/domain/schedule-finishes.ts";
import { type Network, networkOf, OPEN, UNFIXED } from "../../lib/domain/schedule-network.ts";
import { forwardPass, newPoints } from "../../lib/domain/schedule-pass.ts";
import { type Passed, passed } from "../../lib/domain/schedule-steps.ts";
import { type Calendar, isWorkday, workingDaysBetween } from "../../lib/domain/working-days.ts";
import { calendarFor } from "../../lib/rules/holidays.ts";
import { networks } from "../fakes/network-arbitraries.ts";
import { type MadeNetwork, newScheduleStep } from "../fakes/networks.ts";
import { slowEarly, slowLateStart } from "../fakes/slow-schedule.ts";

const CALENDAR = calendarFor([], null);
const seeded = (numRuns: number) => ({ seed: 20260612, numRuns });

const passedOf = ({ steps, today }: MadeNetwork, calendar: Calendar = CALENDAR): Passed => {
  const table = dayTable(calendar, epochDay(today));
  return passed(networkOf(steps, table, today).network!, table);
};

/** A value for each step by its number. */
const bySeq = <T>({ seqs }: Network, valueAt: (step: number) => T): ReadonlyMap<number, T> =>
  new Map([...seqs].map((seq, step) => [seq, valueAt(step)] as const).toSorted(([a], [b]) => a - b));

const lateStarts = ({ network, late }: Passed): ReadonlyMap<number, PlainDate | null> =>
  bySeq(network, (step) =>
    network.actual[step] !== OPEN || late.start[step] === UNFIXED ? null : fromEpochDay(late.start[step]!),
  );

describe("early and late points", () => {
  it("are, early, those found by trying one day after the other", () => {
    fc.assert(
      fc.property(networks(), (network) => {
        const { network: numbers, early } = passedOf(network);
        const found = bySeq(numbers, (step) => ({
          start: fromEpochDay(early.start[step]!),
          finish: fromEpochDay(early.finish[step]!),
        }));
        expect(found).toEqual(new Map([...slowEarly(network, CALENDAR)].toSorted(([a], [b]) => a - b)));
      }),
      seeded(500),
    );
  });

  it("are, late, the last from which every fixed finish survives, found by trying one day before the other", () => {
    fc.assert(
      fc.property(networks({ most: 4 }), (network) => {
        const found = lateStarts(passedOf(network));
        const from = addDays(network.today, 75);
        const open = network.steps.filter(({ finished }) => finished === null);
        for (const { seq } of open) expect(found.get(seq)).toEqual(slowLateStart(network.steps, seq, CALENDAR, from));
      }),
      seeded(120),
    );
  });
});

/** Early finishes when every step begins at a given point at the earliest, with no today to hold anything back. */
function finishesFrom(network: Network, starts: Int32Array, table: Passed["table"]): Int32Array {
  const early = newPoints(network.size);
  const begun = starts.map((start) => (start === UNFIXED ? EARLIEST : start));
  forwardPass({ ...network, begun, today: EARLIEST }, table, network.durations, early);
  return early.finish;
}

describe("a back-schedule", () => {
  const open = networks({ underWay: false });

  it("meets the finish: every step begun at its late start, all links are kept and all fixed finishes met", () => {
    fc.assert(
      fc.property(open, (made) => {
        const { network, table, late } = passedOf(made);
        const finish = finishesFrom(network, late.start, table);
        const fixed = finishesOf(network);
        for (let step = 0; step < network.size; step++) expect(finish[step]).toBeLessThanOrEqual(fixed[step]!);
      }),
      seeded(500),
    );
  });

  it("meets it exactly: one step begun one working day after its late start, some fixed finish is missed", () => {
    fc.assert(
      fc.property(open, (made) => {
        const { network, table, late } = passedOf(made);
        const fixed = finishesOf(network);
        for (let step = 0; step < network.size; step++) {
          if (late.start[step] === UNFIXED) continue;
          const starts = late.start.slice();
          starts[step] = moved(table, late.start[step]!, 1);
          expect(finishesFrom(network, starts, table).some((finish, at) => finish > fixed[at]!)).toBe(true);
        }
      }),
      seeded(300),
    );
  });
});

describe("float", () => {
  it("is the same from the starts as from the finishes, in working days of the calendar", () => {
    fc.assert(
      fc.property(networks({ underWay: false }), ({ steps, today }) => {
        for (const step of scheduleNetwork(steps, CALENDAR, today).steps) {
          if (step.totalFloat === null) continue;
          expect(workingDaysBetween(CALENDAR, step.earlyStart, step.lateStart!)).toBe(step.totalFloat);
          expect(workingDaysBetween(CALENDAR, step.earlyFinish, step.lateFinish!)).toBe(step.totalFloat);
        }
      }),
      seeded(500),
    );
  });

  it("counts from the finishes under way too, and is least on the critical steps", () => {
    fc.assert(
      fc.property(networks(), ({ steps, today }) => {
        const schedule = scheduleNetwork(steps, CALENDAR, today);
        const floats = schedule.steps.flatMap(({ totalFloat }) => totalFloat ?? []);
        expect(schedule.float).toBe(floats.length === 0 ? null : Math.min(...floats));
        for (const step of schedule.steps) {
          if (step.totalFloat !== null)
            expect(workingDaysBetween(CALENDAR, step.earlyFinish, step.lateFinish!)).toBe(step.totalFloat);
          expect(step.critical).toBe(step.totalFloat !== null && step.totalFloat === schedule.float);
          expect(schedule.critical.includes(step.seq)).toBe(step.critical);
        }
      }),
      seeded(300),
    );
  });

  it("that is free moves no successor, and one working day more moves one", () => {
    fc.assert(
      fc.property(networks({ underWay: false }), (made) => {
        const { network, table, early, free } = passedOf(made);
        const { steps } = scheduleNetwork(made.steps, CALENDAR, made.today);
        const byNumber = new Map(steps.map((step) => [step.seq, step]));
        for (let step = 0; step < network.size; step++) {
          if (free.start[step] === UNFIXED && free.finish[step] === UNFIXED) continue;
          const { freeFloat } = byNumber.get(network.seqs[step]!)!;
          const movesOthers = (days: number): boolean => {
            const again = newPoints(network.size);
            const begun = network.begun.slice();
            begun[step] = moved(table, early.start[step]!, days);
            forwardPass({ ...network, begun }, table, network.durations, again);
            return again.start.some((start, at) => at !== step && start !== early.start[at]);
          };
          expect(movesOthers(freeFloat!)).toBe(false);
          expect(movesOthers(freeFloat! + 1)).toBe(true);
        }
      }),
      seeded(300),
    );
  });
});

describe("one more rest day", () => {
  const restOn = (day: PlainDate): Calendar => ({ ...CALENDAR, special: new Map(CALENDAR.special).set(day, "rest") });
  const neverLater = (kind: Parameters<typeof networks>[0]) =>
    fc.assert(
      fc.property(networks({ underWay: false, ...kind }), fc.nat(70), (network, ahead) => {
        const day = addDays(network.today, ahead - 20);
        fc.pre(isWorkday(CALENDAR, day));
        const before = lateStarts(passedOf(network));
        for (const [seq, start] of lateStarts(passedOf(network, restOn(day))))
          expect(start === null || start <= before.get(seq)!).toBe(true);
      }),
      seeded(500),
    );

  it("never makes a late start later, with links from start or finish to a start", () => {
    neverLater({ types: ["FS", "SS"], leastLag: 0 });
  });

  it("never makes a late start later, with links from a finish", () => {
    neverLater({ types: ["FS", "FF"], leastLag: 0 });
  });

  it("makes one later in two cases only: inside a lead, and inside a step whose start others hold while somebody waits for no more than its finish", () => {
    const lead = [step(10, 1), step(20, 0, "10-5d", "2026-06-08")];
    expect(lateStartOf(lead, 10, CALENDAR)).toBe("2026-06-15");
    expect(lateStartOf(lead, 10, restOn("2026-06-10"))).toBe("2026-06-16");
    const held = [step(10, 1), step(20, 5, "10FF"), step(30, 0, "20SS", "2026-06-08")];
    expect(lateStartOf(held, 10, CALENDAR)).toBe("2026-06-15");
    expect(lateStartOf(held, 10, restOn("2026-06-10"))).toBe("2026-06-16");
  });

  const step = (seq: number, duration: number, predecessors = "", fixed: PlainDate | null = null) =>
    newScheduleStep(seq, duration, parsePredecessors(predecessors).links, { fixed });
  const lateStartOf = (steps: readonly ReturnType<typeof step>[], seq: number, calendar: Calendar) =>
    scheduleNetwork(steps, calendar, "2026-05-06").stepOf(seq)!.lateStart;
});

describe("the order", () => {
  it("of rows and of links is immaterial", () => {
    fc.assert(
      fc.property(networks(), fc.infiniteStream(fc.nat(1000)), ({ steps, today }, keys) => {
        const shuffled = <T>(list: readonly T[]): T[] =>
          list
            .map((item) => ({ item, key: keys.next().value! }))
            .toSorted((a, b) => a.key - b.key)
            .map(({ item }) => item);
        const again = shuffled(steps).map((one) => ({ ...one, links: shuffled(one.links) }));
        const { stepOf: _, ...schedule } = scheduleNetwork(steps, CALENDAR, today);
        expect(scheduleNetwork(again, CALENDAR, today)).toMatchObject(schedule);
      }),
      seeded(200),
    );
  });
});
