import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlainDate } from "../../lib/domain/dates.ts";
import type { History } from "../../lib/domain/history.ts";
import { judge } from "../../lib/domain/judgement.ts";
import type { Exemption, Milestone, Project, Registry } from "../../lib/domain/registry.ts";
import { samplePlan } from "../../lib/domain/sample-plan.ts";
import { type Candidate, drawSample, RISK_WEIGHTS, type Risk, type RiskCode } from "../../lib/domain/sampling.ts";
import { seededKey } from "../../lib/domain/seeded-key.ts";
import { samplingRuleOn } from "../../lib/rules/inspection-rules.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { dayInput } from "../fakes/judge-input.ts";
import { newInspection, newMilestone, newProject, newReport } from "../fakes/registry-rows.ts";

const CODES = Object.keys(RISK_WEIGHTS) as readonly RiskCode[];
const riskOf = (code: RiskCode): Risk => ({ code, facts: {}, cells: [] });
const candidate = (code: string, county: string, ...risks: readonly RiskCode[]): Candidate => ({
  project: { ...newProject(code), county },
  risks: risks.map(riskOf),
  items: [],
});
const drawn = (candidates: readonly Candidate[], count: number, seed = "2026-09", randomEvery = 5) =>
  drawSample(candidates, { seed, count, randomEvery }).map(({ project }) => project.code);

const city = fc
  .uniqueArray(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 40 })
  .chain((codes) =>
    fc.tuple(
      ...codes.map((code) =>
        fc
          .tuple(fc.constantFrom("甲县", "乙县", "丙区"), fc.subarray([...CODES], { maxLength: 4 }))
          .map(([county, risks]) => candidate(`P-${code}`, county, ...risks)),
      ),
    ),
  )
  .map((all): readonly Candidate[] => all);

describe("drawing", () => {
  test("takes the weightiest reasons first and every fifth place by chance", () => {
    const quiet = ["a", "b", "c", "d", "e", "f"].map((code) => candidate(code, code));
    const risky = [
      candidate("r3", "x", "backdated"),
      candidate("r9", "y", "refuted", "jump"),
      candidate("r2", "z", "silent"),
    ];
    const plan = drawSample([...quiet, ...risky], { seed: "s", count: 6, randomEvery: 5 });
    expect(plan.map(({ project, by }) => `${project.code} ${by}`).slice(0, 3)).toEqual([
      "r9 risk",
      "r3 risk",
      "r2 risk",
    ]);
    expect(plan.slice(3).every(({ by }) => by === "chance")).toBe(true);
    expect(drawSample(risky, { seed: "s", count: 3, randomEvery: 2 }).map(({ by }) => by)).toEqual([
      "risk",
      "chance",
      "risk",
    ]);
  });

  test("counts each kind of reason once, and not having been inspected as no reason of its own", () => {
    const often = candidate("often", "甲县", "silent", "silent", "silent");
    const heavy = candidate("heavy", "乙县", "backdated");
    expect(drawn([often, heavy], 2)).toEqual(["heavy", "often"]);
    const plan = drawSample([candidate("new", "甲县", "never-inspected")], { seed: "s", count: 1, randomEvery: 5 });
    expect(plan[0]).toMatchObject({ by: "chance", score: 1 });
  });

  test("spreads over counties: each project drawn takes a point off the others of its county", () => {
    const rows = [
      candidate("a1", "甲县", "backdated", "silent"),
      candidate("a2", "甲县", "backdated", "silent"),
      candidate("a3", "甲县", "backdated", "silent"),
      candidate("b1", "乙县", "jump"),
      candidate("c1", "丙区", "backdated"),
    ];
    const counties = drawSample(rows, { seed: "s", count: 4, randomEvery: 100 }).map(({ project }) => project.county);
    expect(counties).toEqual(["甲县", expect.anything(), expect.anything(), expect.anything()]);
    expect(new Set(counties).size).toBe(3);
    const quiet = ["1", "2", "3", "4", "5", "6"].map((code) => candidate(code, Number(code) > 2 ? "甲县" : "乙县"));
    const first = drawSample(quiet, { seed: "s", count: 4, randomEvery: 5 }).map(({ project }) => project.county);
    expect(first.filter((county) => county === "乙县").length).toBe(2);
  });

  test("with the same seed gives the same list, whatever the order of the rows", () => {
    fc.assert(
      fc.property(
        city.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray([...rows], { minLength: rows.length }))),
        fc.integer({ min: 1, max: 20 }),
        ([rows, shuffled], count) => {
          expect(drawn(shuffled, count)).toEqual(drawn(rows, count));
        },
      ),
    );
  });

  test("a larger count only adds, and none is drawn twice or beyond the count", () => {
    fc.assert(
      fc.property(city, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (rows, count, more) => {
        const small = drawn(rows, count);
        expect(drawn(rows, count + more).slice(0, small.length)).toEqual(small);
        expect(small.length).toBe(Math.min(count, rows.length));
        expect(new Set(small).size).toBe(small.length);
      }),
    );
  });

  test("a further reason never moves a project back", () => {
    fc.assert(
      fc.property(city, fc.nat(), fc.constantFrom(...CODES), (rows, at, code) => {
        const one = rows[at % rows.length]!;
        const riskier = rows.map((row) => (row === one ? { ...row, risks: [...row.risks, riskOf(code)] } : row));
        const placeIn = (given: readonly Candidate[]): number => drawn(given, 40).indexOf(one.project.code);
        expect(placeIn(riskier)).toBeLessThanOrEqual(placeIn(rows));
      }),
    );
  });

  test("another seed draws others, and over many seeds each project about as often", () => {
    const quiet = Array.from({ length: 10 }, (_, index) => candidate(`P-${index}`, "甲县"));
    const times = new Map<string, number>();
    for (let seed = 0; seed < 1000; seed++)
      for (const code of drawn(quiet, 2, String(seed))) times.set(code, (times.get(code) ?? 0) + 1);
    expect(times.size).toBe(10);
    for (const count of times.values()) expect(Math.abs(count - 200)).toBeLessThan(60);
  });

  test("the key of chance is the documented one", () => {
    expect([seededKey("2026-09", "P-031"), seededKey("2026-09", "P-032"), seededKey("", "")]).toEqual([
      1_783_919_490, 1_519_929_795, 579_050_429,
    ]);
  });
});

const ASOF = "2026-09-24";
const project = (code: string, more: Partial<Project> = {}): Project => ({
  ...newProject(code),
  annualPlan: 120_000_000,
  ...more,
});
const done = (code: string, seq: number, planned: string, actual: string): Milestone => ({
  ...newMilestone(code, seq),
  planned,
  actual,
});
/** Every month of the year so far, about one twelfth of the plan each. */
const reports = (code: string, months = 8, ytd = (month: number): number => month * 10_000_000 + (month % 2)) =>
  Array.from({ length: months }, (_, index) => ({
    ...newReport(code, `2026-${String(index + 1).padStart(2, "0")}`),
    investedYtd: ytd(index + 1),
  }));

const exemption = (code: string): Exemption => ({
  workbook: "台账",
  key: `H-${code}`,
  code: `H-${code}`,
  project: code,
  seq: null,
  from: "2026-09-01",
  to: "2026-10-31",
  cause: "不可抗力",
  approvedBy: "王五",
  basis: null,
});

function planOf(rows: Partial<Registry>, history?: History, more: { count?: number; seed?: string } = {}) {
  const input = dayInput(ASOF, rows, history);
  return samplePlan({
    judgement: judge(input),
    history: input.history,
    exemptions: input.registry.exemptions,
    period: "2026-09",
    count: more.count ?? null,
    seed: more.seed ?? null,
    rule: samplingRuleOn(NO_OVERRIDES, ASOF),
  });
}

const codesOf = (rows: Partial<Registry>, history?: History): readonly RiskCode[] =>
  planOf(rows, history).drawn[0]!.risks.map(({ code }) => code);

describe("reasons to look at a project", () => {
  const base = { projects: [project("P")], monthlyReports: reports("P") };
  const looked = { ...newInspection("D-1", "P", "2026-08-20") };

  test("a project as planned, inspected this year, gives none", () => {
    expect(codesOf({ ...base, inspections: [looked] })).toEqual([]);
    expect(codesOf(base)).toEqual(["never-inspected"]);
    expect(codesOf({ ...base, inspections: [{ ...looked, date: "2025-11-20" }] })).toEqual(["never-inspected"]);
  });

  test("a jump of the last months, unless the figure was verified since", () => {
    const monthlyReports = reports("P", 8, (month) => (month < 8 ? month * 5_000_000 + (month % 2) : 85_000_000));
    expect(codesOf({ ...base, monthlyReports })).toContain("jump");
    const verified = { ...looked, date: "2026-09-10", verifiedYtd: 85_000_000 };
    expect(codesOf({ ...base, monthlyReports, inspections: [verified] })).not.toContain("jump");
  });

  test("a verified figure that differed, ruled or not", () => {
    const differs = { ...looked, date: "2026-09-10", verifiedYtd: 60_000_000 };
    const found = (more: object) => codesOf({ ...base, inspections: [{ ...differs, ...more }] });
    expect(found({})).toEqual(["verified-differs"]);
    expect(found({ ruling: "虚报", ruledBy: "督查组", ruledOn: "2026-09-15" })).toEqual(["ruled"]);
    expect(found({ ruling: "属实", ruledBy: "督查组", ruledOn: "2026-09-15" })).toEqual([]);
  });

  test("a completion found untrue, until somebody found it done", () => {
    const milestones = [done("P", 10, "2026-08-10", "2026-08-05")];
    const refused = { ...looked, seq: 10, milestoneTrue: false };
    expect(codesOf({ ...base, milestones, inspections: [refused] })).toEqual(["refuted"]);
    const again = { ...newInspection("D-2", "P", "2026-09-01"), seq: 10, milestoneTrue: true };
    expect(codesOf({ ...base, milestones, inspections: [refused, again] })).toEqual([]);
  });

  test("a milestone reported as done sixty days before its day, which nobody has looked at", () => {
    const ahead = (actual: string, inspections: Registry["inspections"] = [looked]) =>
      codesOf({ ...base, milestones: [done("P", 10, "2026-10-30", actual)], inspections });
    expect([ahead("2026-08-31"), ahead("2026-09-01")]).toEqual([["claim-ahead"], []]);
    expect(ahead("2026-08-31", [{ ...looked, date: "2026-09-02", seq: 10, milestoneTrue: true }])).toEqual([]);
  });

  test("progress far ahead of plan", () => {
    const at = (percent: number) =>
      codesOf({
        ...base,
        monthlyReports: reports("P", 8, (month) => (month * percent * 1_200_000) / 8 + (month % 2)),
        inspections: [looked],
      });
    expect([at(87), at(86)]).toEqual([["progress-ahead"], []]);
  });

  test("no row touched for forty-five days, and a report that is missing", () => {
    const history = (firstReading: string): History => ({ firstReading, lastReading: firstReading, tabs: {} });
    const since = (day: PlainDate) => codesOf({ ...base, inspections: [looked] }, history(`${day}T00:00:00.000Z`));
    expect([since("2026-08-10"), since("2026-08-11")]).toEqual([["silent"], []]);
    expect(codesOf({ ...base, monthlyReports: reports("P", 7), inspections: [looked] })).toEqual(["report-missing"]);
  });

  test("a completion entered long after the day it claims", () => {
    const row = done("P", 10, "2026-08-20", "2026-08-10");
    const lives = [
      { firstSeen: "2026-08-01T00:00:00.000Z", lastSeenAbsent: null, row: { ...row, actual: null } },
      { firstSeen: "2026-09-16T00:00:00.000Z", lastSeenAbsent: "2026-09-15T00:00:00.000Z", row },
    ];
    const history: History = {
      firstReading: "2026-08-01T00:00:00.000Z",
      lastReading: "2026-09-23T00:00:00.000Z",
      tabs: { milestones: new Map([[row.key, lives]]) },
    };
    const plan = planOf({ ...base, milestones: [row], inspections: [looked] }, history).drawn[0]!;
    expect(plan.risks.map(({ code, cells }) => [code, cells[0]!.key])).toEqual([["backdated", "P/10"]]);
    expect(plan.items.map(({ cell }) => cell.key)).toEqual(["P/2026-08", "P/10"]);
  });
});

describe("the plan of a month", () => {
  const rows: Partial<Registry> = {
    projects: [
      project("P-1"),
      project("P-2", { county: "乙县" }),
      project("P-3", { actualFinish: "2026-08-30" }),
      project("P-4"),
      project("P-5", { annualClass: "前期" }),
    ],
    exemptions: [exemption("P-4")],
    monthlyReports: ["P-1", "P-2"].flatMap((code) => reports(code)),
    milestones: [done("P-1", 10, "2026-03-01", "2026-02-27"), done("P-1", 20, "2026-06-01", "2026-05-30")],
  };

  test("leaves out what is exempt, finished or not 在建, and says so", () => {
    const plan = planOf(rows);
    expect(plan.drawn.map(({ project: { code } }) => code).sort()).toEqual(["P-1", "P-2"]);
    expect(plan.leftOut.map(({ project: { code }, because }) => `${code} ${because}`)).toEqual([
      "P-3 finished",
      "P-4 exempt",
    ]);
    expect(plan).toMatchObject({ notBuilt: 1, eligible: 2, risky: 0, seed: "2026-09", count: 10 });
  });

  test("asks for the last reported figure, and the last milestone reported as done", () => {
    const { items } = planOf(rows).drawn.find(({ project: { code } }) => code === "P-1")!;
    expect(items).toEqual([
      {
        kind: "figure",
        month: "2026-08",
        reported: 80_000_000,
        cell: { workbook: "台账", tab: "monthlyReports", key: "P-1/2026-08", field: "investedYtd" },
      },
      {
        kind: "milestone",
        seq: 20,
        name: "节点20",
        reported: "2026-05-30",
        cell: { workbook: "台账", tab: "milestones", key: "P-1/20", field: "actual" },
      },
    ]);
  });

  test("takes count and seed as asked, and makes the same plan again", () => {
    const plan = planOf(rows, undefined, { count: 1, seed: "看看" });
    expect([plan.count, plan.seed, plan.drawn.length]).toEqual([1, "看看", 1]);
    expect(planOf(rows, undefined, { count: 1, seed: "看看" }).drawn).toEqual(plan.drawn);
  });
});
