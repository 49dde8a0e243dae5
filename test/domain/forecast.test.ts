import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, epochDay, fromEpochDay, type PlainDate } from "../../lib/domain/dates.ts";
import { type Judgement, judge } from "../../lib/domain/judgement.ts";
import type { Milestone } from "../../lib/domain/registry.ts";
import { dayTable, moved } from "../../lib/domain/schedule-calendar.ts";
import { addWorkingDays } from "../../lib/domain/working-days.ts";
import { dayInput, newRule } from "../fakes/judge-input.ts";
import { CITY } from "../fakes/plan-rows.ts";
import { EMPTY_REGISTRY, newMilestone, newProject } from "../fakes/registry-rows.ts";

const AS_OF = "2026-06-12";

/** A step as typed; `late` days after its planned day it was done, null = open. */
const step = (
  project: string,
  seq: number,
  planned: PlainDate,
  late: number | null,
  more: Partial<Milestone> = {},
) => ({
  ...newMilestone(project, seq),
  planned,
  actual: late === null ? null : addDays(planned, late),
  responsibleUnit: "甲局",
  ...more,
});

/** Past steps of a unit, one in a project of its own, each done so many days late; they fell due in February. */
const past = (lateness: readonly number[], unit = "甲局"): Milestone[] =>
  lateness.map((late, index) => step(`H-${unit}`, index + 1, "2026-02-10", late, { responsibleUnit: unit }));

function judged(milestones: readonly Milestone[], rules: Parameters<typeof newRule>[] = []): Judgement {
  const codes = [...new Set(milestones.map(({ project }) => project))];
  const rows = {
    ...EMPTY_REGISTRY,
    projects: codes.map(newProject),
    milestones,
    rules: rules.map((rule) => newRule(...rule)),
  };
  return judge({ ...dayInput(AS_OF, rows), calendarOf: () => CITY });
}

const chanceOf = (milestones: readonly Milestone[], seq = 10, rules: Parameters<typeof newRule>[] = []) =>
  judged(milestones, rules)
    .forecasts("P-1")!
    .milestones.find((one) => one.seq === seq)!;

const times = (n: number, days: number): number[] => Array.from({ length: n }, () => days);

describe("the forecast of a milestone without predecessors", () => {
  it("is the share of its unit's past steps that were late", () => {
    const found = chanceOf([...past([...times(12, 20), ...times(4, 0)]), step("P-1", 10, "2026-06-30", null)]);
    expect(found).toMatchObject({ chanceLate: 0.75, record: "unit", cases: 16, casesLate: 12, warns: true });
    expect(found).toMatchObject({ median: "2026-07-20", likelyBy: "2026-07-20", unit: "甲局", planned: "2026-06-30" });
  });

  it("counts as the sample the cases that were still open so near their day: 5 days left, done 10 days early is out", () => {
    const record = past([...times(6, 20), ...times(6, -10)]);
    expect(chanceOf([...record, step("P-1", 10, "2026-06-30", null)]).chanceLate).toBe(0.5);
    const near = chanceOf([...record, step("P-1", 10, "2026-06-17", null)]);
    expect(near).toMatchObject({ chanceLate: 1, median: "2026-07-07" });
  });

  it("leans on the record of all units where its own is short", () => {
    const rows = [...past(times(4, 10)), ...past(times(12, 0), "乙局"), step("P-1", 10, "2026-06-30", null)];
    // 4 own late cases and 8 more spread as 4 of 16: (4 + 2) / 12
    expect(chanceOf(rows)).toMatchObject({ chanceLate: 0.5, record: "all", cases: 16, casesLate: 4, warns: false });
  });

  it("says nothing where there are fewer cases than the rule asks for", () => {
    const found = chanceOf([...past(times(7, 10)), step("P-1", 10, "2026-06-30", null)]);
    expect(found).toMatchObject({ chanceLate: null, record: "none", warns: false });
  });

  it("of an open step that is late counts the days it is late by now, and those that wait for others not at all", () => {
    const open = step("Q-1", 10, "2026-05-13", null);
    const waits = step("Q-1", 20, "2026-05-20", null, { predecessors: "10", duration: 5 });
    const found = chanceOf([...past(times(7, 0)), open, waits, step("P-1", 10, "2026-06-30", null)]);
    expect(found).toMatchObject({ cases: 8, casesLate: 1, chanceLate: 0.125 });
  });

  it("takes an open late step for at least as late as it is: behind it stand the days on which later ones ended", () => {
    const record = [...past([...times(6, 10), ...times(2, 40)]), step("Q-1", 10, "2026-05-23", null)];
    // 9 cases, the ninth open for 20 days: it ends after 40 days like the two that lasted longer. 6/9 by day 10, all by day 40.
    const found = chanceOf([...record, step("P-1", 10, "2026-06-30", null)]);
    expect(found).toMatchObject({
      cases: 9,
      casesLate: 9,
      chanceLate: 1,
      median: "2026-07-10",
      likelyBy: "2026-08-09",
    });
  });

  it("those open no longer stand among the later ones: of four still open after 20 days three ended after 40", () => {
    const open = [1, 2].map((n) => step(`Q-${n}`, 10, "2026-05-23", null));
    const record = [...past([...times(4, 10), ...times(3, 40), 60]), ...open];
    const found = chanceOf([...record, step("P-1", 10, "2026-06-30", null)]);
    // 40 % by day 10, then 3 of 4 of the rest: 85 % by day 40
    expect(found).toMatchObject({ cases: 10, likelyBy: "2026-08-09" });
  });

  it("a step due today tells nothing yet, done or not", () => {
    const today = [step("Q-1", 10, AS_OF, 0), step("Q-2", 10, AS_OF, null)];
    expect(chanceOf([...past(times(8, 3)), ...today, step("P-1", 10, "2026-06-30", null)]).cases).toBe(8);
  });

  it("leaves out steps done before their day came: of those due later only the early ones are seen", () => {
    const early = step("Q-1", 10, "2026-07-20", -50);
    expect(chanceOf([...past(times(8, 3)), early, step("P-1", 10, "2026-06-30", null)]).cases).toBe(8);
  });

  it("does not blame a unit for the days of its predecessor", () => {
    const rows = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((n) => [
      step(`Q-${n}`, 10, "2026-03-10", 20, { responsibleUnit: "乙局" }),
      step(`Q-${n}`, 20, "2026-03-15", 15, { predecessors: "10", duration: 0 }),
    ]);
    expect(chanceOf([...rows, step("P-1", 10, "2026-06-30", null)])).toMatchObject({ cases: 8, casesLate: 0 });
  });

  it("warns from the threshold, up to so many days ahead, and never of what is late already", () => {
    const record = past([...times(7, 20), ...times(3, 0)]);
    const at = (planned: PlainDate, ...rules: Parameters<typeof newRule>[]) =>
      chanceOf([...record, step("P-1", 10, planned, null)], 10, rules).warns;
    expect([at("2026-07-12"), at("2026-07-13"), at("2026-06-12"), at("2026-06-11")]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(at("2026-07-13", ["预警预测 提前", "31"])).toBe(true);
    expect(at("2026-06-30", ["预警预测 提前", "0"])).toBe(false);
    expect(at("2026-06-30", ["预警预测 可能性", "71"])).toBe(false);
    expect(at("2026-06-30", ["预警预测 可能性", "70"])).toBe(true);
  });
});

describe("the forecast behind predecessors", () => {
  const late = past([...times(5, 20), ...times(5, 0)]);

  it("is certain where what is still to be done no longer fits before the day", () => {
    const open = step("P-1", 10, "2026-06-20", null);
    const behind = step("P-1", 20, "2026-06-25", null, { predecessors: "10", duration: 20 });
    expect(chanceOf([...late, open, behind], 20).chanceLate).toBe(1);
  });

  it("is certain where a done predecessor came too late for what its own work takes", () => {
    const done = step("P-1", 10, "2026-06-10", 0);
    const behind = step("P-1", 20, "2026-06-20", null, { predecessors: "10", duration: 20 });
    const found = chanceOf([...past(times(20, 0)), done, behind], 20);
    expect(found).toMatchObject({ chanceLate: 1, median: "2026-07-09", waitsFor: [] });
  });

  it("names the open predecessors where they make a tenth of difference or more", () => {
    const open = step("P-1", 10, "2026-06-20", null);
    const at = (planned: PlainDate) => step("P-1", 20, planned, null, { predecessors: "10", duration: 2 });
    expect(chanceOf([...late, open, at("2026-06-25")], 20).waitsFor).toEqual([10]);
    expect(chanceOf([...late, open, at("2026-07-31")], 20).waitsFor).toEqual([]);
  });

  it("joins the delay of the predecessor to its own: half and half make three quarters", () => {
    const open = step("P-1", 10, "2026-06-20", null);
    const behind = step("P-1", 20, "2026-06-25", null, { predecessors: "10", duration: 2 });
    expect(chanceOf([...late, open, behind], 20).chanceLate).toBeCloseTo(0.75, 1);
  });

  it("does not pass a delay on that the time between takes up", () => {
    const open = step("P-1", 10, "2026-06-20", null);
    const behind = step("P-1", 20, "2026-07-31", null, { predecessors: "10", duration: 2 });
    expect(chanceOf([...late, open, behind], 20).chanceLate).toBe(0.5);
  });

  it("is not made for a project whose predecessors go round in a ring, and others have theirs", () => {
    const ring = [
      step("P-1", 10, "2026-06-20", null, { predecessors: "20" }),
      step("P-1", 20, "2026-06-25", null, { predecessors: "10" }),
    ];
    const judgement = judged([...late, ...ring, step("P-2", 10, "2026-06-25", null)]);
    expect(judgement.forecasts("P-1")).toBeNull();
    expect(judgement.forecasts("P-2")!.milestones).toHaveLength(1);
    expect(judgement.forecasts("P-9")).toBeNull();
  });
});

const anyPast = fc.array(fc.integer({ min: -20, max: 40 }), { minLength: 8, maxLength: 30 });
const anyPlanned = fc.integer({ min: 0, max: 40 }).map((days) => addDays(AS_OF, days));

/** Two to five open steps, most of them behind the one before. */
const anyChain = fc
  .array(
    fc.record({
      planned: anyPlanned,
      duration: fc.integer({ min: 0, max: 15 }),
      type: fc.constantFrom("", "SS", "FF", "SF", "none"),
    }),
    {
      minLength: 2,
      maxLength: 5,
    },
  )
  .map((steps) =>
    steps.map(({ planned, duration, type }, index) =>
      step("P-1", (index + 1) * 10, planned, null, {
        duration,
        predecessors: index === 0 || type === "none" ? null : `${index * 10}${type}`,
      }),
    ),
  );

const chances = (milestones: readonly Milestone[]): readonly number[] =>
  judged(milestones)
    .forecasts("P-1")!
    .milestones.map(({ chanceLate }) => chanceLate!);

describe("of any record and chain", () => {
  it("a case that was late instead of in time never lowers a chance", () =>
    fc.assert(
      fc.property(anyPast, anyChain, fc.nat(), (lateness, chain, which) => {
        const worse = lateness.with(which % lateness.length, 41);
        const [before, after] = [chances([...past(lateness), ...chain]), chances([...past(worse), ...chain])];
        for (const [index, chance] of after.entries()) expect(chance).toBeGreaterThanOrEqual(before[index]! - 1e-9);
      }),
      { numRuns: 200 },
    ));

  it("more time for the last step never raises its chance", () =>
    fc.assert(
      fc.property(anyPast, anyChain, fc.integer({ min: 1, max: 60 }), (lateness, chain, more) => {
        const last = chain.at(-1)!;
        const eased = [...chain.slice(0, -1), { ...last, planned: addDays(last.planned as PlainDate, more) }];
        const [before, after] = [chances([...past(lateness), ...chain]), chances([...past(lateness), ...eased])];
        expect(after.at(-1)!).toBeLessThanOrEqual(before.at(-1)! + 1e-9);
      }),
      { numRuns: 60 },
    ));

  it("the order of the rows does not matter, and days lie after today", () =>
    fc.assert(
      fc.property(anyPast, anyChain, fc.integer(), (lateness, chain, seed) => {
        const rows = [...past(lateness), ...chain];
        const mixed = fc.sample(fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }), {
          seed,
          numRuns: 1,
        })[0]!;
        const found = judged(rows).forecasts("P-1")!;
        expect(judged(mixed).forecasts("P-1")).toEqual(found);
        for (const { median, likelyBy } of found.milestones) expect(AS_OF <= median && median <= likelyBy).toBe(true);
      }),
      { numRuns: 40 },
    ));

  it("what warns is what the project's forecast says", () =>
    fc.assert(
      fc.property(anyPast, anyChain, (lateness, chain) => {
        const judgement = judged([...past(lateness), ...chain]);
        const warning = judgement
          .forecasts("P-1")!
          .milestones.filter(({ warns }) => warns)
          .map(({ seq }) => `P-1/${seq}`);
        expect([...judgement.warned().keys()].sort()).toEqual(warning.sort());
      }),
      { numRuns: 60 },
    ));
});

it("a project held to the planned day of its last step has that step's chance, not a second one", () => {
  const last = step("P-1", 10, "2026-06-30", null, { name: "竣工" });
  const rows = [...past([...times(12, 20), ...times(5, 0)]), last];
  const registry = {
    ...EMPTY_REGISTRY,
    projects: ["H-甲局", "P-1"].map((code) => ({ ...newProject(code), plannedFinish: "2026-06-30" })),
    milestones: rows,
  };
  const found = judge({ ...dayInput(AS_OF, registry), calendarOf: () => CITY }).forecasts("P-1")!;
  expect(found.finish!.chanceLate).toBe(found.milestones[0]!.chanceLate);
  expect(found.finish!.chanceLate).toBeCloseTo(12 / 17, 12);
});

it("the table of working days reckons as the calendar does", () =>
  fc.assert(
    fc.property(fc.integer({ min: -300, max: 700 }), fc.integer({ min: -90, max: 400 }), (from, n) => {
      const day = addDays(AS_OF, from);
      expect(fromEpochDay(moved(dayTable(CITY, epochDay(AS_OF)), epochDay(day), n))).toBe(
        addWorkingDays(CITY, day, n).day,
      );
    }),
  ));
