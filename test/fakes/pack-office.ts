import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { milestone, project, report, smallOffice } from "./small-office.ts";

const on = (date: string) => ({ date });

const issue = (code: string, level: string | null, more: TemplateRow = {}): TemplateRow => ({
  ...{ code, project: "P-001", category: "审批", description: `${code}的手续未办结`, level },
  ...{
    reportedOn: on("2026-08-03"),
    assignedOn: on("2026-08-03"),
    responsibleUnit: "甲县",
    arrangedOn: on("2026-08-04"),
  },
  ...{
    firstFeedbackOn: on("2026-08-05"),
    ...(level === null || level === "单位" ? {} : { raisedOn: on("2026-09-01") }),
  },
  ...more,
});

const task = (code: string, due: string, more: TemplateRow = {}): TemplateRow => ({
  ...{ code, source: "会议", sourceDate: on("2026-09-10"), content: `事项${code}`, leadUnit: "市水务局", due: on(due) },
  ...more,
});

const closed = (date: string): TemplateRow => ({
  ...{ resolvedOn: on(date), evidence: "纪要", verifiedBy: "孙管", verification: "通过" },
  ...{ verifiedOn: on(date), closedOn: on(date) },
});

const done = (date: string): TemplateRow => ({
  ...{ doneOn: on(date), evidence: "照片", verifiedBy: "孙管", verification: "通过" },
});

/** An office in October 2026 that holds something for every chapter of both papers. */
export const packOffice = (): TemplateRows => {
  const small = smallOffice();
  return {
    ...small,
    projects: [
      ...small.projects!,
      project("P-003", "甲县", {
        annualClass: "新开工",
        plannedStart: on("2026-11-20"),
        actualStart: null,
        registeredOn: null,
      }),
      project("P-004", "甲县", {
        annualClass: "新开工",
        plannedStart: on("2026-08-20"),
        actualStart: null,
        registeredOn: null,
      }),
    ],
    milestones: [
      ...small.milestones!,
      milestone("P-003", 10, "2026-09-30", { name: "立项", actual: on("2026-09-28") }),
      milestone("P-003", 20, "2026-10-30", { name: "施工许可" }),
      milestone("P-003", 30, "2026-11-20", { name: "开工" }),
      milestone("P-004", 10, "2026-07-01", { name: "施工许可", responsibleUnit: "市水务局", duration: 5 }),
      milestone("P-004", 20, "2026-08-20", { name: "开工", predecessors: "10", duration: 5 }),
      milestone("P-004", 30, "2026-12-20", { name: "竣工", predecessors: "20", duration: 80 }),
    ],
    monthlyReports: [...small.monthlyReports!, report("P-001", "2026-08", 8000, "2026-09-03")],
    issues: [
      issue("W-1", "市调度会", { complexity: "复杂", complexityBy: "孙管", measures: "两次现场会" }),
      issue("W-2", "县区", { responsibleUnit: "市水务局", project: "P-002" }),
      issue("W-3", null, { project: null }),
      issue("W-4", "省", { mechanism: "招商引资", project: null }),
      issue("W-5", "分管市领导", { mechanism: "招商引资", project: null }),
      issue("W-6", "市直", closed("2026-09-15")),
      issue("W-7", "市直", { resolvedOn: on("2026-09-15"), evidence: "照片" }),
    ],
    tasks: [
      task("R-1", "2026-09-25", { mechanism: "招商引资", sourceName: "招商引资工作例会" }),
      task("R-2", "2026-10-30", { mechanism: "招商引资", sourceName: "招商引资工作例会" }),
      task("R-3", "2026-09-25", { mechanism: "招商引资", sourceName: "招商引资工作例会", ...done("2026-09-20") }),
      task("R-4", "2026-09-05", { mechanism: "招商引资", sourceDate: on("2026-08-10") }),
      task("R-5", "2026-10-30", { mechanism: "招商引资", source: "批示" }),
      task("R-6", "2026-10-30", { mechanism: "低空经济" }),
      task("R-7", "2026-10-30"),
    ],
    adjustments: [
      {
        ...{ code: "T-1", type: "变更年度计划", project: "P-002", from: "1.2亿元", to: "1亿元", applicant: "市水务局" },
        ...{ appliedOn: on("2026-09-21"), reason: "专项债额度调整", sponsor: "钱市长", signedOn: on("2026-09-22") },
        redCutApproval: "市政府专题会议",
      },
      {
        ...{ code: "T-2", type: "变更年度计划", project: "P-001", from: "1.5亿元", to: "1亿元", applicant: "甲县" },
        ...{ appliedOn: on("2026-09-22"), reason: "资金未落实" },
      },
    ],
    unitIndicators: [
      ...(["签约项目数", "履约项目数", "履约开工项目数", "开工投产项目数", "达效项目数"] as const).map(
        (indicator, index) => ({
          ...{ unit: "甲县", period: "2026-09", indicator, actual: [10, 8, 6, 3, 1][index]! },
        }),
      ),
      { unit: "市水务局", period: "2026-09", indicator: "签约项目数", actual: 6 },
      { unit: "市水务局", period: "2026-09", indicator: "履约项目数", actual: 4 },
    ],
    rules: [
      ...small.rules!,
      { parameter: "机制", value: "招商引资=钱市长、低空经济", from: on("2026-01-01"), basis: "领导小组分工" },
    ],
  };
};
