import { expect, test } from "vitest";
import { judge } from "../../lib/domain/judgement.ts";
import { milestoneBasis } from "../../lib/domain/milestone-basis.ts";
import { projectBasis } from "../../lib/domain/project-basis.ts";
import { explainWords } from "../../lib/views/explain.ts";
import { valueWords } from "../../lib/views/explained-values.ts";
import { dayInput } from "../fakes/judge-input.ts";
import { newMilestone, newProject, newReport } from "../fakes/registry-rows.ts";

const judged = judge(
  dayInput("2026-06-12", {
    projects: [
      {
        ...newProject("P"),
        annualClass: "新开工",
        annualPlan: 12_000_000,
        plannedStart: "2026-02-10",
        actualStart: "2026-02-20",
      },
    ],
    milestones: [
      { ...newMilestone("P", 10), planned: "2026-05-04", actual: "2026-05-26" },
      { ...newMilestone("P", 20), planned: "2026-05-20", predecessors: "10", duration: 3 },
    ],
    monthlyReports: [{ ...newReport("P", "2026-05"), investedYtd: 4_000_000 }],
  }),
);

const wordsOf = (kind: "project" | "milestone", { rule, values }: ReturnType<typeof projectBasis>): string =>
  explainWords({ kind, key: "P", title: "P 工程", sentences: [], rules: [rule, rule], values, cells: [] });

test("the figures of a project and of a milestone are told in Chinese, each rule once", () => {
  const project = wordsOf("project", projectBasis(judged.projects[0]!));
  expect(project.match(/规则：/g)).toHaveLength(1);
  expect(project).toContain("年初累计完成 400 万元");
  expect(project).toContain("年度计划投资 1,200 万元");
  expect(project).toContain("显示 红；各灯中最重 红");
  for (const text of [project, wordsOf("milestone", milestoneBasis(judged.milestones[1]!))])
    expect(text.replace(/P\/?\d*/g, "")).not.toMatch(/[A-Za-z]/);
});

test("what is closed has no next step", () => {
  expect(valueWords("step", "none")).toBe("下一步 无");
  expect(valueWords("step", "solve")).toBe("下一步 办结");
});
