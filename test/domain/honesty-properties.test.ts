import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween } from "../../lib/domain/dates.ts";
import { UNREADABLE } from "../../lib/domain/field.ts";
import type { RowHistory } from "../../lib/domain/history.ts";
import { type Change, isFlagged } from "../../lib/domain/honesty.ts";
import type { Milestone, MonthlyReport } from "../../lib/domain/registry.ts";
import { changesIn } from "../fakes/changes.ts";
import { reading, verdictOf } from "../fakes/plan-rows.ts";
import { newMilestone, newProject, newReport } from "../fakes/registry-rows.ts";

const projects = [newProject("P-1")];
const DAY = "2026-05-06";

type Typed<T> = readonly { readonly day: number; readonly row: T | null }[];

/** What daily readings remember of rows typed on these days, as far as known on one of them; equal rows are one version. */
function lifeUpTo<T>(typed: Typed<T>, last: number): RowHistory<T> {
  const seen = typed.filter(({ day }) => day <= last).toSorted((a, b) => a.day - b.day);
  const life: { firstSeen: string; lastSeenAbsent: string | null; row: T | null }[] = [];
  for (const { day, row } of seen) {
    if (life.length === 0 && row === null) continue;
    if (JSON.stringify(life.at(-1)?.row) === JSON.stringify(row)) continue;
    const at = reading(addDays(DAY, day));
    const before = reading(addDays(DAY, day - 1));
    if (life.at(-1)?.firstSeen === at) life.pop();
    life.push({ firstSeen: at, lastSeenAbsent: life.length === 0 ? null : before, row });
  }
  return life;
}

const known = <T>(
  tab: "milestones" | "monthlyReports",
  key: string,
  typed: Typed<T>,
  day: number,
): readonly Change[] => {
  const life = lifeUpTo(typed, day);
  return life.length === 0 ? [] : changesIn({ [tab]: { [key]: life } }, { projects });
};

const days = fc.constantFrom("2026-04-30", "2026-05-20", "2026-06-10", "2026-08-01");
const step = fc
  .record({
    planned: fc.option(days),
    actual: fc.option(fc.oneof(days, fc.constant(UNREADABLE))),
    remark: fc.option(fc.constantFrom("一", "二")),
  })
  .map((cells): Milestone => ({ ...newMilestone("P-1", 10), ...cells }));
const report = fc
  .record({ investedYtd: fc.option(fc.constantFrom(100, 200, 300)), invested: fc.option(fc.constantFrom(10, 20)) })
  .map((cells): MonthlyReport => ({ ...newReport("P-1", "2026-05"), ...cells }));
const typedDays = <T>(row: fc.Arbitrary<T>) =>
  fc.uniqueArray(fc.record({ day: fc.integer({ min: 0, max: 60 }), row: fc.option(row) }), {
    selector: ({ day }) => day,
    maxLength: 8,
  });

const flags = (changes: readonly Change[]) => changes.filter(isFlagged);

describe("whatever people type, in whatever order", () => {
  it("a later reading adds changes and takes none of the flagged ones away", () => {
    fc.assert(
      fc.property(typedDays(step), fc.integer({ min: 0, max: 60 }), (typed, day) => {
        const then = flags(known("milestones", "P-1/10", typed, day));
        const now = flags(known("milestones", "P-1/10", typed, 60));
        expect(now).toEqual(expect.arrayContaining([...then]));
      }),
      { numRuns: 400 },
    );
    fc.assert(
      fc.property(typedDays(report), fc.integer({ min: 0, max: 60 }), (typed, day) => {
        const then = flags(known("monthlyReports", "P-1/2026-05", typed, day));
        expect(flags(known("monthlyReports", "P-1/2026-05", typed, 60))).toEqual(expect.arrayContaining([...then]));
      }),
      { numRuns: 400 },
    );
  });

  it("what was known on a day is told again from what was known on that day, to the letter", () => {
    fc.assert(
      fc.property(typedDays(step), fc.integer({ min: 0, max: 60 }), (typed, day) => {
        const until = reading(addDays(DAY, day));
        const replayed = known("milestones", "P-1/10", typed, 60).filter(({ firstSeen }) => firstSeen <= until);
        expect(known("milestones", "P-1/10", typed, day)).toEqual(replayed);
      }),
      { numRuns: 400 },
    );
  });

  it("a figure that once stood higher over a night, and stands lower or not at all, is flagged", () => {
    fc.assert(
      fc.property(typedDays(report), (typed) => {
        const life = lifeUpTo(typed, 60);
        const changes = known("monthlyReports", "P-1/2026-05", typed, 60);
        const [before, last] = life.slice(-2);
        const was = before?.row?.investedYtd;
        const is = last?.row?.investedYtd ?? null;
        if (life.length < 2 || typeof was !== "number" || !last?.row || (typeof is === "number" && is >= was)) return;
        const change = changes.filter(({ field }) => field === "investedYtd").at(-1)!;
        const overnight = change.lastSeenAbsent > before!.firstSeen || before!.lastSeenAbsent === null;
        if (overnight) expect(isFlagged(change)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it("a milestone that was overdue and is not any more claims a day of the last week, cannot be read, or is flagged", () => {
    fc.assert(
      fc.property(typedDays(step), fc.integer({ min: 20, max: 60 }), (typed, day) => {
        const asOf = addDays(DAY, day);
        const verdictAt = (life: RowHistory<Milestone>) => {
          const row = life.at(-1)?.row;
          if (!row) return null;
          const history = {
            firstReading: reading(DAY),
            lastReading: null,
            tabs: { milestones: new Map([["P-1/10", life]]) },
          };
          return verdictOf(row, { asOf, knownAt: reading(asOf), history });
        };
        const [then, now] = [verdictAt(lifeUpTo(typed, day - 1)), verdictAt(lifeUpTo(typed, day))];
        if (then === null || now === null || (then.daysLate ?? 0) < 1 || (now.daysLate ?? 0) >= 1) return;
        const lifeThen = lifeUpTo(typed, day - 1);
        const steady = lifeThen.at(-1)!.firstSeen < reading(addDays(DAY, day - 1)) || lifeThen.length === 1;
        const changes = known("milestones", "P-1/10", typed, day).filter(
          ({ firstSeen }) => firstSeen === reading(asOf),
        );
        const { actual } = now.milestone;
        const inTime = typeof actual === "string" && daysBetween(actual, addDays(asOf, -1)) <= 7;
        if (steady && actual !== UNREADABLE && !inTime) expect(changes.some(isFlagged)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});
