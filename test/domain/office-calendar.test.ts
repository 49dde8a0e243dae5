import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, addToMonth } from "../../lib/domain/dates.ts";
import {
  circularDay,
  dayAt,
  endOfDay,
  firstWorkdayOfWeek,
  lastDueMonth,
  lastLockedMonth,
  lockDay,
  monthlyOwed,
  quarterlyOwed,
  reportDue,
  weeklyOwed,
} from "../../lib/domain/office-calendar.ts";
import { isWorkday } from "../../lib/domain/working-days.ts";
import { officeCalendarFor } from "../../lib/rules/deadlines.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { readCases } from "../cases/read-cases.ts";

const office = officeCalendarFor(NO_OVERRIDES, [], null);
const SEED = { seed: 2026, numRuns: 300 };

describe("the office's days of a month", () => {
  for (const { situation, month, due, lock, circular, provisional } of readCases("../cases/office-calendar.csv"))
    test(situation!, () => {
      expect(reportDue(office, month!)).toEqual({ day: due, provisional: provisional === "yes" });
      expect(lockDay(office, month!).day).toBe(lock);
      expect(circularDay(office, month!)).toEqual({ day: circular, provisional: provisional === "yes" });
    });
});

describe("which month counts on a day", () => {
  test("a month's report is due only after its due day is over", () => {
    expect(lastDueMonth(office, "2026-06-05")).toBe("2026-04");
    expect(lastDueMonth(office, "2026-06-06")).toBe("2026-05");
  });

  test("a month is locked only after its lock day is over", () => {
    expect(lastLockedMonth(office, "2026-06-10")).toBe("2026-04");
    expect(lastLockedMonth(office, "2026-06-11")).toBe("2026-05");
  });

  test("in January the last due month lies in the year before", () => {
    expect(lastDueMonth(office, "2026-01-20")).toBe("2025-12");
  });

  test("due, lock and circular follow each other on working days in every month", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 120 }), (offset) => {
        const month = addToMonth("2020-01", offset);
        const days = [reportDue, lockDay, circularDay].map((of) => of(office, month).day);
        expect(days).toEqual(days.toSorted());
        expect(days.every((day) => isWorkday(office, day))).toBe(true);
      }),
      SEED,
    );
  });
});

describe("what is owed", () => {
  test("the week's digest is owed on Tuesday when Monday is a holiday", () => {
    expect(firstWorkdayOfWeek(office, "2026-04-07")).toBe("2026-04-07");
    expect(weeklyOwed(office, "2026-04-06", null)).toBe(false);
    expect(weeklyOwed(office, "2026-04-07", "2026-03-30")).toBe(true);
  });

  test("a missed week's digest is owed on any later day of that week, and once only", () => {
    expect(weeklyOwed(office, "2026-06-11", "2026-06-01")).toBe(true);
    expect(weeklyOwed(office, "2026-06-11", "2026-06-08")).toBe(false);
  });

  test("no digest is owed in a week without a working day", () => {
    expect(firstWorkdayOfWeek(office, "2026-02-18")).toBeNull();
    expect(weeklyOwed(office, "2026-02-18", null)).toBe(false);
  });

  test("a month is owed from the day after its reports are due until it is judged", () => {
    expect(monthlyOwed(office, "2026-06-05", "2026-04")).toBeNull();
    expect(monthlyOwed(office, "2026-06-06", "2026-04")).toBe("2026-05");
    expect(monthlyOwed(office, "2026-06-06", "2026-05")).toBeNull();
  });

  test("a quarter is owed once its third month is locked", () => {
    expect(quarterlyOwed(office, "2026-07-09", "2026Q1")).toBeNull();
    expect(quarterlyOwed(office, "2026-07-10", "2026Q1")).toBe("2026Q2");
    expect(quarterlyOwed(office, "2026-08-20", "2026Q2")).toBeNull();
  });
});

describe("days in China", () => {
  test("a day there ends at 16:00 UTC", () => {
    expect(endOfDay("2026-06-10")).toBe("2026-06-10T16:00:00.000Z");
    expect(dayAt("2026-06-10T15:59:59.999Z")).toBe("2026-06-10");
    expect(dayAt("2026-06-10T16:00:00.000Z")).toBe("2026-06-11");
  });

  test("every day there begins when the day before ends", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), (days) => {
        const day = addDays("1990-01-01", days);
        expect(dayAt(endOfDay(day))).toBe(addDays(day, 1));
      }),
      SEED,
    );
  });
});
