import type { TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { project, smallOffice } from "./small-office.ts";

const on = (date: string) => ({ date });

type Step = readonly [
  seq: number,
  name: string,
  predecessors: string,
  duration: number | string,
  planned: string,
  actual?: string | undefined,
  unit?: string | undefined,
];

const rowOf =
  (code: string) =>
  ([seq, name, predecessors, duration, planned, actual, unit]: Step) => ({
    ...{ project: code, seq, name, predecessors, duration, planned: on(planned) },
    ...(actual === undefined ? {} : { actual: on(actual) }),
    ...(unit === undefined ? {} : { responsibleUnit: unit }),
  });

/** A plan that cannot be met any more on 2026-06-12: the paper of 市水务局 is a month late, and 竣工 is fixed at 2026-12-20. */
export const SHORT_OF_TIME: readonly Step[] = [
  [10, "可研", "", 20, "2026-03-20", "2026-03-18"],
  [20, "环评", "10", 44, "2026-05-12", undefined, "市水务局"],
  [30, "初步设计", "20", 20, "2026-06-10"],
  [40, "施工许可", "30", 15, "2026-06-26"],
  [50, "开工", "40", 0, "2026-06-26"],
  [60, "基础", "50", 45, "2026-08-07"],
  [70, "设备安装", "60", 60, "2026-10-10"],
  [80, "竣工验收", "70", 20, "2026-12-20"],
];

/** An office with the projects of the small one and these: P-101 short of time, P-102 with time to spare, P-103 in a ring, P-104 in a county nobody knows. */
export function planOffice(steps: readonly Step[] = SHORT_OF_TIME): TemplateRows {
  const rows = smallOffice();
  const spare: readonly Step[] = [
    [10, "基础", "", 30, "2026-07-10"],
    [20, "竣工验收", "10", 20, "2026-12-20"],
  ];
  const ring: readonly Step[] = [
    [10, "基础", "30", 30, "2026-07-10"],
    [20, "主体", "10", 30, "2026-09-10"],
    [30, "竣工验收", "20", 20, "2026-12-20"],
  ];
  return {
    ...rows,
    projects: [
      ...rows.projects!,
      project("P-101", "甲县"),
      project("P-102", "市水务局"),
      project("P-103", "甲县"),
      project("P-104", "甲县", { county: "乙縣" }),
    ],
    milestones: [
      ...rows.milestones!,
      ...steps.map(rowOf("P-101")),
      ...spare.map(rowOf("P-102")),
      ...ring.map(rowOf("P-103")),
    ],
  };
}
