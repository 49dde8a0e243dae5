import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { epochDay, fromEpochDay } from "../../lib/domain/dates.ts";
import { movedDeadlines } from "../../lib/domain/deadline-moves.ts";
import { addWorkingDays, type Calendar } from "../../lib/domain/working-days.ts";
import { calendarFor } from "../../lib/rules/holidays.ts";

const before = calendarFor([], null);
const deadline = (key: string, start: string, n: number) => ({
  key,
  notified: addWorkingDays(before, start, n).day,
  compute: (calendar: Calendar) => addWorkingDays(calendar, start, n),
});

/** A notice for 2027 as it might come: 2 January off, 10 January made up. */
const after: Calendar = {
  special: new Map([...before.special, ["2027-01-04", "rest"], ["2027-01-10", "work"]]),
  announced: new Set([2025, 2026, 2027]),
};

describe("when a holiday notice arrives", () => {
  it("lists a deadline that moves later with its new day", () => {
    expect(movedDeadlines([deadline("P-1", "2026-12-31", 1)], after)).toEqual([
      { key: "P-1", notified: "2027-01-04", computed: "2027-01-05", holds: "2027-01-05", provisional: false },
    ]);
  });

  it("keeps the notified day of a deadline that would move earlier, and lists it too", () => {
    const sunday: Calendar = { ...after, special: new Map([...before.special, ["2027-01-10", "work"]]) };
    expect(movedDeadlines([deadline("P-2", "2027-01-07", 2)], sunday)).toEqual([
      { key: "P-2", notified: "2027-01-11", computed: "2027-01-10", holds: "2027-01-11", provisional: false },
    ]);
  });

  it("is silent about deadlines that stay", () => {
    expect(movedDeadlines([deadline("P-3", "2026-06-12", 5)], after)).toEqual([]);
  });

  it("never shortens what people were told, whatever the notice says", () => {
    const day = fc.integer({ min: epochDay("2026-12-01"), max: epochDay("2027-12-31") }).map(fromEpochDay);
    const special = fc.dictionary(day, fc.constantFrom("rest" as const, "work" as const), { maxKeys: 40 });
    fc.assert(
      fc.property(special, day, fc.integer({ min: 1, max: 60 }), (days, start, n) => {
        const notice: Calendar = {
          special: new Map([...before.special, ...Object.entries(days)]),
          announced: new Set(),
        };
        const told = deadline("x", start, n);
        const [moved] = movedDeadlines([told], notice);
        expect((moved?.holds ?? told.notified) >= told.notified).toBe(true);
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
