import type { TabCode } from "./registry.ts";

/** The Chinese title of each tab: what people call it in sheets, mails and findings. Source: registry.md. */
export const TAB_TITLES: Readonly<Record<TabCode, string>> = {
  projects: "项目",
  milestones: "节点",
  monthlyPlans: "月计划",
  monthlyReports: "月报",
  issues: "问题",
  tasks: "任务",
  inspections: "督查",
  observations: "观摩",
  disclosures: "公开",
  adjustments: "调整",
  unitIndicators: "单位指标",
  units: "单位",
  people: "人员",
  scoreAdjustments: "加减分",
  targets: "目标",
  rules: "规则",
  calendar: "节假日",
  milestoneTemplates: "节点模板",
  exemptions: "豁免",
  letters: "督办",
  appeals: "申诉",
  workbooks: "分表",
  console: "控制台",
};
