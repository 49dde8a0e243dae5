import { describe, expect, test } from "vitest";
import { NOTHING_ASIDE } from "../../lib/domain/aside-rows.ts";
import { addToMonth } from "../../lib/domain/dates.ts";
import { brokenIdentities, runUpTo } from "../../lib/domain/identities.ts";
import { judge } from "../../lib/domain/judgement.ts";
import type { ProjectFile } from "../../lib/domain/project-file.ts";
import type { MonthlyReport, Project } from "../../lib/domain/registry.ts";
import { identityRuleOn } from "../../lib/rules/report-rules.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { moneyCell } from "../cases/cell.ts";
import { readCases } from "../cases/read-cases.ts";
import { dayInput } from "../fakes/judge-input.ts";
import { newProject, newReport } from "../fakes/registry-rows.ts";

const rule = identityRuleOn(NO_OVERRIDES, "2026-06-01").value;

const reportOf = (text: string, index: number): MonthlyReport | null => {
  if (text === "x") return null;
  const [invested, investedYtd, funded, fundedYtd] = text.split("/").map(moneyCell);
  const figures = { invested: invested!, investedYtd: investedYtd!, funded: funded!, fundedYtd: fundedYtd! };
  return { ...newReport("P", addToMonth("2026-01", index)), ...figures };
};

/** before=10000;total=10000;operating;start=2026-08-01 */
function projectOf(text: string, plan: string): Project {
  const facts = new Map(text.split(";").map((fact) => [fact.split("=")[0] ?? "", fact.split("=")[1] ?? ""]));
  const money = (name: string) => moneyCell(facts.get(name) ?? "");
  return {
    ...newProject("P"),
    annualPlan: moneyCell(plan),
    totalInvestment: (money("total") as number | null) ?? 10 ** 10,
    investedBefore: money("before"),
    actualOperation: facts.has("operating") ? "2026-01-10" : null,
    plannedStart: facts.get("start") ?? null,
  };
}

describe("figures that break an identity", () => {
  for (const row of readCases("../cases/identities.csv"))
    test(row.situation!, () => {
      const reports = row.reports!.split(" ").map(reportOf);
      const file: ProjectFile = {
        project: projectOf(row.project!, row.plan!),
        milestones: [],
        own: null,
        reports: (month) => reports.find((report) => report?.month === month) ?? null,
        aside: NOTHING_ASIDE,
      };
      const run = runUpTo(addToMonth("2026-01", reports.length - 1), rule);
      const broken = brokenIdentities(file, run, rule, () => row.project === "winter");
      expect(broken.map(({ identity }) => identity).join(" ")).toBe(row.asks);
    });
});

describe("a review question", () => {
  const projects = [{ ...newProject("P"), responsibleUnit: "甲县" }];
  const fell = [
    { ...newReport("P", "2026-04"), investedYtd: 34_500_000 },
    { ...newReport("P", "2026-05"), investedYtd: 32_000_000 },
  ];
  const asked = new Map([["P/2026-05/cumulative-fell", "2026-06-12"]]);
  const questionOn = (asOf: string, monthlyReports: readonly MonthlyReport[] = fell) =>
    judge({ ...dayInput(asOf, { projects, monthlyReports }), asked }).questions[0];

  test("goes to the unit alone until the fifth working day after it was first asked is over", () => {
    expect(questionOn("2026-06-12")).toMatchObject({ unit: "甲县", shared: false, privateUntil: "2026-06-22" });
    expect(questionOn("2026-06-22")?.shared).toBe(false);
    expect(questionOn("2026-06-23")?.shared).toBe(true);
  });

  test("may be seen by others once it is answered", () => {
    const answered = fell.map((report) => ({ ...report, reviewAnswer: "审计核减" }));
    expect(questionOn("2026-06-15", answered)).toMatchObject({ answered: true, shared: true });
  });

  test("names the cells that disagree", () => {
    expect(questionOn("2026-06-12")?.cells.map(({ key, field }) => `${key} ${field}`)).toEqual([
      "P/2026-05 investedYtd",
      "P/2026-04 investedYtd",
    ]);
  });

  test("counts its days from today when nothing was asked yet", () => {
    const input = dayInput("2026-06-15", { projects, monthlyReports: fell });
    expect(judge(input).questions[0]).toMatchObject({ firstAsked: "2026-06-15", shared: false });
  });
});
