import { describe, expect, test } from "vitest";
import { judge } from "../../lib/domain/judgement.ts";
import type { ProjectVerdict } from "../../lib/domain/project-lights.ts";
import type { Exemption, Registry } from "../../lib/domain/registry.ts";
import { largeLine } from "../../lib/views/large-line.ts";
import { contextOf, lampSentence, projectSentence } from "../../lib/views/project-reasons.ts";
import { dayInput, monthInput, newRule } from "../fakes/judge-input.ts";
import { newMilestone, newProject, newReport } from "../fakes/registry-rows.ts";

const project = { ...newProject("P-031"), annualPlan: 100_000_000 };
const plan = {
  workbook: "台账",
  key: "P-031/2026",
  project: "P-031",
  year: 2026,
  months: [0, 0, 0, 0, 45_800_000, 54_200_000, 0, 0, 0, 0, 0, 0],
};
const may = { ...newReport("P-031", "2026-05"), investedYtd: 31_200_000 };

const verdictOf = (rows: Partial<Registry>): ProjectVerdict =>
  judge(dayInput("2026-06-12", { projects: [project], monthlyPlans: [plan], monthlyReports: [may], ...rows }))
    .projects[0]!;
const sentence = (rows: Partial<Registry>): string => projectSentence(verdictOf(rows));

describe("why a project shows its light", () => {
  test("yellow says figures, bounds and that only what was done counts", () => {
    expect(sentence({})).toBe(
      "黄：截至5月底投资完成 31.2%，计划进度 45.8%，落后 14.6 个百分点（落后 10–30 为黄，不足 10 为蓝；一律以实际完成为准）；下次按7月6日前报送的月报判定。",
    );
  });

  test("red and blue name their own bounds", () => {
    const withDone = (investedYtd: number) => sentence({ monthlyReports: [{ ...may, investedYtd }] });
    expect(withDone(10_000_000)).toContain("落后 35.8 个百分点（落后超过 30 为红，10–30 为黄；一律以实际完成为准）");
    expect(withDone(40_000_000)).toContain("落后 5.8 个百分点（落后不足 10 为蓝，不落后为绿；一律以实际完成为准）");
    expect(withDone(45_800_000)).toBe("绿：截至5月底投资完成 45.8%，计划进度 45.8%，与计划持平。");
    expect(withDone(47_000_000)).toContain("超前 1.2 个百分点");
  });

  test("the presets of 武汉 and 三亚 speak of what was done of the plan", () => {
    const preset = (name: string) => sentence({ rules: [newRule("项目预警预设", name)] });
    expect(preset("武汉")).toContain("完成数为计划数的 68.1%（低于 80% 为黄，低于 60% 为红；一律以实际完成为准）");
    expect(preset("三亚")).toContain("比计划数少 31.9%（少于计划数为黄，少超过 50% 为红；一律以实际完成为准）");
  });

  test("grey names the missing report and the last one", () => {
    const april = { ...newReport("P-031", "2026-04"), investedYtd: 28_000_000 };
    expect(sentence({ monthlyReports: [april] })).toBe(
      "灰：5月月报未报，无法判定进度（最近一次为4月月报，投资完成 28.0%）；请尽快补报，最迟7月6日，补报后按实际判定。",
    );
  });

  test("the worst lamp comes first, a second one with its own colour", () => {
    const milestones = [{ ...newMilestone("P-031", 30), name: "主体封顶", planned: "2026-05-20" }];
    expect(sentence({ milestones })).toBe(
      "红：节点“主体封顶”（P-031/30）逾期 23 天；如已完成请填写实际完成并附佐证。进度黄，截至5月底投资完成 31.2%，计划进度 45.8%，落后 14.6 个百分点（落后 10–30 为黄，不足 10 为蓝；一律以实际完成为准）；下次按7月6日前报送的月报判定。",
    );
  });

  test("a milestone that was done late asks nothing more: its light goes with the month", () => {
    const milestones = [{ ...newMilestone("P-031", 30), name: "封顶", planned: "2026-06-01", actual: "2026-06-11" }];
    const projects = [{ ...project, annualPlan: null }];
    expect(sentence({ projects, milestones })).toBe(
      "黄：节点“封顶”（P-031/30）逾期 10 天完成；该节点下月起转绿。没有年度计划投资，不设进度灯。",
    );
  });

  test("a light that rose after the last month's end and may not fall yet says both", () => {
    const milestones = [{ ...newMilestone("P-031", 30), planned: "2026-05-28", actual: "2026-06-09" }];
    const april = { ...newReport("P-031", "2026-04"), investedYtd: 0 };
    const rows = { projects: [project], monthlyPlans: [plan], milestones, monthlyReports: [april, may] };
    const [verdict] = judge(dayInput("2026-07-01", rows)).projects;
    const raised = { ...verdict!, light: "red" as const, because: "falls-by-steps" as const };
    expect(projectSentence({ ...raised, previousLight: "blue", previousMonth: "2026-05" })).toContain(
      "红：5月末为蓝，此后曾升为红，灯色只在月末下降，每月至多一级",
    );
    expect(projectSentence({ ...raised, previousLight: "red", previousMonth: "2026-05" })).toContain(
      "红：5月末为红，灯色只在月末下降，每月至多一级",
    );
  });

  test("without an annual plan it says so", () => {
    const bare = { ...project, annualPlan: null };
    expect(sentence({ projects: [bare] })).toBe("没有年度计划投资，不设进度灯。");
    const milestones = [{ ...newMilestone("P-031", 30), planned: "2026-06-10" }];
    expect(sentence({ projects: [bare], milestones })).toContain("没有年度计划投资，不设进度灯。");
  });

  test("an exemption is told with its days, cause and row", () => {
    const exemption: Exemption = {
      ...{ workbook: "台账", key: "E-3", code: "E-3", project: "P-031", seq: null, from: "2026-06-01" },
      ...{ to: "2026-07-15", cause: "不可抗力", approvedBy: "王某某", basis: null },
    };
    expect(sentence({ exemptions: [exemption] })).toBe("免：6月1日至7月15日豁免（不可抗力，依据见「豁免」E-3）。");
  });

  test("not started and not registered say what to fill in", () => {
    const late = { ...project, annualClass: "新开工" as const, plannedStart: "2026-04-10" };
    expect(sentence({ projects: [late] })).toContain(
      "开工黄，计划4月开工，至今未开工，含计划当月已 2 个月（满 1 个月为黄，连续 3 个月为红）；如已开工请填写实际开工，过6月30日仍未开工转红。",
    );
    const started = { ...late, actualStart: "2026-05-06" };
    expect(sentence({ projects: [started] })).toContain(
      "入统黄，5月6日开工，尚未入统（开工超过 1 个月未入统为黄，超过 2 个月为红）；如已入统请填写入统日期，过7月6日仍未入统转红。",
    );
  });

  test("a light that falls by steps says from where and when it falls next", () => {
    const monthlyReports = [
      { ...newReport("P-031", "2026-04"), investedYtd: 0 },
      { ...may, investedYtd: 46_000_000 },
    ];
    const months = [0, 0, 0, 20_000_000, 25_800_000, 54_200_000, 0, 0, 0, 0, 0, 0];
    const rows = { projects: [project], monthlyPlans: [{ ...plan, months }], monthlyReports };
    const [verdict] = judge(monthInput("2026-05", "2026-06-10", rows)).projects;
    expect(projectSentence(verdict!)).toBe(
      "蓝：4月末为黄，灯色只在月末下降，每月至多一级，下次在7月9日锁定后（首次运行前的月份按现有数据回填）。进度绿，截至5月底投资完成 46.0%，计划进度 45.8%，超前 0.2 个百分点。",
    );
  });

  test("the second yellow month is told to be handled as red", () => {
    const months = [0, 0, 0, 20_000_000, 25_800_000, 54_200_000, 0, 0, 0, 0, 0, 0];
    const monthlyReports = [{ ...newReport("P-031", "2026-04"), investedYtd: 5_000_000 }, may];
    const rows = { projects: [project], monthlyPlans: [{ ...plan, months }], monthlyReports };
    const [verdict] = judge(monthInput("2026-05", "2026-06-10", rows)).projects;
    expect(projectSentence(verdict!)).toContain("进度连续两月为黄，按红处置。");
  });

  test("every lamp has a sentence of its own", () => {
    const verdict = verdictOf({});
    expect(verdict.lamps.map((lamp) => lampSentence(lamp, contextOf(verdict)))).toEqual([
      expect.stringMatching(/^黄：截至5月底/),
      "不是本年新开工项目，不设开工灯。",
      "本年没有新开工，不设入统灯。",
      "没有填写节点，不设节点灯。",
    ]);
  });
});

describe("超亿元 in one line", () => {
  const line = (rows: Partial<Registry>): string =>
    largeLine({ ...project, name: "滨河路改造" }, verdictOf(rows), "2026-06-12");
  const ahead = { ...may, investedYtd: 50_000_000 };

  test("figures that explain the colour stand alone", () => {
    expect(line({})).toBe("黄：P-031 滨河路改造，年度计划 1 亿元，截至5月完成 31.2%，计划进度 45.8%");
  });

  test("a colour the figures do not explain says which lamp it is, since a project ahead of its plan in yellow reads as a mistake", () => {
    const milestones = [{ ...newMilestone("P-031", 30), planned: "2026-06-01" }];
    expect(line({ monthlyReports: [ahead], milestones })).toMatch(/^黄：.*完成 50\.0%，计划进度 45\.8%；节点为黄$/);
  });

  test("a green one says no more", () => {
    expect(line({ monthlyReports: [ahead] })).toMatch(/^绿：.*45\.8%$/);
  });
});
