import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlainDate } from "../../lib/domain/dates.ts";
import { type Field, UNREADABLE } from "../../lib/domain/field.ts";
import type { History } from "../../lib/domain/history.ts";
import { type Judgement, judge } from "../../lib/domain/judgement.ts";
import { milestoneBasis } from "../../lib/domain/milestone-basis.ts";
import { endOfDay } from "../../lib/domain/office-calendar.ts";
import type { Inspection, Milestone, Registry } from "../../lib/domain/registry.ts";
import { lightWord } from "../../lib/views/notice-lines.ts";
import { dateCell, moneyCell } from "../cases/cell.ts";
import { readCases } from "../cases/read-cases.ts";
import { dayInput, monthInput } from "../fakes/judge-input.ts";
import { newInspection, newMilestone, newProject, newReport } from "../fakes/registry-rows.ts";

const project = { ...newProject("P"), annualPlan: 120_000_000 };
const step = (planned: string, actual: string, more: Partial<Milestone> = {}): Milestone => ({
  ...newMilestone("P", 10),
  planned: dateCell(planned),
  actual: dateCell(actual),
  ...more,
});

const TRUTH: Readonly<Record<string, Field<boolean>>> = { 是: true, 否: false, "?": UNREADABLE, "-": null };

/** 2026-03-12 否 属实@2026-03-20 #20 */
function lookOf(text: string, index: number): Inspection {
  const [date, truth, ...more] = text.trim().split(" ");
  const seq = more.find((part) => part.startsWith("#"))?.slice(1) ?? "10";
  const [ruling = "", ruledOn = ""] = more.find((part) => !part.startsWith("#"))?.split("@") ?? [];
  return {
    ...newInspection(`D-${index + 1}`, "P", date!),
    seq: seq === "?" ? UNREADABLE : Number(seq),
    milestoneTrue: TRUTH[truth!]!,
    ruling: ruling === "?" ? UNREADABLE : ruling === "" ? null : (ruling as "属实"),
    ruledBy: ruledOn === "" ? null : "督查组",
    ruledOn: dateCell(ruledOn),
  };
}

const looksOf = (text: string): readonly Inspection[] => (text === "" ? [] : text.split(";").map(lookOf));

const judged = (asOf: PlainDate, rows: Partial<Registry>): Judgement =>
  judge(dayInput(asOf, { projects: [project], ...rows }));
const firstStep = (asOf: PlainDate, milestones: readonly Milestone[], inspections: readonly Inspection[]) =>
  judged(asOf, { milestones, inspections }).milestones[0]!;

describe("a milestone reported as done and looked at", () => {
  test.each(readCases("inspections.csv"))("$situation", (row) => {
    const { asOf, light, done, refuted } = row as Record<string, string>;
    const verdict = firstStep(asOf!, [step(row.planned!, row.claimed!)], looksOf(row.looks!));
    expect([lightWord(verdict.light), verdict.actual ?? "", verdict.refuted?.inspection.key ?? ""]).toEqual([
      light,
      done,
      refuted,
    ]);
    expect(verdict.done).toBe(done !== "");
  });

  test("keeps the claim on record, with the cells of the inspection", () => {
    const looks = looksOf("2026-03-12 否");
    const verdict = firstStep("2026-03-31", [step("2026-03-10", "2026-03-05")], looks);
    expect(verdict.refuted).toEqual({ claimed: "2026-03-05", inspection: looks[0], confirmed: null });
    const { restsOn, values } = milestoneBasis(verdict);
    expect(values).toMatchObject({ claimed: "2026-03-05", refutedBy: "D-1", refutedOn: "2026-03-12" });
    expect(restsOn).toContainEqual({ workbook: "台账", tab: "inspections", key: "D-1", field: "milestoneTrue" });
  });

  test("is open to its successor, whose lateness it excuses", () => {
    const successor = { ...newMilestone("P", 20), planned: "2026-03-20", actual: "2026-03-30", predecessors: "10" };
    const lateOf = (looks: string): number | null =>
      judged("2026-03-31", { milestones: [step("2026-03-10", "2026-03-05"), successor], inspections: looksOf(looks) })
        .milestones[1]!.ownDaysLate;
    expect(lateOf("")).toBe(10);
    expect(lateOf("2026-03-12 否")).toBeLessThanOrEqual(0);
  });

  test("by an inspection whose number another 分表 uses too is judged by its own row", () => {
    const [refused] = looksOf("2026-03-12 否");
    const other = { ...newInspection("D-1", "P-2", "2026-03-12"), workbook: "乙县" };
    const life = [
      { firstSeen: "2026-03-13T00:00:00.000Z", lastSeenAbsent: null, row: refused! },
      { firstSeen: "2026-03-14T00:00:00.000Z", lastSeenAbsent: "2026-03-13T00:00:00.000Z", row: other },
    ];
    const history: History = {
      firstReading: "2026-03-02T00:00:00.000Z",
      lastReading: "2026-03-30T00:00:00.000Z",
      tabs: { inspections: new Map([["D-1", life]]) },
    };
    const milestones = [step("2026-03-10", "2026-03-05")];
    const rows = { projects: [project, newProject("P-2")], milestones, inspections: [refused!, other] };
    expect(judge(dayInput("2026-03-31", rows, history)).milestones[0]!.done).toBe(false);
  });

  test("named 投产 it neither ends the project nor its reports", () => {
    const milestones = [step("2026-02-20", "2026-02-20", { name: "投产" })];
    const lent = { ...project, actualOperation: "2026-02-20" };
    const reportsOwed = (looks: string) =>
      judge(dayInput("2026-05-20", { projects: [lent], milestones, inspections: looksOf(looks) }))
        .reports.filter(({ month }) => month === "2026-04")
        .map(({ state, because }) => `${state} ${because}`);
    expect(reportsOwed("")).toEqual(["not-owed in-operation"]);
    expect(reportsOwed("2026-03-12 否")).toEqual(["missing absent"]);
  });

  test("counts for the month it was reported in as what was known by the month's lock", () => {
    const milestones = [step("2026-05-20", "2026-05-18")];
    const doneIn = (knownOn: string, looks: string): boolean =>
      judge(monthInput("2026-05", knownOn, { projects: [project], milestones, inspections: looksOf(looks) }))
        .milestones[0]!.done;
    expect(doneIn("2026-06-10", "2026-06-03 否")).toBe(false);
    expect(doneIn("2026-06-10", "2026-06-11 否")).toBe(true);
    expect(doneIn("2026-06-30", "2026-06-11 否")).toBe(true);
    expect(doneIn("2026-06-10", "2026-05-25 否;2026-06-03 是")).toBe(false);
  });
});

describe("the light of a project", () => {
  const milestones = [step("2026-03-10", "2026-03-05")];
  const lamp = (asOf: string, inspections: readonly Inspection[], rows = milestones, history?: History) =>
    judge({ ...dayInput(asOf, { projects: [project], milestones: rows, inspections }, history), reportsAsked: false })
      .projects[0]!;

  test("turns red with a milestone thrown back to open", () => {
    expect(lamp("2026-04-20", []).lamps[3]!.light).toBe("green");
    expect(lamp("2026-04-20", looksOf("2026-03-12 否")).lamps[3]).toMatchObject({ light: "red", because: "overdue" });
  });

  test("a project whose 开工 was found untrue has not started", () => {
    const started = {
      ...project,
      annualClass: "新开工" as const,
      plannedStart: "2026-02-10",
      actualStart: "2026-02-08",
    };
    const rows = [step("2026-02-10", "2026-02-08", { name: "开工" })];
    const start = (inspections: readonly Inspection[], given = started) =>
      judge({ ...dayInput("2026-04-20", { projects: [given], milestones: rows, inspections }), reportsAsked: false })
        .projects[0]!.lamps[1]!;
    expect(start([]).light).toBe("green");
    expect(start(looksOf("2026-03-12 否"))).toMatchObject({ because: "not-started", startedOn: null });
    expect(start(looksOf("2026-03-12 否;2026-03-20 是"))).toMatchObject({ light: "green", startedOn: "2026-03-20" });
    const own = { ...started, actualStart: "2026-04-01" };
    expect(start(looksOf("2026-03-12 否"), own)).toMatchObject({ light: "green", startedOn: "2026-04-01" });
  });

  test("at a past month's end is what was known of inspections then", () => {
    const [refused] = looksOf("2026-03-12 否");
    const overruled = { ...refused!, ruling: "属实" as const };
    const life = [
      { firstSeen: "2026-04-20T00:00:00.000Z", lastSeenAbsent: "2026-04-17T00:00:00.000Z", row: refused! },
      { firstSeen: "2026-05-12T00:00:00.000Z", lastSeenAbsent: "2026-05-11T00:00:00.000Z", row: overruled },
    ];
    const history: History = {
      firstReading: "2026-03-02T00:00:00.000Z",
      lastReading: "2026-05-18T00:00:00.000Z",
      tabs: { inspections: new Map([["D-1", life]]), milestones: new Map(), projects: new Map() },
    };
    const seen = (asOf: string) => lamp(asOf, [overruled], milestones, history);
    expect([seen("2026-04-19").previousLight, seen("2026-04-19").lamps[3]!.light]).toEqual(["green", "green"]);
    expect([seen("2026-05-11").previousLight, seen("2026-05-11").lamps[3]!.light]).toEqual(["red", "red"]);
    expect([seen("2026-05-19").previousLight, seen("2026-05-19").lamps[3]!.light]).toEqual(["red", "green"]);
  });

  test("before the first reading is judged on the inspections that reading found", () => {
    const [row] = looksOf("2026-03-12 否");
    const life = [
      { firstSeen: "2026-05-12T00:00:00.000Z", lastSeenAbsent: null, row: row! },
      {
        firstSeen: "2026-05-14T00:00:00.000Z",
        lastSeenAbsent: "2026-05-13T00:00:00.000Z",
        row: { ...row!, score: 80 },
      },
    ];
    const history: History = {
      firstReading: "2026-05-12T00:00:00.000Z",
      lastReading: "2026-05-18T00:00:00.000Z",
      tabs: { inspections: new Map([["D-1", life]]), milestones: new Map(), projects: new Map() },
    };
    expect(lamp("2026-05-19", [{ ...row!, score: 80 }], milestones, history).previousLight).toBe("red");
  });

  test("is judged on a deleted inspection as long as it stood", () => {
    const [row] = looksOf("2026-03-12 否");
    const life = [
      { firstSeen: "2026-03-13T00:00:00.000Z", lastSeenAbsent: "2026-03-12T00:00:00.000Z", row: row! },
      { firstSeen: "2026-05-12T00:00:00.000Z", lastSeenAbsent: "2026-05-11T00:00:00.000Z", row: null },
    ];
    const history: History = {
      firstReading: "2026-03-02T00:00:00.000Z",
      lastReading: "2026-05-18T00:00:00.000Z",
      tabs: { inspections: new Map([["D-1", life]]), milestones: new Map(), projects: new Map() },
    };
    const verdict = lamp("2026-05-19", [], milestones, history);
    expect([verdict.previousLight, verdict.lamps[3]!.light]).toEqual(["red", "green"]);
  });
});

/** 1000 2000 x → reports from January on, 年初累计 in 万元. */
const reportsOf = (text: string) =>
  text.split(" ").flatMap((figure, index) => {
    const month = `2026-${String(index + 1).padStart(2, "0")}`;
    return figure === "x" ? [] : [{ ...newReport("P", month), investedYtd: moneyCell(figure) }];
  });

function rulingOf(text: string): Partial<Inspection> {
  if (text === "") return {};
  const [ruling, ruledOn] = text.split("@");
  return { ruling: ruling as "属实", ruledBy: "督查组", ruledOn: ruledOn! };
}

describe("a verified 年初累计", () => {
  test.each(readCases("verified-figures.csv"))("$situation", (row) => {
    const { asOf, finding, month, asked } = row as Record<string, string>;
    const inspection = {
      ...newInspection("D-1", "P", row.date!),
      verifiedYtd: moneyCell(row.verified!),
      ...rulingOf(row.ruling!),
    };
    const { inspections, questions } = judged(asOf!, {
      monthlyReports: reportsOf(row.reports!),
      inspections: [inspection],
    });
    const figure = inspections[0]?.figure ?? null;
    expect([figure?.finding ?? "none", figure?.month ?? ""]).toEqual([finding, month]);
    const own = questions.filter(({ key }) => key.startsWith("P/D-1/"));
    expect(own.map(({ report }) => report)).toEqual(asked === "yes" ? [`P/${month}`] : []);
  });

  const inspections = [{ ...newInspection("D-1", "P", "2026-04-10"), verifiedYtd: 20_000_000 }];
  const asked = (monthlyReports: Registry["monthlyReports"], history?: History) =>
    judge(dayInput("2026-04-15", { projects: [project], monthlyReports, inspections }, history)).questions.find(
      ({ identity }) => identity === "verified-above",
    )!;

  test("that differs is asked of the unit with both figures, and hidden from others for five working days", () => {
    const question = asked(reportsOf("1000 2000 3000"));
    expect(question).toMatchObject({ key: "P/D-1/verified-above", report: "P/2026-03", unit: "甲县", answered: false });
    expect(question.facts).toMatchObject({ verified: 20_000_000, reported: 30_000_000, inspection: "D-1" });
    expect([question.firstAsked, question.privateUntil, question.shared]).toEqual(["2026-04-15", "2026-04-22", false]);
    expect(question.cells.map(({ tab, field }) => `${tab}.${field}`)).toEqual([
      "monthlyReports.investedYtd",
      "inspections.verifiedYtd",
    ]);
  });

  test("is answered by 复核说明 written since the inspection, not by words that stood there before", () => {
    const reports = reportsOf("1000 2000 3000").map((row) => ({ ...row, reviewAnswer: "设备款集中支付" }));
    const written = (firstSeen: string): History => ({
      firstReading: "2026-02-02T00:00:00.000Z",
      lastReading: "2026-04-14T00:00:00.000Z",
      tabs: { monthlyReports: new Map([["P/2026-03", [{ firstSeen, lastSeenAbsent: null, row: reports[2]! }]]]) },
    });
    expect(asked(reports, written("2026-04-03T00:00:00.000Z")).answered).toBe(false);
    expect(asked(reports, written("2026-04-13T00:00:00.000Z")).answered).toBe(true);
    expect(asked(reports, written("2026-04-13T00:00:00.000Z")).shared).toBe(true);
  });

  test("is not held against a figure of another year", () => {
    const december = { ...newReport("P", "2025-12"), investedYtd: 90_000_000 };
    const row = { ...newInspection("D-1", "P", "2026-01-20"), verifiedYtd: 5_000_000 };
    const { inspections: seen } = judged("2026-02-15", { monthlyReports: [december], inspections: [row] });
    expect(seen.map(({ figure }) => figure)).toEqual([null]);
  });

  test("of a project that has no row says nothing", () => {
    const { inspections: none } = judged("2026-04-15", { inspections: [newInspection("D-9", "P-9", "2026-04-10")] });
    expect(none).toEqual([]);
  });
});

describe("rows of 督查 that cannot count as they stand", () => {
  const RULED = { ruling: "虚报", ruledBy: "督查组", ruledOn: "2026-04-12" } as const;
  const doubts = (inspection: Partial<Inspection>) =>
    judged("2026-04-15", {
      milestones: [step("2026-03-10", "")],
      inspections: [{ ...newInspection("D-1", "P", "2026-04-10"), ...inspection }],
    })
      .doubts()
      .map(({ code, tab, field, unit }) => [code, tab, field, unit].join(" "));

  test.each<[string, Partial<Inspection>, readonly string[]]>([
    ["a good one", { seq: 10, milestoneTrue: true }, []],
    ["one of the day it was read", { date: "2026-04-16" }, []],
    ["a day that has not come", { date: "2026-04-17" }, ["inspection-in-future inspections date "]],
    ["a ruling of a day to come", { ruling: "误差", ruledOn: "2026-04-17" }, ["day-in-future inspections ruledOn "]],
    ["a milestone that is not there", { seq: 30 }, ["inspection-milestone-unknown inspections seq "]],
    ["a look without its milestone", { milestoneTrue: false }, ["inspection-without-milestone inspections seq "]],
    [
      "虚报 without name and day",
      { ruling: "虚报", verifiedYtd: 1000 },
      ["ruling-incomplete inspections ruledBy ", "ruling-incomplete inspections ruledOn "],
    ],
    [
      "虚报 of a milestone nobody calls untrue",
      { ...RULED, seq: 10 },
      ["ruling-without-evidence inspections milestoneTrue "],
    ],
    ["虚报 of nothing that is named", RULED, ["ruling-without-evidence inspections verifiedYtd "]],
    ["虚报 of a milestone", { ...RULED, seq: 10, milestoneTrue: false }, []],
    ["an unreadable number", { seq: UNREADABLE, milestoneTrue: false }, []],
  ])("%s", (_, inspection, expected) => {
    expect(doubts(inspection)).toEqual(expected);
  });
});

describe("properties", () => {
  const days = ["2026-03-05", "2026-03-09", "2026-03-12", "2026-03-20", "2026-04-02"];
  const look = fc.record({
    date: fc.constantFrom(...days),
    milestoneTrue: fc.constantFrom<Field<boolean>>(true, false, null, UNREADABLE),
    ruling: fc.constantFrom<Inspection["ruling"]>(null, "属实", "误差", "虚报", UNREADABLE),
    ruledOn: fc.constantFrom<Field<PlainDate>>(null, "2026-03-15", "2026-04-20"),
    verifiedYtd: fc.constantFrom<Field<number>>(null, 10_000_000, 30_000_000, 90_000_000),
  });
  const looks = fc
    .array(look, { maxLength: 6 })
    .map((rows) => rows.map((row, index) => ({ ...newInspection(`D-${index}`, "P", row.date), seq: 10, ...row })));
  const scene = fc.record({
    inspections: looks.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    ),
    actual: fc.constantFrom<Field<PlainDate>>(null, ...days),
    asOf: fc.constantFrom("2026-03-10", "2026-03-18", "2026-04-10"),
  });
  const verdictsOf = (asOf: PlainDate, actual: Field<PlainDate>, inspections: readonly Inspection[]) =>
    judged(asOf, {
      milestones: [step("2026-03-10", "", { actual })],
      monthlyReports: reportsOf("1000 2000 3000"),
      inspections,
    });

  test("the order of the rows changes no verdict", () => {
    fc.assert(
      fc.property(scene, ({ inspections: [rows, shuffled], actual, asOf }) => {
        const [one, other] = [rows, shuffled].map((given) => verdictsOf(asOf, actual, given));
        expect(other!.milestones).toEqual(one!.milestones);
        expect(other!.projects[0]!.light).toBe(one!.projects[0]!.light);
        expect(new Map(other!.inspections.map((row) => [row.key, row.figure]))).toEqual(
          new Map(one!.inspections.map((row) => [row.key, row.figure])),
        );
      }),
      { numRuns: 60 },
    );
  });

  test("an inspection never makes a milestone done that was not reported as done, nor done earlier than reported", () => {
    fc.assert(
      fc.property(scene, ({ inspections: [rows], actual, asOf }) => {
        const verdict = verdictsOf(asOf, actual, rows).milestones[0]!;
        const reported = typeof actual === "string" && actual <= asOf ? actual : null;
        if (verdict.actual !== null) expect(verdict.actual >= reported!).toBe(true);
        expect(verdict.refuted === null || verdict.refuted.inspection.date >= reported!).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("an inspection of a later day changes nothing on an earlier one", () => {
    fc.assert(
      fc.property(scene, ({ inspections: [rows], actual, asOf }) => {
        const known = rows.filter(({ date }) => date <= asOf);
        expect(verdictsOf(asOf, actual, known).milestones).toEqual(verdictsOf(asOf, actual, rows).milestones);
      }),
      { numRuns: 60 },
    );
  });
});

test("the day in Shanghai decides whether an inspection was known", () => {
  const input = dayInput("2026-03-12", {
    projects: [project],
    milestones: [step("2026-03-10", "2026-03-05")],
    inspections: looksOf("2026-03-12 否"),
  });
  expect(input.knownAt).toBe(endOfDay("2026-03-12"));
  expect(judge(input).milestones[0]!.done).toBe(false);
});
