import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { milestone, project, smallOffice } from "./small-office.ts";

const on = (date: string) => ({ date });

const STEPS = ["立项", "土地出让", "规划许可", "招标", "资金到位", "施工许可"] as const;

/** The six done, but for those named. */
const chain = (code: string, planned: string, open: readonly string[] = [], more: TemplateRow = {}): TemplateRow[] => [
  ...STEPS.map((name, at) =>
    milestone(code, (at + 1) * 10, "2026-04-20", {
      name,
      actual: open.includes(name) ? null : on("2026-04-10"),
      ...(name === "施工许可" ? { responsibleUnit: "市水务局" } : {}),
    }),
  ),
  milestone(code, 70, planned, { name: "开工", ...more }),
];

const starting = (code: string, unit: string, planned: string, more: TemplateRow): TemplateRow =>
  project(code, unit, {
    ...{ annualClass: "新开工", plannedStart: on(planned), actualStart: null, registeredOn: null },
    ...more,
  });

/** Before the batch of May 2026: one main venue, a branch that is not ready, one that could join; two of February, of which one is not shown to have started. */
export const startsOffice = (): TemplateRows => {
  const small = smallOffice();
  return {
    ...small,
    projects: [
      starting("P-201", "甲县", "2026-05-28", { startBatch: "2026-05", venue: "主会场", category: "产业" }),
      starting("P-202", "市水务局", "2026-05-28", { startBatch: "2026-05", venue: "分会场", category: "民生" }),
      starting("P-203", "甲县", "2026-05-20", { name: '=HYPERLINK("x")<b>城东{#水厂}' }),
      starting("P-101", "甲县", "2026-02-27", {
        ...{ startBatch: "2026-02", venue: "主会场", actualStart: on("2026-02-28"), registeredOn: on("2026-04-01") },
      }),
      starting("P-102", "市水务局", "2026-02-27", {
        ...{ startBatch: "2026-02", venue: "分会场", actualStart: on("2026-02-28") },
      }),
    ],
    milestones: [
      ...chain("P-201", "2026-05-28"),
      ...chain("P-202", "2026-05-28", ["施工许可"]),
      ...chain("P-203", "2026-05-28"),
      ...chain("P-101", "2026-02-27", [], { actual: on("2026-02-28"), evidence: "照片 3 张" }),
    ],
    monthlyReports: [],
    inspections: [{ code: "D-1", project: "P-101", date: on("2026-03-05"), method: "现场察看", inspectors: "孙管" }],
  };
};
