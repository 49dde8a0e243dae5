import { describe, expect, test } from "vitest";
import { UNREADABLE } from "../../lib/domain/field.ts";
import type { History } from "../../lib/domain/history.ts";
import { judge } from "../../lib/domain/judgement.ts";
import type { Adjustment, MonthlyReport, Registry } from "../../lib/domain/registry.ts";
import type { ReportVerdict } from "../../lib/domain/reports.ts";
import { readCases } from "../cases/read-cases.ts";
import { dayInput, monthInput, newRule } from "../fakes/judge-input.ts";
import { newProject, newReport } from "../fakes/registry-rows.ts";

/** A reading at a wall clock in China; "" is none. */
const instant = (text: string): string =>
  text === "" ? "" : new Date(`${text.replace(" ", "T")}:00+08:00`).toISOString();

const projects = [{ ...newProject("P"), annualPlan: 12_000_000 }];
const mayOf = (reports: readonly ReportVerdict[]): ReportVerdict => reports.find(({ month }) => month === "2026-05")!;

const historyOf = (report: MonthlyReport | null, absent: string, seen: string): History => {
  const firstReading = instant(absent === "" ? seen : "2026-01-05 07:30");
  const life = { firstSeen: instant(seen), lastSeenAbsent: absent === "" ? null : instant(absent), row: report };
  const stood = { firstSeen: firstReading, lastSeenAbsent: null, row: projects[0] };
  return {
    firstReading,
    lastReading: instant(seen === "" ? absent : seen),
    tabs: {
      projects: new Map([["P", [stood]]]),
      monthlyReports: new Map(report === null ? [] : [[report.key, [life]]]),
    },
  };
};

describe("when a report came in", () => {
  for (const row of readCases("../cases/report-arrival.csv"))
    test(row.situation!, () => {
      const filled = { ...newReport("P", "2026-05"), investedYtd: 4_000_000, reportedOn: row.dated || null };
      const report = row.seen === "" ? null : filled;
      const rows = { projects, monthlyReports: report === null ? [] : [report] };
      const { reports } = judge(dayInput(row.asOf!, rows, historyOf(report, row.absent!, row.seen!)));
      const may = mayOf(reports);
      expect([may.state, may.because, may.workingDaysLate]).toEqual([
        row.state,
        row.because,
        Number(row.workingDaysLate),
      ]);
    });
});

describe("which reports are owed", () => {
  const stateOf = (rows: Partial<Registry>, month: string) =>
    judge(dayInput("2026-06-12", { projects, ...rows })).reports.find((report) => report.month === month);

  test("a row with only its key is not a report", () => {
    expect(stateOf({ monthlyReports: [newReport("P", "2026-05")] }, "2026-05")?.state).toBe("missing");
  });

  test("a report of zero is a report", () => {
    expect(stateOf({ monthlyReports: [{ ...newReport("P", "2026-05"), invested: 0 }] }, "2026-05")?.state).toBe(
      "in-time",
    );
  });

  test("a figure that cannot be read is a finding, not a missing report", () => {
    const report = { ...newReport("P", "2026-05"), invested: UNREADABLE };
    expect(stateOf({ monthlyReports: [report] }, "2026-05")?.state).toBe("in-time");
  });

  test("January is no case when it comes with February", () => {
    expect(stateOf({}, "2026-01")).toMatchObject({ state: "not-owed", because: "january-with-february" });
    expect(stateOf({ rules: [newRule("1月可与2月并报", "否")] }, "2026-01")?.state).toBe("missing");
  });

  test("前期 and 储备 projects owe none", () => {
    const early = [{ ...newProject("P"), annualClass: "前期" as const }];
    expect(stateOf({ projects: early }, "2026-05")?.state).toBe("not-owed");
  });

  test("a project owes until the month it goes into operation", () => {
    const operating = [{ ...newProject("P"), actualOperation: "2026-04-20" }];
    expect(stateOf({ projects: operating }, "2026-04")?.state).toBe("missing");
    expect(stateOf({ projects: operating }, "2026-05")).toMatchObject({ state: "not-owed", because: "in-operation" });
  });

  test("the month after the last due one is not due yet", () => {
    expect(stateOf({}, "2026-06")?.state).toBe("not-due-yet");
  });

  test("of a workbook that nobody could read since the report was due nobody can say that it is missing", () => {
    const stale = (since: string | null) => ({
      ...dayInput("2026-06-12", { projects }),
      stale: [{ name: projects[0]!.workbook, since }],
    });
    const may = (since: string | null) => mayOf(judge(stale(since)).reports);
    expect(may("2026-06-12")).toMatchObject({ state: "missing" });
    expect(may("2026-06-03")).toMatchObject({ state: "unseen", because: "not-read", workingDaysLate: 0 });
    expect(may(null)).toMatchObject({ state: "unseen" });
    const elsewhere = { ...dayInput("2026-06-12", { projects }), stale: [{ name: "另一本", since: null }] };
    expect(mayOf(judge(elsewhere).reports)).toMatchObject({ state: "missing" });
  });

  test("a project owes from the month its agreed 调入 takes effect", () => {
    const adjustment: Adjustment = {
      ...{ workbook: "台账", key: "T-1", code: "T-1", type: "调入", redCutApproval: null, project: "Q", seq: null },
      ...{
        from: null,
        to: null,
        effectiveMonth: "2026-06",
        applicant: "甲县",
        appliedOn: "2026-05-20",
        reason: "新增",
      },
      ...{ sponsor: null, signedOn: null, decision: "同意", decidedOn: "2026-05-28" },
    };
    const added = { ...newProject("Q"), annualPlan: 12_000_000 };
    const stood = { firstSeen: instant("2026-01-05 07:30"), lastSeenAbsent: null, row: projects[0] };
    const later = { firstSeen: instant("2026-06-02 07:30"), lastSeenAbsent: instant("2026-06-01 07:30"), row: added };
    const history: History = {
      firstReading: instant("2026-01-05 07:30"),
      lastReading: instant("2026-07-09 07:30"),
      tabs: {
        projects: new Map([
          ["P", [stood]],
          ["Q", [later]],
        ]),
        monthlyReports: new Map(),
      },
    };
    const rows = { projects: [...projects, added], adjustments: [adjustment] };
    const states = judge(dayInput("2026-07-10", rows, history)).reports.filter((report) => report.project === "Q");
    expect(states.map(({ month, state }) => `${month} ${state}`).slice(4, 6)).toEqual([
      "2026-05 not-owed",
      "2026-06 missing",
    ]);
  });

  test("a period is judged on reports known by its lock, not by its last day", () => {
    const missing = judge(monthInput("2026-05", "2026-06-10", { projects })).reports.at(-1);
    expect(missing).toMatchObject({ month: "2026-05", state: "missing", workingDaysLate: 3 });
    expect(judge(monthInput("2026-05", "2026-11-30", { projects })).reports.at(-1)?.workingDaysLate).toBe(3);
    expect(judge(monthInput("2026-05", "2026-06-03", { projects })).reports.at(-1)?.state).toBe("not-due-yet");
  });
});

describe("the unit's mark for reporting", () => {
  const reported = (months: readonly string[]) =>
    months.map((month) => ({ ...newReport("P", `2026-${month}`), investedYtd: 1_000_000 }));
  const markOn = (asOf: string, months: readonly string[]) =>
    judge(dayInput(asOf, { projects, monthlyReports: reported(months) })).unitMarks[0];

  test("is blue from the first working day after the due day", () => {
    expect(markOn("2026-06-08", ["02", "03", "04"])).toMatchObject({ light: "blue", because: "late" });
  });

  test("is yellow from the third working day", () => {
    expect(markOn("2026-06-09", ["02", "03", "04"])?.light).toBe("blue");
    expect(markOn("2026-06-10", ["02", "03", "04"])).toMatchObject({ light: "yellow", workingDaysLate: 3 });
  });

  test("is red with the second month running", () => {
    expect(markOn("2026-06-08", ["02", "03"])).toMatchObject({ light: "red", monthsRunning: 2 });
  });

  test("is green when all reports are in, whatever happened months ago", () => {
    expect(markOn("2026-06-12", ["02", "04", "05"])).toMatchObject({ light: "green", because: "in-time" });
  });

  test("does not count a January that comes with February", () => {
    expect(markOn("2026-03-06", [])).toMatchObject({ light: "blue", monthsRunning: 1 });
  });
});
