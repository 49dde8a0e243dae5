import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlainDate } from "../../lib/domain/dates.ts";
import { scheduleNetwork } from "../../lib/domain/network-schedule.ts";
import { planParts } from "../../lib/domain/plan-parts.ts";
import { parsePredecessors } from "../../lib/domain/predecessors.ts";
import type { ScheduleStep } from "../../lib/domain/schedule.ts";
import { addWorkingDays } from "../../lib/domain/working-days.ts";
import { officeCalendarFor } from "../../lib/rules/deadlines.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";

const AS_OF = "2026-06-12";
const CALENDAR = officeCalendarFor(NO_OVERRIDES, [], null);

type Given = readonly [seq: number, predecessors: string, duration: number, more?: Partial<ScheduleStep>];

const stepsOf = (rows: readonly Given[]): readonly ScheduleStep[] =>
  rows.map(([seq, predecessors, duration, more = {}]) => ({
    ...{ seq, duration, links: parsePredecessors(predecessors).links, planned: null, finished: null, fixed: null },
    ...more,
  }));

const partsOf = (...rows: Given[]) => planParts(stepsOf(rows), CALENDAR, AS_OF)!;

describe("the plan of work by year, quarter and month", () => {
  test("backwards from the finish: each step stands at the latest that meets it", () => {
    const parts = partsOf([10, "", 20], [20, "10", 30], [30, "20", 20, { fixed: "2026-12-18" }]);
    expect(parts.windows).toEqual([
      { seq: 10, start: "2026-09-08", finish: "2026-10-10", begun: false },
      { seq: 20, start: "2026-10-12", finish: "2026-11-20", begun: false },
      { seq: 30, start: "2026-11-23", finish: "2026-12-18", begun: false },
    ]);
    expect([parts.postponed, parts.unmet]).toEqual([false, []]);
  });

  test("a month lists what is begun, worked on and finished in it; quarters and years sum begun and finished", () => {
    const parts = partsOf([10, "", 90], [20, "10", 10, { fixed: "2026-12-18" }]);
    const listed = (period: string) =>
      [...parts.months, ...parts.quarters, ...parts.years].find((part) => part.period === period);
    expect(listed("2026-06")).toEqual({ period: "2026-06", begin: [], work: [], finish: [] });
    expect(listed("2026-07")).toEqual({ period: "2026-07", begin: [10], work: [], finish: [] });
    expect(listed("2026-09")).toEqual({ period: "2026-09", begin: [], work: [10], finish: [] });
    expect(listed("2026-12")).toEqual({ period: "2026-12", begin: [20], work: [], finish: [10, 20] });
    expect(listed("2026Q3")).toEqual({ period: "2026Q3", begin: [10], work: [], finish: [] });
    expect(listed("2026Q4")).toEqual({ period: "2026Q4", begin: [20], work: [], finish: [10, 20] });
    expect(listed("2026")).toEqual({ period: "2026", begin: [10, 20], work: [], finish: [10, 20] });
  });

  test("a planned day that can be met is met, and what leads to it comes earlier with it", () => {
    const parts = partsOf(
      [10, "", 20],
      [20, "10", 30, { planned: "2026-09-30" }],
      [30, "20", 20, { fixed: "2026-12-18" }],
    );
    expect(parts.windows.map(({ finish }) => finish)).toEqual(["2026-08-19", "2026-09-30", "2026-12-18"]);
  });

  test("a planned day that cannot be met is named, and the step follows the network", () => {
    const parts = partsOf(
      [10, "", 60],
      [20, "10", 10, { planned: "2026-07-01" }],
      [30, "20", 5, { fixed: "2026-12-18" }],
    );
    expect([parts.unmet, parts.postponed]).toEqual([[20], false]);
    expect(parts.windows[1]).toMatchObject({ seq: 20, finish: "2026-12-11" });
  });

  test("a finish that cannot be met: the parts lead to the earliest day that can", () => {
    const parts = partsOf([10, "", 30], [20, "10", 30, { fixed: "2026-08-07" }]);
    expect(parts.postponed).toBe(true);
    expect(parts.windows.at(-1)).toMatchObject({ seq: 20, finish: "2026-09-04" });
  });

  test("what is under way is not begun again", () => {
    const parts = partsOf([10, "", 30, { planned: "2026-06-26" }], [20, "10", 30, { fixed: "2026-12-18" }]);
    expect(parts.windows[0]).toEqual({ seq: 10, start: "2026-05-15", finish: "2026-06-26", begun: true });
    expect(parts.months[0]).toEqual({ period: "2026-06", begin: [], work: [], finish: [10] });
  });

  test("without any day to lead to, steps stand at their earliest; with nothing open there is no plan", () => {
    expect(partsOf([10, "", 20], [20, "10", 10]).windows.map(({ start }) => start)).toEqual([
      "2026-06-12",
      "2026-07-13",
    ]);
    expect(planParts(stepsOf([[10, "", 20, { finished: "2026-06-01" }]]), CALENDAR, AS_OF)).toBeNull();
  });

  test("on a rest day nothing stands before it", () => {
    const [window] = planParts(stepsOf([[10, "", 0, { fixed: "2026-06-14" }]]), CALENDAR, "2026-06-14")!.windows;
    expect(window).toEqual({ seq: 10, start: "2026-06-14", finish: "2026-06-14", begun: false });
  });
});

const day = (from: number): PlainDate => addWorkingDays(CALENDAR, AS_OF, from).day;
const plans = fc
  .array(
    fc.record({
      duration: fc.integer({ min: 0, max: 60 }),
      back: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 2 }),
      link: fc.constantFrom("", "", "SS", "FF", "FS+3d", "FS-2d"),
      planned: fc.option(fc.integer({ min: -40, max: 200 }), { nil: null }),
    }),
    { minLength: 1, maxLength: 10 },
  )
  .chain((rows) => fc.record({ rows: fc.constant(rows), finish: fc.integer({ min: -20, max: 250 }) }))
  .map(({ rows, finish }) =>
    stepsOf(
      rows.map(({ duration, back, link, planned }, at): Given => {
        const before = [...new Set(back.map((steps) => at - steps))].filter((index) => index >= 0);
        const text = before.map((index) => `${(index + 1) * 10}${link}`).join(",");
        const fixed = at === rows.length - 1 ? { fixed: day(finish) } : {};
        return [(at + 1) * 10, text, duration, { planned: planned === null ? null : day(planned), ...fixed }];
      }),
    ),
  );

describe("for any plan", () => {
  test("every open step is finished in one month, not before its earliest day, and begun in one unless it is under way", () => {
    fc.assert(
      fc.property(plans, (steps) => {
        const parts = planParts(steps, CALENDAR, AS_OF)!;
        const early = scheduleNetwork(steps, CALENDAR, AS_OF);
        for (const { seq, finish, start, begun } of parts.windows) {
          expect(start <= finish && finish >= early.stepOf(seq)!.earlyFinish).toBe(true);
          for (const periods of [parts.months, parts.quarters, parts.years]) {
            expect(periods.filter((part) => part.finish.includes(seq)).length).toBe(1);
            expect(periods.filter((part) => part.begin.includes(seq)).length).toBe(begun ? 0 : 1);
          }
        }
      }),
      { numRuns: 200, seed: 20260616 },
    );
  });

  test("worked as planned, every planned day and the finish are met, but those named", () => {
    fc.assert(
      fc.property(plans, (steps) => {
        const parts = planParts(steps, CALENDAR, AS_OF)!;
        const windows = new Map(parts.windows.map((window) => [window.seq, window]));
        for (const { seq, planned, fixed } of steps) {
          const { finish } = windows.get(seq)!;
          if (planned !== null && !parts.unmet.includes(seq)) expect(finish <= planned).toBe(true);
          if (fixed !== null && !parts.postponed) expect(finish <= fixed).toBe(true);
        }
      }),
      { numRuns: 200, seed: 20260617 },
    );
  });
});
