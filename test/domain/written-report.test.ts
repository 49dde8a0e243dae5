import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, type Month } from "../../lib/domain/dates.ts";
import { judge } from "../../lib/domain/judgement.ts";
import type {
  AnnualClass,
  Exemption,
  MonthlyPlan,
  MonthlyReport,
  Project,
  Registry,
} from "../../lib/domain/registry.ts";
import { workingDaysBetween } from "../../lib/domain/working-days.ts";
import type { WrittenReportVerdict } from "../../lib/domain/written-report.ts";
import { moneyCell } from "../cases/cell.ts";
import { type Case, readCases } from "../cases/read-cases.ts";
import { dayInput, newRule } from "../fakes/judge-input.ts";
import { newProject, newReport } from "../fakes/registry-rows.ts";

/** "5=90" is 本月, "5=/480" is 年初累计, "5=?/500" both. */
function reportOf(text: string): MonthlyReport {
  const [month, figures] = text.split("=") as [string, string];
  const [invested, ytd = ""] = figures.split("/") as [string, string?];
  const row = newReport("P", `2026-${month.padStart(2, "0")}`);
  return { ...row, invested: moneyCell(invested), investedYtd: moneyCell(ytd) };
}

const planOf = (own: string): MonthlyPlan => ({
  workbook: "台账",
  key: "P/2026",
  project: "P",
  year: 2026,
  months: own.split(" ").map(moneyCell),
});

const exemptionOf = (span: string): Exemption => ({
  workbook: "台账",
  key: "E-1",
  code: "E-1",
  project: "P",
  seq: null,
  from: span.split("..")[0]!,
  to: span.split("..")[1]!,
  cause: "不可抗力",
  approvedBy: "王某",
  basis: null,
});

function rowsOf(row: Case): Partial<Registry> {
  const project: Project = {
    ...newProject("P"),
    annualPlan: moneyCell(row.annual!),
    plannedStart: row.start || null,
    annualClass: row.class as AnnualClass,
    actualOperation: row.operation || null,
  };
  return {
    projects: [project],
    monthlyPlans: row.own === "" ? [] : [planOf(row.own!)],
    monthlyReports: row.reports === "" ? [] : row.reports!.split(" ").map(reportOf),
    exemptions: row.exempt === "" ? [] : [exemptionOf(row.exempt!)],
  };
}

const only = (asOf: string, rows: Partial<Registry>, month: Month): WrittenReportVerdict | undefined =>
  judge(dayInput(asOf, rows)).writtenReports.find((one) => one.month === month);

describe("who owes a written report for a month", () => {
  for (const row of readCases("../cases/written-reports.csv"))
    test(row.situation!, () => {
      const verdict = only(row.asOf!, rowsOf(row), row.month!);
      if (row.owed === "未到") return expect(verdict).toBeUndefined();
      const { owed, causes, noCase, target, due } = verdict!;
      const share = row.share === "" ? null : Number(row.share);
      expect([owed ? "是" : "否", noCase ?? causes.join("+"), target.share, due.day]).toEqual([
        row.owed,
        row.why,
        share,
        row.due,
      ]);
    });

  test("with January asked by itself it is a case, its term across Spring Festival", () => {
    const rows = { ...rowsOf(jan), rules: [newRule("1月可与2月并报", "否")] };
    expect(only("2026-02-11", rows, "2026-01")).toMatchObject({ owed: true, due: { day: "2026-02-24" } });
  });

  test("tolerance and term are the office's: 规则", () => {
    const rules = [newRule("书面报告容差", "0"), newRule("书面报告期限", "3")];
    const rows = { ...rowsOf({ ...jan, reports: "1=100 2=100 3=100 4=100 5=99.9" }), rules };
    expect(only("2026-06-11", rows, "2026-05")).toMatchObject({ owed: true, due: { day: "2026-06-15" } });
  });

  test("a project that is not on the year's list owes nothing", () => {
    const rows = rowsOf({ ...jan, class: "储备", reports: "5=0" });
    expect(only("2026-06-11", rows, "2026-05")?.owed ?? false).toBe(false);
  });
});

const jan: Case = { annual: "1200", own: "", start: "", class: "续建", operation: "", exempt: "", reports: "1=80" };

describe("properties of written reports", () => {
  const amount = fc.integer({ min: 0, max: 200 });
  const reports = (figures: readonly number[]): string => figures.map((one, index) => `${index + 1}=${one}`).join(" ");

  test("more done in the month never makes a report owed, all else alike", () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 5, maxLength: 5 }), amount, (figures, more) => {
        const rows = rowsOf({ ...jan, reports: reports(figures) });
        const raised = rowsOf({ ...jan, reports: reports([...figures.slice(0, 4), figures[4]! + more]) });
        if (!only("2026-06-11", rows, "2026-05")!.owed) expect(only("2026-06-11", raised, "2026-05")!.owed).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  test("whenever it is asked, at least the rule's working days are left, and nothing is asked before the lock is over", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), (after) => {
        const asOf = addDays("2026-06-01", after);
        const rows = rowsOf({ ...jan, reports: "1=0 2=0 3=0 4=0 5=0 6=0" });
        for (const { lockDay, due } of judge(dayInput(asOf, rows)).writtenReports) {
          expect(asOf > lockDay).toBe(true);
          expect(workingDaysBetween(dayInput(asOf, {}).calendar, addDays(asOf, -1), due.day)).toBe(5);
        }
      }),
      { numRuns: 60 },
    );
  });
});
