import { describe, expect, test } from "vitest";
import type { AsideRows } from "../../lib/domain/aside-rows.ts";
import { lastDayOf } from "../../lib/domain/dates.ts";
import type { IndicatorCode } from "../../lib/domain/indicator.ts";
import { judge } from "../../lib/domain/judgement.ts";
import { toNumber } from "../../lib/domain/ratio.ts";
import type { Registry } from "../../lib/domain/registry.ts";
import { unitMonths } from "../../lib/domain/unit-month.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { scoringRulesOn } from "../../lib/rules/scoring.ts";
import { milestoneSentence, milestoneWords } from "../../lib/views/milestone-reasons.ts";
import { contextOf, lampSentence } from "../../lib/views/project-reasons.ts";
import { dayInput, monthInput } from "../fakes/judge-input.ts";
import { newMilestone, newProject, newReport, newUnit } from "../fakes/registry-rows.ts";

const PERIOD = "2026-05";
const projects = [{ ...newProject("P"), responsibleUnit: "甲县", annualPlan: 12_000_000 }];
const units = [newUnit("甲县", "县区")];
const reported = (months: readonly string[]) =>
  months.map((month) => ({ ...newReport("P", `2026-${month}`), investedYtd: Number(month) * 1_000_000, fundedYtd: 1 }));

const ofP = (rows: Partial<AsideRows>) =>
  new Map([["P", { reports: new Set<null>(), milestones: new Set<null>(), ...rows }]]);
const reportsAside = (...months: (string | null)[]) => ofP({ reports: new Set(months) });
const stepsAside = (...seqs: (number | null)[]) => ofP({ milestones: new Set(seqs) });

const onDay = (aside: ReturnType<typeof ofP>, rows: Partial<Registry> = {}) =>
  judge({ ...dayInput("2026-06-12", { projects, units, ...rows }), aside });

/** One indicator of 甲县's May, as known on 06-12. */
function may(code: IndicatorCode, aside: ReturnType<typeof ofP>, rows: Partial<Registry> = {}) {
  const input = { ...monthInput(PERIOD, "2026-06-12", { projects, units, ...rows }), aside };
  const { listed: files, milestones, reports, issues } = judge(input);
  const rules = scoringRulesOn(NO_OVERRIDES, lastDayOf(PERIOD));
  const { registry } = input;
  const [month] = unitMonths({ period: PERIOD, registry, files, milestones, reports, issues, rules });
  const { numerator, denominator, parts, leftOut } = month!.values.find((value) => value.code === code)!;
  return {
    sums: [numerator, denominator].map(toNumber),
    parts: parts.map(({ subject, because }) => `${subject} ${because}`),
    leftOut: leftOut.map(({ subject, because }) => `${subject} ${because}`),
    cells: leftOut.flatMap(({ restsOn }) => restsOn.map(({ tab, key }) => `${tab} ${key}`)),
  };
}

describe("a report whose row was set aside", () => {
  const monthlyReports = reported(["02", "03", "04"]);

  test("is neither in nor missing, and marks nobody", () => {
    const { reports, unitMarks } = onDay(reportsAside(PERIOD), { monthlyReports });
    const report = reports.find(({ month }) => month === PERIOD)!;
    expect(report).toMatchObject({ state: "unseen", because: "set-aside", workingDaysLate: 0 });
    expect(unitMarks).toMatchObject([{ unit: "甲县", light: "none", owed: 0, missing: [] }]);
  });

  test("is left out of 报送, 投资完成率 and 资金到位率 by name and cell", () => {
    const aside = reportsAside(PERIOD);
    expect(may("reporting", aside, { monthlyReports })).toEqual({
      ...{ sums: [0, 0], parts: [], leftOut: ["P/2026-05 set-aside"], cells: ["monthlyReports P/2026-05"] },
    });
    for (const code of ["investment", "funding"] as const)
      expect(may(code, aside, { monthlyReports })).toEqual({
        ...{ sums: [0, 0], parts: [], leftOut: ["P set-aside"], cells: ["monthlyReports P/2026-05"] },
      });
  });

  test("of an earlier month changes no later figure, but one that the figure is added to does", () => {
    const aside = reportsAside("2026-03");
    expect(may("investment", aside, { monthlyReports: reported(["04", "05"]) }).leftOut).toEqual([]);
    const added = [...reported(["02"]), { ...newReport("P", "2026-04"), invested: 5 }, ...reported([])];
    expect(
      may("investment", aside, { monthlyReports: [...added, { ...newReport("P", PERIOD), invested: 5 }] }),
    ).toEqual({
      ...{ sums: [0, 0], parts: [], leftOut: ["P set-aside"], cells: ["monthlyReports P/2026-03"] },
    });
    expect(may("investment", reportsAside("2026-06"), { monthlyReports }).parts).toEqual(["P last-reported"]);
    expect(may("investment", reportsAside("2025-12"), {}).parts).toEqual(["P never-reported"]);
  });

  test("without a readable month may be any that did not come", () => {
    const aside = reportsAside(null);
    const states = onDay(aside, { monthlyReports }).reports.map(({ month, state }) => `${month.slice(5)} ${state}`);
    expect(states.slice(1)).toEqual(["02 in-time", "03 in-time", "04 in-time", "05 unseen", "06 not-due-yet"]);
    expect(may("investment", aside, { monthlyReports }).leftOut).toEqual(["P set-aside"]);
    expect(may("investment", aside, { monthlyReports: reported([...["02", "03", "04"], "05"]) }).leftOut).toEqual([]);
  });

  test("makes the 进度 lamp say what is wrong, not that nothing was reported", () => {
    const lampOf = (rows: Partial<Registry>) => {
      const [verdict] = onDay(reportsAside(PERIOD), rows).projects;
      return lampSentence(verdict!.lamps.find(({ kind }) => kind === "progress")!, contextOf(verdict!));
    };
    expect(lampOf({ monthlyReports })).toBe(
      "灰：5月月报的行重复或无法读取，无法判定进度（最近一次为4月月报，投资完成 33.3%）。",
    );
    expect(lampOf({})).toContain("（本年没有能读取的月报）");
  });
});

describe("milestones whose rows were set aside", () => {
  const due = { planned: "2026-05-25", predecessors: "10", duration: 3 };

  test("are not a project without milestones: left out by name, the lamp grey", () => {
    expect(may("milestones", new Map()).parts).toEqual(["P no-milestones"]);
    expect(may("milestones", stepsAside(10, null))).toEqual({
      ...{ sums: [0, 0], parts: [], leftOut: ["P set-aside"], cells: ["milestones P/10"] },
    });
    const [verdict] = onDay(stepsAside(10)).projects;
    const lamp = verdict!.lamps.find(({ kind }) => kind === "milestones")!;
    expect(lamp).toMatchObject({ light: "grey", because: "aside", milestone: null });
    expect(lampSentence(lamp, contextOf(verdict!))).toBe("灰：有节点的行重复或无法读取，无法判定节点。");
  });

  test("beside good ones leave those counted, and an overdue one decides the lamp", () => {
    const milestones = [{ ...newMilestone("P", 20), planned: "2026-05-25" }];
    const found = may("milestones", stepsAside(10), { milestones });
    expect([found.parts, found.leftOut]).toEqual([["P/20 not-done"], ["P set-aside"]]);
    const { projects: verdicts } = onDay(stepsAside(10), { milestones });
    expect(verdicts[0]!.lamps.find(({ kind }) => kind === "milestones")).toMatchObject({ because: "overdue" });
  });

  test("as predecessors leave open whose the delay is: the light stands, nobody is charged, no predecessor is unknown", () => {
    const milestones = [{ ...newMilestone("P", 20), ...due }];
    const judged = onDay(stepsAside(10), { milestones });
    const [verdict] = judged.milestones;
    expect(verdict).toMatchObject({
      light: "red",
      daysLate: 18,
      ownDaysLate: null,
      asidePredecessor: "P/10",
      push: null,
    });
    expect(milestoneSentence(verdict!)).toContain("前置节点 P/10 的行重复或无法读取，延误是否属本单位无法判定。");
    expect(milestoneWords(verdict!, "").reason).toContain("延误是否属贵单位无法判定。");
    expect(may("milestones", stepsAside(10), { milestones }).leftOut).toEqual(["P/20 set-aside", "P set-aside"]);
    expect(judged.doubts().map(({ code }) => code)).not.toContain("predecessor-unknown");
    const unknown = onDay(stepsAside(30), { milestones });
    expect(unknown.milestones[0]).toMatchObject({ ownDaysLate: 18, asidePredecessor: null });
    expect(unknown.doubts().map(({ code }) => code)).toContain("predecessor-unknown");
    expect(onDay(stepsAside(null), { milestones }).milestones[0]!.asidePredecessor).toBe("P/10");
  });

  test("matter to nobody whom another predecessor excuses wholly, or who was in time", () => {
    const open = { ...newMilestone("P", 15), planned: "2026-05-01" };
    const waiting = { ...newMilestone("P", 20), ...due, predecessors: "10,15" };
    const verdicts = onDay(stepsAside(10), { milestones: [open, waiting] }).milestones;
    expect(verdicts[1]).toMatchObject({ asidePredecessor: null, push: { predecessor: "P/15" } });
    const done = { ...newMilestone("P", 20), ...due, actual: "2026-05-25" };
    expect(onDay(stepsAside(10), { milestones: [done] }).milestones[0]).toMatchObject({ ownDaysLate: 0 });
  });
});
