import { describe, expect, test } from "vitest";
import { lastDayOf } from "../../lib/domain/dates.ts";
import { UNREADABLE } from "../../lib/domain/field.ts";
import { attainmentOf, hasCase, type IndicatorCode, type IndicatorValue } from "../../lib/domain/indicator.ts";
import type { Push } from "../../lib/domain/milestone.ts";
import type { MonthInput } from "../../lib/domain/month-ground.ts";
import { ratio, toNumber } from "../../lib/domain/ratio.ts";
import type { Exemption, Inspection, Issue, Project, Registry } from "../../lib/domain/registry.ts";
import { candidateOf, type UnitMonth, unitMonths } from "../../lib/domain/unit-month.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { scoringRulesOn } from "../../lib/rules/scoring.ts";
import { issueVerdicts } from "../fakes/issues.ts";
import {
  EMPTY_REGISTRY,
  filesOf,
  newIssue,
  newMilestone,
  newProject,
  newReport,
  newUnit,
} from "../fakes/registry-rows.ts";
import { newMilestoneVerdict, newReportVerdict } from "../fakes/verdicts.ts";

const PERIOD = "2026-05";
const END = "2026-05-31";
const YI = 100_000_000;

const registryOf = (more: Partial<Registry>): Registry => ({
  ...EMPTY_REGISTRY,
  units: [newUnit("甲县", "县区"), newUnit("乙县", "县区"), newUnit("市供电公司", "国企")],
  ...more,
});

const monthOf = (registry: Registry, more: Partial<MonthInput> = {}): readonly UnitMonth[] =>
  unitMonths({
    period: PERIOD,
    registry,
    files: filesOf(registry, 2026),
    milestones: [],
    reports: [],
    issues: issueVerdicts(registry, lastDayOf(more.period ?? PERIOD)),
    rules: scoringRulesOn(NO_OVERRIDES, END),
    ...more,
  });

const of = (months: readonly UnitMonth[], unit: string): UnitMonth => months.find((month) => month.unit.name === unit)!;

function value(registry: Registry, code: IndicatorCode, more: Partial<MonthInput> = {}, unit = "甲县"): IndicatorValue {
  return of(monthOf(registry, more), unit).values.find((entry) => entry.code === code)!;
}

/** [numerator, denominator, due] as numbers. */
const sums = ({ numerator, denominator, due }: IndicatorValue): readonly number[] =>
  [numerator, denominator, due].map(toNumber);

const project = (code: string, more: Partial<Project> = {}): Project => ({
  ...newProject(code),
  annualPlan: 12 * YI,
  ...more,
});
const exemption = (code: string, from: string, to: string): Exemption => ({
  workbook: "台账",
  key: `E-${code}`,
  code: `E-${code}`,
  project: code,
  seq: null,
  from,
  to,
  cause: "不可抗力",
  approvedBy: "市领导",
  basis: null,
});

describe("投资完成率", () => {
  test("sums come first: two projects of unequal size are not averaged", () => {
    const registry = registryOf({
      projects: [project("P-1"), project("P-2", { annualPlan: YI })],
      monthlyReports: [
        { ...newReport("P-1", PERIOD), investedYtd: 6 * YI },
        { ...newReport("P-2", PERIOD), investedYtd: YI },
      ],
    });
    const found = value(registry, "investment");
    expect(sums(found)).toEqual([7 * YI, 13 * YI, 5 * YI + Math.round((YI * 5) / 12)]);
  });
  test("a month not reported takes the last reported total, and says so", () => {
    const registry = registryOf({
      projects: [project("P-1")],
      monthlyReports: [{ ...newReport("P-1", "2026-03"), investedYtd: 2 * YI }],
    });
    const found = value(registry, "investment");
    expect(sums(found)[0]).toBe(2 * YI);
    expect(found.parts[0]!.because).toBe("last-reported");
    expect(found.parts[0]!.restsOn[0]).toEqual({
      workbook: "台账",
      tab: "monthlyReports",
      key: "P-1/2026-03",
      field: "investedYtd",
    });
  });
  test("a project never reported this year counts 0 done and keeps its plan, so silence is no advantage", () => {
    const found = value(registryOf({ projects: [project("P-1")] }), "investment");
    expect(sums(found)).toEqual([0, 12 * YI, 5 * YI]);
    expect(found.parts[0]!.because).toBe("never-reported");
  });
  test("an unreadable total leaves the indicator with both sides: never red, never 0", () => {
    const registry = registryOf({
      projects: [project("P-1"), project("P-2")],
      monthlyReports: [
        { ...newReport("P-1", PERIOD), investedYtd: 6 * YI },
        { ...newReport("P-2", PERIOD), investedYtd: UNREADABLE },
      ],
    });
    const found = value(registry, "investment");
    expect(sums(found)).toEqual([6 * YI, 12 * YI, 5 * YI]);
    expect(found.leftOut).toMatchObject([{ subject: "P-2", because: "unreadable" }]);
  });
  test("projects without an annual plan and projects not yet under construction are no case", () => {
    const registry = registryOf({
      projects: [project("P-1", { annualPlan: null }), project("P-2", { annualClass: "前期" })],
    });
    const found = value(registry, "investment");
    expect(hasCase(found)).toBe(false);
    expect(found.leftOut).toMatchObject([{ subject: "P-1", because: "no-annual-plan" }]);
  });
  test("a project exempt on the last day leaves both sides; one exempt only before it stays", () => {
    const projects = [project("P-1"), project("P-2")];
    const registry = registryOf({
      projects,
      exemptions: [exemption("P-1", "2026-05-20", "2026-05-31"), exemption("P-2", "2026-05-01", "2026-05-30")],
    });
    const found = value(registry, "investment");
    expect(found.parts.map((part) => part.subject)).toEqual(["P-2"]);
    expect(found.leftOut).toMatchObject([{ subject: "P-1", because: "exempt" }]);
  });
  test("before its first active month a project's target is 0, and alone it is no case", () => {
    const registry = registryOf({ projects: [project("P-1", { plannedStart: "2026-09-01" })] });
    const found = value(registry, "investment");
    expect(sums(found)).toEqual([0, 12 * YI, 0]);
    expect(hasCase(found)).toBe(false);
    expect(of(monthOf(registry), "甲县").score.rankable).toBe("investment-no-case");
  });
  test("own monthly plans are the basis only when every ranked project has one", () => {
    const rules = { ...scoringRulesOn(NO_OVERRIDES, END), basis: "own" } as const;
    const plan = (code: string) => ({
      workbook: "台账",
      key: `${code}/2026`,
      project: code,
      year: 2026,
      months: Array.from({ length: 12 }, (_, index) => (index === 0 ? 12 * YI : null)),
    });
    const projects = [project("P-1"), project("P-2", { responsibleUnit: "乙县" })];
    const both = registryOf({ projects, monthlyPlans: [plan("P-1"), plan("P-2")] });
    expect(sums(value(both, "investment", { rules }))[2]).toBe(12 * YI);
    const one = registryOf({ projects, monthlyPlans: [plan("P-1")] });
    expect(sums(value(one, "investment", { rules }))[2]).toBe(5 * YI);
    expect(of(monthOf(one, { rules }), "甲县").basis).toBe("active");
  });
  test("a project of a unit that takes no part does not decide the basis", () => {
    const rules = { ...scoringRulesOn(NO_OVERRIDES, END), basis: "own" } as const;
    const registry = registryOf({
      units: [newUnit("甲县", "县区"), { ...newUnit("乙县", "县区"), ranked: false }],
      projects: [project("P-1"), project("P-2", { responsibleUnit: "乙县" })],
      monthlyPlans: [
        { workbook: "台账", key: "P-1/2026", project: "P-1", year: 2026, months: Array<number>(12).fill(YI) },
      ],
    });
    expect(of(monthOf(registry, { rules }), "甲县").basis).toBe("own");
  });
});

describe("how a plan was spread", () => {
  const months = (
    more: Partial<Project>,
    basis: "active" | "even" | "own" = "active",
    plans: Registry["monthlyPlans"] = [],
  ) => {
    const rules = { ...scoringRulesOn(NO_OVERRIDES, END), basis };
    const registry = registryOf({ projects: [project("P-1", more)], monthlyPlans: plans });
    return value(registry, "investment", { rules }).parts[0]!.months;
  };
  test("over the active months, counted from the first one", () => {
    expect(months({})).toEqual([5, 12]);
    expect(months({ plannedStart: "2026-04-01", plannedFinish: "2026-09-30" })).toEqual([2, 6]);
    expect(months({ plannedStart: "2026-01-01", plannedFinish: "2026-04-30" })).toEqual([4, 4]);
    expect(months({ plannedStart: "2026-09-01" })).toEqual([0, 4]);
  });
  test("over twelve months for all, or not at all when the project has its own plan", () => {
    expect(months({ plannedStart: "2026-04-01" }, "even")).toEqual([5, 12]);
    const own = { workbook: "台账", key: "P-1/2026", project: "P-1", year: 2026, months: Array<number>(12).fill(YI) };
    expect(months({}, "own", [own])).toBeNull();
  });
  test("the cells of a project never reported are those where the report was to be", () => {
    const [part] = value(registryOf({ projects: [project("P-1")] }), "investment").parts;
    expect(part!.restsOn[0]).toMatchObject({ tab: "monthlyReports", key: "P-1/2026-05", field: "investedYtd" });
  });
});

describe("资金到位率", () => {
  test("its target is that of investment, and a report in with funds blank counts 0", () => {
    const registry = registryOf({
      projects: [project("P-1"), project("P-2")],
      monthlyReports: [
        { ...newReport("P-1", PERIOD), investedYtd: 6 * YI, fundedYtd: 4 * YI },
        { ...newReport("P-2", PERIOD), investedYtd: 6 * YI },
      ],
    });
    const found = value(registry, "funding");
    expect(sums(found)).toEqual([4 * YI, 24 * YI, 10 * YI]);
    expect(found.parts.map((part) => part.because)).toEqual(["sum", "funds-blank"]);
  });
});

describe("开工率 and 竣工投产率", () => {
  const starting = (code: string, planned: string | null, actual: string | null) =>
    project(code, { annualClass: "新开工", plannedStart: planned, actualStart: actual });

  test("only those planned to have started by the last day count; a later start has not happened yet", () => {
    const registry = registryOf({
      projects: [
        starting("P-1", "2026-03-01", "2026-03-05"),
        starting("P-2", "2026-05-31", null),
        starting("P-3", "2026-06-01", "2026-05-01"),
        starting("P-4", "2026-05-01", "2026-06-01"),
        starting("P-5", null, null),
      ],
    });
    const found = value(registry, "starts");
    expect(sums(found)).toEqual([1, 3, 3]);
    expect(found.parts.map((part) => [part.subject, part.because])).toEqual([
      ["P-1", "done"],
      ["P-2", "not-done"],
      ["P-4", "not-done"],
    ]);
  });
  test("续建 has no start to make this year", () => {
    expect(hasCase(value(registryOf({ projects: [project("P-1", { plannedStart: "2025-03-01" })] }), "starts"))).toBe(
      false,
    );
  });
  test("an unreadable start leaves the indicator, a milestone of that name may stand in for a blank one", () => {
    const registry = registryOf({
      projects: [
        project("P-1", { annualClass: "新开工", plannedStart: "2026-02-01", actualStart: UNREADABLE }),
        project("P-2", { annualClass: "新开工", plannedStart: "2026-02-01" }),
      ],
      milestones: [
        { ...newMilestone("P-2", 5), name: "施工许可", actual: "2026-01-20" },
        { ...newMilestone("P-2", 10), name: "实际开工", actual: "2026-02-03" },
      ],
    });
    const found = value(registry, "starts");
    expect(sums(found)).toEqual([1, 1, 1]);
    expect(found.leftOut).toMatchObject([{ subject: "P-1", because: "unreadable" }]);
    expect(found.parts[0]!.restsOn.at(-1)).toMatchObject({ tab: "milestones", key: "P-2/10", field: "actual" });
  });
  test("planned finish decides, else planned operation; either actual day will do; other years do not count", () => {
    const registry = registryOf({
      projects: [
        project("P-1", { plannedFinish: "2026-04-30", actualFinish: "2026-04-20" }),
        project("P-2", { plannedFinish: "2026-04-30", actualOperation: "2026-05-20" }),
        project("P-3", { plannedOperation: "2026-05-31" }),
        project("P-4", { plannedFinish: "2026-12-31", plannedOperation: "2026-05-01" }),
        project("P-5", { plannedFinish: "2025-12-31" }),
        project("P-6", { plannedFinish: "2026-05-31", actualFinish: "2026-05-31" }),
        project("P-7", { plannedFinish: "2026-05-31", actualFinish: "2026-06-01" }),
      ],
    });
    const found = value(registry, "completions");
    expect(sums(found)).toEqual([3, 5, 5]);
    expect(found.parts.map((part) => part.subject)).toEqual(["P-1", "P-2", "P-3", "P-6", "P-7"]);
  });
});

describe("入统率", () => {
  const started = (code: string, actualStart: string, more: Partial<Project> = {}) =>
    project(code, { annualClass: "新开工", actualStart, ...more });

  test("more than a month after starting, at least 500 万 in all, this year", () => {
    const registry = registryOf({
      projects: [
        started("P-1", "2026-04-29", { registeredOn: "2026-05-20" }),
        started("P-2", "2026-05-01"),
        started("P-7", "2026-04-30"),
        started("P-3", "2026-03-01"),
        started("P-4", "2026-03-01", { totalInvestment: 4_999_999 }),
        started("P-5", "2025-03-01"),
        started("P-6", "2026-03-01", { totalInvestment: 5_000_000, registeredOn: "2026-06-02" }),
      ],
    });
    const found = value(registry, "registration");
    expect(found.parts.map((part) => [part.subject, part.numerator])).toEqual([
      ["P-1", 1],
      ["P-7", 0],
      ["P-3", 0],
      ["P-6", 0],
    ]);
  });
});

describe("入统率 on the day itself", () => {
  test("a month to the day after starting is not yet more than a month", () => {
    const one = (actualStart: string) => {
      const registry = registryOf({ projects: [project("P-1", { annualClass: "新开工", actualStart })] });
      return hasCase(value(registry, "registration", { period: "2026-06" }));
    };
    expect([one("2026-05-30"), one("2026-05-29")]).toEqual([false, true]);
  });
});

describe("节点按期率", () => {
  const at = (seq: number, planned: string, actual: string | null = null) => ({
    ...newMilestone("P-1", seq),
    planned,
    actual,
  });
  const judged = (rows: Parameters<typeof newMilestoneVerdict>[]) => rows.map((row) => newMilestoneVerdict(...row));
  const base = registryOf({ projects: [project("P-1")], milestones: [newMilestone("P-1", 1)] });
  const found = (rows: Parameters<typeof newMilestoneVerdict>[], unit = "甲县") =>
    value(base, "milestones", { milestones: judged(rows) }, unit);

  test("done in time counts, done late does not, what is due later is no case", () => {
    const result = found([
      [at(10, "2026-05-10", "2026-05-10"), "甲县", END, 0],
      [at(20, "2026-05-10", "2026-05-12"), "甲县", END, 2],
      [at(30, "2026-06-01"), "甲县", END, -1],
      [at(40, "2025-12-31"), "甲县", END, 151],
    ]);
    expect(sums(result)).toEqual([1, 2, 2]);
    expect(result.parts.map((part) => part.because)).toEqual(["done", "late"]);
    expect(result.leftOut).toEqual([]);
  });
  test("a planned day typed unreadably later is still judged by the one that was frozen", () => {
    const milestone = { ...at(10, ""), planned: UNREADABLE };
    expect(sums(found([[milestone, "甲县", END, 5, { planned: "2026-05-10" }]]))).toEqual([0, 1, 1]);
  });
  test("a milestone without a planned day is not due, and nothing to leave out", () => {
    const result = found([[newMilestone("P-1", 10), "甲县", END, null]]);
    expect([result.parts, result.leftOut]).toEqual([[], []]);
  });
  test("lateness that came from a predecessor is not this unit's", () => {
    const push: Push = {
      predecessor: "P-1/10",
      predecessorName: "管线迁改",
      link: { seq: 10, type: "FS", lag: 0, calendarDays: false },
      predecessorUnit: "市供电公司",
      finished: "2026-05-20",
      duration: 3,
      ownFrom: "2026-05-25",
      othersDaysLate: 15,
      rootKey: "P-1/10",
      rootName: "管线迁改",
      rootUnit: "市供电公司",
    };
    const result = found([
      [at(10, "2026-05-10", "2026-05-24"), "甲县", END, -1, { daysLate: 14, push }],
      [at(20, "2026-05-10"), "甲县", END, 0, { daysLate: 21, push: { ...push, finished: null } }],
    ]);
    expect(result.parts.map((part) => part.because)).toEqual(["done-own-part", "waiting-for-predecessor"]);
    expect(sums(result)).toEqual([2, 2, 2]);
  });
  test("open on its own last day is not done on its day", () => {
    expect(sums(found([[at(10, END), "甲县", END, 0]]))).toEqual([0, 1, 1]);
  });
  test("it counts for the milestone's unit, not for the project's", () => {
    const rows: Parameters<typeof newMilestoneVerdict>[] = [[at(10, "2026-05-10"), "市供电公司", END, 21]];
    expect(sums(found(rows, "市供电公司"))).toEqual([0, 1, 1]);
    expect(hasCase(found(rows))).toBe(false);
  });
  test("a project under construction without any milestone is one missed case", () => {
    const registry = registryOf({ projects: [project("P-1"), project("P-2", { annualClass: "储备" })] });
    const result = value(registry, "milestones");
    expect(sums(result)).toEqual([0, 1, 1]);
    expect(result.parts[0]).toMatchObject({ subject: "P-1", because: "no-milestones" });
  });
  test("an exempt milestone and one whose planned day is unreadable are left out", () => {
    const result = found([
      [at(10, "2026-05-10"), "甲县", END, 5, { exemption: exemption("P-1", "2026-05-01", "2026-06-30") }],
      [{ ...at(20, ""), planned: UNREADABLE }, "甲县", END, null],
    ]);
    expect(result.leftOut.map((entry) => entry.because)).toEqual(["exempt", "unreadable"]);
    expect(hasCase(result)).toBe(false);
  });
  test("milestones of projects that are not on the list do not count", () => {
    const milestone = { ...newMilestone("P-9", 10), planned: "2026-05-10" };
    const verdict = newMilestoneVerdict(milestone, "甲县", END, 21);
    expect(hasCase(value(base, "milestones", { milestones: [verdict] }))).toBe(false);
  });
});

describe("问题办结率", () => {
  const issue = (code: string, more: Partial<Issue>): Issue => ({
    ...newIssue(code),
    responsibleUnit: "甲县",
    ...more,
  });
  const closed = (on: string, more: Partial<Issue> = {}): Partial<Issue> => ({
    resolvedOn: on,
    verification: "通过",
    verifiedBy: "张某",
    evidence: "照片",
    ...more,
  });
  const rate = (issues: readonly Issue[], more: Partial<Registry> = {}) =>
    value(registryOf({ issues, projects: [project("P-1")], ...more }), "issues");
  const person = (name: string, unit: string, roles: readonly ["管理员"] | readonly ["联络员"]) => ({
    workbook: "台账",
    key: `${unit}/${name}`,
    name,
    unit,
    title: null,
    email: null,
    roles,
    deputy: null,
    leaveFrom: null,
    leaveTo: null,
    disabled: null,
  });

  test("closed on the seventh day is in time, on the eighth it is late, open past the limit it is missed", () => {
    const found = rate([
      issue("W-1", { assignedOn: "2026-05-06", ...closed("2026-05-13") }),
      issue("W-2", { assignedOn: "2026-05-06", ...closed("2026-05-14") }),
      issue("W-3", { assignedOn: "2026-05-06" }),
    ]);
    expect(found.parts.map((part) => part.because)).toEqual(["in-time", "late", "not-done"]);
    expect(sums(found)).toEqual([1, 3, 3]);
  });
  test("still within its limit and open is no case; not assigned yet is no case", () => {
    expect(hasCase(rate([issue("W-1", { assignedOn: "2026-05-27" }), issue("W-2", {})]))).toBe(false);
  });
  test("a limit on a rest day runs to the next working day", () => {
    const found = rate([issue("W-1", { assignedOn: "2026-02-13", ...closed("2026-02-24") })]);
    expect(found.parts[0]!.because).toBe("in-time");
  });
  test("complex has a month only when an admin said so", () => {
    const people = [person("王某", "市督查室", ["管理员"]), person("李某", "甲县", ["联络员"])];
    const complex = (by: string) =>
      issue("W-1", { assignedOn: "2026-04-15", complexity: "复杂", complexityBy: by, ...closed("2026-05-15") });
    expect(rate([complex("王某")], { people }).parts[0]!.because).toBe("in-time");
    expect(rate([complex("李某")], { people }).parts[0]!.because).toBe("late");
  });
  test("an extension asked for in time and approved moves the limit, one asked for after the due day does not", () => {
    const extended = (asked: string) =>
      issue("W-1", {
        assignedOn: "2026-05-06",
        extensionAskedOn: asked,
        extendedTo: "2026-05-20",
        approver: "王某",
        approvedOn: "2026-05-14",
        ...closed("2026-05-20"),
      });
    expect(rate([extended("2026-05-13")]).parts[0]!.because).toBe("in-time");
    expect(rate([extended("2026-05-14")]).parts[0]!.because).toBe("late");
  });
  test("an extension that names no approver, no day of approval or no new day moves nothing", () => {
    const base: Partial<Issue> = {
      assignedOn: "2026-05-06",
      extensionAskedOn: "2026-05-12",
      extendedTo: "2026-05-20",
      approver: "王某",
      approvedOn: "2026-05-14",
      ...closed("2026-05-20"),
    };
    for (const missing of ["extensionAskedOn", "extendedTo", "approver", "approvedOn"] as const)
      expect(rate([issue("W-1", { ...base, [missing]: null })]).parts[0]!.because).toBe("late");
  });
  test("closed on the period's last day counts, a limit that ends on it has passed, a day later neither", () => {
    const one = (more: Partial<Issue>) => rate([issue("W-1", { ...more })]).parts.map((part) => part.because);
    expect(one({ assignedOn: "2026-05-27", ...closed("2026-05-31") })).toEqual(["in-time"]);
    expect(one({ assignedOn: "2026-05-27", ...closed("2026-06-01") })).toEqual([]);
    expect(
      value(
        registryOf({ issues: [issue("W-1", { assignedOn: "2026-06-23" })], projects: [project("P-1")] }),
        "issues",
        { period: "2026-06" },
      ).parts,
    ).toHaveLength(1);
    expect(
      value(
        registryOf({ issues: [issue("W-1", { assignedOn: "2026-06-24" })], projects: [project("P-1")] }),
        "issues",
        { period: "2026-06" },
      ).parts,
    ).toHaveLength(0);
  });
  test("closed again after it was opened again is closed", () => {
    const again = issue("W-1", { assignedOn: "2026-05-06", reopenedOn: "2026-05-08", ...closed("2026-05-12") });
    expect(rate([again]).parts[0]!.because).toBe("in-time");
    const sameDay = issue("W-1", { assignedOn: "2026-05-06", reopenedOn: "2026-05-12", ...closed("2026-05-12") });
    expect(rate([sameDay]).parts[0]!.because).toBe("not-done");
  });
  test("a verifier known in several units may be from outside", () => {
    const people = [person("张某", "甲县", ["联络员"]), person("张某", "乙县", ["联络员"])];
    expect(sums(rate([issue("W-1", { assignedOn: "2026-05-06", ...closed("2026-05-08") })], { people }))).toEqual([
      1, 1, 1,
    ]);
  });
  test("an unreadable day of assignment or of solution leaves the issue out", () => {
    const found = rate([
      issue("W-1", { assignedOn: UNREADABLE }),
      issue("W-2", { assignedOn: "2026-05-06", resolvedOn: UNREADABLE }),
    ]);
    expect(found.leftOut.map((entry) => [entry.subject, entry.because])).toEqual([
      ["W-1", "unreadable"],
      ["W-2", "unreadable"],
    ]);
  });
  test("closed only by 通过 from outside the unit and with evidence", () => {
    const people = [person("张某", "甲县", ["联络员"])];
    const one = (more: Partial<Issue>) => [
      issue("W-1", { assignedOn: "2026-05-06", ...closed("2026-05-08"), ...more }),
    ];
    expect(sums(rate(one({})))).toEqual([1, 1, 1]);
    expect(sums(rate(one({}), { people }))).toEqual([0, 1, 1]);
    expect(sums(rate(one({ evidence: null })))).toEqual([0, 1, 1]);
    expect(sums(rate(one({ verification: "退回" })))).toEqual([0, 1, 1]);
    expect(sums(rate(one({ reopenedOn: "2026-05-20" })))).toEqual([0, 1, 1]);
  });
  test("what was closed before the year began is no longer a case, what still stands open is", () => {
    const found = rate([
      issue("W-1", { assignedOn: "2025-11-03", ...closed("2025-11-05") }),
      issue("W-2", { assignedOn: "2025-11-03" }),
    ]);
    expect(found.parts.map((part) => part.subject)).toEqual(["W-2"]);
  });
  test("an issue of another mechanism without a project does not count", () => {
    expect(hasCase(rate([issue("W-1", { assignedOn: "2026-05-06", mechanism: "招商引资" })]))).toBe(false);
  });
});

describe("报送, 督导 and 新增规上企业", () => {
  const base = registryOf({ projects: [project("P-1"), project("P-2"), project("P-3"), project("P-4")] });

  test("reports of the month: in time over owed", () => {
    const reports = [
      newReportVerdict("P-1", "甲县", PERIOD, "in-time"),
      newReportVerdict("P-2", "甲县", PERIOD, "late"),
      newReportVerdict("P-3", "甲县", PERIOD, "missing"),
      newReportVerdict("P-4", "甲县", PERIOD, "not-owed"),
      newReportVerdict("P-1", "甲县", "2026-04", "late"),
    ];
    expect(sums(value(base, "reporting", { reports }))).toEqual([1, 3, 3]);
  });

  test("报送: a report that nobody could see is left out by name", () => {
    const reports = [
      newReportVerdict("P-1", "甲县", PERIOD, "in-time"),
      newReportVerdict("P-2", "甲县", PERIOD, "unseen"),
    ];
    const found = value(base, "reporting", { reports });
    expect(sums(found)).toEqual([1, 1, 1]);
    expect(found.leftOut).toEqual([{ subject: "P-2/2026-05", because: "not-read", restsOn: [] }]);
  });
  test("the mean of the month's inspection scores over 100", () => {
    const row = (code: string, date: string, score: number | null): Inspection => ({
      workbook: "台账",
      key: code,
      code,
      project: "P-1",
      date,
      method: null,
      inspectors: null,
      verifiedYtd: null,
      seq: null,
      milestoneTrue: null,
      score,
      problems: null,
      ruling: null,
      ruledBy: null,
      ruledOn: null,
      evidence: null,
    });
    const inspections = [
      row("D-1", "2026-05-10", 88.3),
      row("D-2", "2026-05-31", 79.4),
      row("D-3", "2026-04-30", 10),
      row("D-4", "2026-05-10", null),
    ];
    const found = value({ ...base, inspections }, "inspection");
    expect(found.numerator).toEqual(ratio(1677, 10));
    expect(sums(found)[1]).toBe(200);
  });
  test("the figure closest to the month is taken: the month's, else the quarter's, else the year's", () => {
    const row = (period: string, actual: number) => ({
      workbook: "台账",
      key: `甲县/${period}/新增规上企业`,
      unit: "甲县",
      period,
      indicator: "新增规上企业",
      plan: 4,
      actual,
    });
    const rows = [row("2026", 1), row("2026Q2", 2), row("2026-05", 3)];
    const found = (count: number) => sums(value({ ...base, unitIndicators: rows.slice(0, count) }, "enterprises"))[0];
    expect([found(1), found(2), found(3)]).toEqual([1, 2, 3]);
    const blank = { ...row("2026-05", 0), actual: null };
    expect(sums(value({ ...base, unitIndicators: [blank] }, "enterprises"))).toEqual([0, 4, 4]);
    const unreadable = { ...row("2026-05", 0), actual: UNREADABLE };
    expect(value({ ...base, unitIndicators: [unreadable] }, "enterprises").leftOut).toHaveLength(1);
  });
});

describe("加减分 and 虚报", () => {
  const ruled = (more: Partial<Inspection>): Inspection => ({
    workbook: "台账",
    key: "D-1",
    code: "D-1",
    project: "P-1",
    date: "2026-05-10",
    method: null,
    inspectors: null,
    verifiedYtd: null,
    seq: null,
    milestoneTrue: null,
    score: null,
    problems: null,
    ruling: "虚报",
    ruledBy: "王某",
    ruledOn: "2026-05-20",
    evidence: null,
    ...more,
  });
  const items = (more: Partial<Inspection>) =>
    of(monthOf(registryOf({ projects: [project("P-1")], inspections: [ruled(more)] })), "甲县").falseReports.map(
      (report) => report.items,
    );

  test("the verified figure or milestone names the item; a row that names neither is about investment", () => {
    expect(items({ verifiedYtd: YI })).toEqual([["investment"]]);
    expect(items({ seq: 10 })).toEqual([["milestones"]]);
    expect(items({ seq: 10, verifiedYtd: YI })).toEqual([["investment", "milestones"]]);
    expect(items({})).toEqual([["investment"]]);
  });
  test("it counts only when confirmed, and in the month of the ruling", () => {
    expect(items({ ruledOn: null })).toEqual([]);
    expect(items({ ruledBy: null })).toEqual([]);
    expect(items({ ruledOn: "2026-06-01" })).toEqual([]);
    expect(items({ ruling: "误差" })).toEqual([]);
  });
  test("points with a document count for their unit and month", () => {
    const row = (code: string, period: string, unit: string) => ({
      workbook: "台账",
      key: code,
      code,
      unit,
      period,
      points: 1.5,
      reason: "省级通报表扬",
      basis: "某文",
      confirmedBy: "王某",
    });
    const registry = registryOf({
      projects: [project("P-1")],
      scoreAdjustments: [row("J-1", PERIOD, "甲县"), row("J-2", "2026-04", "甲县"), row("J-3", PERIOD, "乙县")],
    });
    const month = of(monthOf(registry), "甲县");
    expect(month.adjustments.map((entry) => entry.key)).toEqual(["J-1"]);
    expect(month.score.adjustment).toBe(150);
  });
});

describe("a unit's month", () => {
  test("credit goes once, to the responsible unit, whatever county the project lies in", () => {
    const registry = registryOf({ projects: [project("P-1", { county: "乙县", leadUnit: "乙县" })] });
    expect(monthOf(registry).map((month) => month.unit.name)).toEqual(["甲县"]);
  });
  test("a unit whose 参与排名 cannot be read takes part, one that says 否 does not", () => {
    const units = [
      { ...newUnit("甲县", "县区"), ranked: UNREADABLE },
      { ...newUnit("乙县", "县区"), ranked: false },
    ] as const;
    const registry = registryOf({ units, projects: [project("P-1"), project("P-2", { responsibleUnit: "乙县" })] });
    expect(monthOf(registry).map((month) => candidateOf(month).takesPart)).toEqual([true, false]);
  });
  test("an issue that names no unit falls to its project's unit, one that names another to that one", () => {
    const registry = registryOf({
      projects: [project("P-1")],
      issues: [
        { ...newIssue("W-1"), project: "P-1", assignedOn: "2026-05-06" },
        { ...newIssue("W-2"), project: "P-1", assignedOn: "2026-05-06", responsibleUnit: "市供电公司" },
        { ...newIssue("W-3"), project: "P-9", assignedOn: "2026-05-06", responsibleUnit: "甲县" },
        { ...newIssue("W-4"), project: "P-1", assignedOn: "2026-05-06", responsibleUnit: UNREADABLE },
        { ...newIssue("W-5"), assignedOn: "2026-05-06" },
      ],
    });
    const subjects = (unit: string) => value(registry, "issues", {}, unit).parts.map((part) => part.subject);
    expect(subjects("甲县")).toEqual(["W-1"]);
    expect(subjects("市供电公司")).toEqual(["W-2"]);
  });
  test("a unit with nothing but one false report and one adjustment still has its month", () => {
    const falsehood = {
      workbook: "台账",
      key: "D-1",
      code: "D-1",
      project: "P-1",
      date: "2026-05-10",
      method: null,
      inspectors: null,
      verifiedYtd: null,
      seq: null,
      milestoneTrue: null,
      score: null,
      problems: null,
      ruling: "虚报",
      ruledBy: "王某",
      ruledOn: "2026-05-20",
      evidence: null,
    } as const;
    const adjustment = {
      workbook: "台账",
      key: "J-1",
      code: "J-1",
      unit: "甲县",
      period: PERIOD,
      points: 1,
      reason: "表扬",
      basis: "某文",
      confirmedBy: "王某",
    };
    const registry = registryOf({
      projects: [project("P-1")],
      inspections: [falsehood],
      scoreAdjustments: [adjustment],
    });
    const [month] = monthOf(registry, { files: [] });
    expect(month!.score).toMatchObject({ falseDataPenalty: -500, adjustment: 100, total: -400 });
  });
  test("the target is met exactly when done equals planned to date", () => {
    const registry = registryOf({
      projects: [project("P-1")],
      monthlyReports: [{ ...newReport("P-1", PERIOD), investedYtd: 5 * YI }],
    });
    expect(attainmentOf(value(registry, "investment"))).toEqual(ratio(1));
  });
});

describe("a unit's month", () => {
  const counts = (indicator: string, actual: number) => ({
    ...{
      workbook: "台账",
      key: `甲县/${PERIOD}/${indicator}`,
      unit: "甲县",
      period: PERIOD,
      indicator,
      plan: null,
      actual,
    },
  });
  const registry = registryOf({ unitIndicators: [counts("签约项目数", 10), counts("履约项目数", 8)] });

  test("is none where nothing the unit answers for carries weight", () => {
    expect(monthOf(registry)).toEqual([]);
  });
  test("is there under the scheme that weighs it", () => {
    const rules = scoringRulesOn({ overrides: new Map([["评分方案", [schemeFrom("2026-01-01")]]]) }, END);
    expect(monthOf(registry, { rules }).map(({ unit, score }) => [unit.name, score.total])).toEqual([["甲县", 5333]]);
  });
});

const schemeFrom = (from: string) => ({ from, value: "三个一批", source: "案例" });
