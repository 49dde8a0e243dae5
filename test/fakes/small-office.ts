import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";

const on = (date: string) => ({ date });

export const project = (code: string, unit: string, more: TemplateRow = {}): TemplateRow => ({
  code,
  name: `${code}工程`,
  category: "基础设施",
  annualClass: "续建",
  county: "甲县",
  responsibleUnit: unit,
  sponsor: "周市长",
  totalInvestment: 60_000,
  annualPlan: 12_000,
  plannedStart: on("2025-03-01"),
  actualStart: on("2025-03-01"),
  registeredOn: on("2025-03-10"),
  plannedFinish: on("2026-12-20"),
  ...more,
});

export const milestone = (code: string, seq: number, planned: string, more: TemplateRow = {}): TemplateRow => ({
  project: code,
  seq,
  name: `第${seq}步`,
  planned: on(planned),
  ...more,
});

export const report = (code: string, month: string, ytd: number, reportedOn: string): TemplateRow => ({
  project: code,
  month,
  investedYtd: ytd,
  fundedYtd: ytd,
  reporter: "赵报",
  reportedOn: on(reportedOn),
});

const person = (name: string, unit: string, roles: string, email: string): TemplateRow => ({
  name,
  unit,
  roles,
  email,
});

/** An office a page long: two units, two projects, one milestone 23 days late on 2026-06-12, one report that did not come. */
export const smallOffice = (): TemplateRows => ({
  projects: [project("P-001", "甲县"), project("P-002", "市水务局")],
  milestones: [
    milestone("P-001", 10, "2026-03-20", { actual: on("2026-03-18") }),
    milestone("P-001", 20, "2026-05-20"),
    milestone("P-002", 10, "2026-09-30"),
  ],
  monthlyReports: [
    ...["01", "02", "03", "04", "05"].map((m, i) => report("P-001", `2026-${m}`, 1000 * (i + 1), reportDay(m))),
    ...["01", "02", "03", "04"].map((m, i) => report("P-002", `2026-${m}`, 1000 * (i + 1), reportDay(m))),
  ],
  units: [
    { name: "甲县", group: "县区", ranked: "是", sponsor: "钱市长" },
    { name: "市水务局", group: "市直", ranked: "是", sponsor: "钱市长" },
    { name: "重点办", group: "其他", ranked: "否" },
  ],
  people: [
    person("王联", "甲县", "联络员", "wang@jia.example"),
    person("李联", "市水务局", "联络员", "li@jia.example"),
    person("周市长", "重点办", "包联领导", "zhou@jia.example"),
    person("钱市长", "重点办", "包联领导", "qian@jia.example"),
    person("孙管", "重点办", "管理员", "sun@jia.example"),
  ],
  rules: [{ parameter: "计划年度", value: "2026", from: on("2026-01-01"), basis: "年度计划" }],
});

const reportDay = (month: string): string => `2026-${String(Number(month) + 1).padStart(2, "0")}-03`;
