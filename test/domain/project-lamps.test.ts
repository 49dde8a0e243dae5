import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NOTHING_ASIDE } from "../../lib/domain/aside-rows.ts";
import { UNREADABLE } from "../../lib/domain/field.ts";
import { compareLights } from "../../lib/domain/light.ts";
import { type Lateness, milestonesLamp } from "../../lib/domain/milestones-lamp.ts";
import { gapOf, lightOf, progressLamp } from "../../lib/domain/progress-lamp.ts";
import type { ProjectFile } from "../../lib/domain/project-file.ts";
import type { ProgressRule } from "../../lib/domain/project-lamps.ts";
import type { AnnualClass, MonthlyReport } from "../../lib/domain/registry.ts";
import { registrationLamp, startLamp } from "../../lib/domain/start-lamps.ts";
import { ALL_RULES } from "../../lib/rules/all-rules.ts";
import { lampRulesOn } from "../../lib/rules/light-rules.ts";
import { readRulebook } from "../../lib/rules/rulebook.ts";
import { dateCell, moneyCell } from "../cases/cell.ts";
import { readCases } from "../cases/read-cases.ts";
import { newRule } from "../fakes/judge-input.ts";
import { newMilestone, newProject, newReport } from "../fakes/registry-rows.ts";

const SEED = { seed: 2026, numRuns: 500 };

const rulesWith = (parameters: Readonly<Record<string, string>>) => {
  const rows = Object.entries(parameters).map(([parameter, value]) => newRule(parameter, value));
  return lampRulesOn(readRulebook(rows, ALL_RULES).book, "2026-05-31");
};

const fileOf = (changes: Partial<ProjectFile> = {}, reports: readonly MonthlyReport[] = []): ProjectFile => ({
  project: { ...newProject("P"), annualPlan: 10_000_000 },
  milestones: [],
  own: null,
  reports: (month) => reports.find((report) => report.month === month) ?? null,
  aside: NOTHING_ASIDE,
  ...changes,
});

const given = { month: "2026-05", basis: "own", januaryWithFebruary: true, exempt: false } as const;

describe("progress lamp", () => {
  for (const row of readCases("../cases/progress-lamp.csv"))
    test(`${row.preset}：${row.situation}`, () => {
      const months = Array.from({ length: 12 }, (_, m) => (m === 4 ? moneyCell(row.planned!) : 0));
      const own = { workbook: "台账", key: "P/2026", project: "P", year: 2026, months };
      const project = { ...newProject("P"), annualPlan: moneyCell(row.annualPlan!) };
      const report = { ...newReport("P", "2026-05"), investedYtd: moneyCell(row.done!) };
      const rule = rulesWith({ 项目预警预设: row.preset! }).progress;
      const lamp = progressLamp(fileOf({ project, own }, [report]), { ...given, rule });
      expect([lamp.light, lamp.measured]).toEqual([row.light, Number(row.measured)]);
    });

  const rule = rulesWith({}).progress;

  test("a missing report is grey and names the last month reported", () => {
    const april = { ...newReport("P", "2026-04"), investedYtd: 3_000_000 };
    const lamp = progressLamp(fileOf({}, [april, newReport("P", "2026-05")]), { ...given, rule });
    expect([lamp.light, lamp.because, lamp.lastReported, lamp.done]).toEqual([
      "grey",
      "report-missing",
      "2026-04",
      3_000_000,
    ]);
  });

  test("an unreadable figure is grey, never red", () => {
    const report = { ...newReport("P", "2026-05"), investedYtd: UNREADABLE };
    expect(progressLamp(fileOf({}, [report]), { ...given, rule })).toMatchObject({
      light: "grey",
      because: "unreadable",
    });
  });

  test("without an annual plan there is no lamp, and it says so", () => {
    const project = { ...newProject("P"), annualPlan: null };
    expect(progressLamp(fileOf({ project }), { ...given, rule })).toMatchObject({
      light: "none",
      because: "no-annual-plan",
    });
  });

  test("a project in operation before the month is not judged on progress any more", () => {
    const project = { ...newProject("P"), annualPlan: 10_000_000, actualOperation: "2026-04-30" };
    expect(progressLamp(fileOf({ project }), { ...given, rule }).because).toBe("in-operation");
  });

  test("a milestone named 投产 tells the operation where the project's cell is blank", () => {
    const milestones = [{ ...newMilestone("P", 90), name: "投产", actual: "2026-04-30" }];
    expect(progressLamp(fileOf({ milestones }), { ...given, rule }).because).toBe("in-operation");
  });

  test("January without a report waits for February's", () => {
    expect(progressLamp(fileOf(), { ...given, month: "2026-01", rule }).because).toBe("no-report-due-yet");
    const alone = { ...given, month: "2026-01", januaryWithFebruary: false, rule };
    expect(progressLamp(fileOf(), alone).because).toBe("report-missing");
  });

  test("an exempt project shows 免 whatever its figures", () => {
    expect(progressLamp(fileOf(), { ...given, exempt: true, rule }).light).toBe("exempt");
  });

  test("a single bound of 规则 takes the preset's place and is quoted with its document", () => {
    const moved = rulesWith({ 进度黄灯界限: "15" }).progress;
    expect(moved.value).toEqual({ measure: "gap", blueAbove: 0, yellowFrom: 15, redAbove: 30 });
    expect(moved.source).toContain("试行〔2026〕1号");
  });

  const PRESETS: readonly ProgressRule[] = ["银川", "武汉", "三亚"].map(
    (preset) => rulesWith({ 项目预警预设: preset }).progress.value,
  );

  test("doing less never makes a light better, in any preset", () => {
    const money = fc.integer({ min: 0, max: 10 ** 11 });
    fc.assert(
      fc.property(money, money, money, fc.constantFrom(...PRESETS), (planned, done, less, value) => {
        const project = { ...newProject("P"), annualPlan: 10 ** 11 };
        const own = {
          workbook: "台账",
          key: "P/2026",
          project: "P",
          year: 2026,
          months: [planned, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        };
        const lightWith = (investedYtd: number) =>
          progressLamp(fileOf({ project, own }, [{ ...newReport("P", "2026-05"), investedYtd }]), {
            ...given,
            rule: { ...rule, value },
          }).light;
        expect(compareLights(lightWith(Math.min(done, less)), lightWith(Math.max(done, less)))).toBeGreaterThanOrEqual(
          0,
        );
      }),
      SEED,
    );
  });

  test("a wider gap never makes the light better", () => {
    const tenth = fc.integer({ min: -500, max: 1000 }).map((n) => n / 10);
    fc.assert(
      fc.property(tenth, tenth, (a, b) => {
        const value = PRESETS[0]!;
        expect(compareLights(lightOf(value, Math.max(a, b)), lightOf(value, Math.min(a, b)))).toBeGreaterThanOrEqual(0);
      }),
      SEED,
    );
  });

  test("the gap is exact in whole 元: the same as with whole-number division", () => {
    const money = fc.integer({ min: 0, max: 10 ** 12 });
    fc.assert(
      fc.property(money, money, fc.integer({ min: 1, max: 10 ** 12 }), (done, planned, plan) => {
        const top = 2000n * BigInt(planned - done) + BigInt(plan);
        const floor = top / (2n * BigInt(plan)) - (top < 0n && top % (2n * BigInt(plan)) !== 0n ? 1n : 0n);
        expect(gapOf(done, planned, plan)).toBe(Number(floor) / 10);
      }),
      SEED,
    );
  });
});

describe("start and registration lamps", () => {
  for (const row of readCases("../cases/start-lamps.csv"))
    test(row.situation!, () => {
      const project = {
        ...newProject("P"),
        annualClass: row.class as AnnualClass,
        totalInvestment: moneyCell(row.total!) as number,
        plannedStart: dateCell(row.plannedStart!),
        actualStart: dateCell(row.actualStart!),
        registeredOn: dateCell(row.registered!),
      };
      const rules = rulesWith({});
      const [asOf, endedMonth] = [row.asOf!, row.ended!];
      const lamp =
        row.lamp === "start"
          ? startLamp(fileOf({ project }), { asOf, endedMonth, exempt: false, rule: rules.start })
          : registrationLamp(fileOf({ project }), { asOf, exempt: false, rule: rules.registration });
      expect([lamp.light, lamp.because]).toEqual([row.light, row.because]);
    });
});

describe("milestones lamp", () => {
  const rule = { name: "节点预警", from: "2026-01-01", source: "" };
  const late = (key: string, light: Lateness["light"], daysLate: number, because: Lateness["because"] = "overdue") => ({
    key,
    light,
    because,
    daysLate,
  });

  test("is that of the worst overdue milestone, the one longest overdue of several", () => {
    const lamp = milestonesLamp(
      [late("P/10", "yellow", 9), late("P/20", "red", 17), late("P/30", "red", 40)],
      true,
      false,
      rule,
    );
    expect(lamp).toEqual({
      kind: "milestones",
      light: "red",
      because: "overdue",
      milestone: "P/30",
      daysLate: 40,
      rule,
    });
  });

  test("is that of the smaller key among milestones equally late, in whatever order they stand", () => {
    const rows = [late("P/20", "red", 17), late("P/10", "red", 17), late("P/30", "red", 17)];
    expect(milestonesLamp(rows, true, false, rule).milestone).toBe("P/10");
    expect(milestonesLamp(rows.toReversed(), true, false, rule).milestone).toBe("P/10");
  });

  test("does not take over 临期 or stale from a milestone", () => {
    const lateness = [late("P/10", "blue", -2, "due-soon"), late("P/20", "grey", -20, "stale")];
    expect(milestonesLamp(lateness, true, false, rule)).toMatchObject({ light: "green", because: "none-overdue" });
  });

  test("keeps the colour of one done late this month", () => {
    const doneLate = (light: Lateness["light"]) =>
      milestonesLamp([late("P/10", light, 20, "done-late")], true, false, rule);
    expect(doneLate("yellow")).toMatchObject({ light: "yellow", because: "done-late", milestone: "P/10" });
    expect(doneLate("green")).toMatchObject({ light: "green", because: "none-overdue", milestone: null });
  });

  test("is grey where only an unreadable day could have been late", () => {
    const unreadable = { key: "P/10", light: "grey", because: "unreadable", daysLate: null } as const;
    expect(milestonesLamp([unreadable], true, false, rule)).toMatchObject({
      light: "grey",
      because: "unreadable",
      milestone: "P/10",
      daysLate: 0,
    });
    expect(milestonesLamp([unreadable, late("P/20", "blue", 3)], true, false, rule).light).toBe("blue");
  });

  test("is absent without milestones and exempt with its project", () => {
    expect(milestonesLamp([], false, false, rule)).toMatchObject({ light: "none", because: "no-milestones" });
    const exempt = milestonesLamp([late("P/10", "red", 30)], true, true, rule);
    expect(exempt).toMatchObject({ light: "exempt", because: "exempt", milestone: null });
  });

  test("does not depend on the order of the rows", () => {
    const light = fc.constantFrom("blue", "yellow", "red" as const);
    const lateness = fc.record({
      key: fc.integer({ min: 1, max: 99 }).map((n) => `P/${n}`),
      light,
      daysLate: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(lateness, { selector: ({ key }) => key }), (rows) => {
        const all = rows.map((row) => ({ ...row, because: "overdue" }) as Lateness);
        expect(milestonesLamp(all.toReversed(), true, false, rule)).toEqual(milestonesLamp(all, true, false, rule));
      }),
      SEED,
    );
  });
});
