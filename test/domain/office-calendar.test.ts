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
  quarterOf,
  reportDue,
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

describe("the week's first working day", () => {
  test("is Tuesday when Monday is a holiday", () => {
    expect(firstWorkdayOfWeek(office, "2026-04-06")).toBe("2026-04-07");
    expect(firstWorkdayOfWeek(office, "2026-04-12")).toBe("2026-04-07");
  });

  test("is the first day after the holidays", () => {
    expect(firstWorkdayOfWeek(office, "2026-10-06")).toBe("2026-10-08");
  });

  test("does not exist in a week without a working day", () => {
    expect(firstWorkdayOfWeek(office, "2026-02-18")).toBeNull();
  });
});

describe("quarters", () => {
  test("hold three months each", () => {
    expect(["01", "03", "04", "12"].map((month) => quarterOf(`2026-${month}`))).toEqual([
      "2026Q1",
      "2026Q1",
      "2026Q2",
      "2026Q4",
    ]);
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
