import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, type PlainDate } from "../../lib/domain/dates.ts";
import type { History, Version } from "../../lib/domain/history.ts";
import type { JudgeInput } from "../../lib/domain/judge-input.ts";
import { judge } from "../../lib/domain/judgement.ts";
import { endOfDay } from "../../lib/domain/office-calendar.ts";
import { projectBasis } from "../../lib/domain/project-basis.ts";
import type { ProjectVerdict } from "../../lib/domain/project-lights.ts";
import type { Adjustment, Exemption, MonthlyReport, Registry, Row } from "../../lib/domain/registry.ts";
import { dayInput, monthInput, newRule } from "../fakes/judge-input.ts";
import { newMilestone, newProject, newReport } from "../fakes/registry-rows.ts";

const project = { ...newProject("P"), annualPlan: 12_000_000 };

/** Reports of the year from January on: 年初累计 in percent of the annual plan, which is planned evenly. */
const reportsOf = (...percents: readonly number[]): readonly MonthlyReport[] =>
  percents.map((percent, index) => ({
    ...newReport("P", `2026-${String(index + 1).padStart(2, "0")}`),
    investedYtd: percent * 120_000,
  }));

/** One twelfth a month. */
const ON_PLAN = [9, 17, 25, 34, 42, 50, 59, 67, 75];

const only = (input: JudgeInput): ProjectVerdict => judge(input).projects[0]!;

const exemption: Exemption = {
  workbook: "台账",
  key: "E-1",
  code: "E-1",
  project: "P",
  seq: null,
  from: "2026-05-01",
  to: "2026-06-30",
  cause: "不可抗力",
  approvedBy: "王某某",
  basis: null,
};

describe("the light of a project on a day", () => {
  test("is judged on May's report from the day after its deadline", () => {
    const monthlyReports = reportsOf(...ON_PLAN.slice(0, 4), 20);
    const before = only(dayInput("2026-06-05", { projects: [project], monthlyReports }));
    const after = only(dayInput("2026-06-06", { projects: [project], monthlyReports }));
    expect([before.light, before.lamps[0]]).toMatchObject(["green", { month: "2026-04" }]);
    expect([after.light, after.lamps[0]]).toMatchObject(["yellow", { month: "2026-05", gapPoints: 21.7 }]);
  });

  test("before the first report of the year is due there is no progress lamp", () => {
    const verdict = only(dayInput("2026-01-20", { projects: [project] }));
    expect([verdict.light, verdict.because, verdict.previousLight]).toEqual(["none", "no-lamp", null]);
  });

  test("turns red on the day a milestone is sixteen days overdue", () => {
    const milestones = [{ ...newMilestone("P", 10), planned: "2026-06-01" }];
    const monthlyReports = reportsOf(...ON_PLAN.slice(0, 5));
    const rows = { projects: [project], monthlyReports, milestones };
    expect(only(dayInput("2026-06-16", rows)).light).toBe("yellow");
    expect(only(dayInput("2026-06-17", rows)).light).toBe("red");
  });

  test("does not fall within the month when the reason goes away", () => {
    const monthlyReports = reportsOf(9, 17, 25, 34, 20);
    const late = { projects: [project], monthlyReports };
    expect(only(dayInput("2026-06-12", late)).light).toBe("yellow");
    const better = {
      projects: [project],
      monthlyReports: [...reportsOf(9, 17, 25, 34, 20), { ...newReport("P", "2026-06"), investedYtd: 6_000_000 }],
    };
    const verdict = only(dayInput("2026-07-08", better));
    expect([verdict.light, verdict.rawLight, verdict.because]).toEqual(["yellow", "green", "falls-by-steps"]);
    expect(verdict.clears).toContainEqual({ lamp: "shown", by: "month-end", until: "2026-07-09" });
    expect(only(dayInput("2026-07-10", better)).light).toBe("blue");
  });

  test("shows exempt during an exemption and comes back with the step it had", () => {
    const monthlyReports = reportsOf(0, 0, 0, 0, 42, 50, 59);
    const rows = { projects: [project], monthlyReports, exemptions: [exemption] };
    const during = only(dayInput("2026-06-12", rows));
    expect([during.light, during.handledAs, during.exemption?.key]).toEqual(["exempt", "exempt", "E-1"]);
    expect(only(dayInput("2026-07-02", rows)).light).toBe("red");
  });
});

describe("the light of a project at a month's end", () => {
  const monthOf = (month: string, knownOn: PlainDate, rows: Partial<Registry>) =>
    only(monthInput(month, knownOn, { projects: [project], ...rows }));

  test("is judged on the month's own report", () => {
    const verdict = monthOf("2026-05", "2026-06-10", { monthlyReports: reportsOf(9, 17, 25, 34, 40) });
    expect([verdict.light, verdict.reportedMonth, verdict.gapPoints]).toEqual(["blue", "2026-05", 1.7]);
  });

  test("two yellow months running are shown yellow and handled as red", () => {
    const verdict = monthOf("2026-05", "2026-06-10", { monthlyReports: reportsOf(9, 17, 25, 20, 20) });
    expect([verdict.light, verdict.handledAs, verdict.repeated, verdict.previousLight]).toEqual([
      "yellow",
      "red",
      ["progress"],
      "yellow",
    ]);
  });

  test("the office may switch the repeat rule off", () => {
    const rules = [newRule("连续两月黄灯按红处置", "否")];
    const verdict = monthOf("2026-05", "2026-06-10", { rules, monthlyReports: reportsOf(9, 17, 25, 20, 20) });
    expect(verdict.handledAs).toBe("yellow");
  });

  test("a missing report keeps the light and names the last month reported", () => {
    const verdict = monthOf("2026-05", "2026-06-10", { monthlyReports: reportsOf(9, 17, 25, 20) });
    expect([verdict.light, verdict.rawLight, verdict.because, verdict.reportedMonth]).toEqual([
      "yellow",
      "grey",
      "held-while-grey",
      "2026-04",
    ]);
    expect(verdict.clears[0]).toEqual({ lamp: "progress", by: "report", until: "2026-06-10" });
  });

  test("a red light waits for a passed inspection where the office asks for one", () => {
    const rules = [newRule("红灯下降须经核查", "是")];
    const monthlyReports = reportsOf(9, 17, 25, 0, 42);
    const held = monthOf("2026-05", "2026-06-10", { rules, monthlyReports });
    expect([held.light, held.because]).toEqual(["red", "held-for-inspection"]);
    const inspections = [
      {
        ...{
          workbook: "台账",
          key: "D-1",
          code: "D-1",
          project: "P",
          date: "2026-05-20",
          method: null,
          inspectors: null,
        },
        ...{ verifiedYtd: null, seq: null, milestoneTrue: null, score: null, problems: null, ruling: "属实" as const },
        ...{ ruledBy: null, ruledOn: null, evidence: null },
      },
    ];
    expect(monthOf("2026-05", "2026-06-10", { rules, monthlyReports, inspections }).light).toBe("yellow");
  });

  test("without an annual plan only the other lamps speak, and the verdict says so", () => {
    const bare = { ...project, annualPlan: null };
    const milestones = [{ ...newMilestone("P", 10), planned: "2026-05-20" }];
    const verdict = monthOf("2026-05", "2026-06-10", { projects: [bare], milestones });
    expect([verdict.light, verdict.lamps[0]?.because]).toEqual(["yellow", "no-annual-plan"]);
  });

  test("a milestone done late in May is yellow at May's end and green by June's", () => {
    const milestones = [{ ...newMilestone("P", 10), planned: "2026-05-01", actual: "2026-05-25" }];
    const monthlyReports = reportsOf(...ON_PLAN);
    const lightOf = (month: string, knownOn: PlainDate) =>
      monthOf(month, knownOn, { milestones, monthlyReports }).light;
    expect([
      lightOf("2026-05", "2026-06-10"),
      lightOf("2026-06", "2026-07-09"),
      lightOf("2026-07", "2026-08-10"),
    ]).toEqual(["yellow", "blue", "green"]);
  });
});

/** A history in which every row stood from the first reading on, but for the lives given. */
const remembered = (
  rows: Partial<Registry>,
  lives: Readonly<Record<string, Record<string, readonly Version<unknown>[]>>>,
): History => {
  const firstReading = "2026-01-04T23:30:00.000Z";
  const tab = (name: "projects" | "milestones" | "monthlyReports") =>
    new Map<string, readonly Version<unknown>[]>([
      ...((rows[name] ?? []) as readonly Row[]).map(
        (row) => [row.key, [{ firstSeen: firstReading, lastSeenAbsent: null, row }]] as const,
      ),
      ...Object.entries(lives[name] ?? {}),
    ]);
  return {
    firstReading,
    lastReading: "2026-07-05T23:30:00.000Z",
    tabs: { projects: tab("projects"), milestones: tab("milestones"), monthlyReports: tab("monthlyReports") },
  };
};

describe("the light of a project with a past", () => {
  const [, , , april, may] = reportsOf(9, 17, 25, 10, 42);
  const mended = { ...april!, investedYtd: 4_000_000 };
  const rows = { projects: [project], monthlyReports: [...reportsOf(9, 17, 25), mended, may!] };
  const seen = (day: PlainDate, row: unknown, before: PlainDate): Version<unknown> => ({
    firstSeen: `${day}T23:30:00.000Z`,
    lastSeenAbsent: `${before}T23:30:00.000Z`,
    row,
  });

  test("a figure raised after the lock does not change what the locked month showed", () => {
    const life = [seen("2026-05-03", april, "2026-05-02"), seen("2026-05-20", mended, "2026-05-19")];
    const history = remembered(rows, { monthlyReports: { "P/2026-04": life } });
    expect(only(monthInput("2026-05", "2026-06-10", rows, history))).toMatchObject({
      previousLight: "yellow",
      light: "blue",
      backfilled: false,
    });
  });

  test("before the first reading today's rows count, and the verdict is marked 回填", () => {
    const history = { ...remembered(rows, {}), firstReading: "2026-06-01T00:00:00.000Z" };
    expect(only(monthInput("2026-05", "2026-06-10", rows, history)).backfilled).toBe(true);
    expect(only(monthInput("2026-05", "2026-06-10", rows)).previousLight).toBe("green");
  });

  test("a workbook first read later than the others is backfilled from its own first reading", () => {
    const history = remembered(rows, {});
    const late = { firstSeen: "2026-06-01T00:00:00.000Z", lastSeenAbsent: null };
    const tabs = { ...history.tabs, projects: new Map([["P", [{ ...late, row: project }]]]) };
    expect(only(monthInput("2026-05", "2026-06-10", rows, { ...history, tabs })).previousLight).toBe("green");
  });

  test("the months' lights are what each month showed at its own end", () => {
    const late = { ...rows, monthlyReports: reportsOf(9, 17, 2, 20, 42) };
    const { months } = only(dayInput("2026-06-12", late));
    const each = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"].map((month) => ({
      month,
      light: only(monthInput(month, "2026-06-12", late)).light,
    }));
    expect(months).toEqual(each);
    expect(months.map(({ light }) => light)).toEqual(["green", "green", "yellow", "yellow", "blue"]);
  });

  test("a report that came after the lock leaves the locked month grey", () => {
    const life = [seen("2026-05-20", mended, "2026-05-19")];
    const history = remembered(rows, { monthlyReports: { "P/2026-04": life } });
    expect(only(monthInput("2026-05", "2026-06-10", rows, history)).previousLight).toBe("grey");
  });

  test("what an earlier reading of the running month showed stays until the month's end", () => {
    const open = { ...newMilestone("P", 10), planned: "2026-06-01" };
    const done = { ...open, actual: "2026-06-01" };
    const withMilestone = { ...rows, milestones: [done] };
    const life = [
      { firstSeen: "2026-01-04T23:30:00.000Z", lastSeenAbsent: null, row: open },
      seen("2026-06-18", done, "2026-06-17"),
    ];
    const history = remembered(withMilestone, { milestones: { "P/10": life } });
    expect(only(dayInput("2026-06-25", withMilestone, history)).light).toBe("red");
    expect(only(dayInput("2026-06-25", withMilestone, remembered(withMilestone, {}))).light).toBe("green");
  });

  test("a reading after the day judged raises nothing", () => {
    const open = { ...newMilestone("P", 10), planned: "2026-06-01" };
    const done = { ...open, actual: "2026-06-01" };
    const withMilestone = { ...rows, milestones: [done] };
    const life = [
      { firstSeen: "2026-01-04T23:30:00.000Z", lastSeenAbsent: null, row: open },
      seen("2026-06-18", done, "2026-06-17"),
    ];
    const history = remembered(withMilestone, { milestones: { "P/10": life } });
    expect(only(dayInput("2026-06-10", withMilestone, history)).light).toBe("green");
  });

  test("the colour of a month's last day stays until that month is locked", () => {
    const milestones = [{ ...newMilestone("P", 10), planned: "2026-05-01", actual: "2026-05-25" }];
    const history = remembered({ ...rows, milestones }, {});
    expect(only(dayInput("2026-06-03", { ...rows, milestones }, history))).toMatchObject({
      light: "yellow",
      rawLight: "green",
    });
  });

  test("days nobody read raise nothing: a milestone done before the first reading was never shown red", () => {
    const milestones = [{ ...newMilestone("P", 10), planned: "2026-05-01", actual: "2026-06-01" }];
    const history = { ...remembered({ ...rows, milestones }, {}), firstReading: "2026-06-02T23:30:00.000Z" };
    expect(only(dayInput("2026-06-03", { ...rows, milestones }, history)).light).toBe("yellow");
  });

  test("milestones filled in over the months are judged alike by the short way and by the long one", () => {
    const day = (offset: number) => addDays("2026-01-10", offset);
    const anyMilestone = fc.record({
      planned: fc.integer({ min: 0, max: 170 }),
      late: fc.integer({ min: -10, max: 40 }),
      filled: fc.option(fc.integer({ min: 0, max: 150 })),
    });
    fc.assert(
      fc.property(fc.array(anyMilestone, { minLength: 1, maxLength: 5 }), (drawn) => {
        const lives: Record<string, readonly Version<unknown>[]> = {};
        const milestones = drawn.map(({ planned, late, filled }, index) => {
          const open = { ...newMilestone("P", index * 10), planned: day(planned) };
          if (filled === null) return open;
          const done = { ...open, actual: day(planned + late) };
          const first = { firstSeen: "2026-01-04T23:30:00.000Z", lastSeenAbsent: null, row: open };
          lives[open.key] = [first, seen(day(filled), done, day(filled - 1))];
          return done;
        });
        const steady = { ...rows, milestones };
        const refused: Adjustment = {
          ...{
            workbook: "台账",
            key: "T-1",
            code: "T-1",
            type: "变更节点",
            redCutApproval: null,
            project: "P",
            seq: 990,
          },
          ...{ from: null, to: null, effectiveMonth: null, applicant: "甲县", appliedOn: "2026-05-20", reason: "延期" },
          ...{ sponsor: null, signedOn: null, decision: "不同意", decidedOn: null },
        };
        const told = (registry: Partial<Registry>) => {
          const { light, previousLight, rawLight, handledAs } = only(
            dayInput("2026-06-25", registry, remembered(registry, { milestones: lives })),
          );
          return { light, previousLight, rawLight, handledAs };
        };
        expect(told(steady)).toEqual(told({ ...steady, adjustments: [refused] }));
      }),
      { seed: 2026, numRuns: 300 },
    );
  });

  test("a planned start moved without an agreed 调整 does not move the lamp", () => {
    const late = { ...project, annualClass: "新开工" as const, plannedStart: "2026-02-10" };
    const moved = { ...late, plannedStart: "2026-09-10" };
    const life = [
      { firstSeen: "2026-01-04T23:30:00.000Z", lastSeenAbsent: null, row: late },
      seen("2026-05-10", moved, "2026-05-09"),
    ];
    const movedRows = { ...rows, projects: [moved] };
    const history = remembered(movedRows, { projects: { P: life } });
    expect(only(monthInput("2026-05", "2026-06-10", movedRows, history)).lamps[1]).toMatchObject({
      light: "red",
      plannedStart: "2026-02-10",
    });
  });
});

describe("the basis of a verdict", () => {
  test("is versioned, quotes the deciding rule and names the cells of every lamp that speaks", () => {
    const milestones = [{ ...newMilestone("P", 10), planned: "2026-05-20" }];
    const rows = { projects: [project], monthlyReports: reportsOf(9, 17, 25, 34, 42), milestones };
    const basis = projectBasis(only(monthInput("2026-05", "2026-06-10", rows)));
    expect([basis.version, basis.rule.name, basis.values["milestones.daysLate"]]).toEqual([1, "节点预警", 11]);
    expect(basis.restsOn).toContainEqual({ workbook: "台账", tab: "milestones", key: "P/10", field: "planned" });
    expect(basis.restsOn).toContainEqual({
      workbook: "台账",
      tab: "monthlyReports",
      key: "P/2026-05",
      field: "investedYtd",
    });
    expect(JSON.parse(JSON.stringify(basis))).toEqual(basis);
  });
});

describe("all projects together", () => {
  test("verdicts do not depend on the order of the rows", () => {
    const projects = ["A", "B", "C"].map((code) => ({ ...newProject(code), annualPlan: 12_000_000 }));
    const monthlyReports = projects.flatMap(({ code }, index) =>
      ["01", "02", "03"].map((m, month) => ({ ...newReport(code, `2026-${m}`), invested: (index + month) * 400_000 })),
    );
    const milestones = projects.flatMap(({ code }, index) =>
      [10, 20].map((seq) => ({ ...newMilestone(code, seq), planned: `2026-03-${10 + index * 5 + seq / 10}` })),
    );
    const told = (registry: Partial<Registry>) =>
      Object.fromEntries(
        judge(dayInput("2026-04-20", registry)).projects.map(({ key, light, rawLight, lamps, completion }) => [
          key,
          { light, rawLight, lamps, completion },
        ]),
      );
    const shuffled = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });
    fc.assert(
      fc.property(shuffled(projects), shuffled(monthlyReports), shuffled(milestones), (p, r, m) => {
        expect(told({ projects: p, monthlyReports: r, milestones: m })).toEqual(
          told({ projects, monthlyReports, milestones }),
        );
      }),
      { seed: 2026, numRuns: 50 },
    );
  });

  test("judging the same day again gives the same judgement", () => {
    const rows = { projects: [project], monthlyReports: reportsOf(9, 17, 10) };
    const input = { ...dayInput("2026-04-20", rows), knownAt: endOfDay("2026-04-20") };
    expect(JSON.stringify(judge(input).projects)).toBe(JSON.stringify(judge(input).projects));
  });
});
