import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, epochDay, fromEpochDay } from "../../lib/domain/dates.ts";
import {
  addPeriodDays,
  addPeriodMonths,
  addWorkingDays,
  type Calendar,
  type ComputedDay,
  isProvisional,
  isWorkday,
  rollForward,
  workingDaysBetween,
} from "../../lib/domain/working-days.ts";
import { calendarFor } from "../../lib/rules/holidays.ts";
import { readCases } from "../cases/read-cases.ts";

const city = calendarFor([], null);

function computed(start: string, period: string): ComputedDay {
  const [, sign, digits, unit] = /^([+-])(\d+)(wd|d|m)$/.exec(period)!;
  const n = Number(`${sign}${digits}`);
  if (unit === "wd") return addWorkingDays(city, start, n);
  return unit === "d" ? addPeriodDays(city, start, n) : addPeriodMonths(city, start, n);
}

describe("periods an official could check", () => {
  it.each(readCases("working-days.csv"))(
    "$situation: $start $period = $expected",
    ({ start, period, expected, provisional }) => {
      expect(computed(start!, period!)).toEqual({ day: expected, provisional: provisional === "是" });
    },
  );
});

/** Slow and plain: day by day, as with a paper calendar. */
function byHand(calendar: Calendar, start: string, n: number): string {
  let day = start;
  for (let left = Math.abs(n); left > 0; ) {
    day = addDays(day, Math.sign(n));
    if (isWorkday(calendar, day)) left--;
  }
  return day;
}

const FIRST = epochDay("2023-12-20");
const LAST = epochDay("2029-01-15");
const day = fc.integer({ min: FIRST, max: LAST }).map(fromEpochDay);
const special = fc.dictionary(day, fc.constantFrom("rest" as const, "work" as const), { maxKeys: 60 });
const calendar = fc.oneof(
  fc.constant(city),
  special.map((days): Calendar => ({ special: new Map(Object.entries(days)), announced: new Set([2026]) })),
);
const seeded = { seed: 20_260_612, numRuns: 400 };

describe("working days against counting by hand", () => {
  it("finds the same day, forwards and backwards, in any calendar", () => {
    fc.assert(
      fc.property(calendar, day, fc.integer({ min: -400, max: 400 }), (place, start, n) => {
        expect(addWorkingDays(place, start, n).day).toBe(byHand(place, start, n));
      }),
      seeded,
    );
  });

  it("counts between two days what adding leads to", () => {
    fc.assert(
      fc.property(calendar, day, day, (place, from, to) => {
        let count = 0;
        for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isWorkday(place, at)) count++;
        expect(workingDaysBetween(place, from, to)).toBe(from <= to ? count : -workingDaysBetween(place, to, from));
      }),
      seeded,
    );
  });

  it("comes back from a working day by as many working days", () => {
    fc.assert(
      fc.property(calendar, day, fc.integer({ min: 1, max: 300 }), (place, start, n) => {
        const workday = rollForward(place, start).day;
        expect(addWorkingDays(place, addWorkingDays(place, workday, n).day, -n).day).toBe(workday);
      }),
      seeded,
    );
  });

  it("never ends a period earlier than its calendar days and always on a working day", () => {
    fc.assert(
      fc.property(calendar, day, fc.integer({ min: 0, max: 400 }), (place, start, n) => {
        const end = addPeriodDays(place, start, n).day;
        expect(end >= addDays(start, n)).toBe(true);
        expect(isWorkday(place, end)).toBe(true);
        for (let at = addDays(start, n); at < end; at = addDays(at, 1)) expect(isWorkday(place, at)).toBe(false);
      }),
      seeded,
    );
  });
});

describe("working days far away", () => {
  it("adds a hundred thousand working days in a few steps, in plain weeks beyond the tables", () => {
    const plain: Calendar = { special: new Map(), announced: new Set() };
    expect(addWorkingDays(plain, "2026-06-12", 100_000).day).toBe(addDays("2026-06-12", 140_000));
    expect(addWorkingDays(plain, "2026-06-12", -5).day).toBe("2026-06-05");
  });

  it("counts nothing between a day and itself, and a minus sign backwards", () => {
    expect(workingDaysBetween(city, "2026-06-12", "2026-06-12")).toBe(0);
    expect(workingDaysBetween(city, "2026-06-12", "2026-06-15")).toBe(1);
    expect(workingDaysBetween(city, "2026-06-15", "2026-06-12")).toBe(-1);
  });
});

describe("暂定", () => {
  it("is not put on a day of an announced year counted from the last day of an unannounced one", () => {
    expect(addWorkingDays(city, "2024-12-31", 1)).toEqual({ day: "2025-01-02", provisional: false });
  });

  it("is put on going back into a year that is not announced, and not on stopping before it", () => {
    expect(addWorkingDays(city, "2025-01-02", -1)).toEqual({ day: "2024-12-31", provisional: true });
    expect(addWorkingDays(city, "2027-01-01", -1)).toEqual({ day: "2026-12-31", provisional: false });
  });

  it("holds for a day that stays where it is, by its own year", () => {
    expect(addWorkingDays(city, "2026-12-31", 0).provisional).toBe(false);
    expect(addWorkingDays(city, "2027-01-04", 0).provisional).toBe(true);
    expect(addWorkingDays(city, "2027-01-01", 0)).toEqual({ day: "2027-01-01", provisional: true });
    expect(rollForward(city, "2027-01-04")).toEqual({ day: "2027-01-04", provisional: true });
  });

  it("holds when only a year in the middle is not announced", () => {
    const gap: Calendar = { special: new Map(), announced: new Set([2026, 2028]) };
    expect(isProvisional(gap, "2026-12-31", "2028-01-01")).toBe(true);
    expect(isProvisional(gap, "2026-01-01", "2026-12-31")).toBe(false);
  });
});

describe("special days", () => {
  it("change nothing where they say what the week says", () => {
    const same: Calendar = {
      special: new Map([
        ["2026-06-13", "rest"],
        ["2026-06-15", "work"],
      ]),
      announced: new Set([2026]),
    };
    expect(addWorkingDays(same, "2026-06-12", 1).day).toBe("2026-06-15");
    expect(addWorkingDays(same, "2026-06-12", 2).day).toBe("2026-06-16");
  });

  it("roll a day over a whole holiday to the first working day after it", () => {
    expect(rollForward(city, "2026-02-15").day).toBe("2026-02-24");
    expect(rollForward(city, "2026-02-14").day).toBe("2026-02-14");
  });
});
