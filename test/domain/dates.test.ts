import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  addToMonth,
  dateOf,
  daysBetween,
  daysInMonth,
  epochDay,
  firstDayOf,
  fromEpochDay,
  isLeapYear,
  isRealDay,
  lastDayOf,
  monthNumber,
  monthOf,
  monthsBetween,
  weekday,
  yearOf,
} from "../../lib/domain/dates.ts";

const seeded = { seed: 7, numRuns: 500 };
const epoch = fc.integer({ min: -200_000, max: 200_000 });

describe("days", () => {
  it("are counted from 1970-01-01, before it with a minus sign", () => {
    expect(epochDay("1970-01-01")).toBe(0);
    expect(epochDay("1969-12-31")).toBe(-1);
    expect(epochDay("2000-02-29")).toBe(11_016);
    expect(epochDay("2000-03-01")).toBe(11_017);
    expect(fromEpochDay(11_016)).toBe("2000-02-29");
    expect(epochDay("2026-06-12")).toBe(20_616);
  });

  it("agree with the platform's calendar on every day from 1422 to 2517", () => {
    fc.assert(
      fc.property(epoch, (n) => {
        const iso = new Date(n * 86_400_000).toISOString().slice(0, 10);
        expect(fromEpochDay(n)).toBe(iso);
        expect(epochDay(iso)).toBe(n);
        expect(weekday(iso)).toBe(new Date(n * 86_400_000).getUTCDay() || 7);
      }),
      seeded,
    );
  });

  it("begin the week on Monday", () => {
    expect(weekday("2026-06-08")).toBe(1);
    expect(weekday("2026-06-13")).toBe(6);
    expect(weekday("2026-06-14")).toBe(7);
    expect(weekday("1969-12-28")).toBe(7);
  });

  it("are added and measured across a leap day", () => {
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2028-03-01", -1)).toBe("2028-02-29");
    expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
    expect(daysBetween("2028-02-28", "2028-03-01")).toBe(2);
    expect(daysBetween("2026-06-12", "2026-05-20")).toBe(-23);
  });

  it("are written with four and two digits", () => {
    expect(dateOf(987, 3, 5)).toBe("0987-03-05");
    expect(dateOf(2026, 10, 31)).toBe("2026-10-31");
  });

  it("are real only inside their month and year", () => {
    expect(isRealDay(2026, 2, 28)).toBe(true);
    expect(isRealDay(2026, 2, 29)).toBe(false);
    expect(isRealDay(2028, 2, 29)).toBe(true);
    expect(isRealDay(2026, 4, 31)).toBe(false);
    expect(isRealDay(2026, 12, 31)).toBe(true);
    expect(isRealDay(2026, 1, 1)).toBe(true);
    expect(isRealDay(2026, 13, 1)).toBe(false);
    expect(isRealDay(2026, 0, 1)).toBe(false);
    expect(isRealDay(2026, 1, 0)).toBe(false);
  });
});

describe("years and months", () => {
  it("leap by the Gregorian rule", () => {
    expect([2028, 2000].map(isLeapYear)).toEqual([true, true]);
    expect([2026, 2100, 1900].map(isLeapYear)).toEqual([false, false, false]);
  });

  it("have 28 to 31 days", () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((month) => daysInMonth(2026, month))).toEqual([
      31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
    ]);
    expect(daysInMonth(2028, 2)).toBe(29);
  });

  it("are read off a day", () => {
    expect(yearOf("2026-06-12")).toBe(2026);
    expect(monthOf("2026-06-12")).toBe("2026-06");
    expect(monthNumber("2026-06-12")).toBe(6);
    expect(monthNumber("2026-11")).toBe(11);
    expect(firstDayOf("2026-06")).toBe("2026-06-01");
    expect(lastDayOf("2026-06")).toBe("2026-06-30");
    expect(lastDayOf("2028-02")).toBe("2028-02-29");
  });

  it("are added across year ends in both directions", () => {
    expect(addToMonth("2026-11", 1)).toBe("2026-12");
    expect(addToMonth("2026-12", 1)).toBe("2027-01");
    expect(addToMonth("2026-01", -1)).toBe("2025-12");
    expect(addToMonth("2026-01", -13)).toBe("2024-12");
    expect(monthsBetween("2025-11", "2026-02")).toBe(3);
    expect(monthsBetween("2026-02", "2025-11")).toBe(-3);
  });

  it("keep the day number, or end on the month's last day", () => {
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(addMonths("2026-01-28", 1)).toBe("2026-02-28");
    expect(addMonths("2026-03-31", 1)).toBe("2026-04-30");
    expect(addMonths("2026-03-30", 1)).toBe("2026-04-30");
    expect(addMonths("2026-05-15", -3)).toBe("2026-02-15");
    expect(addMonths("2028-02-29", 12)).toBe("2029-02-28");
  });
});
