import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { epochDay, fromEpochDay } from "../../lib/domain/dates.ts";
import {
  countAt,
  dayOfCount,
  dayTable,
  earliestFor,
  latestBefore,
  moved,
  textOf,
} from "../../lib/domain/schedule-calendar.ts";
import { addWorkingDays, type Calendar, isWorkday, workingDaysBetween } from "../../lib/domain/working-days.ts";
import { calendarFor } from "../../lib/rules/holidays.ts";

const NATIONAL = calendarFor([], null);
const AROUND = epochDay("2026-06-12");
const seeded = (numRuns: number) => ({ seed: 7, numRuns });
/** 1950 to 2150: most of it beyond what a table holds at first. */
const point = fc.integer({ min: epochDay("1950-01-01"), max: epochDay("2150-12-31") });
/** Some days of a county's own, so that each run has a new calendar. */
const calendar: fc.Arbitrary<Calendar> = fc
  .array(
    fc.tuple(fc.integer({ min: AROUND - 30, max: AROUND + 30 }), fc.constantFrom("rest" as const, "work" as const)),
  )
  .map((days) => ({
    ...NATIONAL,
    special: new Map([...NATIONAL.special, ...days.map(([day, type]) => [fromEpochDay(day), type] as const)]),
  }));
const nearby = fc.integer({ min: AROUND - 40, max: AROUND + 40 });

describe("the table of a calendar", () => {
  it("moves a point as working days are counted everywhere else, however far off", () => {
    fc.assert(
      fc.property(fc.oneof(point, nearby), fc.integer({ min: -300, max: 300 }), calendar, (day, n, own) => {
        const expected = addWorkingDays(own, fromEpochDay(day), n).day;
        expect(fromEpochDay(moved(dayTable(own, AROUND), day, n))).toBe(expected);
      }),
      seeded(200),
    );
  });

  it("counts from one fixed day, whatever it has grown to", () => {
    fc.assert(
      fc.property(calendar, point, point, (own, one, other) => {
        const table = dayTable(own, AROUND);
        const before = countAt(table, one);
        const between = countAt(table, other) - before;
        expect(between).toBe(workingDaysBetween(own, fromEpochDay(one), fromEpochDay(other)));
        expect(countAt(table, one)).toBe(before);
        expect(textOf(table, one)).toBe(fromEpochDay(one));
        expect(isWorkday(own, fromEpochDay(dayOfCount(table, before)))).toBe(true);
      }),
      seeded(60),
    );
  });

  it("finds the last point that still reaches a limit, and the first that reaches an end", () => {
    fc.assert(
      fc.property(calendar, nearby, fc.integer({ min: -20, max: 20 }), (own, limit, n) => {
        const table = dayTable(own, AROUND);
        const latest = latestBefore(table, limit, n);
        expect(moved(table, latest, n)).toBeLessThanOrEqual(limit);
        expect(moved(table, latest + 1, n)).toBeGreaterThan(limit);
        if (n < 0) return;
        const earliest = earliestFor(table, limit, n);
        expect(moved(table, earliest, n)).toBeGreaterThanOrEqual(limit);
        expect(moved(table, earliest - 1, n)).toBeLessThan(limit);
      }),
      seeded(300),
    );
  });
});
