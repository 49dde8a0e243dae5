import type { TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { milestone, project, report, smallOffice } from "./small-office.ts";

export const AS_OF = "2026-06-12";
const on = (date: string) => ({ date });

const issue = (code: string, more: Record<string, string | { date: string }>) => ({
  code,
  category: "征地拆迁",
  reportedOn: on("2026-05-20"),
  assignedOn: on("2026-05-20"),
  ...more,
});

/** Four projects of three units in two counties: a chain with a delay behind a delay, one that is exempt, one of which nothing is reported, one not begun. */
export function boardCity(): TemplateRows {
  const office = smallOffice();
  return {
    ...office,
    units: [
      { name: "甲县", group: "县区", ranked: "是", sponsor: "钱市长" },
      { name: "乙区", group: "县区", ranked: "是", sponsor: "钱市长" },
      { name: "市水务局", group: "市直", ranked: "是" },
      { name: "供电公司", group: "国企", ranked: "否" },
      { name: "重点办", group: "其他", ranked: "否" },
    ],
    people: [...(office.people ?? []), { name: "电联", unit: "供电公司", roles: "联络员", email: "dian@jia.example" }],
    projects: [
      project("P-001", "甲县", { name: "滨河路改造" }),
      project("P-002", "市水务局", { name: "城东水厂", county: "乙区", annualPlan: 20_000, sponsor: "钱市长" }),
      project("P-003", "乙区", {
        name: "职教园区",
        county: "乙区",
        category: "民生",
        annualPlan: 8_000,
        sponsor: null,
      }),
      project("P-004", "乙区", {
        ...{
          name: "湿地公园",
          county: "乙区",
          category: "生态环保",
          annualClass: "前期",
          annualPlan: null,
          sponsor: null,
        },
        ...{ actualStart: null, registeredOn: null },
      }),
    ],
    milestones: [
      milestone("P-001", 10, "2026-03-20", { name: "施工许可", actual: on("2026-03-18"), duration: 20 }),
      milestone("P-001", 20, "2026-05-20", {
        name: "管线迁改",
        responsibleUnit: "供电公司",
        predecessors: "10",
        duration: 30,
      }),
      milestone("P-001", 30, "2026-06-08", { name: "路基", predecessors: "20", duration: 20 }),
      milestone("P-001", 40, "2026-12-20", { name: "竣工", predecessors: "30", duration: 60 }),
      milestone("P-002", 10, "2025-11-30", { name: "土建", actual: on("2025-12-12") }),
      milestone("P-002", 20, "2026-06-30", { name: "设备安装", predecessors: "10", duration: 40 }),
      milestone("P-003", 10, "2026-04-01", { name: "主体封顶" }),
      milestone("P-004", 10, "2026-06-01", { name: "可研批复" }),
    ],
    monthlyReports: [
      ...["01", "02", "03", "04", "05"].flatMap((month, at) => [
        report("P-001", `2026-${month}`, 600 * (at + 1), `2026-0${at + 2}-03`),
        report("P-002", `2026-${month}`, 2000 * (at + 1), `2026-0${at + 2}-03`),
      ]),
    ],
    issues: [
      issue("W-1", { project: "P-001", description: "红线内 6 户未签约", responsibleUnit: "甲县", level: "县区" }),
      issue("W-2", {
        project: "P-002",
        description: "专项债未下达",
        responsibleUnit: "市水务局",
        reportedOn: on("2026-06-10"),
        assignedOn: on("2026-06-10"),
      }),
      issue("W-3", {
        description: "用电报装缓慢",
        responsibleUnit: "供电公司",
        reportedOn: on("2026-06-01"),
        assignedOn: on("2026-06-01"),
      }),
      issue("W-4", {
        ...{ project: "P-001", description: "施工便道已修通", responsibleUnit: "甲县", evidence: "照片" },
        ...{ arrangedOn: on("2026-05-21"), firstFeedbackOn: on("2026-05-22"), resolvedOn: on("2026-05-25") },
        ...{ verifiedBy: "孙管", verification: "通过", verifiedOn: on("2026-05-26"), closedOn: on("2026-05-26") },
      }),
    ],
    exemptions: [
      {
        code: "M-1",
        project: "P-003",
        from: on("2026-06-01"),
        to: on("2026-07-15"),
        cause: "不可抗力",
        approvedBy: "孙管",
      },
    ],
  };
}
