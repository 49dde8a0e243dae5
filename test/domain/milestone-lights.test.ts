import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween } from "../../lib/domain/dates.ts";
import { type Field, UNREADABLE } from "../../lib/domain/field.ts";
import { compareLights, type Light } from "../../lib/domain/light.ts";
import { lightOfLateness, milestoneLightAt, overdueLightAt, standingAt } from "../../lib/domain/milestone-light.ts";
import type { Exemption } from "../../lib/domain/registry.ts";
import { readCases } from "../cases/read-cases.ts";
import {
  historyOf,
  inCharge,
  lifeOfRow,
  NEVER_READ,
  newExemption,
  newStep,
  RULE,
  reading,
  verdictOf,
} from "../fakes/plan-rows.ts";

const LIGHTS: Readonly<Record<string, Light>> = {
  红: "red",
  黄: "yellow",
  蓝: "blue",
  绿: "green",
  灰: "grey",
  无: "none",
  免: "exempt",
};

const cell = (text: string): Field<string> => (text === "" ? null : text === "?" ? UNREADABLE : text);
const periods = (text: string): Exemption[] =>
  text
    .split(";")
    .filter(Boolean)
    .map((period) => newExemption("P-1", period.slice(0, 10), period.slice(12)));

describe("milestone lights an official could check", () => {
  it.each(readCases("milestone-lights.csv"))("$situation: $light", (given) => {
    const { planned, actual, exempt, changed, missing, asOf, light, because, days } = given as Record<string, string>;
    const row = newStep(10, { planned: cell(planned!), actual: cell(actual!) });
    const verdict = verdictOf(row, {
      registry: {
        projects: [inCharge("P-1", "甲局")],
        milestones: [row],
        exemptions: periods(exempt!),
        adjustments: [],
      },
      asOf: asOf!,
      knownAt: reading(asOf!),
      history: changed === "" ? NEVER_READ : historyOf("milestones", [["P-1/10", lifeOfRow([changed!, row])]]),
      missingReport: () => (missing === "" ? null : missing!),
    });
    expect([verdict.light, verdict.because, verdict.daysLate]).toEqual([
      LIGHTS[light!],
      because,
      days === "" ? null : Number(days),
    ]);
  });
});

const seeded = { seed: 42, numRuns: 500 };
const day = fc.integer({ min: 0, max: 800 }).map((n) => addDays("2025-06-01", n));
const exemptions = fc.array(
  fc
    .tuple(day, fc.integer({ min: 0, max: 60 }))
    .map(([from, length]) => newExemption("P-1", from, addDays(from, length))),
  { maxLength: 3 },
);

describe("the light of a milestone, whatever its dates", () => {
  it("never gets milder for an open overdue milestone as days pass without an exemption", () => {
    fc.assert(
      fc.property(day, day, fc.integer({ min: 1, max: 60 }), (planned, asOf, later) => {
        const milestone = { planned, actual: null, exemptions: [] };
        const before = standingAt(milestone, asOf, RULE.value);
        const after = standingAt(milestone, addDays(asOf, later), RULE.value);
        expect(after.daysLate).toBe(before.daysLate + later);
        if (before.because === "overdue") expect(compareLights(after.light, before.light)).toBeGreaterThanOrEqual(0);
      }),
      seeded,
    );
  });

  it("never counts more exempt days than calendar days of the periods, nor fewer than none", () => {
    fc.assert(
      fc.property(day, day, exemptions, (planned, asOf, periodsOf) => {
        const { daysLate, exemptDays } = standingAt({ planned, actual: null, exemptions: periodsOf }, asOf, RULE.value);
        const days = new Set(
          periodsOf.flatMap(({ from, to }) =>
            Array.from({ length: daysBetween(from, to) + 1 }, (_, n) => addDays(from, n)),
          ),
        );
        expect(exemptDays).toBeGreaterThanOrEqual(0);
        expect(exemptDays).toBeLessThanOrEqual([...days].filter((exempt) => exempt <= asOf).length);
        expect(daysLate).toBe(daysBetween(planned, asOf) - exemptDays);
      }),
      seeded,
    );
  });

  it("does not depend on the order in which exemptions are written", () => {
    fc.assert(
      fc.property(day, day, exemptions, (planned, asOf, periodsOf) => {
        const at = (list: readonly Exemption[]) =>
          standingAt({ planned, actual: null, exemptions: list }, asOf, RULE.value);
        expect(at(periodsOf.toReversed())).toEqual(at(periodsOf));
      }),
      seeded,
    );
  });

  it("is never red once done, and green for good from the month after", () => {
    fc.assert(
      fc.property(day, day, fc.integer({ min: 0, max: 400 }), (planned, actual, later) => {
        const asOf = addDays(actual, later);
        const { light, daysLate } = standingAt({ planned, actual, exemptions: [] }, asOf, RULE.value);
        expect(light).not.toBe("red");
        expect(daysLate).toBe(daysBetween(planned, actual));
        if (asOf.slice(0, 7) > actual.slice(0, 7)) expect(light).toBe("green");
      }),
      seeded,
    );
  });
});

describe("the light at a month's end", () => {
  const milestone = { planned: "2026-05-20", actual: "2026-06-10", exemptions: [] };
  it("folds over the months: overdue, done late, settled", () => {
    const ends = ["2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31"];
    expect(ends.map((end) => milestoneLightAt(milestone, end, RULE.value))).toEqual([
      "none",
      "yellow",
      "yellow",
      "green",
    ]);
  });

  it("brings its project 无 while it is only due soon, and its colour when overdue", () => {
    expect(milestoneLightAt(milestone, "2026-05-18", RULE.value)).toBe("blue");
    expect(overdueLightAt(milestone, "2026-05-18", RULE.value)).toBe("none");
    expect(overdueLightAt(milestone, "2026-05-21", RULE.value)).toBe("blue");
    expect(overdueLightAt(milestone, "2026-07-31", RULE.value)).toBe("green");
  });
});

describe("thresholds of another place", () => {
  const own = { ...RULE.value, blueFrom: 3, yellowFrom: 5, redFrom: 6, dueSoonWithin: 1, remindWithin: 2 };
  it("give no light below the first one, and none is kept when done", () => {
    expect([0, 2, 3, 4, 5, 6].map((days) => lightOfLateness(days, own))).toEqual([
      "none",
      "none",
      "blue",
      "blue",
      "yellow",
      "red",
    ]);
    const done = { planned: "2026-05-20", actual: "2026-05-22", exemptions: [] };
    expect(standingAt(done, "2026-05-22", own)).toMatchObject({ light: "green", because: "done-late", daysLate: 2 });
    expect(standingAt({ ...done, actual: null }, "2026-05-22", own)).toMatchObject({
      light: "none",
      because: "overdue",
    });
  });

  it("begin 临期 when they say", () => {
    const open = { planned: "2026-05-20", actual: null, exemptions: [] };
    expect(standingAt(open, "2026-05-19", own).because).toBe("due-soon");
    expect(standingAt(open, "2026-05-18", own).because).toBe("due-later");
  });

  it("remind within their own days", () => {
    const remindedOn = (asOf: string) =>
      verdictOf(newStep(10, { planned: "2026-05-20" }), { asOf, rule: { ...RULE, value: own } }).reminder;
    expect(["2026-05-17", "2026-05-18", "2026-05-19"].map(remindedOn)).toEqual([false, true, false]);
  });
});
